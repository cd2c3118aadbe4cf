//! Who gets in.

use crate::city::{app, member_search, org_search};
use platform::testing::TestApp;
use shared_types::error::Refusal;
use shared_types::search::{DestinationSearch, FindDestinations, FindMembers, FindOrgs};

#[tokio::test]
async fn nobody_and_members_find_nothing() {
    let app = app().await;
    let me = app.member("branch-a11-m1").await;
    let before = app.items().await;
    let destination = DestinationSearch { name: "庄村".into(), branches: false };
    for (caller, expected) in [
        (app.anyone(), Refusal::Unauthenticated),
        (app.anyone().with_token("a.b.c"), Refusal::Unauthenticated),
        (me, Refusal::Forbidden),
    ] {
        assert_eq!(caller.call::<FindOrgs>(&(), &org_search("庄村", None)).await.refusal(), expected);
        assert_eq!(caller.call::<FindMembers>(&(), &member_search("王")).await.refusal(), expected);
        assert_eq!(caller.call::<FindDestinations>(&(), &destination).await.refusal(), expected);
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn searching_writes_nothing_and_can_be_repeated() {
    let app = app().await;
    let county = crate::city::county_a(&app).await;
    let number = TestApp::id_number("branch-a11-m1");
    let before = app.items().await;
    let mut answers = Vec::new();
    for _ in 0..2 {
        let orgs = county.call::<FindOrgs>(&(), &org_search("庄村", None)).await;
        let members = county.call::<FindMembers>(&(), &member_search("w")).await;
        let one = county.call::<FindMembers>(&(), &member_search(&number)).await;
        answers.push([orgs.text().to_owned(), members.text().to_owned(), one.text().to_owned()]);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(app.items().await, before);
}
