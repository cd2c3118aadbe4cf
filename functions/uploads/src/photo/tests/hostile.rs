//! Files that are broken, or made to break something. None crashes the function, none passes as what it is.

use super::corpus::*;
use super::{made, made_of};
use image::{DynamicImage, ImageFormat};
use platform::store::Unfit;

#[test]
fn what_is_no_photo_is_refused_whatever_it_is_called() {
    use Unfit::{Unreadable, Unsupported};
    let gif = coded(&DynamicImage::ImageRgb8(picture(4, 4)), ImageFormat::Png);
    let zeros = vec![0; 4096];
    let cases: [(&str, &[u8], Unfit); 22] = [
        ("nothing", b"", Unreadable),
        ("a byte", b"\xff", Unreadable),
        ("zeros", &zeros, Unreadable),
        ("text", "回执".as_bytes(), Unreadable),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", Unreadable),
        ("an archive", b"PK\x03\x04\x14\0\0\0\x08\0", Unreadable),
        ("a PNG that begins late", &gif[1..], Unreadable),
        ("the start of a JPEG", b"\xff\xd8\xff", Unreadable),
        ("the start of a PNG", b"\x89PNG\r\n\x1a\n", Unreadable),
        ("the start of a WebP", b"RIFF\x10\0\0\0WEBP", Unreadable),
        ("sound", b"RIFF\x10\0\0\0WAVEfmt ", Unreadable),
        ("GIF", b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;", Unsupported),
        ("a drawing", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", Unsupported),
        ("a drawing after a declaration", b"\xef\xbb\xbf\n <?xml version=\"1.0\"?><svg/>", Unsupported),
        ("a page", b"<!DOCTYPE html><script>alert(1)</script>", Unsupported),
        ("PDF", b"%PDF-1.7\n1 0 obj", Unsupported),
        ("HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Unsupported),
        ("AVIF", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", Unsupported),
        ("a film", b"\0\0\0\x18ftypisom\0\0\0\0isommp42", Unsupported),
        ("BMP", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0", Unsupported),
        ("TIFF", b"II*\0\x08\0\0\0\0\0", Unsupported),
        ("JPEG XL", b"\xff\x0a\xfa\x1f\x01", Unsupported),
    ];
    for (name, file, unfit) in cases {
        assert_eq!(made_of(file), Err(unfit), "{name}");
    }
}

#[test]
fn a_photo_that_was_cut_off_does_not_pass() {
    let picture = picture(64, 48);
    for whole in [jpeg(&picture), png(&picture), webp(&picture)] {
        made(&whole).expect("the whole is a photo");
        // A PNG has its picture before its last chunk, which is 12 bytes of nothing.
        for kept in (0..whole.len().saturating_sub(12)).step_by(7) {
            assert!(made_of(&whole[..kept]).is_err(), "{kept} of {} bytes", whole.len());
        }
    }
    let whole = jpeg(&picture);
    assert_eq!(made_of(&whole[..whole.len() - 1]), Err(Unfit::Unreadable));
}

#[test]
fn a_few_bytes_that_promise_a_giant_are_refused_before_they_are_decoded() {
    let (jpeg, png) = (jpeg(&picture(16, 16)), png(&picture(16, 16)));
    for (width, height) in [(65_535, 65_535), (16_384, 16_384), (65_535, 1)] {
        assert_eq!(made_of(&jpeg_of(&jpeg, width, height)), Err(Unfit::TooLarge));
        assert_eq!(made_of(&png_of(&png, width.into(), height.into())), Err(Unfit::TooLarge));
    }
    assert!(made_of(&png_of(&png, u32::MAX, u32::MAX)).is_err());
    assert!(made_of(&png_of(&png, 0, 5)).is_err());
    assert!(made_of(&jpeg_of(&jpeg, 0, 5)).is_err());
    let lossless = webp(&picture(16, 16));
    let giant = riff(&[(b"VP8X", extended(0, 16_383, 16_383)), (b"VP8L", lossless[20..].to_vec())]);
    assert!(made_of(&giant).is_err());
    // As large as is read at all, and nearly nothing in it.
    assert_eq!(made_of(&jpeg_of(&jpeg, 7000, 7000)), Err(Unfit::Unreadable));
    assert!(made_of(&png_of(&png, 7000, 7000)).is_err());
}

#[test]
fn large_pictures_of_few_bytes_take_no_longer_than_a_call_may() {
    // 6 million pixels in 4 kilobytes; `made` looks at the time, of code that is not optimised.
    let plain = image::RgbImage::from_pixel(2500, 2500, image::Rgb([90, 140, 60]));
    let file = webp(&plain);
    assert!(file.len() < 8_000);
    made(&file).expect("a photo");
    // Enough bytes for all the squares, but of nothing.
    let small = jpeg(&picture(16, 16));
    let noise = |n: u32| n.wrapping_mul(2_654_435_761).to_le_bytes()[3] & 0x7f;
    let noise: Vec<u8> = (0..100_000).map(noise).collect();
    let (start, end) = small.split_at(small.len() - 2);
    // Noise is a picture, too: nobody can tell. It is kept as one and is no danger.
    let told = made_of(&jpeg_of(&[start, &noise, end].concat(), 2500, 2500));
    assert!(told.is_ok() || told == Err(Unfit::Unreadable));
}

#[test]
fn what_unfolds_beside_the_picture_does_not_fill_the_memory() {
    // The lines of an empty picture, 100 million zeros in 100 kilobytes, put where texts and profiles stand.
    let zeros = coded(&DynamicImage::ImageLuma8(image::GrayImage::new(10_000, 10_000)), ImageFormat::Png);
    let mut folded = Vec::new();
    let mut at = 33;
    while at < zeros.len() {
        let length =
            usize::try_from(u32::from_be_bytes(zeros[at..at + 4].try_into().expect("4"))).expect("fits");
        if &zeros[at + 4..at + 8] == b"IDAT" {
            folded.extend_from_slice(&zeros[at + 8..at + 8 + length]);
        }
        at += 12 + length;
    }
    assert!(folded.len() < 1_000_000);
    for name in [b"zTXt", b"iCCP"] {
        let bomb = with_chunk(&png(&picture(16, 16)), name, &[b"n\0\0".as_slice(), &folded].concat());
        // The picture itself is one; whether the rest is read or not, nothing of it is kept.
        if let Ok((made, _)) = made(&bomb) {
            assert!(made.photo.len() < 10_000);
        }
    }
}

#[test]
fn a_picture_that_is_drawn_again_and_again_is_refused() {
    let plain = jpeg(&picture(16, 16));
    let scan = plain.windows(2).position(|marker| marker == [0xff, 0xda]).expect("a scan");
    let again =
        [&plain[..plain.len() - 2], &plain[scan..plain.len() - 2].repeat(40), &plain[plain.len() - 2..]];
    assert_eq!(made_of(&again.concat()), Err(Unfit::Unreadable));
}

#[test]
fn what_moves_is_no_photo() {
    let still = webp(&picture(16, 16));
    let frame = [&[0; 6][..], &[15, 0, 0, 15, 0, 0, 100, 0, 0, 0], &still[12..]].concat();
    let moving = riff(&[
        (b"VP8X", extended(2, 15, 15)),
        (b"ANIM", vec![0; 6]),
        (b"ANMF", frame.clone()),
        (b"ANMF", frame),
    ]);
    assert_eq!(made_of(&moving), Err(Unfit::Unsupported));
    let moving = with_chunk(&png(&picture(16, 16)), b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    assert!(made_of(&moving).is_err());
}

/// The same numbers in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

#[test]
fn bent_photos_crash_nothing() {
    let picture = picture(48, 32);
    let turned = with_segment(&jpeg(&picture), 0xe1, &exif(6));
    let mut dice = Dice(1);
    let (mut passed, mut refused) = (0, 0);
    for whole in [jpeg(&picture), turned, png(&picture), webp(&picture), red_in_four_inks()] {
        for _ in 0..400 {
            let mut bent = whole.clone();
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(bent.len());
                match dice.roll(4) {
                    0 => bent[at] ^= 1 << dice.roll(8),
                    1 => bent[at] = [0, 0xff, 0x7f, 0x80][dice.roll(4)],
                    2 => drop(bent.remove(at)),
                    _ => bent.insert(at, u8::try_from(dice.roll(256)).expect("a byte")),
                }
            }
            // `made` looks at what passes.
            match made_of(&bent) {
                Ok(()) => passed += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(passed > 100 && refused > 100, "{passed} passed, {refused} were refused");
}
