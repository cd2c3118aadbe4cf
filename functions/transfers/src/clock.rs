//! What time does to transfers: a letter within the city whose validity is over stops its transfer, until the issuer
//! issues another. Driven by the function `schedules`.

use crate::holds::Holds;
use crate::store;
use platform::store::{Moves, StoreError, keys};
use platform::{Context, Error, Result};
use shared_types::error::Refusal;
use shared_types::ids::{OrgId, TransferId};

/// Stops every transfer below `root` whose letter has expired; answers how many. What others are just writing is left
/// to the next time.
///
/// # Errors
/// The table's; it can be done again.
pub async fn expire_overdue(cx: &Context, root: &OrgId) -> Result<u32> {
    let found = cx.table().get::<Moves>(&keys::moves(root)).await?;
    let (moves, version) = found.map_or_else(|| (Moves::none(root.clone()), 0), |f| (f.record, f.version));
    let (mut late, mut mark) = (Vec::new(), None);
    loop {
        let (some, next) = store::overdue(cx, &moves, mark).await?;
        late.extend(some);
        mark = next;
        if mark.is_none() {
            break;
        }
    }
    late.sort();
    late.dedup();
    let mut expired = 0;
    for transfer in late {
        expired += u32::from(expire(cx, (&moves, version), &transfer).await?);
    }
    Ok(expired)
}

async fn expire(cx: &Context, moves: (&Moves, u64), transfer: &TransferId) -> Result<bool> {
    let loaded = match store::unattended(cx, moves.0, transfer).await {
        Err(Error::Refused(Refusal::NotFound)) => return Ok(false),
        loaded => loaded?,
    };
    if !loaded.case().has_expired(cx.now().day()) {
        return Ok(false);
    }
    let after = loaded.after(loaded.case().clone().expire(cx.now(), store::days(cx))?);
    let mut tx = cx.table().transaction();
    store::put(moves, &mut tx, &loaded, after.case(), Holds::default())?;
    match tx.commit().await {
        Err(StoreError::Refused(_)) => Ok(false),
        result => Ok(result.map(|()| true)?),
    }
}
