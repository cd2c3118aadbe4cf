//! The step that replaces the initial password: before it nothing else opens.

use crate::cookies::DeviceSecret;
use crate::entry::{self, Entry};
use crate::records::Stage;
use crate::{password, rules, store};
use platform::audit::{self, Deed};
use platform::http::{Answer, Call};
use platform::store::{CredentialRecord, keys};
use platform::{Context, Result};
use shared_types::auth::{ReplaceInitialPassword, Step};
use shared_types::endpoint::Endpoint;
use shared_types::error::{Fault, Refusal};

/// Stores the new password and opens the session.
pub(crate) async fn replace(cx: Context, (): (), call: Call<ReplaceInitialPassword>) -> Result<Answer<Step>> {
    let device = DeviceSecret::read(&call.origin).ok_or(Refusal::ChallengeOver)?;
    let challenge = &call.body.challenge;
    let step = store::step(&cx, challenge).await?.record;
    rules::code::goes_on(&step, device.id(), cx.now())?;
    let Stage::Password { trust } = step.stage else { return Err(Refusal::ChallengeOver.into()) };
    let entry = Entry::resume(&cx, device, &step).await?;

    let before = entry.credential.as_ref();
    let new = &call.body.password;
    if password::is_used(&cx, entry.user.kind, before.map(|before| &before.record), new)? {
        return Err(Refusal::field("password", Fault::PasswordSame).into());
    }
    let user = entry.user.id.clone();
    let credential =
        CredentialRecord { user: user.clone(), hash: Some(password::hash(new)?), initial: false };

    let mut tx = cx.table().transaction();
    tx.consume(&keys::step(challenge), Refusal::ChallengeOver);
    store::save_credential(&mut tx, &credential, before, Refusal::ChallengeOver);
    let deed = Deed::Changed(ReplaceInitialPassword::NAME.to_owned());
    tx.put(&audit::own(&cx, &user, &crate::person::key(&entry.user)?, deed));
    entry::open(&cx, entry, trust, tx, &call.origin).await
}
