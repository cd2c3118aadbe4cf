//! Photos as phones send them, and files that only say they are photos; all of them made by code.

use super::{LONGEST, Made, make};
use image::{DynamicImage, ImageFormat, RgbImage};
use platform::store::{Size, Unfit};
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

mod corpus;
mod hostile;

use corpus::*;

/// Whatever is sent, nobody waits longer. Generous: tests share a machine, and their code is not optimised.
const WITHIN: Duration = Duration::from_secs(60);

/// Makes a photo and looks at it as anybody would: JPEG of the said size with nothing in it but a picture.
fn made(sent: &[u8]) -> Result<(Made, RgbImage), Unfit> {
    let start = Instant::now();
    let made = catch_unwind(|| make(sent)).unwrap_or(Err(Unfit::Unreadable));
    assert!(start.elapsed() < WITHIN, "{:?} for {} bytes", start.elapsed(), sent.len());
    let made = made?;
    for (file, most) in [(&made.photo, 2000), (&made.thumbnail, 320)] {
        let markers = segments(file);
        let plain = markers.iter().all(|marker| [0xd8, 0xe0, 0xdb, 0xc0, 0xc4, 0xda, 0xd9].contains(marker));
        assert!(plain, "something came along: {markers:02x?}");
        let image = image::load_from_memory_with_format(file, ImageFormat::Jpeg).expect("a JPEG");
        assert!(image.width().max(image.height()) <= most);
    }
    let image = image::load_from_memory(&made.photo).expect("a JPEG").to_rgb8();
    assert_eq!(Size { width: image.width(), height: image.height() }, made.size);
    Ok((made, image))
}

#[track_caller]
fn good(sent: &[u8]) -> (Made, RgbImage) {
    made(sent).expect("a photo")
}

fn near(pixel: &image::Rgb<u8>, wanted: [u8; 3]) -> bool {
    pixel.0.iter().zip(wanted).all(|(have, want)| have.abs_diff(want) < 24)
}

#[test]
fn every_kind_is_read_and_kept_small() {
    let picture = picture(3000, 1500);
    for sent in [jpeg(&picture), png(&picture), webp(&picture)] {
        let (made, image) = good(&sent);
        assert_eq!(made.size, Size { width: 2000, height: 1000 });
        let small = image::load_from_memory(&made.thumbnail).expect("a JPEG");
        assert_eq!((small.width(), small.height()), (320, 160));
        assert!(near(image.get_pixel(20, 20), RED) && near(image.get_pixel(1980, 980), BLUE));
        assert_eq!(make(&sent).expect("a photo"), made, "the same photo, the same bytes");
    }
}

#[test]
fn a_small_photo_is_not_blown_up_and_a_thin_one_does_not_vanish() {
    let (made, _) = good(&png(&picture(100, 50)));
    assert_eq!(made.size, Size { width: 100, height: 50 });
    let (made, _) = good(&png(&picture(16_000, 2)));
    assert_eq!(made.size, Size { width: 2000, height: 1 });
    good(&png(&picture(1, 1)));
}

#[test]
fn photos_are_turned_as_they_were_held() {
    // Where the red corner of a picture lies that is 40 wide and 20 high, once it is upright.
    let corners = [
        (1, (40, 20), (2, 2)),
        (2, (40, 20), (37, 2)),
        (3, (40, 20), (37, 17)),
        (4, (40, 20), (2, 17)),
        (5, (20, 40), (2, 2)),
        (6, (20, 40), (17, 2)),
        (7, (20, 40), (17, 37)),
        (8, (20, 40), (2, 37)),
    ];
    for (orientation, (width, height), (x, y)) in corners {
        for sent in [
            with_segment(&jpeg(&picture(40, 20)), 0xe1, &exif(orientation)),
            with_chunk(&png(&picture(40, 20)), b"eXIf", &exif(orientation)[6..]),
        ] {
            let (made, image) = good(&sent);
            assert_eq!(made.size, Size { width, height }, "{orientation}");
            assert!(near(image.get_pixel(x, y), RED), "{orientation}: {:?}", image.get_pixel(x, y));
        }
    }
}

#[test]
fn nothing_is_kept_of_where_when_and_by_whom() {
    let picture = jpeg(&picture(60, 40));
    let secret = b"SECRET-31.4N-118.9E";
    let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), secret].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>".as_slice(), secret].concat();
    let mut sent = with_segment(&picture, 0xe1, &exif(1));
    for (marker, payload) in
        [(0xe1, xmp.as_slice()), (0xe2, &icc), (0xed, secret), (0xfe, secret), (0xef, secret)]
    {
        sent = with_segment(&sent, marker, payload);
    }
    // Behind the end a phone puts a film, somebody else a page or an archive.
    sent.extend_from_slice(b"<script>SECRET</script>PK\x03\x04SECRET");
    assert!(contains(&sent, b"SECRET") && contains(&sent, b"HUAWEI"));
    let (made, _) = good(&sent);
    let plain = good(&picture).0;
    assert_eq!(made, plain, "the same picture without all that gives the same photo");

    let mut sent = png(&self::picture(60, 40));
    for (name, payload) in [(b"tEXt", secret.as_slice()), (b"eXIf", &exif(1)[6..])] {
        sent = with_chunk(&sent, name, payload);
    }
    assert!(!contains(&good(&sent).0.photo, b"SECRET"));
}

#[test]
fn inks_deep_colours_and_glass_become_plain_colours() {
    let (_, image) = good(&red_in_four_inks());
    assert!(near(image.get_pixel(4, 4), [255, 0, 0]), "{:?}", image.get_pixel(4, 4));

    let deep = DynamicImage::ImageRgb8(picture(40, 20)).to_rgb16();
    let (_, image) = good(&coded(&DynamicImage::ImageRgb16(deep), ImageFormat::Png));
    assert!(near(image.get_pixel(2, 2), RED));

    let grey = DynamicImage::ImageRgb8(picture(40, 20)).to_luma8();
    good(&coded(&DynamicImage::ImageLuma8(grey.clone()), ImageFormat::Png));
    good(&coded(&DynamicImage::ImageLuma8(grey), ImageFormat::Jpeg));

    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let glass = image::RgbaImage::from_pixel(2400, 20, image::Rgba([0, 0, 0, 0]));
        let (_, image) = good(&coded(&DynamicImage::ImageRgba8(glass), format));
        assert!(near(image.get_pixel(20, 8), [255, 255, 255]), "what is transparent is paper");
    }
}

#[test]
fn large_pictures_are_read_up_to_a_limit() {
    let large = image::GrayImage::from_pixel(4000, 3000, image::Luma([200]));
    let (made, _) = good(&coded(&DynamicImage::ImageLuma8(large), ImageFormat::Png));
    assert_eq!(made.size, Size { width: 2000, height: 1500 });
    let too_large = image::GrayImage::from_pixel(10_000, 5001, image::Luma([200]));
    let told = made_of(&coded(&DynamicImage::ImageLuma8(too_large), ImageFormat::Png));
    assert_eq!(told, Err(Unfit::TooLarge));
    let too_long = image::GrayImage::from_pixel(LONGEST + 1, 1, image::Luma([200]));
    let told = made_of(&coded(&DynamicImage::ImageLuma8(too_long), ImageFormat::Png));
    assert_eq!(told, Err(Unfit::TooLarge));
}

fn made_of(sent: &[u8]) -> Result<(), Unfit> {
    made(sent).map(drop)
}
