//! The access patterns of signing in. Everything of one user is in one partition, so that it ends together.

use crate::cookies::RefreshToken;
use crate::person;
use crate::records::{DeviceRecord, StepRecord, TriesRecord, User};
use crate::rules::name::Name;
use platform::auth::token::UserKind;
use platform::auth::{Administrator, Person, Scope};
use platform::crypto::token_id;
use platform::numbers::ID_NUMBER;
use platform::store::keys::{self, Key};
use platform::store::{
    AccountRecord, Batch, CredentialRecord, MemberRecord, SessionRecord, StoreError, Transaction,
    UniqueRecord, Versioned,
};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::ids::{AccountId, ChallengeId, DeviceId, MemberId, SessionId};

/// More than a user ever has of devices or sessions; see [`crate::rules::sessions::MOST_DEVICES`].
const ALL: u8 = 40;

/// Who has a name: one read. Of an unknown one, nobody: an id that depends on the name alone and under which
/// nothing is found, so that all that follows is the same for both.
///
/// # Errors
/// Only of the database.
pub(crate) async fn find(cx: &Context, name: &Name) -> Result<User> {
    let (kind, wanted, typed) = match name {
        Name::Login(login) => (UserKind::Account, vec![keys::unique_login(login)], login.as_str()),
        Name::IdNumber(number) => {
            let hashes = cx.ring().hashes(ID_NUMBER, number.expose());
            let wanted = hashes.iter().map(|hash| keys::unique_id_number(hash)).collect();
            (UserKind::Member, wanted, number.expose())
        }
    };
    let found = cx.table().batch(&wanted).await?;
    for key in &wanted {
        if let Some(holder) = found.get::<UniqueRecord>(key)? {
            return Ok(User { id: holder.record.holder, kind });
        }
    }
    let hash = cx.ring().hashes("unknown", typed).into_iter().next().unwrap_or_default();
    Ok(User { id: format!("nobody-{}", token_id(&hash)), kind })
}

/// What is known of a user on a device.
pub(crate) struct Known {
    /// The account or member.
    pub(crate) person: Option<Person>,
    /// Their password.
    pub(crate) credential: Option<Versioned<CredentialRecord>>,
    /// The device, if they signed in on it before.
    pub(crate) device: Option<Versioned<DeviceRecord>>,
    tries: [(String, Option<Versioned<TriesRecord>>); 2],
}

impl Known {
    /// Where wrong passwords are counted, and those counted so far. A trusted device has its own count:
    /// who guesses elsewhere cannot lock somebody out of their own phone.
    pub(crate) fn tries(&mut self, trusted: bool) -> (String, Option<Versioned<TriesRecord>>) {
        let [anywhere, on_device] = std::mem::take(&mut self.tries);
        if trusted { on_device } else { anywhere }
    }
}

/// The name under which wrong passwords of a user are counted, on one device or anywhere.
pub(crate) fn tries_of(user: &User, device: Option<&DeviceId>) -> String {
    match device {
        Some(device) => format!("wrong {} {device}", user.id),
        None => format!("wrong {}", user.id),
    }
}

/// All that is known of a user on a device: one read.
///
/// # Errors
/// Only of the database.
pub(crate) async fn load(cx: &Context, user: &User, device: &DeviceId) -> Result<Known> {
    let person = person::key(user)?;
    let credential = keys::credential(&user.id);
    let known = keys::device(&user.id, device);
    let tries = [tries_of(user, None), tries_of(user, Some(device))];
    let [anywhere, on_device] = tries.each_ref().map(|subject| keys::limit(subject));
    let wanted = [&person, &credential, &known, &anywhere, &on_device].map(Clone::clone);
    let found = cx.table().batch(&wanted).await?;
    let [subject_anywhere, subject_on_device] = tries;
    Ok(Known {
        person: read_person(&found, user.kind, &person)?,
        credential: found.get(&credential)?,
        device: found.get(&known)?,
        tries: [(subject_anywhere, found.get(&anywhere)?), (subject_on_device, found.get(&on_device)?)],
    })
}

fn read_person(found: &Batch, kind: UserKind, key: &Key) -> Result<Option<Person>> {
    Ok(match kind {
        UserKind::Account => found.get::<AccountRecord>(key)?.map(Person::Account),
        UserKind::Member => found.get::<MemberRecord>(key)?.map(Person::Member),
    })
}

/// A sign-in that waits for its next step.
///
/// # Errors
/// [`Refusal::ChallengeOver`] where there is none.
pub(crate) async fn step(cx: &Context, challenge: &ChallengeId) -> Result<Versioned<StepRecord>> {
    Ok(cx.table().get(&keys::step(challenge)).await?.ok_or(Refusal::ChallengeOver)?)
}

/// A session as a refresh finds it.
pub(crate) struct Running {
    /// The session.
    pub(crate) session: Versioned<SessionRecord>,
    /// The device that asks.
    pub(crate) device: Versioned<DeviceRecord>,
    /// Whose they are.
    pub(crate) person: Person,
}

/// The session of a refresh token on the device that shows it: one read.
///
/// # Errors
/// [`Refusal::Unauthenticated`] where one of the three is not there or they do not belong together.
pub(crate) async fn running(cx: &Context, token: &RefreshToken, device: &DeviceId) -> Result<Running> {
    let user = User { id: token.user.clone(), kind: token.kind };
    let person = person::key(&user)?;
    let session = keys::session(&user.id, &token.session);
    let device_key = keys::device(&user.id, device);
    let found = cx.table().batch(&[person.clone(), session.clone(), device_key.clone()]).await?;
    let person = read_person(&found, user.kind, &person)?.ok_or(Refusal::Unauthenticated)?;
    let session: Versioned<SessionRecord> = found.get(&session)?.ok_or(Refusal::Unauthenticated)?;
    let known = found.get(&device_key)?.ok_or(Refusal::Unauthenticated)?;
    if session.record.device != *device {
        return Err(Refusal::Unauthenticated.into());
    }
    Ok(Running { session, device: known, person })
}

