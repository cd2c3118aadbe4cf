//! The receipt slip that comes back from another city closes the transfer: only then the member leaves the roll.

use crate::change;
use crate::rules::Receipt;
use crate::store;
use platform::auth::Administrator;
use platform::files;
use platform::http::{Answer, Call};
use platform::store::{FileRecord, keys};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::text::tidy;
use shared_types::transfers::{Action, RegisterReceipt, ShowSlip, Transfer};
use shared_types::uploads::{Photo, Purpose};

pub(crate) async fn register(
    cx: Context,
    caller: Administrator,
    call: Call<RegisterReceipt>,
) -> Result<Answer<Transfer>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    loaded.may(Action::RegisterReceipt, call.version)?;
    let photo = match &call.body.file {
        Some(file) => Some(files::ready(&cx, &caller, file, Purpose::Slip).await?),
        None => None,
    };
    let receipt = Receipt {
        day: call.body.day,
        org_name: loaded.case().to.name.clone(),
        handler: call.body.handler.trim().to_owned(),
        handler_phone: tidy(call.body.handler_phone),
    };
    let actor = store::actor(&cx, &caller);
    let case = loaded.case().clone().register_receipt(receipt, call.body.file, &actor)?;
    let (mut tx, mut holds) = change::nothing_else(&cx);
    store::leave(&mut tx, &loaded, &mut holds)?;
    if let Some(photo) = photo {
        tx.attach(photo, &loaded.key());
    }
    change::write::<RegisterReceipt>(&cx, &caller, &loaded, case, (tx, holds)).await
}

pub(crate) async fn show(cx: Context, caller: Administrator, call: Call<ShowSlip>) -> Result<Answer<Photo>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    let file = loaded.case().slip.as_ref().ok_or(Refusal::NotFound)?;
    let found = cx.table().get::<FileRecord>(&keys::file(file)).await?.ok_or(Refusal::NotFound)?;
    Ok(files::photo(&cx, &found.record).await?.into())
}
