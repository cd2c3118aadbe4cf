//! Changes an organisation.

use crate::rules::{self, Fields};
use crate::store;
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::error::Refusal;
use shared_types::orgs::{Edit, Org};

pub(crate) async fn edit(cx: Context, caller: Administrator, call: Call<Edit>) -> Result<Answer<Org>> {
    let scope = &caller.scope;
    let found = scope.org();
    if found.version != call.version {
        return Err(Refusal::Stale.into());
    }
    let before = store::fields(&cx, &found.record)?;
    let after = Fields::from(call.body);
    let differences = rules::differences(&before, &after);
    let around = match before.kind == after.kind {
        true => None,
        false => Some(store::around(&cx, scope).await?),
    };
    if let Some(around) = &around {
        let parent = around.parent.as_ref().map(|parent| parent.record.kind);
        rules::may_become(after.kind, parent, found.record.held.members, &around.children)?;
    }
    let record = store::changed(&cx, &found.record, &before, &after)?;
    let version = found.version + u64::from(!differences.is_empty());
    let above = store::above(&cx, scope).await?;
    let answer =
        Answer::from(store::shown(&cx, scope, (&record, version), scope.chain(), above)?).version(version);
    if differences.is_empty() {
        return Ok(answer);
    }

    let mut tx = cx.table().transaction();
    store::save(&cx, scope, &mut tx, &record, around.as_ref());
    let deed = Deed::Changed(format!("{} {}", Edit::NAME, differences.join(" ")));
    store::log(&mut tx, &audit::entry(&cx, &caller, &record.key(), deed));
    tx.commit().await?;
    Ok(answer)
}
