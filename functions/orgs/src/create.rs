//! Creates an organisation.

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::orgs::{Create, Org};

pub(crate) async fn create(cx: Context, caller: Administrator, call: Call<Create>) -> Result<Answer<Org>> {
    let parent = &caller.scope;
    rules::may_stand(call.body.kind, parent.chain().depth() + 1, parent.org().record.kind)?;
    let office = rules::tidied(call.body.office.clone());
    let record = store::draft(&cx, parent, cx.new_id(), &call.body, office)?;
    let above = store::above_child(&cx, parent).await?;
    let answer = Answer::from(store::shown(&cx, parent, (&record, 1), &record.chain, above)?).version(1);

    let mut tx = cx.table().transaction();
    store::create(parent, &mut tx, &record);
    store::log(&mut tx, &audit::entry(&cx, &caller, &record.key(), Deed::Changed(Create::NAME.to_owned())));
    call.once.keep(&cx, &mut tx, &answer)?;
    tx.commit().await?;
    Ok(answer)
}
