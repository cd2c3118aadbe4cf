//! Reads what was sent, makes the photo anew, keeps it with its thumbnail and forgets what was sent. Whatever comes
//! of it is written down, so that nothing is read twice; a repeat is told the same.

use crate::photo::{self, Made};
use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::objects::Found;
use platform::store::{FileRecord, FileState, Size, Unfit};
use platform::{Context, Result, files};
use shared_types::error::Refusal;
use shared_types::uploads::{File, Finish};

pub(crate) async fn finish(cx: Context, caller: Administrator, call: Call<Finish>) -> Result<Answer<File>> {
    let found = store::own(&cx, &caller, &call.path).await?;
    if found.record.state != FileState::Begun {
        return told(&found.record);
    }
    let state = match files::read_sent(&cx, &found.record).await? {
        Found::Nothing => return Err(Refusal::UploadMissing.into()),
        Found::TooMuch => FileState::Unfit(Unfit::Differs),
        Found::Whole(sent) if u32::try_from(sent.len()) != Ok(found.record.bytes) => {
            FileState::Unfit(Unfit::Differs)
        }
        Found::Whole(sent) => made(&cx, &found.record, sent).await?,
    };
    let record = store::finish(&cx, found, state).await?;
    // What stays is forgotten by the bucket after a day.
    if let Err(error) = files::forget_sent(&cx, &record).await {
        tracing::warn!(%error, file = record.file.as_str(), "what was sent stays");
    }
    told(&record)
}

/// Makes the photo and keeps it.
async fn made(cx: &Context, record: &FileRecord, sent: Vec<u8>) -> Result<FileState> {
    // A decoder that gives up on what it was given takes its own thread with it and no more.
    let made = tokio::task::spawn_blocking(move || photo::make(&sent)).await;
    match made.unwrap_or(Err(Unfit::Unreadable)) {
        Ok(Made { photo, thumbnail, size }) => {
            files::keep_photo(cx, record, photo, thumbnail).await?;
            Ok(FileState::Ready(size))
        }
        Err(unfit) => Ok(FileState::Unfit(unfit)),
    }
}

fn told(record: &FileRecord) -> Result<Answer<File>> {
    match &record.state {
        FileState::Ready(Size { width, height }) | FileState::Attached(Size { width, height }, _) => {
            Ok(File { file: record.file.clone(), width: *width, height: *height }.into())
        }
        FileState::Unfit(unfit) => Err(Refusal::from(*unfit).into()),
        FileState::Begun => Err(Refusal::UploadMissing.into()),
    }
}
