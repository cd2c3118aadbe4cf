//! What changes is found as it is now, while the index follows.

use crate::city::{app, city, county_a, county_b, found_members, found_orgs, org_search};
use platform::store::{MemberRecord, OrgRecord, keys};
use platform::testing::{Caller, TestApp};
use projections::testing::Follower;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use shared_types::orgs::{Create, Destination, Dissolve, Edit, Move, NewOrg, Office, OrgChanges, OrgKind};
use shared_types::search::FindOrgs;

fn org(id: &str) -> OrgId {
    id.parse().expect("an id")
}

async fn rename(app: &TestApp, caller: &Caller, id: &str, name: &str) {
    let OrgRecord { kind, village, .. } = app.org(id).await.record;
    let changes = OrgChanges { name: name.into(), kind, village, office: Office::default() };
    let caller = caller.with_version(app.org(id).await.version);
    caller.through(&app.serving(orgs::routes())).call::<Edit>(&org(id), &changes).await.ok();
}

#[tokio::test]
async fn a_new_a_renamed_and_a_dissolved_organisation() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let county = county_a(&app).await;
    let at_orgs = county.through(&app.serving(orgs::routes()));
    let new = NewOrg {
        parent: org("town-a2"),
        name: "桃园村党支部".into(),
        kind: OrgKind::Branch,
        village: true,
        office: Office::default(),
    };
    let created = at_orgs.call::<Create>(&(), &new).await.ok();
    stream.catch_up().await;
    assert_eq!(found_orgs(&county, "taoyuan").await, [created.org.to_string()]);

    rename(&app, &county, created.org.as_str(), "柳园村党支部").await;
    stream.catch_up().await;
    let found = county.call::<FindOrgs>(&(), &org_search("桃园村", None)).await.ok();
    let hit = found.hits.first().expect("by its former name");
    assert_eq!((hit.name.as_str(), hit.former.as_deref()), ("柳园村党支部", Some("桃园村党支部")));
    assert_eq!(found_orgs(&county, "柳园村").await, [created.org.to_string()]);

    let version = app.org(created.org.as_str()).await.version;
    at_orgs.with_version(version).call::<Dissolve>(&created.org, &Nothing {}).await.ok();
    stream.catch_up().await;
    assert_eq!(found_orgs(&county, "柳园村").await, [""; 0]);
    assert_eq!(found_orgs(&county, "桃园村").await, [""; 0]);
}

#[tokio::test]
async fn a_renamed_organisation_is_named_so_in_the_way_to_others() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let county = county_a(&app).await;
    rename(&app, &county, "town-a1", "东城街道党工委").await;
    stream.catch_up().await;
    let found = county.call::<FindOrgs>(&(), &org_search("王庄", None)).await.ok();
    assert_eq!(found.hits[0].path, ["中共甲县委组织部", "东城街道党工委"]);
}

#[tokio::test]
async fn a_subtree_that_moves_to_another_county_is_found_there_at_once_and_to_the_end() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let (a, b, city) = (county_a(&app).await, county_b(&app).await, city(&app).await);
    let name = app.member_record("branch-a11-m1").await.record.particulars.name;
    let there = async |when: &str| {
        assert_eq!(found_orgs(&a, "王庄").await, [""; 0], "{when}");
        assert_eq!(found_orgs(&b, "王庄").await, ["branch-a11"], "{when}");
        assert_eq!(found_orgs(&city, "王庄").await, ["branch-a11"], "{when}");
        let path = city.call::<FindOrgs>(&(), &org_search("王庄", None)).await.ok().hits[0].path.clone();
        assert_eq!(path, ["中共甲市委组织部", "中共乙县委组织部", "南镇党委", "东镇党委"], "{when}");
        for (caller, finds) in [(&a, false), (&b, true), (&city, true)] {
            let found = found_members(caller, &name).await;
            assert_eq!(found.contains(&"branch-a11-m1".to_owned()), finds, "{when}");
        }
    };
    let version = app.org("town-a1").await.version;
    let mover = city.with_version(version).through(&app.serving(orgs::routes()));
    mover.call::<Move>(&org("town-a1"), &Destination { parent: org("town-b1") }).await.ok();
    there("before anything is followed").await;
    loop {
        let events = stream.events().await;
        if events.is_empty() {
            break;
        }
        for event in &events {
            if stream.take(event).await {
                app.pass(1);
            }
        }
        there("on the way").await;
    }
    there("in the end").await;
    app.pass(60);
    crate::city::reindex(&app).await;
    there("made anew").await;
}

#[tokio::test]
async fn a_member_who_is_gone_or_elsewhere_is_not_shown_though_the_index_lags() {
    let app = app().await;
    let (a, b) = (county_a(&app).await, county_b(&app).await);
    let name = app.member_record("branch-a11-m1").await.record.particulars.name;
    // Nobody follows these changes.
    let mut moved = app.member_record("branch-a11-m1").await;
    moved.record.chain = app.org("branch-b11").await.record.chain;
    let mut tx = app.shared().table.transaction();
    tx.save(&moved.record, moved.version, Refusal::Stale);
    tx.forget(&keys::member(&"branch-a11-m2".parse().expect("an id")));
    tx.commit().await.expect("writes");
    for id in ["branch-a11-m1", "branch-a11-m2"] {
        assert!(!found_members(&a, &name).await.contains(&id.to_owned()));
    }
    assert!(!found_members(&b, &name).await.contains(&"branch-a11-m1".to_owned()), "until it is followed");
}

#[tokio::test]
async fn a_new_name_of_a_member_is_found_and_the_old_one_no_more() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let county = county_a(&app).await;
    let found = app.member_record("branch-a11-m1").await;
    let mut record: MemberRecord = found.record;
    record.particulars.name = "尉迟单乐".into();
    let mut tx = app.shared().table.transaction();
    tx.save(&record, found.version, Refusal::Stale);
    tx.commit().await.expect("writes");
    stream.catch_up().await;
    for text in ["尉迟单乐", "yuchishanyue", "ycsl", "尉迟danle"] {
        assert_eq!(found_members(&county, text).await, ["branch-a11-m1"], "{text}");
    }
}
