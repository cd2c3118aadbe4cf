//! Creates an account at a subordinate organisation.

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::crypto;
use platform::http::{Answer, Call};
use platform::store::{Record, Versioned};
use platform::{Context, Error, Result};
use shared_types::endpoint::Endpoint;
use shared_types::orgs::{CreateAccount, CreatedAccount};

pub(crate) async fn create(
    cx: Context,
    caller: Administrator,
    call: Call<CreateAccount>,
) -> Result<Answer<CreatedAccount>> {
    rules::manages(&caller.account, caller.scope.reach(), caller.scope.chain())?;
    rules::role(&caller.account, caller.scope.chain(), call.body.role)?;
    let record = store::draft_account(&cx, &caller.scope, cx.new_id(), call.body)?;
    let temporary_password = crypto::temporary_password();
    let hash = crypto::hash_password(&temporary_password)
        .ok_or_else(|| Error::Internal("no random numbers for a password".into()))?;
    let created = Versioned { record, version: 1 };
    let account = store::shown_account(&cx, &caller, &created)?;
    let answer = Answer::from(CreatedAccount { account, temporary_password }).version(1);

    let mut tx = cx.table().transaction();
    store::create_account(&caller.scope, &mut tx, &created.record, hash);
    let deed = Deed::Changed(CreateAccount::NAME.to_owned());
    store::log(&mut tx, &audit::entry(&cx, &caller, &created.record.key(), deed));
    call.once.keep(&cx, &mut tx, &answer)?;
    tx.commit().await?;
    Ok(answer)
}
