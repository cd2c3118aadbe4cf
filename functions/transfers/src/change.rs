//! What every call that begins a transfer or takes it further ends with: the transfer, its rows and what organisations hold are
//! written together with the audit trail, and the answer shows what it is now.

use crate::holds::Holds;
use crate::rules::Case;
use crate::store::{self, Loaded};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Once};
use platform::store::Transaction;
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::transfers::Transfer;

/// Writes what a call of `E` makes of a transfer. `besides` is what is written with it: whatever is in the transaction
/// already, and what organisations come to hold.
///
/// # Errors
/// [`shared_types::error::Refusal::Stale`] where somebody else was first.
pub(crate) async fn write<E: Endpoint>(
    cx: &Context,
    caller: &Administrator,
    loaded: &Loaded,
    case: Case,
    besides: (Transaction, Holds),
) -> Result<Answer<Transfer>> {
    let after = loaded.after(case);
    let answer = Answer::from(store::shown(cx, &after)?).version(after.found.version);
    let (mut tx, holds) = besides;
    store::put(store::moves(&caller.scope), &mut tx, loaded, after.case(), holds)?;
    log::<E>(cx, caller, loaded, &mut tx);
    tx.commit().await?;
    Ok(answer)
}

/// Writes the transfer that a call of `E` begins, once, with what is in the transaction already.
///
/// # Errors
/// What the transaction is refused with.
pub(crate) async fn begin<E: Endpoint>(
    cx: &Context,
    caller: &Administrator,
    loaded: &Loaded,
    mut tx: Transaction,
    once: &Once,
) -> Result<Answer<Transfer>> {
    let answer = Answer::from(store::shown(cx, loaded)?).version(loaded.found.version);
    store::begin(store::moves(&caller.scope), &mut tx, loaded)?;
    log::<E>(cx, caller, loaded, &mut tx);
    once.keep(cx, &mut tx, &answer)?;
    tx.commit().await?;
    Ok(answer)
}

fn log<E: Endpoint>(cx: &Context, caller: &Administrator, loaded: &Loaded, tx: &mut Transaction) {
    let deed = Deed::Changed(E::NAME.to_owned());
    store::log(tx, &audit::entry(cx, caller, &store::subject(loaded.case()), deed));
}

/// Nothing besides the transfer itself.
pub(crate) fn nothing_else(cx: &Context) -> (Transaction, Holds) {
    (cx.table().transaction(), Holds::default())
}
