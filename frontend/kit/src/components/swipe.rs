//! A row whose actions are revealed by a swipe to the left, and by a visible button all the same.

use super::icon::IconName;
use super::{IconButton, ListRow, Sheet};
use crate::text;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The colour of a [`RowAction`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ActionTone {
    /// Looks at something.
    #[default]
    Look,
    /// Changes something.
    Change,
    /// Ends or removes something.
    End,
    /// Anything else.
    Other,
}

impl ActionTone {
    fn class(self) -> Option<&'static str> {
        match self {
            ActionTone::Look => None,
            ActionTone::Change => Some("act--gold"),
            ActionTone::End => Some("act--bad"),
            ActionTone::Other => Some("act--quiet"),
        }
    }
}

/// One action of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowAction {
    /// The words, two characters on the row.
    pub label: AttrValue,
    /// Its drawing.
    pub icon: IconName,
    /// Its colour.
    pub tone: ActionTone,
    /// What happens.
    pub on_press: Callback<()>,
}

/// Properties of [`SwipeRow`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SwipeRowProps {
    /// What the row is about, for screen readers and as title of the sheet.
    pub name: AttrValue,
    /// See [`ListRow`].
    pub title: Html,
    /// See [`ListRow`].
    #[prop_or_default]
    pub detail: Option<Html>,
    /// See [`ListRow`].
    #[prop_or_default]
    pub lead: Option<Html>,
    /// See [`ListRow`].
    #[prop_or_default]
    pub end: Option<Html>,
    /// Beside the row, outside its link: a key of its own, e.g. the organisation to filter by.
    #[prop_or_default]
    pub aside: Html,
    /// Where a tap on the row leads.
    #[prop_or_default]
    pub href: Option<AttrValue>,
    /// The actions; the first two are under the swipe, all are in the sheet.
    pub actions: Vec<RowAction>,
}

/// Actions that fit under a swiped row.
const UNDER: usize = 2;
/// Pixels a finger must move sideways before it counts as a swipe.
const SLACK: f64 = 8.0;

#[derive(Debug, Clone, Copy, Default)]
struct Drag {
    from_x: f64,
    from_y: f64,
    start: f64,
    at: f64,
    sideways: bool,
}

fn shift(node: &NodeRef, moving: bool, to: f64) {
    let Some(row) = node.cast::<HtmlElement>() else { return };
    // Set through the object model: the content policy refuses style attributes.
    let _ = row.style().set_property("--shift", &format!("{to}px"));
    let _ = row.dataset().set("moving", if moving { "true" } else { "false" });
}

/// A [`ListRow`] with actions.
#[component]
pub fn SwipeRow(props: &SwipeRowProps) -> Html {
    let node = use_node_ref();
    let acts = use_node_ref();
    let drag = use_mut_ref(|| None::<Drag>);
    let resting = use_mut_ref(|| 0.0_f64);
    let sheet = use_state(|| false);
    let revealed = use_state(|| false);

    let width = {
        let acts = acts.clone();
        move || acts.cast::<HtmlElement>().map_or(0.0, |acts| f64::from(acts.offset_width()))
    };
    let settle = {
        let (node, resting, revealed) = (node.clone(), resting.clone(), revealed.clone());
        move |to: f64| {
            *resting.borrow_mut() = to;
            shift(&node, false, to);
            revealed.set(to < 0.0);
        }
    };
    let point = |event: &TouchEvent| {
        event.touches().item(0).map(|touch| (f64::from(touch.client_x()), f64::from(touch.client_y())))
    };
    let ontouchstart = {
        let (drag, resting) = (drag.clone(), resting.clone());
        Callback::from(move |event: TouchEvent| {
            let start = *resting.borrow();
            *drag.borrow_mut() = point(&event).map(|(from_x, from_y)| Drag {
                from_x,
                from_y,
                start,
                at: start,
                sideways: false,
            });
        })
    };
    let ontouchmove = {
        let (drag, node, width) = (drag.clone(), node.clone(), width.clone());
        Callback::from(move |event: TouchEvent| {
            let mut held = drag.borrow_mut();
            let (Some(current), Some((x, y))) = (held.as_mut(), point(&event)) else { return };
            let (dx, dy) = (x - current.from_x, y - current.from_y);
            if !current.sideways && dx.abs() < SLACK && dy.abs() < SLACK {
                return;
            }
            if !current.sideways && dy.abs() > dx.abs() {
                *held = None;
                return;
            }
            current.sideways = true;
            current.at = (current.start + dx).clamp(-width(), 0.0);
            shift(&node, true, current.at);
        })
    };
    let ontouchend = {
        let (drag, settle, width) = (drag.clone(), settle.clone(), width.clone());
        Callback::from(move |_: TouchEvent| {
            let Some(done) = drag.borrow_mut().take().filter(|done| done.sideways) else { return };
            let width = width();
            let threshold = if done.start < 0.0 { width * 0.75 } else { width * 0.25 };
            settle(if -done.at > threshold { -width } else { 0.0 });
        })
    };
    // A tap on an opened row closes it rather than leading away.
    let onclick = {
        let (settle, resting) = (settle.clone(), resting.clone());
        Callback::from(move |event: MouseEvent| {
            if *resting.borrow() < 0.0 {
                event.prevent_default();
                event.stop_propagation();
                settle(0.0);
            }
        })
    };
    let onblur = {
        let (settle, node) = (settle.clone(), node.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
            let inside = node.cast::<web_sys::Node>().is_some_and(|row| row.contains(next.as_ref()));
            if !inside {
                settle(0.0);
            }
        })
    };
    let press = |action: &RowAction| {
        let (settle, sheet, on_press) = (settle.clone(), sheet.clone(), action.on_press.clone());
        Callback::from(move |_: MouseEvent| {
            settle(0.0);
            sheet.set(false);
            on_press.emit(());
        })
    };
    let toggle = |open: bool| {
        let sheet = sheet.clone();
        Callback::from(move |()| sheet.set(open))
    };

    html! {
        <div class="swipe" ref={node} {onblur}>
            <div class="swipe__acts" aria-hidden="true" inert={!*revealed} ref={acts}>
                { for props.actions.iter().take(UNDER).map(|action| html! {
                    <button key={action.label.to_string()} type="button" tabindex="-1"
                        class={classes!("swipe__act", action.tone.class())} onclick={press(action)}>
                        { action.icon.small() }{ &action.label }
                    </button>
                }) }
            </div>
            <div class="swipe__face" {ontouchstart} {ontouchmove} ontouchend={ontouchend.clone()} ontouchcancel={ontouchend} {onclick}>
                <ListRow title={props.title.clone()} detail={props.detail.clone()} lead={props.lead.clone()}
                    end={props.end.clone()} href={props.href.clone()} />
                <>{ props.aside.clone() }</>
                <IconButton icon={IconName::More} class="swipe__more" label={text::more_about(&props.name)}
                    opens=true on_press={toggle(true)} />
            </div>
            if *sheet {
                <Sheet title={props.name.clone()} open=true on_close={toggle(false)}>
                    <ul class="list">
                        { for props.actions.iter().map(|action| html! {
                            <li key={action.label.to_string()}>
                                <button type="button" class="row row--link" onclick={press(action)}>
                                    { action.icon.draw() }<span class="row__main">{ &action.label }</span>
                                </button>
                            </li>
                        }) }
                    </ul>
                </Sheet>
            }
        </div>
    }
}
