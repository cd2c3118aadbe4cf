//! The way that a transfer would take, shown while its form is filled in.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::error::{Fault, Refusal};
use shared_types::transfers::{Preview, TransferKind, Way};

pub(crate) async fn preview(cx: Context, caller: Administrator, call: Call<Preview>) -> Result<Answer<Way>> {
    let scope = &caller.scope;
    let to = match &call.body.to {
        Some(to) => Some(store::destination(&cx, scope, to, "to").await?),
        None => None,
    };
    let from = match &call.body.member {
        Some(member) => {
            let correcting = call.body.correcting.as_ref();
            let member = store::member_to_transfer(&cx, scope, member, correcting).await?;
            scope.moves().current(&member.record.chain)
        }
        None => {
            if let Some(to) = &to {
                scope.admit(to)?;
            }
            scope.chain().clone()
        }
    };
    if to.as_ref().is_some_and(|to| to.last() == from.last()) {
        return Err(Refusal::field("to", Fault::SameBranch).into());
    }
    let tree = store::read_tree(&cx, scope.moves(), (&from, to.as_ref()), &[]).await?;
    let kind = match (&call.body.member, &to) {
        (None, _) => TransferKind::In,
        (Some(_), None) => TransferKind::Out,
        (Some(_), Some(_)) => tree.kind(&cx),
    };
    Ok(store::way(&cx, &tree, kind).into())
}
