//! Members by name, and by their exact ID number or mobile.

use crate::city::{app, city, county_a, county_b, found_members, member_search, members};
use platform::testing::TestApp;
use shared_types::error::{Fault, Refusal};
use shared_types::members::MemberKind;
use shared_types::permission::Role;
use shared_types::search::{FindMembers, MemberSearch};

/// Names of the members of the test tree, by their ids.
async fn named(app: &TestApp, id: &str) -> String {
    app.member_record(id).await.record.particulars.name
}

#[tokio::test]
async fn a_member_is_found_by_name_with_one_batch_read_more() {
    let app = app().await;
    let county = county_a(&app).await;
    let name = named(&app, "branch-a11-m1").await;
    let reply = county.call::<FindMembers>(&(), &member_search(&name)).await;
    let found = reply.ok();
    assert_eq!(found.hits[0].row.name, name);
    assert_eq!(found.hits[0].marks.len(), name.chars().count());
    assert_eq!(found.hits[0].path, ["中共甲县委组织部", "东镇党委"]);
    assert_eq!((reply.usage().requests, reply.usage().queries), (3, 0));
    let number = TestApp::id_number("branch-a11-m1");
    assert!(!reply.text().contains(&number), "numbers are masked");

    let whole_city = city(&app).await.call::<FindMembers>(&(), &member_search(&name)).await;
    assert_eq!((whole_city.usage().requests, whole_city.usage().queries), (3, 1));
}

#[tokio::test]
async fn nobody_outside_is_found_by_name_or_number() {
    let app = app().await;
    let (county, branch) = (county_b(&app).await, app.administrator(Role::Operator, "branch-a12").await);
    let name = named(&app, "branch-a11-m1").await;
    for text in [name, TestApp::id_number("branch-a11-m1"), TestApp::mobile("branch-a11-m1")] {
        for caller in [&county, &branch] {
            assert!(!found_members(caller, &text).await.contains(&"branch-a11-m1".to_owned()), "{text}");
        }
    }
    let below = MemberSearch { below: "branch-a11".parse().ok(), ..member_search("王") };
    assert_eq!(branch.call::<FindMembers>(&(), &below).await.refusal(), Refusal::NotFound);
}

#[tokio::test]
async fn a_whole_number_finds_its_owner() {
    let app = app().await;
    let county = county_a(&app).await;
    let (id_number, mobile) = (TestApp::id_number("branch-a11-m1"), TestApp::mobile("branch-a11-m1"));
    let spaced = format!("{} {} {}", &id_number[..6], &id_number[6..14], &id_number[14..]);
    for text in [&id_number, &spaced, &mobile, &format!("+86 {mobile}")] {
        let reply = county.call::<FindMembers>(&(), &member_search(text)).await;
        assert_eq!(members(&reply.ok()), ["branch-a11-m1"], "{text}");
        assert_eq!(reply.usage().requests, 3);
        assert!(!reply.text().contains(&id_number));
    }
    for (text, fault) in [("110105194912310021", Fault::IdNumberCheck), ("1381234567", Fault::Mobile)] {
        let refusal = county.call::<FindMembers>(&(), &member_search(text)).await.refusal();
        assert_eq!(refusal, Refusal::field("text", fault), "{text}");
    }
    assert_eq!(found_members(&county, "11010519491231002X").await, [""; 0]);
}

#[tokio::test]
async fn after_a_rotation_of_the_keys_everybody_is_still_found_on_the_local_cloud() {
    let mut app = TestApp::with_own_keys(search::routes()).await;
    crate::city::reindex(&app).await;
    app.rotate_keys().await;
    let county = county_a(&app).await;
    let name = named(&app, "branch-a11-m1").await;
    for text in [name, TestApp::id_number("branch-a11-m1"), TestApp::mobile("branch-a11-m1")] {
        assert!(found_members(&county, &text).await.contains(&"branch-a11-m1".to_owned()), "{text}");
    }
}

#[tokio::test]
async fn filters_hold_of_the_record_as_it_is() {
    let app = app().await;
    let county = county_a(&app).await;
    let name = named(&app, "branch-a11-m1").await;
    let only = async |kind: MemberKind| {
        let search = MemberSearch { kind: Some(kind), ..member_search(&name) };
        county.call::<FindMembers>(&(), &search).await.ok().hits.len()
    };
    let (full, probationary) = (only(MemberKind::Full).await, only(MemberKind::Probationary).await);
    assert_eq!(full + probationary, found_members(&county, &name).await.len());
    assert!(full > 0 || probationary > 0);
}
