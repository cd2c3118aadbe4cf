//! The search index follows the stream of a real table, and is made anew from it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use ::index::{Contents, Delta, Shard};
use platform::http::Router;
use platform::objects::Bucket;
use platform::store::{Chain, Held, IndexRecord, MemberRecord, OrgRecord, keys};
use platform::testing::TestApp;
use projections::testing::Follower;
use projections::{Asked, answer};
use serde_json::json;
use shared_types::error::Refusal;
use shared_types::ids::OrgId;

async fn app() -> TestApp {
    TestApp::new(Router::new()).await
}

fn org(id: &str) -> OrgId {
    id.parse().expect("an id")
}

async fn reindex(app: &TestApp) {
    let asked: Asked = serde_json::from_value(json!({ "reindex": "city" })).expect("asked");
    answer(app.shared(), asked).await.expect("rebuilds");
}

async fn record(app: &TestApp, shard: &str) -> Option<IndexRecord> {
    app.stored::<IndexRecord>(&keys::index(&org("city"), &org(shard))).await.map(|found| found.record)
}

async fn object(app: &TestApp, key: &str) -> Option<Vec<u8>> {
    app.context().await.objects(Bucket::Index).expect("the bucket").get_object(key).await.expect("asks")
}

/// What a shard says with its changes, as the bytes that it would be written as.
async fn said(app: &TestApp, shard: &str) -> Vec<u8> {
    let record = record(app, shard).await.expect("a shard");
    let base = match &record.object {
        Some(key) => Shard::decoded(&object(app, key).await.expect("there")).expect("a shard"),
        None => Shard::default(),
    };
    let delta = Delta::decoded(&record.delta().expect("bytes")).expect("changes");
    Shard::of(&Contents::merged(&base, &delta).expect("merges")).encoded()
}

async fn changes(app: &TestApp, shard: &str) -> usize {
    Delta::decoded(&record(app, shard).await.expect("a shard").delta().expect("bytes"))
        .expect("changes")
        .len()
}

async fn add_members(app: &TestApp, ids: std::ops::Range<usize>, branch: &str) {
    let model = app.member_record(&format!("{branch}-m1")).await.record;
    let numbers: Vec<usize> = ids.collect();
    for some in numbers.chunks(8) {
        let mut tx = app.shared().table.transaction();
        for number in some {
            let mut record =
                MemberRecord { member: format!("new-{number}").parse().unwrap(), ..model.clone() };
            record.particulars.name = format!("新{number}");
            tx.create(&record, Refusal::Internal);
        }
        let by = i32::try_from(some.len()).unwrap();
        tx.hold(&org(branch), Held::Member, by, None, Refusal::NotFound);
        tx.commit().await.expect("adds");
    }
}

async fn change_org(app: &TestApp, id: &str, change: impl FnOnce(&mut OrgRecord)) {
    let mut found = app.org(id).await;
    change(&mut found.record);
    let mut tx = app.shared().table.transaction();
    tx.save(&found.record, found.version, Refusal::Stale);
    tx.commit().await.expect("saves");
}

#[tokio::test]
async fn a_rebuilt_index_says_what_a_followed_one_says_to_the_byte() {
    let app = app().await;
    reindex(&app).await;
    let mut stream = Follower::new(&app).await;
    add_members(&app, 0..10, "branch-a11").await;
    add_members(&app, 10..12, "branch-d1").await;
    change_org(&app, "town-a1", |org| {
        org.former.push(std::mem::replace(&mut org.name, "东城街道党工委".into()));
    })
    .await;
    // A member moves to another county, and one leaves for good.
    let mut moved = app.member_record("branch-a12-m1").await;
    moved.record.chain = app.org("branch-b11").await.record.chain;
    let mut tx = app.shared().table.transaction();
    tx.save(&moved.record, moved.version, Refusal::Stale).forget(&keys::member(&"new-3".parse().unwrap()));
    tx.commit().await.expect("writes");
    stream.catch_up().await;
    let shards = ["city", "county-a", "county-b", "direct"];
    let mut followed = Vec::new();
    for shard in shards {
        followed.push(said(&app, shard).await);
    }
    assert!(changes(&app, "county-a").await > 0);

    // The first time without the changes, so that everything comes from the table; then after all was dropped.
    for drop in [false, true] {
        app.pass(60);
        if drop {
            for shard in shards {
                let mut tx = app.shared().table.transaction();
                tx.forget(&keys::index(&org("city"), &org(shard)));
                tx.commit().await.expect("drops");
            }
        }
        reindex(&app).await;
        for (shard, followed) in shards.into_iter().zip(&followed) {
            let record = record(&app, shard).await.expect("a shard");
            assert!(object(&app, &record.object.clone().unwrap()).await.unwrap() == *followed, "{shard}");
            assert!(said(&app, shard).await == *followed, "{shard}");
        }
    }
}

