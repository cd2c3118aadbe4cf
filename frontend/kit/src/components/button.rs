//! Buttons: one thing the person can do. Knows nothing of what it does.

use super::icon::IconName;
use yew::prelude::*;

/// How much a [`Button`] asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one main action of a screen.
    #[default]
    Primary,
    /// Another action of weight.
    Ghost,
    /// A small action in the brand colour.
    Text,
    /// A small action that is seldom wanted.
    Quiet,
    /// Ends or removes something.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "btn--primary",
            ButtonKind::Ghost => "btn--ghost",
            ButtonKind::Text => "btn--text",
            ButtonKind::Quiet => "btn--quiet",
            ButtonKind::Danger => "btn--danger",
        }
    }
}

/// Properties of [`Button`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// The words on it.
    pub label: AttrValue,
    /// Its weight.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// What happens. A button of a form (`submit`) leaves this to the form.
    #[prop_or_default]
    pub on_press: Callback<()>,
    /// Submits the form around it.
    #[prop_or_default]
    pub submit: bool,
    /// The action is under way: shown, and further presses are ignored.
    #[prop_or_default]
    pub pending: bool,
    /// Cannot be pressed now; stays focusable so that the reason can be read beside it.
    #[prop_or_default]
    pub disabled: bool,
    /// As wide as its container.
    #[prop_or_default]
    pub wide: bool,
    /// A drawing before the words.
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// Leads to this address instead of acting (`tel:` too); then it is a link.
    #[prop_or_default]
    pub href: Option<AttrValue>,
    /// What screen readers say instead of the label, where the label alone is ambiguous.
    #[prop_or_default]
    pub spoken: Option<AttrValue>,
}

/// One action.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let class = classes!("btn", props.kind.class(), props.wide.then_some("btn--wide"));
    let inert = props.pending || props.disabled;
    let content = html! {
        <>
            if props.pending {
                <span class="spin" aria-hidden="true" />
            } else if let Some(name) = props.icon {
                { name.small() }
            }
            <span>{ &props.label }</span>
        </>
    };
    if let Some(href) = &props.href {
        return html! { <a {class} {href} aria-label={props.spoken.clone()}>{ content }</a> };
    }
    let onclick = {
        let on_press = props.on_press.clone();
        Callback::from(move |event: MouseEvent| {
            if inert {
                event.prevent_default();
            } else {
                on_press.emit(());
            }
        })
    };
    // Leaving a field can show its fault, which moves this button from under the pointer: the press would be
    // lost. So the press of a form's button leaves no field; what is wrong is said, and gets the focus, afterwards.
    let onmousedown = props.submit.then(|| Callback::from(|event: MouseEvent| event.prevent_default()));
    html! {
        <button
            {class} {onclick} {onmousedown}
            type={if props.submit { "submit" } else { "button" }}
            aria-disabled={inert.then_some("true")}
            aria-busy={props.pending.then_some("true")}
            aria-label={props.spoken.clone()}
        >{ content }</button>
    }
}

/// Properties of [`IconButton`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct IconButtonProps {
    /// The drawing.
    pub icon: IconName,
    /// What it does, for screen readers.
    pub label: AttrValue,
    /// What happens.
    pub on_press: Callback<()>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// For buttons that open a menu or a sheet.
    #[prop_or_default]
    pub opens: bool,
}

/// A round button that shows a drawing only.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let onclick = props.on_press.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class={classes!("round", props.class.clone())} {onclick}
            aria-label={&props.label} aria-haspopup={props.opens.then_some("dialog")}>
            { props.icon.draw() }
        </button>
    }
}
