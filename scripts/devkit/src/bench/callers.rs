//! Signs people of a city in without the screen: a deployed function sends codes to phones that nobody holds. Knows
//! records and tokens; knows no endpoint.

use super::ground::City;
use crate::identities::{Door, Identity};
use anyhow::{Context as _, Result};
use platform::{
    Context,
    auth::token::{self, Subject, UserKind},
    store::{AccountRecord, Chain, MemberRecord, SessionRecord, UniqueRecord, keys},
};
use shared_types::ids::{AccountId, MemberId, SessionId};

/// How long a session lasts, in seconds: longer than a bench.
const SESSION: i64 = 24 * 3600;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    /// Whom they are, and where they stand.
    pub(super) subject: Subject,
}

impl Caller {
    /// The person with this key in the city, signed in.
    ///
    /// # Errors
    /// When the table does not know them.
    pub(super) async fn sign_in(city: &City, key: &str) -> Result<Self> {
        let identity = city.identity(key)?;
        let cx = Context::new(&city.shared).await?;
        let (user, kind, chain) = look_up(&cx, identity).await?;
        let ids = chain.ids();
        let (root, org) = ids.first().zip(ids.last()).context("somebody without an organisation")?;
        let (root, org) = (root.clone(), org.clone());
        let session: SessionId = cx.new_id();
        let ends = cx.now().plus_seconds(SESSION);
        let record = SessionRecord {
            user: user.clone(),
            session: session.clone(),
            device: cx.new_id(),
            refresh: "none".to_owned(),
            before: None,
            ends,
            until: ends,
        };
        let mut transaction = cx.table().transaction();
        transaction.put(&record);
        transaction.commit().await?;
        Ok(Self { subject: Subject { user, kind, session, org, root } })
    }

    /// An access token, good for ten minutes from now.
    ///
    /// # Errors
    /// When the key ring cannot be had.
    pub(super) async fn token(&self, city: &City) -> Result<String> {
        Ok(token::issue(&Context::new(&city.shared).await?, self.subject.clone())?)
    }
}

async fn look_up(cx: &Context, identity: &Identity) -> Result<(String, UserKind, Chain)> {
    let wanted = match identity.door {
        Door::Org => vec![keys::unique_login(&identity.login)],
        Door::Member => cx
            .ring()
            .hashes("id_number", &identity.login)
            .iter()
            .map(|hash| keys::unique_id_number(hash))
            .collect(),
    };
    let found = cx.table().batch(&wanted).await?;
    let mut holder = None;
    for key in &wanted {
        holder = holder.or(found.get::<UniqueRecord>(key)?);
    }
    let holder = holder.with_context(|| format!("nobody is called {}", identity.login))?.record.holder;
    match identity.door {
        Door::Org => {
            let key = keys::account(&holder.parse::<AccountId>()?);
            let account =
                cx.table().get::<AccountRecord>(&key).await?.context("an account without record")?;
            Ok((holder, UserKind::Account, account.record.chain))
        }
        Door::Member => {
            let key = keys::member(&holder.parse::<MemberId>()?);
            let member = cx.table().get::<MemberRecord>(&key).await?.context("a member without record")?;
            Ok((holder, UserKind::Member, member.record.chain))
        }
    }
}
