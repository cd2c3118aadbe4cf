//! Following the stream of a real table.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use platform::http::Router;
use platform::objects::{Bucket, Found};
use platform::store::keys;
use platform::store::{FileRecord, FileState, Held, Job, MemberRecord, OpenJob, OrgRecord, Record, Work};
use platform::testing::TestApp;
use projections::testing::Follower;
use projections::{Asked, answer};
use serde_json::{Value, json};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use shared_types::orgs::Counts;
use shared_types::uploads::{Media, Purpose};

async fn app() -> TestApp {
    TestApp::new(Router::new()).await
}

fn org(id: &str) -> OrgId {
    id.parse().expect("an id")
}

async fn add_member(app: &TestApp, id: &str, branch: &str) {
    let model = app.member_record(&format!("{branch}-m1")).await.record;
    let mut tx = app.shared().table.transaction();
    tx.create(&MemberRecord { member: id.parse().expect("an id"), ..model }, Refusal::Internal);
    tx.hold(&org(branch), Held::Member, 1, None, Refusal::NotFound);
    tx.commit().await.expect("adds");
}

async fn members(app: &TestApp, id: &str) -> u32 {
    app.org(id).await.record.counts.members
}

async fn ask(app: &TestApp, asked: &Value) -> Result<(), String> {
    let asked: Asked = serde_json::from_value(asked.clone()).expect("an event");
    answer(app.shared(), asked).await.map(drop).map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_change_moves_the_numbers_of_everything_above_it_and_of_nothing_else() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let others = ["county-b", "town-a2", "branch-a12", "general-a11", "direct"];
    let mut before = Vec::new();
    for id in others {
        before.push(app.org(id).await.record.counts);
    }
    add_member(&app, "new-1", "branch-a11").await;
    add_member(&app, "new-2", "branch-a11").await;
    stream.catch_up().await;
    for (id, count) in [("city", 12), ("county-a", 8), ("town-a1", 8), ("branch-a11", 4)] {
        assert_eq!(members(&app, id).await, count, "{id}");
    }
    for (id, before) in others.into_iter().zip(before) {
        assert_eq!(app.org(id).await.record.counts, before, "{id}");
    }
    // What the projection writes itself is followed, too, and changes nothing more.
    let items = app.items().await;
    stream.catch_up().await;
    assert_eq!(app.items().await, items);
}

#[tokio::test]
async fn the_same_changes_twice_at_once_again_and_overlapping_count_once() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    for number in 0..12 {
        add_member(&app, &format!("new-{number}"), ["branch-a11", "branch-b11", "branch-d1"][number % 3])
            .await;
    }
    let events = stream.events().await;
    let event = events.first().expect("one event");
    let records = event["Records"].as_array().expect("records").clone();
    let part = |from: usize, to: usize| json!({ "shardId": event["shardId"], "Records": records[from..to] });
    let third = records.len() / 3;
    let (first, overlapping) = (part(0, third * 2), part(third, records.len()));
    let (one, other) = tokio::join!(ask(&app, &first), ask(&app, &first));
    assert_eq!((one, other), (Ok(()), Ok(())));
    assert_eq!(ask(&app, &overlapping).await, Ok(()));
    for again in [event, &first, &overlapping] {
        assert_eq!(ask(&app, again).await, Ok(()));
    }
    for (id, count) in [("city", 22), ("county-a", 10), ("county-b", 6), ("direct", 6), ("branch-a11", 6)] {
        assert_eq!(members(&app, id).await, count, "{id}");
    }
}

#[tokio::test]
async fn changes_at_an_organisation_that_is_gone_are_counted_above_it() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    add_member(&app, "new-1", "branch-a11").await;
    // It goes before the change is followed.
    let table = app.shared().table.clone();
    let mut tx = table.transaction();
    tx.forget(&keys::org(&org("branch-a11")));
    tx.commit().await.expect("removes");
    stream.catch_up().await;
    assert_eq!(members(&app, "town-a1").await, 7);
    assert_eq!(members(&app, "city").await, 11);
    assert!(app.stored::<OrgRecord>(&keys::org(&org("branch-a11"))).await.is_none(), "it does not come back");
}

