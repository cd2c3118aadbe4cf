//! Changes an account of a subordinate organisation.

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::{Record, Versioned};
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::error::Refusal;
use shared_types::orgs::{Account, EditAccount};

pub(crate) async fn edit(
    cx: Context,
    caller: Administrator,
    call: Call<EditAccount>,
) -> Result<Answer<Account>> {
    let found = store::account(&cx, &caller.scope, &call.path).await?;
    let chain = caller.scope.admit(&found.record.chain)?;
    rules::manages(&caller.account, caller.scope.reach(), &chain)?;
    if found.version != call.version {
        return Err(Refusal::Stale.into());
    }
    let before = store::account_fields(&cx, &found.record)?;
    let after = rules::account_changes(&before, call.body)?;
    let differences = rules::account_differences(&before, &after);
    rules::on_oneself(&caller.account, &found.record, &differences)?;
    if before.role != after.role {
        rules::role(&caller.account, &chain, after.role)?;
    }
    if differences.is_empty() {
        return Ok(Answer::from(store::shown_account(&cx, &caller, &found)?).version(found.version));
    }

    let mut tx = cx.table().transaction();
    let record = store::save_account(&cx, &mut tx, &found, &before, &after)?;
    let deed = Deed::Changed(format!("{} {}", EditAccount::NAME, differences.join(" ")));
    store::log(&mut tx, &audit::entry(&cx, &caller, &record.key(), deed));
    tx.commit().await?;
    let saved = Versioned { record, version: found.version + 1 };
    Ok(Answer::from(store::shown_account(&cx, &caller, &saved)?).version(saved.version))
}
