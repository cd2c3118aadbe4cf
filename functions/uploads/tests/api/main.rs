//! Photos through the routes of the feature, on the real local database, keys and buckets, sent as a browser sends
//! them.

#![allow(
    clippy::as_conversions,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod attaching;
mod browser;
mod doors;
mod permits;
mod photos;

use platform::store::{FileRecord, FileState, keys};
use platform::testing::{Caller, TestApp};
use shared_types::endpoint::Nothing;
use shared_types::ids::FileId;
use shared_types::permission::Role;
use shared_types::uploads::{Begin, File, Finish, Media, NewFile, Permit, Purpose};
use std::io::Cursor;

/// The feature on a table of its own.
async fn app() -> TestApp {
    TestApp::new(uploads::routes()).await
}

async fn operator(app: &TestApp) -> Caller {
    app.administrator(Role::Operator, "branch-a11").await
}

fn new_file(bytes: usize, media: Media) -> NewFile {
    NewFile { purpose: Purpose::Slip, bytes: bytes.try_into().expect("a length"), media }
}

/// A photo of so many pixels.
fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let image =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([90, (x % 251) as u8, (y % 241) as u8]));
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Jpeg).expect("codes");
    out.into_inner()
}

async fn begin(caller: &Caller, sent: &[u8]) -> Permit {
    caller.call::<Begin>(&(), &new_file(sent.len(), Media::Jpeg)).await.ok()
}

/// Announces bytes as a photo and sends them.
async fn send(caller: &Caller, sent: &[u8]) -> FileId {
    let permit = begin(caller, sent).await;
    assert_eq!(browser::put(&permit, sent).await, 200);
    permit.file
}

async fn finish(caller: &Caller, file: &FileId) -> File {
    caller.call::<Finish>(file, &Nothing {}).await.ok()
}

async fn record(app: &TestApp, file: &FileId) -> FileRecord {
    app.stored(&keys::file(file)).await.expect("the file's record").record
}

async fn state(app: &TestApp, file: &FileId) -> FileState {
    record(app, file).await.state
}
