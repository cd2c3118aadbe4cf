//! A whole number of a member. It leaves only after the asking stands in the audit trail, where the member
//! sees it.

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::members::{MaskedField, Unmask, Unmasked, Viewed};

pub(crate) async fn unmask(
    cx: Context,
    caller: Administrator,
    call: Call<Unmask>,
) -> Result<Answer<Unmasked>> {
    let found = store::member(&cx, &caller.scope, &call.path).await?;
    let field = call.body.field;
    let value = rules::unmasked(&store::open(&cx, &found.record)?, field)?;
    let viewed = match field {
        MaskedField::IdNumber => Viewed::IdNumber,
        MaskedField::Mobile => Viewed::Mobile,
    };
    let mut tx = cx.table().transaction();
    store::log(&mut tx, &audit::entry(&cx, &caller, &found.record.key(), Deed::Viewed(viewed)));
    tx.commit().await?;
    Ok(Unmasked { value }.into())
}
