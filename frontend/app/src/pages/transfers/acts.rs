//! The sheets in which a transfer is taken further: what exactly will happen, a word or a reason, and the act.

use super::form::Picked;

use crate::route::Route;
use kit::components::{Button, ButtonKind, Form, Picker, Sheet, Suggestion, TextArea, use_toast};
use kit::hooks::{use_action, use_destination_lookup, use_form};
use kit::services::api::{self, Failure};
use kit::services::router::{back_or, href};
use kit::text::{self, everyday, transfers as words};
use serde::{Deserialize, Serialize};
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::ids::TransferId;
use shared_types::transfers::{
    Accept, Action, NewBranch, Pass, Reason, Redirect, Reissue, Remark, Return, Task, Transfer, Withdraw,
};
use std::rc::Rc;
use yew::prelude::*;

/// What is done, with what was typed.
#[derive(Debug, Clone, PartialEq)]
enum Deed {
    Pass(Remark),
    Accept(Remark),
    Return(Reason),
    Withdraw,
    Redirect(NewBranch),
    Reissue(Reason),
}

async fn carry_out((transfer, version, deed): (TransferId, u64, Deed)) -> Result<Transfer, Failure> {
    match deed {
        Deed::Pass(body) => api::call_at::<Pass>(transfer, body, version).await,
        Deed::Accept(body) => api::call_at::<Accept>(transfer, body, version).await,
        Deed::Return(body) => api::call_at::<Return>(transfer, body, version).await,
        Deed::Withdraw => api::call_at::<Withdraw>(transfer, Nothing {}, version).await,
        Deed::Redirect(body) => api::call_at::<Redirect>(transfer, body, version).await,
        Deed::Reissue(body) => api::call_at::<Reissue>(transfer, body, version).await,
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Typed {
    said: String,
    to: Option<Picked>,
}

impl Typed {
    /// What the open sheet does, checked.
    fn deed(&self, open: Option<Action>) -> Result<Deed, Vec<FieldFault>> {
        let said = self.said.trim().to_owned();
        let remark = || Remark { note: (!said.is_empty()).then(|| said.clone()) };
        match open {
            Some(Action::Accept) => api::checked(remark()).map(Deed::Accept),
            Some(Action::Return) => api::checked(Reason { reason: said }).map(Deed::Return),
            Some(Action::Reissue) => api::checked(Reason { reason: said }).map(Deed::Reissue),
            Some(Action::Withdraw) => Ok(Deed::Withdraw),
            Some(Action::Redirect) => match self.to.as_ref().and_then(|to| to.id.parse().ok()) {
                Some(to) => Ok(Deed::Redirect(NewBranch { to })),
                None => Err(vec![FieldFault { field: "to".to_owned(), fault: Fault::NotPicked }]),
            },
            Some(Action::Pass | Action::Resubmit | Action::RegisterReceipt) | None => {
                api::checked(remark()).map(Deed::Pass)
            }
        }
    }
}

/// Properties of [`Acts`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ActsProps {
    /// About which.
    pub transfer: Rc<Transfer>,
    /// Whose sheet is open.
    pub open: Option<Action>,
    /// Another, or none.
    pub on_open: Callback<Option<Action>>,
    /// Shows how it stands now.
    pub on_newer: Callback<()>,
}

/// The sheet of the action that is open.
#[component]
pub(super) fn Acts(props: &ActsProps) -> Html {
    let open = props.open.filter(|act| props.transfer.actions.contains(act));
    {
        // What is not possible any more does not come back by itself when it is possible again.
        let on_open = props.on_open.clone();
        use_effect_with(props.open != open, move |gone| {
            if *gone {
                on_open.emit(None);
            }
        });
    }
    let title = match open {
        Some(Action::Pass) if issues(&props.transfer) => words::ISSUE_TITLE,
        Some(Action::Accept) => words::ACCEPT_TITLE,
        Some(Action::Return) => words::RETURN_TITLE,
        Some(Action::Withdraw) => words::WITHDRAW_TITLE,
        Some(Action::Redirect) => words::REDIRECT_TITLE,
        Some(Action::Reissue) => words::REISSUE_TITLE,
        Some(Action::Pass | Action::Resubmit | Action::RegisterReceipt) | None => words::PASS_TITLE,
    };
    let on_close = props.on_open.reform(|()| None);
    html! {
        <Sheet {title} open={open.is_some()} {on_close}>
            <>if let Some(act) = open { <Act key={text::Term::word(act)} {act} of={props.clone()} /> }</>
        </Sheet>
    }
}

/// Whether passing issues the letter.
fn issues(transfer: &Transfer) -> bool {
    transfer.ahead.first().is_some_and(|turn| turn.task == Task::Issue)
}

/// What is told when it is done, and whether one goes back to the list for the next one.
fn done(act: Action, transfer: &Transfer) -> (&'static str, bool) {
    match act {
        Action::Pass if issues(transfer) => (words::ISSUED, false),
        Action::Pass | Action::Resubmit | Action::RegisterReceipt => (words::PASSED, true),
        Action::Return => (words::RETURNED, true),
        Action::Accept => (words::ACCEPTED, false),
        Action::Withdraw => (words::WITHDRAWN, false),
        Action::Redirect => (words::REDIRECTED, true),
        Action::Reissue => (words::REISSUED, false),
    }
}

/// Exactly what will happen.
fn means(act: Action, transfer: &Transfer) -> String {
    let next = transfer.ahead.get(1);
    match act {
        Action::Pass if issues(transfer) => words::issue_means(&transfer.name, next),
        Action::Pass | Action::Resubmit | Action::RegisterReceipt => words::pass_means(next),
        Action::Accept => words::accept_means(&transfer.name, &transfer.to.name),
        Action::Return => {
            let first = transfer.happened.first().map_or("", |step| step.org_name.as_str());
            words::return_means(first, transfer.letter.is_some())
        }
        Action::Withdraw => words::WITHDRAW_MEANS.to_owned(),
        Action::Redirect => words::REDIRECT_MEANS.to_owned(),
        Action::Reissue => {
            words::reissue_means(transfer.letter.as_ref().map(|letter| letter.number.as_str()))
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ActProps {
    act: Action,
    of: ActsProps,
}

/// What happens, what is asked, and the two keys.
#[component]
fn Act(props: &ActProps) -> Html {
    let toast = use_toast();
    let destinations = use_destination_lookup(true);
    let (act, transfer) = (props.act, &props.of.transfer);
    let form = use_form(Typed::default(), None, move |typed: &Typed| typed.deed(Some(act)));
    let action = {
        let (form, of) = (form.clone(), props.of.clone());
        use_action(carry_out, move |outcome| match outcome {
            Ok(_) => {
                let (words, back) = done(act, &of.transfer);
                toast.emit(AttrValue::Static(words));
                of.on_open.emit(None);
                if back {
                    back_or(&href(&Route::Transfers));
                } else {
                    of.on_newer.emit(());
                }
            }
            Err(failure) if moved_on(&failure) => {
                toast.emit(AttrValue::Static(words::MOVED_ON));
                of.on_open.emit(None);
                of.on_newer.emit(());
            }
            Err(failure) => form.refuse(&failure),
        })
    };
    let send = {
        let (id, version) = (transfer.transfer.clone(), transfer.version);
        action.run.reform(move |deed: Deed| (id.clone(), version, deed))
    };
    let (kind, label) = match props.act {
        Action::Pass if issues(transfer) => (ButtonKind::Primary, words::ISSUE),
        Action::Return => (ButtonKind::Danger, text::Term::word(act)),
        Action::Withdraw => (ButtonKind::Danger, words::WITHDRAW),
        Action::Reissue => (ButtonKind::Danger, words::REISSUE),
        Action::Redirect => (ButtonKind::Primary, words::REDIRECT),
        Action::Pass | Action::Accept | Action::Resubmit | Action::RegisterReceipt => {
            (ButtonKind::Primary, text::Term::word(act))
        }
    };
    let asked = match props.act {
        Action::Return => said(&form, words::REASON, "reason", false, words::REASON_EXAMPLE),
        Action::Reissue => said(&form, words::REISSUE_REASON, "reason", false, words::REISSUE_EXAMPLE),
        Action::Withdraw => Html::default(),
        Action::Redirect => {
            let on_pick =
                form.put(|typed: &mut Typed, to: Option<Suggestion>| typed.to = to.map(Picked::from));
            html! {
                <Picker label={words::TO} name="to" picked={form.value().to.clone().map(Suggestion::from)} {on_pick} lookup={destinations}
                    placeholder={words::TO_EXAMPLE} fault={form.fault("to")} />
            }
        }
        Action::Pass | Action::Accept | Action::Resubmit | Action::RegisterReceipt => {
            said(&form, words::REMARK, "note", true, "")
        }
    };
    let on_close = props.of.on_open.reform(|()| None);
    html! {
        <>
            <p>{ means(props.act, transfer) }</p>
            <Form on_submit={form.on_submit(&send)} refused={form.refused()}>
                { asked }
                <>{ action.banner() }</>
                <div class="btns">
                    <Button {kind} submit=true wide=true {label} pending={action.pending} />
                    <Button kind={ButtonKind::Quiet} wide=true label={everyday::CANCEL} on_press={on_close} />
                </div>
            </Form>
        </>
    }
}

/// Whether somebody else was faster.
pub(super) fn moved_on(failure: &Failure) -> bool {
    matches!(failure.refusal(), Some(Refusal::Stale | Refusal::TransferElsewhere))
}

fn said(
    form: &kit::hooks::Draft<Typed, Deed>,
    label: &'static str,
    name: &'static str,
    optional: bool,
    placeholder: &'static str,
) -> Html {
    html! {
        <TextArea {label} {name} {optional} most=200 {placeholder} value={form.value().said.clone()}
            on_change={form.put(|typed: &mut Typed, to| typed.said = to)} on_leave={form.leave(name)} fault={form.fault(name)} />
    }
}
