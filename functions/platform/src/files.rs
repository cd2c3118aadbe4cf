//! Photos and scans in their bucket: where each lies, and the addresses under which a browser sends and sees them.
//! Their records are in [`crate::store`]; see [`FileRecord`].

use crate::auth::Administrator;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::objects::{Bucket, Found, Term};
use crate::store::{FileRecord, ReadyFile, keys};
use shared_types::error::Refusal;
use shared_types::ids::FileId;
use shared_types::uploads::{Photo, Purpose};

/// The type of everything that is kept.
const KEPT_AS: &str = "image/jpeg";

/// Seconds in which a photo that was announced can be sent: ten minutes for ten megabytes on a village's network.
const SENDING: u32 = 600;

/// Seconds in which a photo can be seen under the address that was shown.
const SEEING: u32 = 600;

fn incoming(record: &FileRecord) -> String {
    // The bucket forgets what begins so after a day.
    format!("incoming/{}", record.name)
}

fn whole(record: &FileRecord) -> String {
    format!("files/{}/photo.jpg", record.name)
}

fn small(record: &FileRecord) -> String {
    format!("files/{}/thumbnail.jpg", record.name)
}

/// The address to which the photo is sent, with its type as `Content-Type`, and until when.
///
/// # Errors
/// Where the function has no bucket of files.
pub async fn sign_sending(cx: &Context, record: &FileRecord) -> Result<(String, Term)> {
    let term = Term { from: cx.now(), seconds: SENDING };
    let (key, media) = (incoming(record), record.media.content_type());
    Ok((cx.objects(Bucket::Files)?.sign_put(&key, record.bytes, media, term).await?, term))
}

/// What was sent, if it is not longer than was announced.
///
/// # Errors
/// The service's.
pub async fn read_sent(cx: &Context, record: &FileRecord) -> Result<Found> {
    cx.objects(Bucket::Files)?.get_object_within(&incoming(record), record.bytes).await
}

/// Keeps a photo and its thumbnail. Doing it twice with the same photo changes nothing.
///
/// # Errors
/// The service's.
pub async fn keep_photo(cx: &Context, record: &FileRecord, photo: Vec<u8>, thumbnail: Vec<u8>) -> Result<()> {
    let objects = cx.objects(Bucket::Files)?;
    objects.put_object_as(&small(record), thumbnail, KEPT_AS).await?;
    objects.put_object_as(&whole(record), photo, KEPT_AS).await
}

/// Forgets what was sent, once it has been read.
///
/// # Errors
/// The service's.
pub async fn forget_sent(cx: &Context, record: &FileRecord) -> Result<()> {
    cx.objects(Bucket::Files)?.delete_object(&incoming(record)).await
}

/// Erases whatever lies of a file whose record is gone. What is erased already may be erased again.
///
/// # Errors
/// The service's.
pub async fn erase(cx: &Context, record: &FileRecord) -> Result<()> {
    let objects = cx.objects(Bucket::Files)?;
    for key in [incoming(record), small(record), whole(record)] {
        objects.delete_object(&key).await?;
    }
    Ok(())
}

/// A file that the caller's own organisation has sent for this purpose and that belongs to nothing yet: to be
/// attached by [`crate::store::Transaction::attach`]. One read; who reads more at once reads [`keys::file`] with it
/// and asks [`ReadyFile::of`].
///
/// # Errors
/// Those of [`ReadyFile::of`].
pub async fn ready(
    cx: &Context,
    caller: &Administrator,
    file: &FileId,
    purpose: Purpose,
) -> Result<ReadyFile> {
    let org = caller.account.chain.last().ok_or(Refusal::NotFound)?;
    Ok(ReadyFile::of(cx.table().get(&keys::file(file)).await?, org, purpose)?)
}

/// The addresses under which a browser sees a photo for some minutes. Whether the caller may see it, the caller of
/// this function has checked: it is about what the photo is attached to.
///
/// # Errors
/// Where the photo is not ready.
pub async fn photo(cx: &Context, record: &FileRecord) -> Result<Photo> {
    let size = record.size().ok_or_else(|| Error::Internal("a photo that is not ready is shown".into()))?;
    let term = Term { from: cx.now(), seconds: SEEING };
    let objects = cx.objects(Bucket::Files)?;
    Ok(Photo {
        url: objects.sign_get(&whole(record), term).await?,
        thumbnail: objects.sign_get(&small(record), term).await?,
        width: size.width,
        height: size.height,
        expires: term.ends(),
    })
}
