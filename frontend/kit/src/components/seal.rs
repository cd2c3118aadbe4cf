//! Our own emblem and ornaments, and the round face of a person. No state or Party emblem is drawn.

use yew::prelude::*;

/// A house whose window is the letter of the product's name, in gold on red. The same drawing as
/// `frontend/app/static/icon.svg`.
pub fn emblem() -> Html {
    html! {
        <svg class="hero__mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
            <rect class="emblem__ground" width="64" height="64" rx="15" />
            <path class="emblem__roof" d="M12.5 30L32 13.5 51.5 30" />
            <path class="emblem__e" d="M22.5 38.2H41.2A9.4 9.4 0 1 0 38.6 45.4" />
        </svg>
    }
}

/// The faint drawing in a hero: roofs behind roofs.
pub(crate) fn ornament() -> Html {
    html! {
        <svg class="hero__art" viewBox="0 0 200 200" aria-hidden="true" focusable="false">
            <path d="M20 110L100 42l80 68M38 130l62-53 62 53M56 150l44-38 44 38M74 170l26-23 26 23" />
            <path d="M4 92L100 10l96 82" />
        </svg>
    }
}

/// Properties of [`Face`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FaceProps {
    /// The person's or organisation's name; its first character is shown.
    pub name: AttrValue,
}

/// The first character of a name in a circle.
#[component]
pub fn Face(props: &FaceProps) -> Html {
    html! { <span class="face" aria-hidden="true">{ props.name.chars().next() }</span> }
}