#[tokio::test]
async fn an_event_that_does_not_name_its_shard_is_refused_before_anything_is_counted() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    add_member(&app, "new-1", "branch-a11").await;
    let mut event = stream.events().await.remove(0);
    event.as_object_mut().expect("an object").remove("shardId");
    let before = app.items().await;
    assert!(ask(&app, &event).await.expect_err("refused").contains("tumbling window"));
    assert_eq!(app.items().await, before);
    // The empty event at the end of a window is nothing.
    assert_eq!(
        ask(&app, &json!({ "shardId": "s", "Records": [], "isFinalInvokeForWindow": true })).await,
        Ok(())
    );
}

#[tokio::test]
async fn a_recount_comes_to_what_was_followed() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    for number in 0..5 {
        add_member(&app, &format!("new-{number}"), "branch-a111").await;
    }
    stream.catch_up().await;
    let city = app.org("city").await;
    let mut tx = app.shared().table.transaction();
    tx.add(&city.record.key(), &[("n_members", 100), ("held_orgs", 5)], Refusal::NotFound);
    tx.commit().await.expect("disturbs");
    assert_eq!(ask(&app, &json!({ "rebuild": "city" })).await, Ok(()));
    let now = app.org("city").await.record;
    assert_eq!(now.counts, Counts { members: 15, orgs: 12, children: 3, corrections: 0 });
    assert_eq!((now.counts, now.held), (city.record.counts, city.record.held));
}

#[tokio::test]
async fn a_rewriting_whose_change_was_set_aside_is_taken_up_by_the_clock() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let branch = app.org("branch-a11").await;
    let job = Job::new(branch.record.org.clone(), org("city"), Work::Name, app.context().await.now());
    let mut tx = app.shared().table.transaction();
    let renamed = OrgRecord { name: "王庄第一党支部".into(), ..branch.record };
    tx.save(&renamed, branch.version, Refusal::Stale).begin_job(&job);
    tx.commit().await.expect("renames");
    // Nobody follows what was written.
    while !stream.events().await.is_empty() {}
    let name = async || app.member_record("branch-a11-m1").await.record.branch_name;
    assert_ne!(name().await, renamed.name);
    let open = keys::open_job(&job.key());
    assert!(app.stored::<OpenJob>(&open).await.is_some());

    assert_eq!(ask(&app, &json!({ "resume": "all" })).await, Ok(()));
    stream.catch_up().await;
    assert_eq!(name().await, renamed.name);
    assert!(app.stored::<Job>(&job.key()).await.expect("kept").record.finished.is_some());
    assert!(app.stored::<OpenJob>(&open).await.is_none());
    // Where nothing stands still nothing is done.
    let items = app.items().await;
    assert_eq!(ask(&app, &json!({ "resume": "all" })).await, Ok(()));
    assert_eq!(app.items().await, items);
}

#[tokio::test]
async fn what_lies_of_a_file_goes_with_its_record_on_the_local_cloud() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let cx = app.context().await;
    let new = || FileRecord {
        file: cx.new_id(),
        purpose: Purpose::Slip,
        account: cx.new_id(),
        org: org("branch-a11"),
        bytes: 1,
        media: Media::Jpeg,
        name: platform::crypto::new_token(),
        state: FileState::Begun,
        ends: None,
    };
    let (gone, stays) = (new(), new());
    app.put(&[gone.clone(), stays.clone()]).await;
    let objects = cx.objects(Bucket::Files).expect("the bucket");
    let keys_of = |file: &FileRecord| {
        let name = &file.name;
        [format!("incoming/{name}"), format!("files/{name}/photo.jpg"), format!("files/{name}/thumbnail.jpg")]
    };
    for key in keys_of(&gone).into_iter().chain(keys_of(&stays)) {
        objects.put_object(&key, vec![1]).await.expect("puts");
    }
    // As the database does when its time has come.
    let mut tx = app.shared().table.transaction();
    tx.forget(&gone.key());
    tx.commit().await.expect("removes");
    let events = stream.events().await;
    // The same changes can come again.
    for event in events.iter().chain(&events) {
        stream.take(event).await;
    }
    for (file, left) in [(&gone, Found::Nothing), (&stays, Found::Whole(vec![1]))] {
        for key in keys_of(file) {
            assert_eq!(objects.get_object_within(&key, 9).await.expect("asks"), left, "{key}");
        }
    }
}
