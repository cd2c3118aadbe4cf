//! A field, and a sheet, in which an organisation is chosen.

use super::level::{Objection, OrgLevel};
use kit::components::{IconName, Sheet, use_id};
use kit::text::{everyday, orgs as words};
use serde::{Deserialize, Serialize};
use shared_types::ids::OrgId;
use shared_types::orgs::Org;
use std::rc::Rc;
use yew::prelude::*;

/// An organisation that was chosen, as a form keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PickedOrg {
    /// Which.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// The names above it.
    pub path: String,
}

impl From<&Org> for PickedOrg {
    fn from(org: &Org) -> Self {
        let above = org.path.len().saturating_sub(1);
        let path = words::path(org.path.iter().take(above).map(|crumb| crumb.name.as_str()));
        Self { org: org.org.clone(), name: org.name.clone(), path }
    }
}

/// Properties of [`OrgSheet`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct OrgSheetProps {
    /// Its heading.
    pub title: AttrValue,
    /// The highest that can be chosen.
    pub top: OrgId,
    /// Where it opens.
    #[prop_or_default]
    pub at: Option<OrgId>,
    /// Which cannot be chosen, and why.
    pub objection: Objection,
    /// Whether it is shown.
    pub open: bool,
    /// Chosen; the sheet closes itself through `on_close`.
    pub on_choose: Callback<Rc<Org>>,
    /// Away.
    pub on_close: Callback<()>,
}

/// Chooses an organisation in a sheet.
#[component]
pub(crate) fn OrgSheet(props: &OrgSheetProps) -> Html {
    let on_choose = {
        let (on_choose, on_close) = (props.on_choose.clone(), props.on_close.clone());
        Callback::from(move |org: Rc<Org>| {
            on_close.emit(());
            on_choose.emit(org);
        })
    };
    html! {
        <Sheet title={props.title.clone()} open={props.open} on_close={props.on_close.clone()}>
            <OrgLevel top={props.top.clone()} at={props.at.clone()} act={words::CHOOSE} objection={props.objection.clone()} {on_choose} />
        </Sheet>
    }
}

/// Properties of [`OrgField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct OrgFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the body.
    pub name: AttrValue,
    /// The highest that can be chosen.
    pub top: OrgId,
    /// What was chosen.
    pub picked: Option<PickedOrg>,
    /// Chosen.
    pub on_pick: Callback<Rc<Org>>,
    /// Which cannot be chosen, and why.
    pub objection: Objection,
    /// What is wrong.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
}

/// A field that opens the tree.
#[component]
pub(crate) fn OrgField(props: &OrgFieldProps) -> Html {
    let id = use_id("org");
    let open = use_state(|| false);
    let toggle = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    let (label, notes) = (format!("{id}-label"), format!("{id}-notes"));
    html! {
        <div class="field">
            <span class="field__label" id={label.clone()}>{ &props.label }</span>
            <div class="field__box">
                <button type="button" id={id.clone()} name={&props.name} class="field__open" aria-haspopup="dialog"
                    aria-labelledby={format!("{label} {id}")} aria-describedby={notes.clone()}
                    data-invalid={props.fault.is_some().then_some("true")} onclick={toggle(true).reform(|_: MouseEvent| ())}>
                    if let Some(picked) = &props.picked {
                        <span class="picker__picked">
                            <span class="row__title">{ &picked.name }</span>
                            if !picked.path.is_empty() { <span class="row__detail">{ &picked.path }</span> }
                        </span>
                    } else {
                        <span class="field__empty">{ everyday::PLEASE_CHOOSE }</span>
                    }
                    { IconName::Go.draw() }
                </button>
            </div>
            <div id={notes} aria-live="polite">
                if let Some(fault) = &props.fault { <p class="field__fault">{ IconName::Alert.draw() }{ fault }</p> }
            </div>
            <OrgSheet title={props.label.clone()} top={props.top.clone()} objection={props.objection.clone()} open={*open}
                on_choose={props.on_pick.clone()} on_close={toggle(false)} />
        </div>
    }
}
