//! Who calls. One strongly consistent batch read per request loads the session, the person, their
//! organisation and the active moves, so that a revoked session, a changed role or a moved member takes
//! effect with the next request.

use super::scope::Scope;
use super::token::{Claims, UserKind};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::Answered;
use crate::store::keys::{self, Key};
use crate::store::{AccountRecord, MemberRecord, Moves, OrgRecord, SessionRecord, Versioned};
use shared_types::endpoint;
use shared_types::error::Refusal;
use shared_types::ids::{AccountId, MemberId, OrgId};
use shared_types::permission::Permission;
use std::future::Future;

/// What a call needs to be admitted.
#[derive(Debug, Default)]
pub struct Admission<'a> {
    /// What the bearer token says; absent where the endpoint asks for none.
    pub claims: Option<Claims>,
    /// What the role must include.
    pub permission: Option<Permission>,
    /// The organisation the call names.
    pub org: Option<OrgId>,
    /// The idempotency key, as sent.
    pub idempotency_key: Option<&'a str>,
}

/// An admitted caller and, for a call that was answered before, that answer.
pub struct Admitted<C> {
    /// The caller.
    pub caller: C,
    /// Its id, empty for nobody.
    pub user: String,
    /// What was answered to the same idempotency key.
    pub answered: Option<Answered>,
}

