//! A member's record, numbers masked. The first look of a day is recorded before it is answered.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::members::{Member, Show};

pub(crate) async fn show(cx: Context, caller: Administrator, call: Call<Show>) -> Result<Answer<Member>> {
    let (found, recorded) = store::member_to_look_at(&cx, &caller, &call.path).await?;
    let shown = store::shown(&found.record, &store::open(&cx, &found.record)?, found.version)?;
    if !recorded {
        store::record_look(&cx, &caller, &found.record).await?;
    }
    Ok(Answer::from(shown).version(found.version))
}
