//! The way from a right password to a session: a code where the device is not trusted, a new password where
//! it is the initial one, then the session.

use crate::agent::device_name;
use crate::cookies::{DeviceSecret, RefreshToken};
use crate::records::{DeviceRecord, Stage, StepRecord, Trust, User};
use crate::rules::{code, sessions};
use crate::{messages, person, store};
use platform::auth::{Person, token};
use platform::crypto::new_code;
use platform::http::{Answer, Origin};
use platform::store::{CredentialRecord, SessionRecord, Transaction, Versioned, keys};
use platform::{Context, Result, telemetry};
use shared_types::auth::{CODE_DIGITS, Session, Step};
use shared_types::error::Refusal;
use shared_types::ids::ChallengeId;

/// Somebody whose password was right, on a device.
pub(crate) struct Entry {
    /// Who.
    pub(crate) user: User,
    /// The same, as stored.
    pub(crate) person: Person,
    /// The password that was right.
    pub(crate) credential: Option<Versioned<CredentialRecord>>,
    /// The device.
    pub(crate) device: DeviceSecret,
    /// The same as stored, where they signed in on it before.
    pub(crate) known: Option<Versioned<DeviceRecord>>,
}

impl Entry {
    fn step(&self, cx: &Context, stage: Stage, lasts: i64) -> StepRecord {
        StepRecord {
            challenge: cx.new_id(),
            user: self.user.clone(),
            device: self.device.id().clone(),
            credential: self.credential.as_ref().map_or(0, |credential| credential.version),
            stage,
            ends: cx.now().plus_seconds(lasts),
        }
    }

    /// Takes a sign-in up again that waited for its next step.
    ///
    /// # Errors
    /// [`Refusal::ChallengeOver`] where meanwhile the password was changed or reset, the account disabled,
    /// or the membership ended.
    pub(crate) async fn resume(cx: &Context, device: DeviceSecret, step: &StepRecord) -> Result<Self> {
        let known = store::load(cx, &step.user, device.id()).await?;
        let person = known.person.filter(Person::may_sign_in).ok_or(Refusal::ChallengeOver)?;
        let version = known.credential.as_ref().map_or(0, |credential| credential.version);
        if version != step.credential {
            return Err(Refusal::ChallengeOver.into());
        }
        let (credential, known) = (known.credential, known.device);
        Ok(Self { user: step.user.clone(), person, credential, device, known })
    }
}

/// A code and its keyed hash: of the code alone there are a million, and who reads the table must not try
/// them all.
pub(crate) fn new_code_for(cx: &Context, challenge: &ChallengeId) -> (String, String) {
    let code = new_code(CODE_DIGITS);
    let hash = code_hashes(cx, challenge, &code).into_iter().next().unwrap_or_default();
    (code, hash)
}

/// The hashes under which a code may be stored. They are keyed, so comparing them with `==` tells nobody who
/// measures the time anything of the code.
pub(crate) fn code_hashes(cx: &Context, challenge: &ChallengeId, code: &str) -> Vec<String> {
    cx.ring().hashes("code", &format!("{challenge} {code}"))
}

/// Sends a code; the sign-in waits for it.
///
/// # Errors
/// [`Refusal::MobileMissing`], [`Refusal::TooMany`], [`Refusal::SmsFailed`].
pub(crate) async fn ask_for_code(cx: &Context, entry: &Entry, origin: &Origin) -> Result<Answer<Step>> {
    let mobile = person::mobile(cx, &entry.person)?;
    let leave = messages::leave(cx, &mobile, origin).await?;
    let mut step =
        entry.step(cx, Stage::Code { hash: String::new(), tries_left: code::TRIES }, code::LIFETIME);
    let (code, hash) = new_code_for(cx, &step.challenge);
    step.stage = Stage::Code { hash, tries_left: code::TRIES };
    // Stored first: a code that somebody holds in their hand is good.
    let mut tx = cx.table().transaction();
    tx.create(&step, Refusal::Internal);
    tx.commit().await?;
    let again_in = leave.again_in();
    leave.send(&code).await?;
    let reply = Step::Code { challenge: step.challenge, mobile: mobile.masked(), again_in };
    Ok(Answer::from(reply).cookie(entry.device.cookie()))
}

