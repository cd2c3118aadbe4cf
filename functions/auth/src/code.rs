//! The second step on a new device: the code from the message.

use crate::cookies::DeviceSecret;
use crate::entry::{self, Entry};
use crate::records::{StepRecord, Trust};
use crate::{messages, person, rules, store};
use platform::http::{Answer, Call, Origin};
use platform::store::Versioned;
use platform::{Context, Result};
use shared_types::auth::{ConfirmCode, SendCodeAgain, Step};
use shared_types::error::Refusal;
use shared_types::ids::ChallengeId;

/// More rounds than a sign-in has tries are never needed.
const ROUNDS: u8 = rules::code::TRIES + 1;

/// The waiting sign-in, on the device where it began.
async fn waiting(
    cx: &Context,
    challenge: &ChallengeId,
    device: &DeviceSecret,
) -> Result<Versioned<StepRecord>> {
    let step = store::step(cx, challenge).await?;
    rules::code::goes_on(&step.record, device.id(), cx.now())?;
    Ok(step)
}

fn device(origin: &Origin) -> Result<DeviceSecret> {
    Ok(DeviceSecret::read(origin).ok_or(Refusal::ChallengeOver)?)
}

/// Confirms the device with the code.
pub(crate) async fn confirm(cx: Context, (): (), call: Call<ConfirmCode>) -> Result<Answer<Step>> {
    let typed = rules::code::read(&call.body.code)?;
    let device = device(&call.origin)?;
    let challenge = &call.body.challenge;
    for _ in 0..ROUNDS {
        let step = waiting(&cx, challenge, &device).await?;
        // The try is taken before the code is looked at: many at once have five tries together.
        let (taken, hash, tries_left) = rules::code::take_try(&step.record)?;
        if !cx.table().replace(&taken, step.version).await? {
            continue;
        }
        if !entry::code_hashes(&cx, challenge, &typed).contains(&hash) {
            tracing::info!(request = %cx.request(), user = taken.user.id, tries_left, "wrong code");
            return Err(Refusal::CodeWrong { tries_left }.into());
        }
        let entry = Entry::resume(&cx, device, &taken).await?;
        let trust = if call.body.remember { Trust::Remembered } else { Trust::Once };
        return entry::go_on(&cx, entry, trust, Some(challenge), &call.origin).await;
    }
    Err(Refusal::Overloaded.into())
}

/// Sends another code; the one before is no longer good.
pub(crate) async fn send_again(cx: Context, (): (), call: Call<SendCodeAgain>) -> Result<Answer<Step>> {
    let device = device(&call.origin)?;
    let challenge = &call.body.challenge;
    let step = waiting(&cx, challenge, &device).await?;
    let (code, hash) = entry::new_code_for(&cx, challenge);
    let resent = rules::code::resent(&step.record, hash, cx.now())?;
    let entry = Entry::resume(&cx, device, &step.record).await?;
    let mobile = person::mobile(&cx, &entry.person)?;
    // Asked before the code is replaced: who is told to wait can still use the one they have.
    let leave = messages::leave(&cx, &mobile, &call.origin).await?;
    if !cx.table().replace(&resent, step.version).await? {
        leave.give_back().await?;
        return Err(Refusal::Overloaded.into());
    }
    let again_in = leave.again_in();
    leave.send(&code).await?;
    Ok(Step::Code { challenge: challenge.clone(), mobile: mobile.masked(), again_in }.into())
}
