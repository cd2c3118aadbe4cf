//! Ending one's own sessions.

use crate::{cookies, person, store};
use platform::auth::SignedIn;
use platform::http::{Answer, Call};
use platform::store::keys;
use platform::{Context, Result};
use shared_types::auth::{SignOut, SignOutEverywhere};
use shared_types::endpoint::Nothing;

/// Ends this session. The device stays trusted: the next sign-in on it needs no code.
pub(crate) async fn sign_out(cx: Context, caller: SignedIn, _: Call<SignOut>) -> Result<Answer<Nothing>> {
    store::forget(&cx, &[keys::session(&caller.session.user, &caller.session.session)]).await?;
    Ok(Answer::from(Nothing {}).cookie(cookies::no_refresh()))
}

/// Ends all sessions and forgets all devices, this one too.
pub(crate) async fn sign_out_everywhere(
    cx: Context,
    caller: SignedIn,
    _: Call<SignOutEverywhere>,
) -> Result<Answer<Nothing>> {
    let user = person::user(&caller.person).id;
    store::end_everything(&cx, &user).await?;
    tracing::info!(request = %cx.request(), user, "signed out everywhere");
    Ok(Answer::from(Nothing {}).cookie(cookies::no_refresh()))
}