/// Saves the renewed session and, where it is given, the device. `false`: another request was first.
///
/// # Errors
/// Only of the database.
pub(crate) async fn renew(
    cx: &Context,
    was: &Running,
    session: &SessionRecord,
    device: Option<&DeviceRecord>,
) -> Result<bool> {
    let mut tx = cx.table().transaction();
    tx.save(session, was.session.version, Refusal::Stale);
    if let Some(device) = device {
        tx.save(device, was.device.version, Refusal::Stale);
    }
    match tx.commit().await {
        Ok(()) => Ok(true),
        Err(StoreError::Refused(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// A user's devices: one Query.
///
/// # Errors
/// Only of the database.
pub(crate) async fn devices(cx: &Context, user: &str) -> Result<Vec<DeviceRecord>> {
    let (devices, _) = cx.table().partition(keys::devices(user), false, ALL, None).await?;
    Ok(devices.into_iter().map(|device: Versioned<DeviceRecord>| device.record).collect())
}

/// A user's sessions: one Query.
///
/// # Errors
/// Only of the database.
pub(crate) async fn sessions(cx: &Context, user: &str) -> Result<Vec<SessionRecord>> {
    let (sessions, _) = cx.table().partition(keys::sessions(user), false, ALL, None).await?;
    Ok(sessions.into_iter().map(|session: Versioned<SessionRecord>| session.record).collect())
}

/// Ends all sessions of a user but one. Called after what they rested on has changed, so that none that
/// began meanwhile is left.
///
/// # Errors
/// Only of the database; then it is to be done again.
pub(crate) async fn end_sessions(cx: &Context, user: &str, but: Option<&SessionId>) -> Result<()> {
    let sessions = sessions(cx, user).await?.into_iter().map(|session| session.session);
    let ended = sessions.filter(|session| Some(session) != but).map(|session| keys::session(user, &session));
    forget(cx, &ended.collect::<Vec<_>>()).await
}

/// Ends all sessions of a user and forgets all devices. As [`end_sessions`].
///
/// # Errors
/// Only of the database; then it is to be done again.
pub(crate) async fn end_everything(cx: &Context, user: &str) -> Result<()> {
    let (sessions, devices) = tokio::try_join!(sessions(cx, user), devices(cx, user))?;
    let sessions = sessions.iter().map(|session| keys::session(user, &session.session));
    let devices = devices.iter().map(|device| keys::device(user, &device.device));
    // Sessions first: should the rest fail, nobody is signed in.
    forget(cx, &sessions.chain(devices).collect::<Vec<_>>()).await
}

/// Saves a credential over the version that was read.
pub(crate) fn save_credential(
    tx: &mut Transaction,
    credential: &CredentialRecord,
    before: Option<&Versioned<CredentialRecord>>,
    otherwise: Refusal,
) {
    // Never put nor removed: versions only grow, so that a sign-in under way notices every change.
    match before {
        Some(before) => tx.save(credential, before.version, otherwise),
        None => tx.create(credential, otherwise),
    };
}

/// A member in scope, and their password: one read.
///
/// # Errors
/// [`Refusal::NotFound`] outside the scope.
pub(crate) async fn member(
    cx: &Context,
    scope: &Scope,
    member: &MemberId,
) -> Result<(Versioned<MemberRecord>, Option<Versioned<CredentialRecord>>)> {
    let (key, credential) = (keys::member(member), keys::credential(member.as_str()));
    let found = cx.table().batch(&[key.clone(), credential.clone()]).await?;
    let record: Versioned<MemberRecord> = found.get(&key)?.ok_or(Refusal::NotFound)?;
    scope.admit(&record.record.chain)?;
    Ok((record, found.get(&credential)?))
}

/// An account that the caller manages, and its password: one read.
///
/// # Errors
/// [`Refusal::NotFound`] outside the scope, [`Refusal::Forbidden`] where a superior organisation has to do it.
pub(crate) async fn account(
    cx: &Context,
    caller: &Administrator,
    account: &AccountId,
) -> Result<(Versioned<AccountRecord>, Option<Versioned<CredentialRecord>>)> {
    let (key, credential) = (keys::account(account), keys::credential(account.as_str()));
    let found = cx.table().batch(&[key.clone(), credential.clone()]).await?;
    let record: Versioned<AccountRecord> = found.get(&key)?.ok_or(Refusal::NotFound)?;
    let now = caller.scope.admit(&record.record.chain)?;
    if !caller.account.role.manages_accounts(caller.scope.reach().depth(), now.depth()) {
        return Err(Refusal::Forbidden.into());
    }
    Ok((record, found.get(&credential)?))
}

/// Items that are removed together; the local database takes no more.
const TOGETHER: usize = 10;

/// Removes items, where they are there.
///
/// # Errors
/// Only of the database.
pub(crate) async fn forget(cx: &Context, keys: &[Key]) -> Result<()> {
    for some in keys.chunks(TOGETHER) {
        let mut tx = cx.table().transaction();
        for key in some {
            tx.forget(key);
        }
        tx.commit().await?;
    }
    Ok(())
}
