//! A new access token for the refresh cookie, which rotates.

use crate::cookies::{DeviceSecret, RefreshToken};
use crate::records::DeviceRecord;
use crate::rules::sessions::{self, Renewal};
use crate::{entry, store};
use platform::http::{Answer, Call};
use platform::store::keys;
use platform::{Context, Result, telemetry};
use shared_types::auth::{Refresh, Session};
use shared_types::error::Refusal;

/// Two pages of one browser may ask at once: the second finds the first one's work.
const ROUNDS: u8 = 4;

/// Renews the session, says that it is over, or, for a token that was stolen, ends it and forgets the device.
pub(crate) async fn refresh(cx: Context, (): (), call: Call<Refresh>) -> Result<Answer<Session>> {
    let token = RefreshToken::read(&call.origin).ok_or(Refusal::Unauthenticated)?;
    let device = DeviceSecret::read(&call.origin).ok_or(Refusal::Unauthenticated)?;
    for _ in 0..ROUNDS {
        let running = store::running(&cx, &token, device.id()).await?;
        let session = &running.session.record;
        telemetry::client(&session.user);
        if !running.person.may_sign_in() {
            return Err(Refusal::Unauthenticated.into());
        }
        match sessions::renew(session, &token.hash(), cx.now()) {
            Renewal::Over => return Err(Refusal::Unauthenticated.into()),
            Renewal::Stolen => {
                tracing::warn!(request = %cx.request(), user = session.user, session = %session.session,
                    "an old refresh token was shown: the session is ended and the device forgotten");
                let mut tx = cx.table().transaction();
                tx.forget(&keys::session(&session.user, &session.session));
                tx.forget(&keys::device(&session.user, &session.device));
                tx.commit().await?;
                return Err(Refusal::Unauthenticated.into());
            }
            Renewal::Again => {
                let mut tokens = token.successors(&cx).into_iter();
                let present = tokens.find(|next| next.hash() == session.refresh);
                let present = present.ok_or(Refusal::Unauthenticated)?;
                let reply = entry::running(&cx, &running.person, session)?;
                return Ok(Answer::from(reply).cookie(present.cookie(session.ends, cx.now())));
            }
            Renewal::Next => {
                let next = token.successors(&cx).into_iter().next().ok_or(Refusal::Internal)?;
                let renewed = sessions::renewed(session, next.hash(), token.kind, cx.now());
                let device = &running.device.record;
                let seen = sessions::seen_is_old(device.seen, cx.now())
                    .then(|| DeviceRecord { seen: cx.now(), ..device.clone() });
                if store::renew(&cx, &running, &renewed, seen.as_ref()).await? {
                    let reply = entry::running(&cx, &running.person, &renewed)?;
                    return Ok(Answer::from(reply).cookie(next.cookie(renewed.ends, cx.now())));
                }
            }
        }
    }
    Err(Refusal::Overloaded.into())
}
