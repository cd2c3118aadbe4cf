//! Accounts.

use super::{AGAIN, MOBILE, broken, last_of, nothing_moved};
use crate::rules::{self, AccountFields};
use platform::auth::{Administrator, Scope};
use platform::http::cursors;
use platform::store::keys::{self, Listed};
use platform::store::{
    AccountLine, AccountRecord, CredentialRecord, Held, Listing, Record, Transaction, Unique, UniqueRecord,
    Versioned,
};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::ids::AccountId;
use shared_types::orgs::{Account, AccountFilter, NewAccount};
use shared_types::page::Page;
use shared_types::phone::Mobile;
use shared_types::text::tidy;

const ROWS: u8 = 50;

/// One page of the accounts at or below the scope's organisation, by name: one Query.
pub(crate) async fn accounts(
    cx: &Context,
    caller: &Administrator,
    filter: &AccountFilter,
    list: &cursors::List,
) -> Result<Page<Account>> {
    let name = filter.name.as_deref().unwrap_or_default().trim().to_owned();
    let listing = Listing { kind: Listed::Accounts, name, only: Vec::new(), most: ROWS };
    let page: Page<AccountLine> = caller.scope.page(cx, &listing, list, filter.cursor.as_ref()).await?;
    let rows = page.rows.iter().map(|line| shown_account(cx, caller, &line.0)).collect::<Result<_>>()?;
    Ok(Page { rows, next: page.next })
}

/// An account within the scope.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
pub(crate) async fn account(
    cx: &Context,
    scope: &Scope,
    account: &AccountId,
) -> Result<Versioned<AccountRecord>> {
    let found: Versioned<AccountRecord> =
        cx.table().get(&keys::account(account)).await?.ok_or(Refusal::NotFound)?;
    scope.admit(&found.record.chain)?;
    Ok(found)
}

/// An account as the caller sees it.
pub(crate) fn shown_account(
    cx: &Context,
    caller: &Administrator,
    found: &Versioned<AccountRecord>,
) -> Result<Account> {
    let record = &found.record;
    let chain = caller.scope.moves().current(&record.chain);
    Ok(Account {
        account: record.account.clone(),
        version: found.version,
        login: record.login.clone(),
        name: record.name.clone(),
        org: last_of(&chain)?,
        org_name: record.org_name.clone(),
        role: record.role,
        post: record.post.clone(),
        office_phone: record.office_phone.clone(),
        mobile: mobile(cx, record)?.masked(),
        disabled: record.disabled,
        editable: rules::manages(&caller.account, caller.scope.reach(), &chain).is_ok(),
    })
}

/// What can be changed of an account.
pub(crate) fn account_fields(cx: &Context, record: &AccountRecord) -> Result<AccountFields> {
    Ok(AccountFields {
        name: record.name.clone(),
        role: record.role,
        post: record.post.clone(),
        office_phone: record.office_phone.clone(),
        mobile: mobile(cx, record)?,
        disabled: record.disabled,
    })
}

fn mobile(cx: &Context, record: &AccountRecord) -> Result<Mobile> {
    let text = cx.ring().open(&record.key().field(MOBILE), &record.mobile)?;
    text.parse().map_err(|_| broken("a mobile that is none"))
}

/// The record of a new account at the scope's organisation.
pub(crate) fn draft_account(
    cx: &Context,
    scope: &Scope,
    account: AccountId,
    new: NewAccount,
) -> Result<AccountRecord> {
    let mobile: Mobile = new.mobile.parse().map_err(|fault| Refusal::field(MOBILE, fault))?;
    Ok(AccountRecord {
        login: new.login,
        name: new.name.trim().to_owned(),
        chain: scope.chain().clone(),
        org_name: scope.org().record.name.clone(),
        role: new.role,
        post: tidy(new.post),
        office_phone: tidy(new.office_phone),
        mobile: cx.ring().seal(&keys::account(&account).field(MOBILE), mobile.expose())?,
        disabled: false,
        account,
    })
}

/// Creates an account with a first password, by its hash. The organisation must be as it was read and stand
/// where it stood.
pub(crate) fn create_account(scope: &Scope, tx: &mut Transaction, record: &AccountRecord, hash: String) {
    let holder = record.account.to_string();
    let reserved = UniqueRecord { what: Unique::Login(record.login.clone()), holder: holder.clone() };
    tx.create(&reserved, Refusal::LoginTaken);
    tx.create(record, Refusal::Internal);
    tx.create(&CredentialRecord::initial(&holder, Some(hash)), Refusal::Internal);
    tx.hold(&scope.org().record.org, Held::Account, 1, Some(scope.org().version), AGAIN);
    nothing_moved(scope, tx);
}

/// Writes an account over the version that was read. An organisation holds the accounts that may sign in, so
/// one that is gone cannot get an account back.
pub(crate) fn save_account(
    cx: &Context,
    tx: &mut Transaction,
    found: &Versioned<AccountRecord>,
    before: &AccountFields,
    after: &AccountFields,
) -> Result<AccountRecord> {
    let mut record = found.record.clone();
    record.name = after.name.clone();
    record.role = after.role;
    record.post = after.post.clone();
    record.office_phone = after.office_phone.clone();
    record.disabled = after.disabled;
    if after.mobile != before.mobile {
        record.mobile = cx.ring().seal(&record.key().field(MOBILE), after.mobile.expose())?;
    }
    tx.save(&record, found.version, Refusal::Stale);
    let by = i32::from(before.disabled) - i32::from(after.disabled);
    if by != 0 {
        tx.hold(&last_of(&record.chain)?, Held::Account, by, None, Refusal::NotFound);
    }
    Ok(record)
}
