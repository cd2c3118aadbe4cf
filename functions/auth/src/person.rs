//! What signing in needs to know of an account or member. Knows no HTTP.

use crate::records::User;
use platform::auth::Person;
use platform::auth::token::{Subject, UserKind};
use platform::store::keys::{self, Key};
use platform::store::{Chain, Record};
use platform::{Context, Error, Result};
use shared_types::auth::Who;
use shared_types::error::Refusal;
use shared_types::ids::{AccountId, MemberId, OrgId, SessionId};
use shared_types::phone::Mobile;

/// Where the record of a user is.
///
/// # Errors
/// [`Refusal::Unauthenticated`] for an id that can be nobody's.
pub(crate) fn key(user: &User) -> Result<Key> {
    let refused = |_| Error::Refused(Refusal::Unauthenticated);
    Ok(match user.kind {
        UserKind::Account => keys::account(&user.id.parse::<AccountId>().map_err(refused)?),
        UserKind::Member => keys::member(&user.id.parse::<MemberId>().map_err(refused)?),
    })
}

/// Which user a person is.
pub(crate) fn user(person: &Person) -> User {
    match person {
        Person::Account(account) => User { id: account.record.account.to_string(), kind: UserKind::Account },
        Person::Member(member) => User { id: member.record.member.to_string(), kind: UserKind::Member },
    }
}

/// The registered mobile: an account's own, or that of the member's record; never one that is typed in.
///
/// # Errors
/// [`Refusal::MobileMissing`] where there is none.
pub(crate) fn mobile(cx: &Context, person: &Person) -> Result<Mobile> {
    let (key, sealed) = match person {
        Person::Account(account) => (account.record.key(), Some(&account.record.mobile)),
        Person::Member(member) => (member.record.key(), member.record.mobile.as_ref()),
    };
    let text = cx.ring().open(&key.field("mobile"), sealed.ok_or(Refusal::MobileMissing)?)?;
    Ok(text.parse().map_err(|_| Refusal::MobileMissing)?)
}

fn chain(person: &Person) -> &Chain {
    match person {
        Person::Account(account) => &account.record.chain,
        Person::Member(member) => &member.record.chain,
    }
}

/// The organisation of an account, or a member's branch.
fn org(person: &Person) -> Result<OrgId> {
    chain(person).last().cloned().ok_or_else(|| Error::Internal("a chain without an end".to_owned()))
}

/// For whom to issue an access token.
///
/// # Errors
/// Only for a broken record.
pub(crate) fn subject(person: &Person, session: SessionId) -> Result<Subject> {
    let User { id, kind } = user(person);
    let root = chain(person).ids().first().cloned().ok_or(Refusal::Internal)?;
    Ok(Subject { user: id, kind, session, org: org(person)?, root })
}

/// Who is signed in, for the screens.
///
/// # Errors
/// Only for a broken record.
pub(crate) fn who(person: &Person) -> Result<Who> {
    let org = org(person)?;
    Ok(match person {
        Person::Account(account) => Who::Account {
            account: account.record.account.clone(),
            name: account.record.name.clone(),
            org,
            org_name: account.record.org_name.clone(),
            role: account.record.role,
        },
        Person::Member(member) => Who::Member {
            member: member.record.member.clone(),
            name: member.record.particulars.name.clone(),
            branch: org,
            branch_name: member.record.branch_name.clone(),
        },
    })
}
