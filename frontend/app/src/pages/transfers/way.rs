//! The way that a transfer would take, as soon as its ends are known, and what is said against them.

use super::course;
use kit::components::{Section, Timeline};
use kit::hooks::{Loaded, Remote, use_remote};
use kit::services::api::{self, Failure};
use kit::text::{self, transfers as words};
use shared_types::error::{Fault, Refusal};
use shared_types::transfers::{Ends, Preview, TransferKind, Way};
use yew::prelude::*;

/// The way between these ends; nothing as long as they are not known.
#[hook]
pub(super) fn use_way(ends: Option<Ends>) -> Loaded<Way> {
    use_remote(ends, |ends| async move {
        match ends {
            Some(ends) => api::call::<Preview>((), ends).await.map(Some),
            None => Ok(None),
        }
    })
}

/// What a refusal says against the member (`member`) or the destination (`to`).
pub(super) fn against(failure: &Failure, field: &str) -> Option<AttrValue> {
    let about = match failure.refusal()? {
        Refusal::TransferOpen | Refusal::NotTransferable => "member",
        Refusal::NotABranch => "to",
        Refusal::Invalid { fields } => {
            let fault = fields.iter().find(|fault| fault.field == field)?.fault;
            return Some(text::fault(fault).into());
        }
        _ => return None,
    };
    (about == field).then(|| text::failure_sentence(failure))
}

/// As [`against`], of a way that was asked for.
pub(super) fn said(way: &Loaded<Way>, field: &str) -> Option<AttrValue> {
    match &way.state {
        Remote::Failed(failure) => against(failure, field),
        Remote::Loading | Remote::Ready(_) | Remote::Empty => None,
    }
}

/// Two branches that make another kind of transfer than the chosen one: the sentence, and the other kind.
pub(super) fn other_kind(chosen: TransferKind, way: &Loaded<Way>) -> Option<(AttrValue, TransferKind)> {
    let kind = way.ready().filter(|way| way.to.is_some())?.kind;
    let fault = match (chosen, kind) {
        (TransferKind::InCity, TransferKind::IntraUnit) => Fault::WithinUnit,
        (TransferKind::IntraUnit, TransferKind::InCity) => Fault::BeyondUnit,
        _ => return None,
    };
    Some((text::fault(fault).into(), kind))
}

/// The steps, where they are known and the ends are in order.
pub(super) fn steps(way: &Loaded<Way>) -> Html {
    let drawn = match &way.state {
        Remote::Ready(way) => html! {
            <div class="card card--padded">
                <Timeline label={words::WAY} steps={course::ahead(&way.ahead, None)} />
                <>if let Some(days) = way.valid_days { <p class="quiet">{ words::will_be_valid(days) }</p> }</>
            </div>
        },
        Remote::Failed(failure)
            if against(failure, "member").is_none() && against(failure, "to").is_none() =>
        {
            html! { <p class="quiet">{ words::WAY_FAILED }</p> }
        }
        Remote::Loading | Remote::Empty | Remote::Failed(_) => return Html::default(),
    };
    html! { <Section title={words::WAY}>{ drawn }</Section> }
}
