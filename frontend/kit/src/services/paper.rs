//! A sheet of paper that is drawn on and becomes an image: what must be kept, sent on and printed as it is. Knows
//! nothing of what it shows.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Where a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A white sheet.
pub struct Paper {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    font: String,
}

/// A custom property of the page's style sheet.
fn token(name: &str) -> String {
    let style = web_sys::window().and_then(|window| {
        let page = window.document()?.document_element()?;
        window.get_computed_style(&page).ok().flatten()
    });
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
}

impl Paper {
    /// A sheet of `width` × `height` units, each `scale` pixels; its letters are those of the token `font`.
    ///
    /// # Errors
    /// Where the browser gives no place to draw.
    pub fn new(width: u32, height: u32, scale: f64, font: &str) -> Result<Self, JsValue> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        let pixels = |units: u32| format!("{:.0}", f64::from(units) * scale).parse().unwrap_or(units);
        canvas.set_width(pixels(width));
        canvas.set_height(pixels(height));
        let context: CanvasRenderingContext2d =
            canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        context.scale(scale, scale)?;
        context.set_fill_style_str("white");
        context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
        context.set_fill_style_str("black");
        Ok(Self { canvas, context, font: token(font) })
    }

    /// The size of the letters that follow, and whether they are bold.
    pub fn letters(&self, size: f64, bold: bool) {
        let weight = if bold { "bold" } else { "normal" };
        self.context.set_font(&format!("{weight} {size}px {}", self.font));
    }

    /// How wide a text is in the present letters.
    pub fn width(&self, text: &str) -> f64 {
        self.context.measure_text(text).map(|measured| measured.width()).unwrap_or_default()
    }

    /// A text, its letters standing on `y`.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn text(&self, text: &str, x: f64, y: f64, align: Align) -> Result<(), JsValue> {
        self.context.set_text_align(match align {
            Align::Start => "left",
            Align::Middle => "center",
            Align::End => "right",
        });
        self.context.fill_text(text, x, y)
    }

    /// A filled rectangle; a thin one is a line.
    pub fn block(&self, x: f64, y: f64, width: f64, height: f64) {
        self.context.fill_rect(x, y, width, height);
    }

    /// The outline of an ellipse, or a part of it, in dashes of so many units; 0 draws it through.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn round(&self, x: f64, y: f64, radius: f64, dash: f64) -> Result<(), JsValue> {
        self.dashes(dash)?;
        self.context.begin_path();
        self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU)?;
        self.context.stroke();
        Ok(())
    }

    /// A line through these points, in dashes of so many units; 0 draws it through.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn line(&self, points: &[(f64, f64)], dash: f64) -> Result<(), JsValue> {
        self.dashes(dash)?;
        self.context.begin_path();
        for (at, (x, y)) in points.iter().enumerate() {
            if at == 0 {
                self.context.move_to(*x, *y);
            } else {
                self.context.line_to(*x, *y);
            }
        }
        self.context.stroke();
        Ok(())
    }

    fn dashes(&self, dash: f64) -> Result<(), JsValue> {
        self.context.set_line_width(2.0);
        let pattern = js_sys::Array::new();
        if dash > 0.0 {
            pattern.push(&dash.into());
        }
        self.context.set_line_dash(&pattern)
    }

    /// Words across everything around a point, rising, in the colour of the token, so that what is below them can
    /// still be read.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn stamp(&self, words: &str, x: f64, y: f64, colour: &str) -> Result<(), JsValue> {
        self.context.save();
        self.context.translate(x, y)?;
        self.context.rotate(-std::f64::consts::FRAC_PI_6)?;
        self.context.set_global_alpha(0.22);
        self.context.set_fill_style_str(&token(colour));
        let drawn = self.text(words, 0.0, 0.0, Align::Middle);
        self.context.restore();
        drawn
    }

    /// The sheet as an address that an `<img>` shows. Not a `blob:`, which WeChat cannot keep.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn image(&self) -> Result<String, JsValue> {
        self.canvas.to_data_url_with_type("image/png")
    }
}
