//! Counting wrong passwords for a name so that many at once cannot slip through.

use crate::records::TriesRecord;
use crate::{rules, store};
use platform::store::Versioned;
use platform::store::keys;
use platform::{Context, Result};
use shared_types::error::Refusal;

/// Each round somebody's try is counted, and after the fifth everybody is told to wait: more rounds than
/// this are never needed unless right passwords come in between.
const ROUNDS: u32 = 12;

/// Takes one try for `subject` before its password is looked at. Answers the refusal of a wrong one: a pause
/// may begin with it.
///
/// # Errors
/// [`Refusal::Locked`] during a pause.
pub(crate) async fn take(
    cx: &Context,
    subject: &str,
    known: Option<Versioned<TriesRecord>>,
    wrong: Refusal,
) -> Result<Refusal> {
    let mut known = known;
    for _ in 0..ROUNDS {
        let version = known.as_ref().map_or(0, |known| known.version);
        let before = known.as_ref().map(|known| &known.record.tries);
        let (tries, pause) = rules::tries::take(before, cx.now())?;
        let record = TriesRecord { subject: subject.to_owned(), tries };
        if cx.table().replace(&record, version).await? {
            return Ok(pause.map_or(wrong, |minutes| Refusal::Locked { minutes }));
        }
        known = cx.table().get(&keys::limit(subject)).await?;
    }
    Err(Refusal::Overloaded.into())
}

/// Forgets the tries after a right password.
///
/// # Errors
/// Only of the database.
pub(crate) async fn forget(cx: &Context, subject: &str) -> Result<()> {
    store::forget(cx, &[keys::limit(subject)]).await
}
