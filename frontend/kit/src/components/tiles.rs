//! The two parts of a home screen: what waits for me, and the functions.

use super::icon::IconName;
use yew::prelude::*;

/// The colour family of a [`Tile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// Organisation and people.
    Red,
    /// Money and care.
    Gold,
    /// Movement and messages.
    Blue,
    /// Openness and welfare.
    Green,
}

impl Tint {
    fn class(self) -> &'static str {
        match self {
            Tint::Red => "tint-1",
            Tint::Gold => "tint-2",
            Tint::Blue => "tint-3",
            Tint::Green => "tint-4",
        }
    }
}

/// One function of the product.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Its drawing.
    pub icon: IconName,
    /// Its colour family.
    pub tint: Tint,
    /// Its name, at most five characters.
    pub label: AttrValue,
    /// Where it leads.
    pub href: AttrValue,
    /// How much waits there; 0 shows nothing.
    pub waiting: u32,
}

/// Properties of [`Tiles`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TilesProps {
    /// What they are, for screen readers.
    pub label: AttrValue,
    /// The functions, in the order of the guide.
    pub tiles: Vec<Tile>,
}

/// The icon grid: four in a row, three in large-text mode.
#[component]
pub fn Tiles(props: &TilesProps) -> Html {
    html! {
        <nav class="card tiles" aria-label={&props.label}>
            { for props.tiles.iter().map(|tile| html! {
                <a key={tile.href.to_string()} class="tile" href={&tile.href}>
                    <span class={classes!("tile__art", tile.tint.class())}>
                        { tile.icon.draw() }
                        if tile.waiting > 0 { <span class="tile__badge num">{ crate::text::waiting(tile.waiting) }</span> }
                    </span>
                    <span>{ &tile.label }</span>
                </a>
            }) }
        </nav>
    }
}

/// One number that matters today.
#[derive(Debug, Clone, PartialEq)]
pub struct Counter {
    /// The number as shown, e.g. `12` or `3.00`.
    pub figure: AttrValue,
    /// What it counts, at most seven characters.
    pub label: AttrValue,
    /// Where it leads.
    pub href: Option<AttrValue>,
}

/// Properties of [`Counters`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CountersProps {
    /// Two or three numbers.
    pub counters: Vec<Counter>,
}

/// The card with what waits for me, on the lower edge of the hero.
#[component]
pub fn Counters(props: &CountersProps) -> Html {
    html! {
        <div class="card counters">
            { for props.counters.iter().map(|counter| {
                let zero = (counter.figure == "0").then_some("true");
                let content = html! { <><b>{ &counter.figure }</b><span>{ &counter.label }</span></> };
                match &counter.href {
                    Some(href) => html! { <a key={counter.label.to_string()} class="counter" {href} data-zero={zero}>{ content }</a> },
                    None => html! { <div key={counter.label.to_string()} class="counter" data-zero={zero}>{ content }</div> },
                }
            }) }
        </div>
    }
}
