//! The records of files while they come in. Knows no HTTP.

use platform::auth::Administrator;
use platform::crypto;
use platform::store::{FileRecord, FileState, Record, Transaction, Versioned, keys};
use platform::{Context, Error, Result};
use shared_types::error::Refusal;
use shared_types::ids::FileId;
use shared_types::uploads::NewFile;

/// Photos that an account may announce in an hour. Nine photos of a post, each tried again and again, are fewer; the
/// most that an hour of one account can leave in the bucket for a day is 1.2 GB.
const MOST_AN_HOUR: u32 = 120;
const HOUR: i64 = 3600;

/// Seconds after which a file that belongs to nothing is forgotten.
const KEPT: i64 = 24 * HOUR;

/// Draws on the caller's budget of photos.
///
/// # Errors
/// [`Refusal::TooMany`] where it is used up.
pub(crate) async fn draw(cx: &Context, caller: &Administrator) -> Result<()> {
    let now = cx.now().seconds();
    let left = HOUR - now.rem_euclid(HOUR);
    let key = keys::limit(&format!("uploads {} {}", caller.account.account, now + left));
    if cx.table().draw(&key, MOST_AN_HOUR, cx.now().plus_seconds(left)).await? {
        return Ok(());
    }
    Err(Refusal::TooMany { seconds: u32::try_from(left).unwrap_or(u32::MAX) }.into())
}

/// The record of a photo that is about to be sent.
pub(crate) fn draft(cx: &Context, caller: &Administrator, new: &NewFile) -> Result<FileRecord> {
    let org = caller.account.chain.last().cloned();
    Ok(FileRecord {
        file: cx.new_id(),
        purpose: new.purpose,
        account: caller.account.account.clone(),
        org: org.ok_or_else(|| Error::Internal("an account that is held nowhere".into()))?,
        bytes: new.bytes,
        media: new.media,
        name: crypto::new_token(),
        state: FileState::Begun,
        ends: Some(cx.now().plus_seconds(KEPT)),
    })
}

/// Writes it.
pub(crate) fn begin(tx: &mut Transaction, record: &FileRecord) {
    tx.create(record, Refusal::Internal);
}

/// A file that the caller has announced: one read.
///
/// # Errors
/// [`Refusal::NotFound`] for everybody else's.
pub(crate) async fn own(
    cx: &Context,
    caller: &Administrator,
    file: &FileId,
) -> Result<Versioned<FileRecord>> {
    let found: Option<Versioned<FileRecord>> = cx.table().get(&keys::file(file)).await?;
    let own = found.filter(|found| found.record.account == caller.account.account);
    Ok(own.ok_or(Refusal::NotFound)?)
}

/// Writes what has become of a file. Where the same call, made twice at once, has been faster, what that one wrote
/// stays; both have made the same of the same bytes.
pub(crate) async fn finish(
    cx: &Context,
    found: Versioned<FileRecord>,
    state: FileState,
) -> Result<FileRecord> {
    let Versioned { mut record, version } = found;
    record.state = state;
    record.ends = Some(cx.now().plus_seconds(KEPT));
    if cx.table().replace(&record, version).await? {
        return Ok(record);
    }
    let written = cx.table().get(&record.key()).await?.ok_or(Refusal::NotFound)?;
    Ok(written.record)
}
