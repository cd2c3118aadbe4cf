//! How a feature that keeps photos takes one, as it does in its own transaction.

use crate::{app, begin, finish, jpeg, operator, record, send};
use platform::store::keys::{self, Key};
use platform::store::{FileState, ReadyFile, StoreError};
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::{FileId, OrgId};
use shared_types::uploads::{Finish, Purpose};

fn transfer(name: &str) -> Key {
    Key { pk: format!("T#{name}"), sk: "T".into() }
}

async fn ready(app: &TestApp, file: &FileId, org: &str) -> Result<ReadyFile, Refusal> {
    let org: OrgId = org.parse().expect("an id");
    ReadyFile::of(app.stored(&keys::file(file)).await, &org, Purpose::Slip)
}

async fn attach(app: &TestApp, file: ReadyFile, to: &Key) -> Result<(), StoreError> {
    let mut tx = app.shared().table.transaction();
    tx.attach(file, to);
    tx.commit().await
}

#[tokio::test]
async fn a_ready_photo_is_attached_once_and_then_lasts() {
    let app = app().await;
    let own = operator(&app).await;
    let file = send(&own, &jpeg(64, 48)).await;
    assert_eq!(ready(&app, &file, "branch-a11").await.err(), Some(Refusal::FileNotReady));
    let made = finish(&own, &file).await;
    assert_eq!(ready(&app, &file, "branch-a12").await.err(), Some(Refusal::NotFound));

    // Two features, or one twice, take it at once: one has it.
    let first = ready(&app, &file, "branch-a11").await.expect("ready");
    let second = first.clone();
    attach(&app, first, &transfer("one")).await.expect("attaches");
    let told = attach(&app, second, &transfer("other")).await;
    assert!(matches!(told, Err(StoreError::Refused(Refusal::FileTaken))), "{told:?}");
    assert_eq!(ready(&app, &file, "branch-a11").await.err(), Some(Refusal::FileTaken));

    let record = record(&app, &file).await;
    let FileState::Attached(size, to) = &record.state else { panic!("{record:?}") };
    assert_eq!((size.width, to), (64, &transfer("one")));
    let items = app.items().await;
    let item = items.iter().find(|item| item["pk"].as_s().is_ok_and(|pk| pk.contains(file.as_str())));
    assert!(record.ends.is_none() && !item.expect("the item").contains_key("ttl"), "it is not forgotten");
    // To finish it once more is as harmless as before.
    assert_eq!(own.call::<Finish>(&file, &Nothing {}).await.ok(), made);
    assert_eq!(app.items().await, items);
}

#[tokio::test]
async fn a_photo_that_nobody_takes_is_forgotten() {
    let app = app().await;
    let own = operator(&app).await;
    let begun = begin(&own, &jpeg(64, 48)).await.file;
    let ready = send(&own, &jpeg(64, 48)).await;
    finish(&own, &ready).await;
    let now = app.context().await.now();
    for file in [begun, ready] {
        let ends = record(&app, &file).await.ends.expect("an end");
        assert!((23 * 3600..=24 * 3600).contains(&(ends.seconds() - now.seconds())));
    }
}
