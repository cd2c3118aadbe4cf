//! Dissolves an organisation that holds nothing. What it holds is read where it is exact: from the numbers
//! that change in the same transactions as what they count (`platform::store::Holdings`).

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::{Record, StoreError};
use platform::{Context, Result};
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::orgs::Dissolve;

pub(crate) async fn dissolve(
    cx: Context,
    caller: Administrator,
    call: Call<Dissolve>,
) -> Result<Answer<Nothing>> {
    let scope = &caller.scope;
    let found = scope.org();
    rules::may_end(found, call.version)?;

    let mut tx = cx.table().transaction();
    store::dissolve(scope, &mut tx)?;
    let deed = Deed::Changed(Dissolve::NAME.to_owned());
    store::log(&mut tx, &audit::entry(&cx, &caller, &found.record.key(), deed));
    match tx.commit().await {
        Err(StoreError::Refused(refusal)) => {
            // Something came to it, or it was changed, since it was read: say what.
            let again = scope.of(&cx, &found.record.org).await?;
            rules::may_end(again.org(), call.version)?;
            Err(refusal.into())
        }
        result => Ok(result.map(|()| Nothing {}.into())?),
    }
}