/// Goes on after the last proof that was needed: to a new password where it is the initial one, otherwise
/// into a session. `done` is the step that this uses up.
///
/// # Errors
/// [`Refusal::ChallengeOver`] where somebody else used it up or the password has changed.
pub(crate) async fn go_on(
    cx: &Context,
    entry: Entry,
    trust: Trust,
    done: Option<&ChallengeId>,
    origin: &Origin,
) -> Result<Answer<Step>> {
    let mut tx = cx.table().transaction();
    if let Some(challenge) = done {
        tx.consume(&keys::step(challenge), Refusal::ChallengeOver);
    }
    if entry.credential.as_ref().is_none_or(|credential| credential.record.initial) {
        let step = entry.step(cx, Stage::Password { trust }, code::PASSWORD_LIFETIME);
        tx.create(&step, Refusal::Internal);
        tx.commit().await?;
        let reply = Step::NewPassword { challenge: step.challenge };
        return Ok(Answer::from(reply).cookie(entry.device.cookie()));
    }
    let version = entry.credential.as_ref().map_or(0, |credential| credential.version);
    tx.unchanged(&keys::credential(&entry.user.id), version, Refusal::ChallengeOver);
    open(cx, entry, trust, tx, origin).await
}

/// Opens a session on the device, in place of the one that ran there. `tx` holds what it depends on.
///
/// # Errors
/// Those of `tx`.
pub(crate) async fn open(
    cx: &Context,
    entry: Entry,
    trust: Trust,
    mut tx: Transaction,
    origin: &Origin,
) -> Result<Answer<Step>> {
    let Entry { user, person, device, known, .. } = entry;
    let now = cx.now();
    let (idle, most) = sessions::lasts(user.kind);
    let refresh = RefreshToken::first(user.kind, &user.id, cx.new_id());
    let session = SessionRecord {
        user: user.id.clone(),
        session: refresh.session.clone(),
        device: device.id().clone(),
        refresh: refresh.hash(),
        before: None,
        ends: now.plus_seconds(idle),
        until: now.plus_seconds(most),
    };
    tx.create(&session, Refusal::Internal);
    let before = known.as_ref().map(|known| &known.record);
    let record = DeviceRecord {
        user: user.id.clone(),
        device: device.id().clone(),
        name: device_name(&origin.agent),
        since: before.map_or(now, |before| before.since),
        seen: now,
        confirmed: sessions::confirmed(before.and_then(|before| before.confirmed), trust, now),
        session: Some(session.session.clone()),
    };
    let mut ended = Vec::new();
    match &known {
        Some(known) => {
            tx.save(&record, known.version, Refusal::ChallengeOver);
            ended.extend(known.record.session.clone());
        }
        None => {
            tx.create(&record, Refusal::ChallengeOver);
            for (gone, its_session) in sessions::make_room(store::devices(cx, &user.id).await?) {
                tx.forget(&keys::device(&user.id, &gone));
                ended.extend(its_session);
            }
        }
    }
    for session in &ended {
        tx.forget(&keys::session(&user.id, session));
    }
    tx.commit().await?;
    telemetry::client(&user.id);
    tracing::info!(request = %cx.request(), user = user.id, session = %session.session, "signed in");
    let reply = running(cx, &person, &session)?;
    Ok(Answer::from(Step::Done(reply)).cookie(device.cookie()).cookie(refresh.cookie(session.ends, now)))
}

/// A running session with a new access token.
///
/// # Errors
/// Only for broken keys or records.
pub(crate) fn running(cx: &Context, person: &Person, session: &SessionRecord) -> Result<Session> {
    Ok(Session {
        access_token: token::issue(cx, person::subject(person, session.session.clone())?)?,
        expires_in: token::LIFETIME,
        who: person::who(person)?,
    })
}
