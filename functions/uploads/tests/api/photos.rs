//! What becomes of what was sent.

use crate::{app, begin, browser, finish, jpeg, operator, record, send, state};
use platform::files;
use platform::objects::{Bucket, Found};
use platform::store::{FileState, Size, Unfit};
use platform::testing::{Caller, TestApp};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::FileId;
use shared_types::uploads::Finish;

#[tokio::test]
async fn a_photo_is_sent_made_anew_and_seen_on_the_local_cloud() {
    let app = app().await;
    let operator = operator(&app).await;
    let photo = [jpeg(2400, 1200).as_slice(), b"SECRET behind the end"].concat();
    let file = send(&operator, &photo).await;
    let reply = operator.call::<Finish>(&file, &Nothing {}).await;
    let made = reply.ok();
    assert_eq!((&made.file, made.width, made.height), (&file, 2000, 1000));
    assert_eq!((reply.usage().requests, reply.usage().queries), (3, 0));

    let (cx, record) = (app.context().await, record(&app, &file).await);
    assert_eq!(record.state, FileState::Ready(Size { width: 2000, height: 1000 }));
    assert_eq!(files::read_sent(&cx, &record).await.expect("asks"), Found::Nothing, "what was sent is gone");
    let shown = files::photo(&cx, &record).await.expect("addresses");
    assert_eq!((shown.width, shown.height), (2000, 1000));
    for (url, width) in [(&shown.url, 2000), (&shown.thumbnail, 320)] {
        let seen = browser::get(url).await;
        assert_eq!(seen.status, 200);
        assert!(seen.head.contains("content-type: image/jpeg"), "{}", seen.head);
        assert!(!seen.body.windows(6).any(|word| word == b"SECRET"));
        assert_eq!(image::load_from_memory(&seen.body).expect("a photo").width(), width);
    }
    let other = shown.thumbnail.replacen("thumbnail.jpg", "photo.jpg", 1);
    assert_eq!(browser::get(&other).await.status, 403, "an address shows what it was given for");

    let before = app.items().await;
    let again = operator.call::<Finish>(&file, &Nothing {}).await;
    assert_eq!((again.ok(), again.usage().requests), (made, 2), "a repeat is told the same");
    assert_eq!(app.items().await, before, "and does nothing");
}

#[tokio::test]
async fn the_same_photo_finished_twice_at_once_is_one() {
    let app = app().await;
    let operator = operator(&app).await;
    let file = send(&operator, &jpeg(300, 200)).await;
    let call = || operator.call::<Finish>(&file, &Nothing {});
    let (first, second) = tokio::join!(call(), call());
    assert_eq!(first.ok(), second.ok());
    let shown = files::photo(&app.context().await, &record(&app, &file).await).await.expect("addresses");
    assert_eq!(browser::get(&shown.url).await.status, 200);
}

#[tokio::test]
async fn what_was_not_sent_cannot_be_finished() {
    let app = app().await;
    let operator = operator(&app).await;
    let photo = jpeg(64, 48);
    let permit = begin(&operator, &photo).await;
    let before = app.items().await;
    assert_eq!(refused(&operator, &permit.file).await, Refusal::UploadMissing);
    assert_eq!(app.items().await, before);
    assert_eq!(browser::put(&permit, &photo).await, 200);
    finish(&operator, &permit.file).await;
}

async fn refused(caller: &Caller, file: &FileId) -> Refusal {
    caller.call::<Finish>(file, &Nothing {}).await.refusal()
}

#[tokio::test]
async fn what_is_no_photo_is_refused_forgotten_and_never_read_again() {
    let app = app().await;
    let operator = operator(&app).await;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let photo = jpeg(64, 48);
    let mut giant = photo.clone();
    let frame = giant.windows(2).position(|marker| marker == [0xff, 0xc0]).expect("a frame");
    giant[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    for (sent, unfit, refusal) in [
        (b"<script>alert(1)</script>".to_vec(), Unfit::Unreadable, Refusal::ImageUnreadable),
        (b"<!doctype html>".to_vec(), Unfit::Unsupported, Refusal::ImageUnsupported),
        (heic, Unfit::Unsupported, Refusal::ImageUnsupported),
        (photo[..photo.len() / 2].to_vec(), Unfit::Unreadable, Refusal::ImageUnreadable),
        (giant, Unfit::TooLarge, Refusal::ImageTooLarge),
    ] {
        let file = send(&operator, &sent).await;
        assert_eq!(refused(&operator, &file).await, refusal);
        let (cx, record) = (app.context().await, record(&app, &file).await);
        assert_eq!(record.state, FileState::Unfit(unfit));
        assert_eq!(files::read_sent(&cx, &record).await.expect("asks"), Found::Nothing);
        assert!(files::photo(&cx, &record).await.is_err(), "there is nothing to be seen");
        let before = app.items().await;
        assert_eq!(refused(&operator, &file).await, refusal, "a repeat is told the same");
        assert_eq!(app.items().await, before);
    }
}

/// Puts other bytes where a photo is awaited, as nobody with a permission can.
async fn smuggle(app: &TestApp, file: &FileId, sent: Vec<u8>) {
    let key = format!("incoming/{}", record(app, file).await.name);
    let objects = app.context().await.objects(Bucket::Files).expect("the bucket");
    objects.put_object(&key, sent).await.expect("puts");
}

#[tokio::test]
async fn another_length_than_was_announced_is_not_read() {
    let app = app().await;
    let operator = operator(&app).await;
    let photo = jpeg(64, 48);
    let longer = [photo.as_slice(), &[0; 1_000_000]].concat();
    for other in [longer, photo[..photo.len() - 1].to_vec(), Vec::new()] {
        let file = begin(&operator, &photo).await.file;
        smuggle(&app, &file, other).await;
        assert_eq!(refused(&operator, &file).await, Refusal::UploadDiffers);
        assert_eq!(state(&app, &file).await, FileState::Unfit(Unfit::Differs));
    }
}
