//! Lists and their rows. They know nothing of what is listed.

use super::icon::IconName;
use crate::text;
use yew::prelude::*;

/// Properties of [`List`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ListProps {
    /// What is listed, for screen readers.
    pub label: AttrValue,
    /// Keyed `<li>` elements, each with a row inside.
    pub children: Html,
}

/// A card of rows with hairlines between them.
#[component]
pub fn List(props: &ListProps) -> Html {
    html! { <ul class="list" aria-label={&props.label}>{ props.children.clone() }</ul> }
}

/// Properties of [`ListRow`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ListRowProps {
    /// The first line.
    pub title: Html,
    /// The second line.
    #[prop_or_default]
    pub detail: Option<Html>,
    /// Before the words: an [`Icon`] or a [`Face`](super::Face).
    #[prop_or_default]
    pub lead: Option<Html>,
    /// After the words: a [`Tag`](super::Tag) or a short value.
    #[prop_or_default]
    pub end: Option<Html>,
    /// Leads here, and shows an arrow.
    #[prop_or_default]
    pub href: Option<AttrValue>,
    /// Acts; only without `href`.
    #[prop_or_default]
    pub on_press: Option<Callback<()>>,
}

/// Two lines, a tag and an arrow.
#[component]
pub fn ListRow(props: &ListRowProps) -> Html {
    let content = html! {
        <>
            if let Some(lead) = &props.lead { <span class="row__lead">{ lead.clone() }</span> }
            <span class="row__main">
                <span class="row__title">{ props.title.clone() }</span>
                if let Some(detail) = &props.detail { <span class="row__detail">{ detail.clone() }</span> }
            </span>
            if let Some(end) = &props.end { <span class="row__end">{ end.clone() }</span> }
        </>
    };
    let class = classes!("row", props.end.is_some().then_some("row--tagged"));
    match (&props.href, &props.on_press) {
        (Some(href), _) => html! {
            <a class={classes!(class, "row--link")} {href}>{ content }{ IconName::Go.drawn("icon icon--s icon--go") }</a>
        },
        (None, Some(on_press)) => html! {
            <button type="button" class={classes!(class, "row--link")} onclick={on_press.reform(|_: MouseEvent| ())}>{ content }</button>
        },
        (None, None) => html! { <div {class}>{ content }</div> },
    }
}

/// Properties of [`Breadcrumb`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BreadcrumbProps {
    /// The way down: words and address, the last is where we are.
    pub steps: Vec<(AttrValue, AttrValue)>,
}

/// The way back up; scrolls sideways and starts at its end.
#[component]
pub fn Breadcrumb(props: &BreadcrumbProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.steps.clone(), move |_| {
            if let Some(row) = node.cast::<web_sys::Element>() {
                row.set_scroll_left(row.scroll_width());
            }
        });
    }
    let last = props.steps.len().saturating_sub(1);
    html! {
        <nav class="crumbs" aria-label={text::everyday::WAY_UP} ref={node}>
            <ol>
                { for props.steps.iter().enumerate().map(|(at, (label, href))| html! {
                    <li key={href.to_string()}>
                        if at == last {
                            <span aria-current="page">{ label }</span>
                        } else {
                            <a {href}>{ label }</a>
                        }
                    </li>
                }) }
            </ol>
        </nav>
    }
}

/// Properties of [`Tally`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TallyProps {
    /// How many there are, e.g. 下级党组织 68 个.
    pub words: AttrValue,
    /// At the right end: the order, or a refresh button.
    #[prop_or_default]
    pub end: Html,
}

/// The line between the filters and a list. Changes are announced.
#[component]
pub fn Tally(props: &TallyProps) -> Html {
    html! { <div class="tally"><span class="num" role="status">{ &props.words }</span>{ props.end.clone() }</div> }
}

/// Properties of [`LoadMore`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LoadMoreProps {
    /// Rows on screen.
    pub shown: usize,
    /// Rows in all, where known.
    #[prop_or_default]
    pub total: Option<u32>,
    /// Whether there may be more.
    pub more: bool,
    /// The next page is on its way.
    pub pending: bool,
    /// What went wrong with the next page.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// Fetch the next page: by the button, or on nearing the end.
    pub on_more: Callback<()>,
}

/// The end of a list that comes in pages: fetches on nearing it, and by a button.
#[component]
pub fn LoadMore(props: &LoadMoreProps) -> Html {
    let node = use_node_ref();
    {
        let (node, on_more) = (node.clone(), props.on_more.clone());
        let ready = props.more && !props.pending && props.fault.is_none();
        use_effect_with((ready, props.shown), move |(ready, _)| {
            let watch = ready.then(|| {
                let look = move || {
                    let Some(element) = node.cast::<web_sys::Element>() else { return };
                    let Some(window) = web_sys::window() else { return };
                    let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or_default();
                    if element.get_bounding_client_rect().top() < height * 1.5 {
                        on_more.emit(());
                    }
                };
                look();
                web_sys::window()
                    .map(|window| gloo_events::EventListener::new(&window, "scroll", move |_| look()))
            });
            move || drop(watch)
        });
    }
    html! {
        <div class="more" ref={node}>
            if let Some(fault) = &props.fault {
                <p role="alert">{ fault }</p>
                <super::Button kind={super::ButtonKind::Text} label={text::everyday::RETRY} on_press={props.on_more.clone()} />
            } else if props.more {
                <super::Button kind={super::ButtonKind::Text} label={text::everyday::MORE_ROWS} pending={props.pending} on_press={props.on_more.clone()} />
            } else {
                <p>{ text::all_shown(props.shown) }</p>
            }
        </div>
    }
}
