//! Makes a photo anew from what was sent: its picture and nothing else. Whatever came with it (place, time, device,
//! previews, profiles, what was hidden behind the end) is left behind, because only pixels go on. Pure: no clock, no
//! network, the same bytes for the same photo.

mod jpeg;
mod kind;
#[cfg(test)]
mod tests;

use fast_image_resize::Resizer;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, Pixel as _, Rgb, RgbImage};
use kind::Kind;
use platform::store::{Size, Unfit};
use shared_types::uploads::LONG_SIDE;
use std::io::Cursor;

/// The longest side that is read, before scaling.
const LONGEST: u32 = 16_384;
/// The most pixels that are read: a phone of 48 million fits, and the function's memory holds it twice.
const MOST_PIXELS: u64 = 50_000_000;
/// The most bytes that a picture may take when it lies decoded.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Pixels of the long side of a thumbnail.
const THUMBNAIL: u32 = 320;
/// Of 100. Stamps and handwriting stay sharp; twice the bytes of what a phone's own scaling sends.
const QUALITY: u8 = 85;
const THUMBNAIL_QUALITY: u8 = 75;

/// A photo as it is kept.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Made {
    /// JPEG, at most [`LONG_SIDE`] pixels long.
    pub(crate) photo: Vec<u8>,
    /// The same, small.
    pub(crate) thumbnail: Vec<u8>,
    /// Pixels of the photo.
    pub(crate) size: Size,
}

/// Makes a photo of what was sent, whatever it says it is: the content decides.
///
/// # Errors
/// Why it is none. Decoders of foreign content can panic; the caller takes that as [`Unfit::Unreadable`].
pub(crate) fn make(sent: &[u8]) -> Result<Made, Unfit> {
    let (image, orientation) = read(sent)?;
    let image = flat(&within(image, LONG_SIDE)?);
    let mut image = DynamicImage::ImageRgb8(image);
    image.apply_orientation(orientation);
    let size = Size { width: image.width(), height: image.height() };
    let photo = coded(&image.to_rgb8(), QUALITY)?;
    let thumbnail = coded(&within(image, THUMBNAIL)?.to_rgb8(), THUMBNAIL_QUALITY)?;
    Ok(Made { photo, thumbnail, size })
}

fn read(sent: &[u8]) -> Result<(DynamicImage, Orientation), Unfit> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MOST_MEMORY);
    let source = Cursor::new(sent);
    match Kind::of(sent)? {
        Kind::Jpeg => {
            jpeg::whole(sent)?;
            let decoder = JpegDecoder::new(source).map_err(unfit)?;
            let pixels = pixels(&decoder)?;
            if !jpeg::holds(sent, pixels) {
                return Err(Unfit::Unreadable);
            }
            decoded(decoder, limits)
        }
        Kind::Png => {
            let decoder = PngDecoder::with_limits(source, limits.clone()).map_err(unfit)?;
            // What moves is no photo.
            if decoder.is_apng().map_err(unfit)? {
                return Err(Unfit::Unsupported);
            }
            decoded(decoder, limits)
        }
        Kind::Webp => {
            let decoder = WebPDecoder::new(source).map_err(unfit)?;
            if decoder.has_animation() {
                return Err(Unfit::Unsupported);
            }
            decoded(decoder, limits)
        }
    }
}

/// How many pixels a picture says that it has, if it is not too many.
fn pixels(decoder: &impl ImageDecoder) -> Result<u64, Unfit> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let fits = width.max(height) <= LONGEST && pixels <= MOST_PIXELS && decoder.total_bytes() <= MOST_MEMORY;
    if fits { Ok(pixels) } else { Err(Unfit::TooLarge) }
}

fn decoded(mut decoder: impl ImageDecoder, limits: Limits) -> Result<(DynamicImage, Orientation), Unfit> {
    pixels(&decoder)?;
    decoder.set_limits(limits).map_err(unfit)?;
    // A photo whose note of how it was held cannot be read is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    Ok((image, orientation))
}

fn unfit(error: ImageError) -> Unfit {
    match error {
        ImageError::Limits(_) => Unfit::TooLarge,
        ImageError::Unsupported(_) => Unfit::Unsupported,
        _ => Unfit::Unreadable,
    }
}

/// The same image with at most `most` pixels on its long side.
fn within(image: DynamicImage, most: u32) -> Result<DynamicImage, Unfit> {
    let long = image.width().max(image.height());
    if long <= most {
        return Ok(image);
    }
    let scaled = |side: u32| {
        let scaled = (u64::from(side) * u64::from(most) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(scaled).unwrap_or(most).max(1)
    };
    let mut smaller = DynamicImage::new(scaled(image.width()), scaled(image.height()), image.color());
    Resizer::new().resize(&image, &mut smaller, None).map_err(|_| Unfit::Unreadable)?;
    Ok(smaller)
}

/// The picture as it looks on white paper: JPEG knows nothing transparent.
fn flat(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let mut paper = RgbImage::from_pixel(image.width(), image.height(), Rgb([u8::MAX; 3]));
    for (below, above) in paper.pixels_mut().zip(image.to_rgba8().pixels()) {
        let mut seen = below.to_rgba();
        seen.blend(above);
        *below = seen.to_rgb();
    }
    paper
}

fn coded(image: &RgbImage, quality: u8) -> Result<Vec<u8>, Unfit> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality).encode_image(image).map_err(|_| Unfit::Unreadable)?;
    Ok(out)
}