/// Which type of caller a handler receives for each kind of endpoint.
pub trait Admit: endpoint::Caller {
    /// The type.
    type As: Send + 'static;
    /// Admits a call, or says why not.
    fn admit(cx: &Context, call: Admission<'_>) -> impl Future<Output = Result<Admitted<Self::As>>> + Send;
}

impl Admit for endpoint::Anyone {
    type As = ();
    async fn admit(_: &Context, _: Admission<'_>) -> Result<Admitted<()>> {
        Ok(Admitted { caller: (), user: String::new(), answered: None })
    }
}

/// An account or a member.
#[derive(Debug, Clone)]
pub enum Person {
    /// An account.
    Account(Versioned<AccountRecord>),
    /// A member.
    Member(Versioned<MemberRecord>),
}

impl Person {
    /// Whether they may be signed in: an account that is not disabled, a member as long as the membership
    /// lasts.
    pub fn may_sign_in(&self) -> bool {
        match self {
            Person::Account(account) => !account.record.disabled,
            Person::Member(member) => member.record.standing.lasts(),
        }
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session that speaks.
    pub session: SessionRecord,
    /// Whose it is.
    pub person: Person,
}

/// An administrator whose role includes what the endpoint needs, within reach of what the call names.
#[derive(Debug, Clone)]
pub struct Administrator {
    /// The account.
    pub account: AccountRecord,
    /// The organisation that the call names, otherwise the account's own.
    pub scope: Scope,
}

/// A member, about themselves.
#[derive(Debug, Clone)]
pub struct Oneself {
    /// The member's record.
    pub member: Versioned<MemberRecord>,
    /// Moves that are under way.
    pub moves: Moves,
    /// The version of the record of moves, 0 where there is none.
    pub moves_version: u64,
}

struct Loaded {
    claims: Claims,
    session: SessionRecord,
    person: Person,
    moves: Option<Versioned<Moves>>,
    own: Option<Versioned<OrgRecord>>,
    named: Option<Versioned<OrgRecord>>,
    answered: Option<Answered>,
}

fn unauthenticated() -> Error {
    Error::Refused(Refusal::Unauthenticated)
}

async fn load(cx: &Context, call: Admission<'_>, kinds: &[UserKind]) -> Result<Loaded> {
    let claims = call.claims.ok_or_else(unauthenticated)?;
    if !kinds.contains(&claims.kind) {
        return Err(Refusal::Forbidden.into());
    }
    let session = keys::session(&claims.sub, &claims.sid);
    let person = match claims.kind {
        UserKind::Account => keys::account(&claims.sub.parse::<AccountId>().map_err(|_| unauthenticated())?),
        UserKind::Member => keys::member(&claims.sub.parse::<MemberId>().map_err(|_| unauthenticated())?),
    };
    let own = keys::org(&claims.org);
    let moves = keys::moves(&claims.root);
    let named = call.org.as_ref().map(keys::org);
    let answered = call.idempotency_key.map(|key| keys::answered(&claims.sub, key));
    let mut wanted: Vec<Key> = vec![session.clone(), person.clone(), own.clone(), moves.clone()];
    wanted.extend(named.clone());
    wanted.extend(answered.clone());
    let batch = cx.table().batch(&wanted).await?;

    let session = batch.get::<SessionRecord>(&session)?.ok_or_else(unauthenticated)?.record;
    if session.ends <= cx.now() {
        return Err(unauthenticated());
    }
    let (person, org) = match claims.kind {
        UserKind::Account => {
            let account = batch.get::<AccountRecord>(&person)?.ok_or_else(unauthenticated)?;
            let org = account.record.chain.last().cloned();
            (Person::Account(account), org)
        }
        UserKind::Member => {
            let member = batch.get::<MemberRecord>(&person)?.ok_or_else(unauthenticated)?;
            let branch = member.record.chain.last().cloned();
            (Person::Member(member), branch)
        }
    };
    if !person.may_sign_in() || org.as_ref() != Some(&claims.org) {
        return Err(unauthenticated());
    }
    Ok(Loaded {
        moves: batch.get(&moves)?,
        own: batch.get(&own)?,
        named: named.map(|key| batch.get(&key)).transpose()?.flatten(),
        answered: answered.map(|key| batch.get(&key)).transpose()?.flatten().map(|found| found.record),
        session,
        person,
        claims,
    })
}

/// The moves of a tree and their version; 0 where no move has ever been recorded.
fn moves_of(loaded: Option<Versioned<Moves>>, root: OrgId) -> (Moves, u64) {
    loaded.map_or_else(|| (Moves::none(root), 0), |found| (found.record, found.version))
}

impl Admit for endpoint::SignedIn {
    type As = SignedIn;
    async fn admit(cx: &Context, call: Admission<'_>) -> Result<Admitted<SignedIn>> {
        let loaded = load(cx, call, &[UserKind::Account, UserKind::Member]).await?;
        Ok(Admitted {
            caller: SignedIn { session: loaded.session, person: loaded.person },
            user: loaded.claims.sub,
            answered: loaded.answered,
        })
    }
}

impl Admit for endpoint::Administrator {
    type As = Administrator;
    async fn admit(cx: &Context, call: Admission<'_>) -> Result<Admitted<Administrator>> {
        let (permission, names_org) = (call.permission.ok_or(Refusal::Forbidden)?, call.org.is_some());
        let loaded = load(cx, call, &[UserKind::Account]).await?;
        let Person::Account(account) = loaded.person else { return Err(Refusal::Forbidden.into()) };
        let (moves, moves_version) = moves_of(loaded.moves, loaded.claims.root);
        let own = loaded.own.ok_or_else(unauthenticated)?;
        let whole = Scope::whole(moves, moves_version, own);
        // Out of reach is "not found" whatever the role; in reach a missing permission is "forbidden".
        let scope = if names_org { whole.at(loaded.named)? } else { whole };
        if !account.record.role.allows(permission) {
            return Err(Refusal::Forbidden.into());
        }
        Ok(Admitted {
            caller: Administrator { account: account.record, scope },
            user: loaded.claims.sub,
            answered: loaded.answered,
        })
    }
}

impl Admit for endpoint::Oneself {
    type As = Oneself;
    async fn admit(cx: &Context, call: Admission<'_>) -> Result<Admitted<Oneself>> {
        let loaded = load(cx, call, &[UserKind::Member]).await?;
        let Person::Member(member) = loaded.person else { return Err(Refusal::Forbidden.into()) };
        let (moves, moves_version) = moves_of(loaded.moves, loaded.claims.root);
        Ok(Admitted {
            caller: Oneself { member, moves, moves_version },
            user: loaded.claims.sub,
            answered: loaded.answered,
        })
    }
}
