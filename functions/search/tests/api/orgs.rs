//! Organisations within reach.

use crate::city::{app, city, county_a, county_b, org_search, orgs};
use platform::testing::TestApp;
use shared_types::error::{Fault, Refusal};
use shared_types::permission::Role;
use shared_types::search::FindOrgs;

#[tokio::test]
async fn an_organisation_is_found_in_every_way_with_one_request_beyond_admission() {
    let app = app().await;
    let (city, county) = (city(&app).await, county_a(&app).await);
    for (typed, found) in [
        ("王庄村党支部", &["branch-a11"][..]),
        ("王庄", &["branch-a11"]),
        ("庄村", &["branch-a12", "branch-a11"]),
        ("幸福支部", &["branch-a111"]),
        ("wangzhuang", &["branch-a11"]),
        ("wzc", &["branch-a11"]),
        ("王zc", &["branch-a11"]),
        ("wangzhuagn", &["branch-a11"]),
        ("xfsq", &["general-a11", "branch-a111"]),
        ("赵庄村", &[]),
    ] {
        let reply = county.call::<FindOrgs>(&(), &org_search(typed, None)).await;
        assert_eq!(orgs(&reply.ok()), found, "{typed}");
        assert_eq!((reply.usage().requests, reply.usage().queries), (2, 0), "{typed}");
    }
    let reply = city.call::<FindOrgs>(&(), &org_search("国土局", None)).await;
    assert_eq!(orgs(&reply.ok()), ["branch-d1"]);
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 1));
}

#[tokio::test]
async fn a_hit_says_where_it_stands_and_what_fitted() {
    let app = app().await;
    for (role, org, path) in [
        (
            Role::CityDepartment,
            "city",
            &["中共甲市委组织部", "中共甲县委组织部", "东镇党委", "幸福社区党总支"][..],
        ),
        (Role::County, "county-a", &["中共甲县委组织部", "东镇党委", "幸福社区党总支"]),
        (Role::Township, "town-a1", &["东镇党委", "幸福社区党总支"]),
        (Role::Operator, "branch-a111", &[]),
    ] {
        let caller = app.administrator(role, org).await;
        let found = caller.call::<FindOrgs>(&(), &org_search("xf第一", None)).await.ok();
        assert_eq!(found.hits.len(), 1, "{org}");
        assert_eq!(found.hits[0].path, path, "{org}");
        assert_eq!(found.hits[0].marks, [0, 1, 4, 5], "{org}");
        assert_eq!(found.hits[0].name, "幸福社区第一党支部");
        assert!(!found.more);
    }
}

#[tokio::test]
async fn outside_nothing_exists_and_below_is_below() {
    let app = app().await;
    let (a, b, city) = (county_a(&app).await, county_b(&app).await, city(&app).await);
    let found = async |caller: &platform::testing::Caller, below: Option<&str>| {
        let found = caller.call::<FindOrgs>(&(), &org_search("庄村", below)).await.ok();
        found.hits.into_iter().map(|hit| hit.org.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found(&a, None).await, ["branch-a12", "branch-a11"]);
    assert_eq!(found(&b, None).await, ["branch-b11"]);
    assert_eq!(found(&city, None).await, ["branch-a12", "branch-a11", "branch-b11"]);
    assert_eq!(found(&city, Some("town-b1")).await, ["branch-b11"]);
    assert_eq!(found(&a, Some("town-a2")).await, [""; 0]);
    assert_eq!(found(&a, Some("branch-a12")).await, ["branch-a12"]);
    for outside in ["county-b", "city", "nowhere"] {
        let reply = a.call::<FindOrgs>(&(), &org_search("庄村", Some(outside))).await;
        assert_eq!(reply.refusal(), Refusal::NotFound, "{outside}");
    }
}

#[tokio::test]
async fn nothing_to_look_for_is_refused_or_finds_nothing() {
    let app = app().await;
    let county = county_a(&app).await;
    for (typed, fault) in
        [("", Fault::Required), (" ", Fault::Required), (&"长".repeat(61), Fault::TooLong(60))]
    {
        let refusal = county.call::<FindOrgs>(&(), &org_search(typed, None)).await.refusal();
        assert_eq!(refusal, Refusal::field("name", fault));
    }
    for typed in ["-", "'", "·", "\u{1f600}", "xyzzy"] {
        assert!(county.call::<FindOrgs>(&(), &org_search(typed, None)).await.ok().hits.is_empty(), "{typed}");
    }
}

#[tokio::test]
async fn without_an_index_nothing_is_found_and_nothing_breaks_on_the_local_cloud() {
    let app = TestApp::new(search::routes()).await;
    for caller in [city(&app).await, county_a(&app).await] {
        assert!(caller.call::<FindOrgs>(&(), &org_search("庄村", None)).await.ok().hits.is_empty());
    }
    crate::city::reindex(&app).await;
    let county = county_a(&app).await;
    assert_eq!(crate::city::found_orgs(&county, "庄村").await, ["branch-a12", "branch-a11"]);
}