#[tokio::test]
async fn changes_that_come_twice_and_in_any_order_come_to_the_same() {
    let app = app().await;
    reindex(&app).await;
    let mut stream = Follower::new(&app).await;
    let mut events = Vec::new();
    for name in ["第一名", "第二名", "第三名"] {
        change_org(&app, "branch-a11", |org| org.name = name.into()).await;
        events.extend(stream.events().await);
    }
    for event in [2, 0, 1, 2, 0] {
        stream.take(&events[event]).await;
    }
    let followed = said(&app, "county-a").await;
    assert_eq!(changes(&app, "county-a").await, 1);
    app.pass(60);
    reindex(&app).await;
    assert!(said(&app, "county-a").await == followed);
}

#[tokio::test]
async fn what_changes_no_name_writes_nothing() {
    let app = app().await;
    reindex(&app).await;
    let mut stream = Follower::new(&app).await;
    let before = app.stored::<IndexRecord>(&keys::index(&org("city"), &org("county-a"))).await.unwrap();
    change_org(&app, "branch-a11", |org| org.phone = Some("0527-80000000".into())).await;
    stream.catch_up().await;
    let after = app.stored::<IndexRecord>(&keys::index(&org("city"), &org("county-a"))).await.unwrap();
    assert_eq!((before.version, before.record), (after.version, after.record));
}

#[tokio::test]
async fn many_changes_are_merged_and_the_object_before_stays_for_who_is_reading_it() {
    let app = app().await;
    reindex(&app).await;
    let first = record(&app, "county-a").await.unwrap().object.expect("an object");
    let mut stream = Follower::new(&app).await;
    add_members(&app, 0..150, "branch-a11").await;
    stream.catch_up().await;
    let gathered = record(&app, "county-a").await.unwrap();
    assert_eq!((gathered.object.as_ref(), changes(&app, "county-a").await), (Some(&first), 150));
    let followed = said(&app, "county-a").await;
    // They have settled; the next change takes them in.
    app.pass(10);
    add_members(&app, 150..151, "branch-a11").await;
    stream.catch_up().await;
    let merged = record(&app, "county-a").await.unwrap();
    assert_eq!(merged.before.as_ref(), Some(&first));
    assert_ne!(merged.object.as_ref(), Some(&first));
    assert!(object(&app, &first).await.is_some());
    assert_eq!(changes(&app, "county-a").await, 1, "the young one is kept beside as well");
    assert!(followed.len() < said(&app, "county-a").await.len());
    // After another merge nobody can be reading the first one any more.
    app.pass(10);
    reindex(&app).await;
    assert!(object(&app, &first).await.is_none());
    assert!(object(&app, &merged.object.unwrap()).await.is_some());
}

#[tokio::test]
async fn a_move_between_counties_leaves_nobody_behind() {
    let app = app().await;
    reindex(&app).await;
    let mut stream = Follower::new(&app).await;
    // As the move writes it: the organisation's own chain at once, what is below it bit by bit.
    let to: Chain = app.org("town-b1").await.record.chain.child(org("branch-a11"));
    change_org(&app, "branch-a11", |org| org.chain = to.clone()).await;
    stream.catch_up().await;
    for id in ["branch-a11-m1", "branch-a11-m2"] {
        let mut found = app.member_record(id).await;
        found.record.chain = to.clone();
        let mut tx = app.shared().table.transaction();
        tx.save(&found.record, found.version, Refusal::Stale);
        tx.commit().await.expect("rewrites");
    }
    stream.catch_up().await;
    let followed = [said(&app, "county-a").await, said(&app, "county-b").await];
    app.pass(60);
    reindex(&app).await;
    assert!([said(&app, "county-a").await, said(&app, "county-b").await] == followed);
    let whole = Shard::decoded(&followed[0]).unwrap();
    assert_eq!((whole.orgs(), whole.members()), (6, 4));
}
