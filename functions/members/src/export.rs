//! The next part of a list as CSV. It leaves only after it stands in the audit trail of the organisation.

use crate::list::cursors_of;
use crate::{roster, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Error, Result};
use shared_types::members::{Export, ExportPart};

pub(crate) async fn export(
    cx: Context,
    caller: Administrator,
    call: Call<Export>,
) -> Result<Answer<ExportPart>> {
    let filter = call.body;
    let list = cursors_of::<Export>(&caller, &filter);
    let (members, next) = store::export(&cx, &caller.scope, &filter, &list).await?;
    let csv = roster::part(filter.cursor.is_none(), &members)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let rows = u32::try_from(members.len()).unwrap_or(u32::MAX);

    let mut tx = cx.table().transaction();
    let subject = caller.scope.org().record.key();
    store::log(&mut tx, &audit::entry(&cx, &caller, &subject, Deed::Exported(rows)));
    tx.commit().await?;
    Ok(ExportPart { csv, rows, next }.into())
}
