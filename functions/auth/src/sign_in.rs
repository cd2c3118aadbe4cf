//! The first step: name and password.

use crate::cookies::DeviceSecret;
use crate::entry::{self, Entry};
use crate::records::Trust;
use crate::{budgets, password, rules, store, tries};
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::auth::{SignIn, Step};
use shared_types::error::Refusal;

/// Known and unknown names take the same steps: one read to find, one read to load, one try counted, one
/// Argon2, one answer. Disabled accounts and ended memberships answer as a wrong password does.
pub(crate) async fn sign_in(cx: Context, (): (), call: Call<SignIn>) -> Result<Answer<Step>> {
    let name = rules::name::read(call.body.door, &call.body.name)?;
    let device = DeviceSecret::read_or_new(&call.origin)?;
    let ((), user) = tokio::try_join!(budgets::password(&cx, &call.origin), store::find(&cx, &name))?;
    let mut known = store::load(&cx, &user, device.id()).await?;
    let trusted = rules::sessions::trusted(known.device.as_ref().map(|device| &device.record), cx.now());

    let (subject, tried) = known.tries(trusted);
    let wrong = tries::take(&cx, &subject, tried, Refusal::CredentialsWrong).await?;
    let credential = known.credential.as_ref().map(|credential| &credential.record);
    let right = password::matches(&cx, user.kind, credential, &call.body.password)?;
    let Some(person) = known.person.filter(|person| right && person.may_sign_in()) else {
        tracing::info!(request = %cx.request(), user = user.id, "sign-in refused");
        return Err(wrong.into());
    };
    tries::forget(&cx, &subject).await?;

    let entry = Entry { user, person, credential: known.credential, device, known: known.device };
    if trusted {
        entry::go_on(&cx, entry, Trust::AsBefore, None, &call.origin).await
    } else {
        entry::ask_for_code(&cx, &entry, &call.origin).await
    }
}
