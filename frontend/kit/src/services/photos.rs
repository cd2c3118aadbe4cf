//! Photos on the phone, before they are sent: scaled and coded anew, so that a slow network carries little and the
//! phone's notes of place and device stay on it. Knows no network.

use js_sys::{Promise, Reflect};
use shared_types::uploads::{LONG_SIDE, MOST_BYTES, Media};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// Of 1: stamps and handwriting stay sharp, and a page has some 400 kB.
const QUALITY: f64 = 0.85;

/// A photo that can be sent.
#[derive(Debug, Clone)]
pub struct Picture {
    pub(super) blob: Blob,
    pub(super) media: Media,
    pub(super) bytes: u32,
}

/// Why a chosen file cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// The browser cannot show it, and it is of no kind that the functions read.
    NoPhoto,
    /// It cannot be scaled here and is too large as it is.
    TooLarge,
}

/// Makes a chosen file ready: drawn anew where the browser can, otherwise as it is.
///
/// # Errors
/// [`Unusable`].
pub async fn prepare(file: &Blob) -> Result<Picture, Unusable> {
    let address = address(file).ok_or(Unusable::NoPhoto)?;
    let scaled = drawn(&address).await;
    forget(&address);
    let blob = scaled.as_ref().unwrap_or(file);
    let media = Media::of(&blob.type_()).ok_or(Unusable::NoPhoto)?;
    let bytes = format!("{:.0}", blob.size()).parse().unwrap_or(u32::MAX);
    match bytes {
        0 => Err(Unusable::NoPhoto),
        1..=MOST_BYTES => Ok(Picture { blob: blob.clone(), media, bytes }),
        _ => Err(Unusable::TooLarge),
    }
}

/// An address under which this page shows the file, until it is forgotten.
pub fn address(file: &Blob) -> Option<String> {
    Url::create_object_url_with_blob(file).ok()
}

impl Picture {
    /// An address under which this page shows the photo, until it is forgotten.
    pub fn address(&self) -> Option<String> {
        address(&self.blob)
    }
}

/// Forgets an address.
pub fn forget(address: &str) {
    // An address that is gone already needs no removal.
    let _ = Url::revoke_object_url(address);
}

/// The photo as JPEG, at most [`LONG_SIDE`] long. By way of an image element rather than `createImageBitmap`: every
/// engine turns the one as the phone was held, and HEIC is shown wherever the system knows it. The canvas has the
/// size of the result, because large ones turn white on phones.
async fn drawn(address: &str) -> Option<Blob> {
    let document = web_sys::window()?.document()?;
    let image: HtmlImageElement = document.create_element("img").ok()?.unchecked_into();
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = within(image.natural_width(), image.natural_height())?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    let (width, height) = (f64::from(width), f64::from(height));
    // An engine that does not know the word draws as it always does.
    let _ = Reflect::set(&pen, &"imageSmoothingQuality".into(), &"high".into());
    // What is transparent is paper.
    pen.set_fill_style_str("white");
    pen.fill_rect(0.0, 0.0, width, height);
    pen.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    let jpeg = Media::Jpeg.content_type();
    let coded = Promise::new(&mut |done, _| {
        if canvas.to_blob_with_type_and_encoder_options(&done, jpeg, &QUALITY.into()).is_err() {
            // Refused at once: as if nothing had come of it.
            let _ = done.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    let blob = JsFuture::from(coded).await.ok()?.dyn_into::<Blob>().ok()?;
    // Phones have little room for canvases and free it late.
    canvas.set_width(0);
    (blob.type_() == jpeg).then_some(blob)
}

/// The size that a photo is sent with; nothing for one that has none.
fn within(width: u32, height: u32) -> Option<(u32, u32)> {
    let long = width.max(height);
    let scaled = |side: u32| {
        let side = if long > LONG_SIDE { side.saturating_mul(LONG_SIDE) / long } else { side };
        side.max(1)
    };
    (width.min(height) > 0).then(|| (scaled(width), scaled(height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_photos_are_scaled_and_short_ones_are_not() {
        for (size, sent) in [
            ((4000, 3000), Some((2000, 1500))),
            ((3000, 4000), Some((1500, 2000))),
            ((2000, 1000), Some((2000, 1000))),
            ((64, 48), Some((64, 48))),
            ((65_535, 3), Some((2000, 1))),
            ((0, 5), None),
        ] {
            assert_eq!(within(size.0, size.1), sent);
        }
    }
}
