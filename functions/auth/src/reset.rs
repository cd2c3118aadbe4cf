//! Giving somebody else a password again: their branch or a superior organisation does.

use crate::records::User;
use crate::{password, store};
use platform::audit::{self, AuditRecord, Deed};
use platform::auth::Administrator;
use platform::auth::token::UserKind;
use platform::crypto::temporary_password;
use platform::http::{Answer, Call};
use platform::store::keys::{self, Key};
use platform::store::{CredentialRecord, Transaction, Versioned};
use platform::{Context, Result};
use shared_types::auth::{PasswordReset, ResetAccountPassword, ResetMemberPassword};
use shared_types::endpoint::Endpoint;
use shared_types::error::Refusal;

/// What both have in common: ends all sessions and forgets all devices, then stores the new credential with
/// the audit entry in the transaction that holds what it depends on. In this order nobody is left signed in
/// with a password that is no longer theirs, wherever it stops; what began in between is ended last.
async fn give(
    cx: &Context,
    mut tx: Transaction,
    user: &User,
    hash: Option<String>,
    before: Option<&Versioned<CredentialRecord>>,
    entry: &AuditRecord,
) -> Result<()> {
    store::end_everything(cx, &user.id).await?;
    store::save_credential(&mut tx, &CredentialRecord::initial(&user.id, hash), before, Refusal::Stale);
    // Whoever forgot the password has mostly locked it as well.
    tx.forget(&keys::limit(&store::tries_of(user, None)));
    tx.put(entry);
    tx.commit().await?;
    store::end_everything(cx, &user.id).await
}

fn entry<E: Endpoint>(cx: &Context, caller: &Administrator, subject: &Key) -> AuditRecord {
    audit::entry(cx, caller, subject, Deed::Changed(E::NAME.to_owned()))
}

/// Gives a member in scope the deployment's initial password again.
pub(crate) async fn member(
    cx: Context,
    caller: Administrator,
    call: Call<ResetMemberPassword>,
) -> Result<Answer<PasswordReset>> {
    let (record, before) = store::member(&cx, &caller.scope, &call.path).await?;
    let key = keys::member(&call.path);
    let user = User { id: call.path.to_string(), kind: UserKind::Member };
    let mut tx = cx.table().transaction();
    // Moved to another branch meanwhile, the member is perhaps no longer in scope.
    tx.unchanged(&key, record.version, Refusal::Stale);
    let entry = entry::<ResetMemberPassword>(&cx, &caller, &key);
    give(&cx, tx, &user, None, before.as_ref(), &entry).await?;
    Ok(PasswordReset { temporary: None }.into())
}

/// Gives an account of a subordinate organisation a random password, shown this once.
pub(crate) async fn account(
    cx: Context,
    caller: Administrator,
    call: Call<ResetAccountPassword>,
) -> Result<Answer<PasswordReset>> {
    let (record, before) = store::account(&cx, &caller, &call.path).await?;
    let temporary = temporary_password();
    let key = keys::account(&call.path);
    let user = User { id: call.path.to_string(), kind: UserKind::Account };
    let mut tx = cx.table().transaction();
    tx.unchanged(&key, record.version, Refusal::Stale);
    let entry = entry::<ResetAccountPassword>(&cx, &caller, &key);
    give(&cx, tx, &user, Some(password::hash(&temporary)?), before.as_ref(), &entry).await?;
    Ok(PasswordReset { temporary: Some(temporary) }.into())
}
