//! Sheets that rise from the bottom edge. The browser's own dialog keeps the focus inside, closes on
//! Escape and gives the focus back; this file only opens and closes it.

use super::icon::IconName;
use super::{Button, ButtonKind, IconButton, use_id};
use crate::text;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Sheet`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SheetProps {
    /// Its heading.
    pub title: AttrValue,
    /// Whether it is shown.
    pub open: bool,
    /// The person wants it away: close key, Escape, or a tap beside it.
    pub on_close: Callback<()>,
    /// The content.
    pub children: Html,
}

/// Keeps the page behind a sheet where it is.
fn lock(on: bool) {
    let page = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(page) = page {
        // The word is a valid class name.
        let _ = page.class_list().toggle_with_force("locked", on);
    }
}

/// A modal sheet. Its content exists only while it is open.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    let node = use_node_ref();
    let id = use_id("sheet");
    {
        let node = node.clone();
        use_effect_with(props.open, move |open| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = dialog.as_ref().filter(|dialog| dialog.open() != *open) {
                if *open {
                    // Refused only where the dialog is open already, which was just excluded.
                    let _ = dialog.show_modal();
                } else {
                    dialog.close();
                }
            }
            let open = *open;
            if open {
                lock(true);
            }
            move || {
                if open {
                    lock(false);
                }
                if let Some(dialog) = dialog.filter(|dialog| open && dialog.open()) {
                    dialog.close();
                }
            }
        });
    }
    let oncancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            on_close.emit(());
        })
    };
    let onclick = {
        let (on_close, node) = (props.on_close.clone(), node.clone());
        Callback::from(move |event: MouseEvent| {
            let beside = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            if beside.is_some() && beside == node.cast::<web_sys::Node>() {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog class="sheet" ref={node} aria-labelledby={id.clone()} {oncancel} {onclick}>
            if props.open {
                <div class="sheet__head">
                    <h2 id={id}>{ &props.title }</h2>
                    <IconButton icon={IconName::Close} label={text::everyday::CLOSE} on_press={props.on_close.clone()} />
                </div>
                <div class="sheet__body">{ props.children.clone() }</div>
            }
        </dialog>
    }
}

/// Properties of [`ConfirmSheet`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ConfirmSheetProps {
    /// The question, e.g. 撤销幸福社区党支部？
    pub title: AttrValue,
    /// Exactly what will happen.
    pub children: Html,
    /// The words of the act, e.g. 撤销.
    pub act: AttrValue,
    /// Ends or removes something.
    #[prop_or_default]
    pub danger: bool,
    /// Whether it is shown.
    pub open: bool,
    /// The act is under way.
    #[prop_or_default]
    pub pending: bool,
    /// What went wrong with the act.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// Yes.
    pub on_confirm: Callback<()>,
    /// No.
    pub on_close: Callback<()>,
}

/// Asks before a final act.
#[component]
pub fn ConfirmSheet(props: &ConfirmSheetProps) -> Html {
    let kind = if props.danger { ButtonKind::Danger } else { ButtonKind::Primary };
    html! {
        <Sheet title={props.title.clone()} open={props.open} on_close={props.on_close.clone()}>
            <div class="prose">{ props.children.clone() }</div>
            if let Some(fault) = &props.fault {
                <super::Banner tone={super::Tone::Bad} alert=true>{ fault }</super::Banner>
            }
            <div class="btns">
                <Button {kind} wide=true label={props.act.clone()} pending={props.pending} on_press={props.on_confirm.clone()} />
                <Button kind={ButtonKind::Quiet} wide=true label={text::everyday::CANCEL} on_press={props.on_close.clone()} />
            </div>
        </Sheet>
    }
}

/// Properties of [`ChoiceSheet`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChoiceSheetProps {
    /// What is chosen.
    pub title: AttrValue,
    /// The values.
    pub choices: Vec<super::Choice>,
    /// The chosen value; empty when none.
    pub selected: AttrValue,
    /// Whether it is shown.
    pub open: bool,
    /// A value was chosen; the sheet closes itself through `on_close`.
    pub on_select: Callback<AttrValue>,
    /// Away.
    pub on_close: Callback<()>,
}

/// One value out of a list.
#[component]
pub fn ChoiceSheet(props: &ChoiceSheetProps) -> Html {
    html! {
        <Sheet title={props.title.clone()} open={props.open} on_close={props.on_close.clone()}>
            <ul class="list">
                { for props.choices.iter().map(|choice| {
                    let chosen = choice.value == props.selected;
                    let (value, on_select, on_close) = (choice.value.clone(), props.on_select.clone(), props.on_close.clone());
                    let onclick = Callback::from(move |_: MouseEvent| {
                        on_select.emit(value.clone());
                        on_close.emit(());
                    });
                    html! {
                        <li key={choice.value.to_string()}>
                            <button type="button" class="row row--link" {onclick} aria-pressed={if chosen { "true" } else { "false" }}>
                                <span class={classes!("row__main", chosen.then_some("row__choice"))}>{ &choice.label }</span>
                                if chosen { { IconName::Check.drawn("icon row__choice") } }
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </Sheet>
    }
}
