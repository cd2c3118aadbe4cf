//! Changing one's own password.

use crate::{password, person, store, tries};
use platform::audit::{self, Deed};
use platform::auth::SignedIn;
use platform::http::{Answer, Call};
use platform::store::{CredentialRecord, keys};
use platform::{Context, Result};
use shared_types::auth::ChangePassword;
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::error::{Fault, Refusal};

/// Changes it and ends all other sessions. The old one is guarded as at the door: five wrong ones on this
/// device, then a pause.
pub(crate) async fn change(
    cx: Context,
    caller: SignedIn,
    call: Call<ChangePassword>,
) -> Result<Answer<Nothing>> {
    let user = person::user(&caller.person);
    let mut known = store::load(&cx, &user, &caller.session.device).await?;
    let (subject, tried) = known.tries(true);
    let wrong = tries::take(&cx, &subject, tried, Refusal::field("old", Fault::PasswordWrong)).await?;
    let before = known.credential.as_ref();
    if !password::matches(&cx, user.kind, before.map(|before| &before.record), &call.body.old)? {
        tracing::info!(request = %cx.request(), user = user.id, "change refused: the old one is wrong");
        return Err(wrong.into());
    }
    if call.body.new == call.body.old || call.body.new == cx.config().initial_password {
        return Err(Refusal::field("new", Fault::PasswordSame).into());
    }
    let hash = Some(password::hash(&call.body.new)?);
    let credential = CredentialRecord { user: user.id.clone(), hash, initial: false };

    let mut tx = cx.table().transaction();
    store::save_credential(&mut tx, &credential, before, Refusal::Stale);
    tx.forget(&keys::limit(&subject));
    let deed = Deed::Changed(ChangePassword::NAME.to_owned());
    tx.put(&audit::own(&cx, &user.id, &person::key(&user)?, deed));
    tx.commit().await?;
    store::end_sessions(&cx, &user.id, Some(&caller.session.session)).await?;
    Ok(Nothing {}.into())
}
