//! The frame of a screen: bar, body, hero, sections, footer. Knows no page.

use super::icon::IconName;
use super::seal::{emblem, ornament};
use crate::hooks::use_back;
use crate::text;
use yew::prelude::*;

/// Properties of [`Screen`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ScreenProps {
    /// The title in the bar; also the page's heading.
    pub title: AttrValue,
    /// Where the back key leads when the app was opened here; without it there is no back key.
    #[prop_or_default]
    pub back: Option<AttrValue>,
    /// At the right end of the bar, usually one [`BarAction`].
    #[prop_or_default]
    pub action: Html,
    /// Kept at the bottom edge, e.g. the main action of a long page.
    #[prop_or_default]
    pub dock: Option<Html>,
    /// For forms of a few fields on wide windows.
    #[prop_or_default]
    pub narrow: bool,
    /// The content, one card or section after another.
    pub children: Html,
}

/// A whole screen with a bar.
#[component]
pub fn Screen(props: &ScreenProps) -> Html {
    let leave = use_back();
    html! {
        <div class="screen">
            { bar(props, &leave) }
            <main class={classes!("screen__body", props.narrow.then_some("screen__body--narrow"))}>
                { props.children.clone() }
            </main>
            if let Some(dock) = &props.dock {
                <section class="screen__dock" aria-label={text::everyday::ACTS}><div>{ dock.clone() }</div></section>
            }
        </div>
    }
}

/// The red bar: back, title, action.
fn bar(props: &ScreenProps, leave: &Callback<AttrValue>) -> Html {
    let back = props.back.clone().map(|back| {
        let onclick = leave.reform(move |_: MouseEvent| back.clone());
        html! { <button type="button" class="bar__key" aria-label={text::everyday::BACK} {onclick}>{ IconName::Back.draw() }</button> }
    });
    html! {
        <header class="bar">
            <div class="bar__in">
                <div>{ back }</div>
                <h1 class="bar__title" tabindex="-1">{ &props.title }</h1>
                <div class="bar__side">{ props.action.clone() }</div>
            </div>
        </header>
    }
}

/// Properties of [`BarAction`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BarActionProps {
    /// The words, at most four characters; spoken only when there is an icon.
    pub label: AttrValue,
    /// A drawing in place of the words.
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// Leads here; otherwise `on_press`.
    #[prop_or_default]
    pub href: Option<AttrValue>,
    /// What happens.
    #[prop_or_default]
    pub on_press: Callback<()>,
}

/// The action at the right end of a bar or in a hero.
#[component]
pub fn BarAction(props: &BarActionProps) -> Html {
    let spoken = props.icon.map(|_| props.label.clone());
    let content = match props.icon {
        Some(name) => name.draw(),
        None => html! { { &props.label } },
    };
    match &props.href {
        Some(href) => html! { <a class="bar__key" {href} aria-label={spoken}>{ content }</a> },
        None => html! {
            <button type="button" class="bar__key" aria-label={spoken}
                onclick={props.on_press.reform(|_: MouseEvent| ())}>{ content }</button>
        },
    }
}

/// Properties of [`Hero`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct HeroProps {
    /// The page's heading: whose home this is.
    pub title: AttrValue,
    /// The line above it.
    #[prop_or_default]
    pub above: Option<AttrValue>,
    /// The line below it.
    #[prop_or_default]
    pub below: Option<AttrValue>,
    /// The tall form with the emblem, for the door.
    #[prop_or_default]
    pub door: bool,
    /// At the right end, usually one [`BarAction`].
    #[prop_or_default]
    pub action: Html,
}

/// The red head of the door and of the home screens. What follows in [`Body`] lies over its lower edge.
#[component]
pub fn Hero(props: &HeroProps) -> Html {
    html! {
        <header class={classes!("hero", props.door.then_some("hero--door"))}>
            { ornament() }
            <div class="hero__in">
                if props.door { { emblem() } }
                <div class="hero__words">
                    if let Some(above) = &props.above { <p>{ above }</p> }
                    <h1 class="hero__title" tabindex="-1">{ &props.title }</h1>
                    if let Some(below) = &props.below { <p>{ below }</p> }
                </div>
                { props.action.clone() }
            </div>
        </header>
    }
}

/// Properties of [`Body`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BodyProps {
    /// For forms of a few fields on wide windows.
    #[prop_or_default]
    pub narrow: bool,
    /// The content.
    pub children: Html,
}

/// What follows a [`Hero`]; both stand inside an element of class `screen`.
#[component]
pub fn Body(props: &BodyProps) -> Html {
    html! {
        <main class={classes!("screen__body", props.narrow.then_some("screen__body--narrow"))}>{ props.children.clone() }</main>
    }
}

/// Properties of [`Section`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SectionProps {
    /// Its heading.
    pub title: AttrValue,
    /// Words and address of the link beside the heading.
    #[prop_or_default]
    pub more: Option<(AttrValue, AttrValue)>,
    /// The content, usually a card or a list.
    pub children: Html,
}

/// A heading and what belongs to it.
#[component]
pub fn Section(props: &SectionProps) -> Html {
    html! {
        <section class="section">
            <div class="section__head">
                <h2>{ &props.title }</h2>
                if let Some((label, href)) = &props.more { <a class="link" {href}>{ label }</a> }
            </div>
            { props.children.clone() }
        </section>
    }
}

/// Properties of [`Card`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CardProps {
    /// A heading inside.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Without inner space, for grids and lists.
    #[prop_or_default]
    pub flush: bool,
    /// The content.
    pub children: Html,
}

/// A white surface.
#[component]
pub fn Card(props: &CardProps) -> Html {
    html! {
        <div class={classes!("card", (!props.flush).then_some("card--padded"))}>
            if let Some(title) = &props.title { <h2 class="card__title">{ title }</h2> }
            { props.children.clone() }
        </div>
    }
}

/// Properties of [`Footer`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FooterProps {
    /// Words and addresses of links, e.g. privacy and help.
    #[prop_or_default]
    pub links: Vec<(AttrValue, AttrValue)>,
    /// The ICP filing number that every site in China shows (libraries, trap 20).
    pub icp: AttrValue,
}

/// The last lines of the door and of the settings.
#[component]
pub fn Footer(props: &FooterProps) -> Html {
    html! {
        <footer class="foot">
            if !props.links.is_empty() {
                <p class="foot__links">
                    { for props.links.iter().map(|(label, href)| html! { <a key={href.to_string()} {href}>{ label }</a> }) }
                </p>
            }
            <p><a href="https://beian.miit.gov.cn/" rel="noreferrer" target="_blank">{ &props.icp }</a></p>
        </footer>
    }
}
