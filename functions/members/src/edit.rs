//! Changes a record.

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::error::Refusal;
use shared_types::members::{Edit, Member};

pub(crate) async fn edit(cx: Context, caller: Administrator, call: Call<Edit>) -> Result<Answer<Member>> {
    let found = store::member(&cx, &caller.scope, &call.path).await?;
    if found.version != call.version {
        return Err(Refusal::Stale.into());
    }
    let before = store::open(&cx, &found.record)?;
    let after = rules::edited(&before, call.body)?;
    let differences = rules::differences(&before, &after);
    if differences.is_empty() {
        return Ok(Answer::from(store::shown(&found.record, &before, found.version)?).version(found.version));
    }

    let mut tx = cx.table().transaction();
    let record = store::save(&cx, &mut tx, &found, &before, &after)?;
    let deed = Deed::Changed(format!("{} {}", Edit::NAME, differences.join(" ")));
    store::log(&mut tx, &audit::entry(&cx, &caller, &record.key(), deed));
    store::commit(&cx, &caller.scope, tx, &after.id_number).await?;
    let version = found.version + 1;
    Ok(Answer::from(store::shown(&record, &after, version)?).version(version))
}
