//! Lists, transactions and key use on the real local database.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use platform::http::Router;
use platform::store::keys::{self, Listed};
use platform::store::{Listing, MemberLine, Moves, OrgLine, Versioned};
use platform::testing::TestApp;
use shared_types::error::Refusal;

fn members(name: &str) -> Listing {
    Listing { kind: Listed::Members, name: name.into(), only: Vec::new(), most: 50 }
}

#[tokio::test]
async fn a_list_below_an_organisation_is_one_query() {
    let app = TestApp::new(Router::new()).await;
    let cx = app.context().await;
    for (org, count) in [("city", 10), ("county-a", 6), ("town-a1", 6), ("branch-a111", 2), ("town-a2", 0)] {
        let org = app.org(org).await.record;
        let before = cx.table().meter().usage();
        let moves = Moves::none("city".parse().expect("an id"));
        let found =
            cx.table().below::<MemberLine>(&moves, &org.chain, &members(""), None).await.expect("lists");
        assert_eq!(found.rows.len(), count, "{}", org.name);
        assert!(found.next.is_none());
        assert_eq!(cx.table().meter().usage().requests - before.requests, 1);
    }
}

#[tokio::test]
async fn a_name_is_searched_by_its_beginning_and_rows_by_their_fields() {
    let app = TestApp::new(Router::new()).await;
    let cx = app.context().await;
    let moves = Moves::none("city".parse().expect("an id"));
    let city = app.org("city").await.record.chain;
    let found = cx.table().below::<MemberLine>(&moves, &city, &members("王"), None).await.expect("lists");
    assert!(!found.rows.is_empty() && found.rows.iter().all(|row| row.name.starts_with('王')));
    let probationary = Listing { only: vec![("kind", "probationary".into())], ..members("") };
    let none = cx.table().below::<MemberLine>(&moves, &city, &probationary, None).await.expect("lists");
    assert!(none.rows.is_empty());
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repeat() {
    let app = TestApp::new(Router::new()).await;
    let cx = app.context().await;
    let moves = Moves::none("city".parse().expect("an id"));
    let city = app.org("city").await.record.chain;
    let listing = Listing { most: 3, ..members("") };
    let (mut seen, mut mark) = (Vec::new(), None);
    loop {
        let found = cx.table().below::<MemberLine>(&moves, &city, &listing, mark).await.expect("lists");
        seen.extend(found.rows.into_iter().map(|row| row.member));
        mark = found.next;
        if mark.is_none() {
            break;
        }
    }
    let total = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((total, seen.len()), (10, 10));
}

#[tokio::test]
async fn the_level_below_comes_with_its_counts() {
    let app = TestApp::new(Router::new()).await;
    let cx = app.context().await;
    let listing = Listing { kind: Listed::Orgs, name: String::new(), only: Vec::new(), most: 50 };
    let org = "town-a1".parse().expect("an id");
    let found = cx.table().children::<OrgLine>(&org, &listing, None).await.expect("lists");
    let rows: Vec<_> = found.rows.iter().map(|row| (row.org.as_str(), row.counts.members)).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows.contains(&("general-a11", 2)) && rows.contains(&("branch-a12", 2)), "{rows:?}");
}

#[tokio::test]
async fn a_failed_condition_names_its_refusal_and_nothing_is_written() {
    let app = TestApp::new(Router::new()).await;
    let cx = app.context().await;
    let Versioned { record, version } = app.org("town-a1").await;
    let before = app.items().await;
    let mut transaction = cx.table().transaction();
    transaction.exists(&keys::org(&record.org), Refusal::NotFound);
    transaction.save(&record, version + 1, Refusal::Stale);
    let refused = transaction.commit().await.expect_err("the version is another");
    assert!(matches!(refused, platform::store::StoreError::Refused(Refusal::Stale)), "{refused:?}");
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn a_save_keeps_what_others_keep_beside_the_record() {
    let app = TestApp::new(Router::new()).await;
    let cx = app.context().await;
    let Versioned { mut record, version } = app.org("town-a1").await;
    record.name = "东镇委员会".into();
    let mut transaction = cx.table().transaction();
    transaction.save(&record, version, Refusal::Stale);
    transaction.commit().await.expect("saves");
    let saved = app.org("town-a1").await;
    assert_eq!((saved.version, saved.record.counts.members), (version + 1, 6));
}

#[tokio::test]
async fn keys_can_be_rotated_and_old_work_is_still_read_on_the_local_cloud() {
    let mut app = TestApp::with_own_keys(Router::new()).await;
    let record = app.member_record("branch-a11-m1").await.record;
    let place = keys::member(&record.member).field("id_number");
    let cx = app.context().await;
    let hash = cx.ring().hashes("id_number", &TestApp::id_number("branch-a11-m1")).swap_remove(0);
    app.rotate_keys().await;
    let cx = app.context().await;
    let opened = cx.ring().open(&place, &record.id_number).expect("opens under the old key");
    assert_eq!(opened, TestApp::id_number("branch-a11-m1"));
    let hashes = cx.ring().hashes("id_number", &opened);
    assert_eq!(hashes.len(), 2);
    assert_eq!(hashes.last(), Some(&hash));
    assert_ne!(
        cx.ring().seal(&place, "x").expect("seals").as_str().split('.').next(),
        record.id_number.as_str().split('.').next()
    );
}
