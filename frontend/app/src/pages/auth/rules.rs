//! What a new password must be like, told while it is typed.

use kit::components::IconName;
use kit::services::platform;
use kit::text::signin;
use serde::{Deserialize, Serialize};
use shared_types::error::{Fault, FieldFault};
use shared_types::text::new_password;
use yew::prelude::*;

/// A new password, typed twice.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct TypedTwice {
    /// The password in force; empty where it is not asked.
    #[serde(skip)]
    pub old: String,
    /// The new one.
    #[serde(skip)]
    pub new: String,
    /// The new one again.
    #[serde(skip)]
    pub repeat: String,
}

impl TypedTwice {
    /// What is wrong with the repetition.
    pub(super) fn repeat_fault(&self) -> Option<FieldFault> {
        (self.new != self.repeat).then(|| FieldFault { field: "repeat".to_owned(), fault: Fault::Choice })
    }
}

fn fault(password: &str) -> Option<Fault> {
    let checked = new_password(password, &platform::today());
    checked.err().and_then(|error| error.message().parse().ok())
}

/// Properties of [`PasswordRules`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct PasswordRulesProps {
    /// What is typed.
    pub password: String,
}

/// The rules, each with whether it holds by now.
#[component]
pub(super) fn PasswordRules(props: &PasswordRulesProps) -> Html {
    let fault = fault(&props.password);
    let long = props.password.chars().count() >= 8;
    let mixed = long && !matches!(fault, Some(Fault::PasswordWeak));
    let rule = |words: &'static str, holds: bool| {
        let (class, name) =
            if holds { ("rule rule--holds", IconName::Check) } else { ("rule", IconName::About) };
        html! {
            <li key={words} {class}>{ name.small() }{ words }<span class="aside">{ signin::rule_state(holds) }</span></li>
        }
    };
    html! {
        <ul class="rules" aria-label={signin::RULES}>
            { rule(signin::RULE_LENGTH, long) }
            { rule(signin::RULE_CLASSES, mixed) }
        </ul>
    }
}
