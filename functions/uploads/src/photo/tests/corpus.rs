//! How the files of the tests are made.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

pub(super) const RED: [u8; 3] = [220, 20, 20];
pub(super) const BLUE: [u8; 3] = [20, 20, 220];

/// Blue with a red quarter at the top left.
pub(super) fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb(if x < width / 2 && y < height / 2 { RED } else { BLUE }))
}

pub(super) fn coded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).expect("codes");
    out.into_inner()
}

pub(super) fn jpeg(image: &RgbImage) -> Vec<u8> {
    coded(&DynamicImage::ImageRgb8(image.clone()), ImageFormat::Jpeg)
}

pub(super) fn png(image: &RgbImage) -> Vec<u8> {
    coded(&DynamicImage::ImageRgb8(image.clone()), ImageFormat::Png)
}

pub(super) fn webp(image: &RgbImage) -> Vec<u8> {
    coded(&DynamicImage::ImageRgb8(image.clone()), ImageFormat::WebP)
}

pub(super) fn contains(file: &[u8], word: &[u8]) -> bool {
    file.windows(word.len()).any(|part| part == word)
}

/// A JPEG with one more segment after its start.
pub(super) fn with_segment(jpeg: &[u8], marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).expect("a short segment").to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, payload, &jpeg[2..]].concat()
}

/// The markers of a JPEG in their order.
pub(super) fn segments(jpeg: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (0, Vec::new());
    while at + 1 < jpeg.len() {
        if jpeg[at] != 0xff || matches!(jpeg[at + 1], 0 | 0xff) {
            at += 1;
            continue;
        }
        found.push(jpeg[at + 1]);
        at += 2;
        if !matches!(jpeg[at - 1], 0xd0..=0xd9) {
            at += usize::from(u16::from_be_bytes([jpeg[at], jpeg[at + 1]]));
        }
    }
    found
}

/// A note of Exif: how the phone was held, who made it, and where it was.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    let short = |tag: u16, value: u8| [&tag.to_be_bytes()[..], &[0, 3, 0, 0, 0, 1, 0, value, 0, 0]].concat();
    let long = |tag: u16, kind: u8, count: u8, value: u8| {
        [&tag.to_be_bytes()[..], &[0, kind, 0, 0, 0, count, 0, 0, 0, value]].concat()
    };
    // Three entries from 8 on end at 50; the maker stands there, and then the place from 58 on.
    out.extend_from_slice(&[0, 3]);
    out.extend(long(0x010f, 2, 7, 50));
    out.extend(short(0x0112, orientation));
    out.extend(long(0x8825, 4, 1, 58));
    out.extend_from_slice(&[0, 0, 0, 0]);
    out.extend_from_slice(b"HUAWEI\0\0");
    out.extend_from_slice(&[0, 1]);
    out.extend_from_slice(&[0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0]);
    out.extend_from_slice(&[0, 0, 0, 0]);
    out
}

pub(super) fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

pub(super) fn chunk(name: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short chunk").to_be_bytes();
    let body = [name.as_slice(), payload].concat();
    [&length[..], &body, &crc(&body).to_be_bytes()].concat()
}

/// A PNG with one more chunk after its header.
pub(super) fn with_chunk(png: &[u8], name: &[u8; 4], payload: &[u8]) -> Vec<u8> {
    [&png[..33], &chunk(name, payload), &png[33..]].concat()
}

/// A PNG that says it has other dimensions than it has.
pub(super) fn png_of(png: &[u8], width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &png[24..29]].concat();
    [&png[..8], &chunk(b"IHDR", &header), &png[33..]].concat()
}

/// A JPEG that says it has other dimensions than it has.
pub(super) fn jpeg_of(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let at = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).expect("a frame");
    [&jpeg[..at + 5], &height.to_be_bytes(), &width.to_be_bytes(), &jpeg[at + 9..]].concat()
}

/// A container of WebP with the given chunks.
pub(super) fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, payload) in chunks {
        body.extend_from_slice(*name);
        body.extend_from_slice(&u32::try_from(payload.len()).expect("a short chunk").to_le_bytes());
        body.extend_from_slice(payload);
        body.extend_from_slice(&vec![0; payload.len() % 2]);
    }
    let length = u32::try_from(body.len()).expect("a short file").to_le_bytes();
    [b"RIFF".as_slice(), &length, &body].concat()
}

/// The header of an extended WebP, of this size less one each.
pub(super) fn extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    [&[flags, 0, 0, 0][..], &width.to_le_bytes()[..3], &height.to_le_bytes()[..3]].concat()
}

/// Eight by eight pixels of red, in cyan, magenta, yellow and black as Adobe writes them: inverted.
pub(super) fn red_in_four_inks() -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    let mut segment = |marker: u8, payload: &[u8]| {
        let length = u16::try_from(payload.len() + 2).expect("a short segment").to_be_bytes();
        out.extend([&[0xff, marker], &length[..], payload].concat());
    };
    segment(0xee, b"Adobe\0\x64\0\0\0\0\0");
    segment(0xdb, &[&[0][..], &[1; 64]].concat());
    segment(0xc0, &[8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    // Levels of 10 and 11 bits are coded `0` and `10`; the end of a block is coded `0`.
    segment(0xc4, &[&[0, 1, 1][..], &[0; 14], &[10, 11]].concat());
    segment(0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
    segment(0xda, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    let (none, full) = ("011111110000", "10011111111110");
    let bits = [none, full, full, none].concat();
    let bits = format!("{bits:1<width$}", width = bits.len().next_multiple_of(8));
    for byte in bits.as_bytes().chunks(8) {
        let byte = byte.iter().fold(0_u8, |byte, bit| (byte << 1) | (bit - b'0'));
        out.push(byte);
        if byte == 0xff {
            out.push(0);
        }
    }
    out.extend([0xff, 0xd9]);
    out
}
