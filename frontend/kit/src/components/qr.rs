//! A QR code as a drawing. Knows nothing of what it says.

use qrcode::QrCode;
use qrcode::render::svg;
use yew::prelude::*;

/// The squares of a code, row by row, and how many stand in a row; none for a text that does not fit.
pub fn code_squares(text: &str) -> Option<(usize, Vec<bool>)> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let dark = code.to_colors().into_iter().map(|colour| colour == qrcode::Color::Dark);
    Some((code.width(), dark.collect()))
}

/// Properties of [`CodeImage`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CodeImageProps {
    /// What is encoded, usually an address.
    pub text: AttrValue,
    /// What it leads to; below the code, and for screen readers.
    pub label: AttrValue,
}

/// A QR code on white paper, in dark mode too: many scanners read nothing else. Nothing is drawn for a text
/// that does not fit (more than about 2,900 bytes).
#[component]
pub fn CodeImage(props: &CodeImageProps) -> Html {
    let drawing = use_memo(props.text.clone(), |text| {
        let code = QrCode::new(text.as_bytes()).ok()?;
        let drawing = code.render::<svg::Color>().quiet_zone(false).build();
        drawing
            .find("<svg")
            .and_then(|at| drawing.get(at..))
            .map(|drawing| AttrValue::from(drawing.to_owned()))
    });
    html! {
        <figure class="code-image">
            <div class="code-image__paper" role="img" aria-label={&props.label}>
                if let Some(drawing) = &*drawing { { Html::from_html_unchecked(drawing.clone()) } }
            </div>
            <figcaption class="quiet">{ &props.label }</figcaption>
        </figure>
    }
}
