//! A member's record, and what it is found by after the keys were rotated.

use crate::roll::{MOBILE, NUMBER, app, county_a, deeds, member, new_member, with_number};
use platform::audit::Deed;
use platform::store::keys;
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::members::{Add, Show, Viewed};

#[tokio::test]
async fn after_a_rotation_of_the_keys_everybody_is_still_found_on_the_local_cloud() {
    let mut app = TestApp::with_own_keys(members::routes()).await;
    app.rotate_keys().await;
    let county = county_a(&app).await;
    let added = county.call::<Add>(&(), &new_member("branch-a11", NUMBER)).await.ok().member;
    for (text, found) in [
        (TestApp::id_number("branch-a12-m1"), member("branch-a12-m1")),
        (TestApp::mobile("branch-a12-m1"), member("branch-a12-m1")),
        (NUMBER.to_owned(), added.clone()),
        (MOBILE.to_owned(), added),
    ] {
        assert_eq!(with_number(&app, &county, &text).await, [found.to_string()]);
    }
    // What is reserved under the older key stays reserved.
    let again = new_member("branch-a11", &TestApp::id_number("branch-a12-m1"));
    let refusal = county.call::<Add>(&(), &again).await.refusal();
    assert_eq!(refusal, Refusal::IdNumberTaken { branch: Some("李庄村党支部".into()) });
}

#[tokio::test]
async fn a_record_is_shown_masked_and_the_look_is_recorded_once_a_day() {
    let app = app().await;
    let county = county_a(&app).await;
    let path = member("branch-a11-m1");
    let first = county.call::<Show>(&path, &Nothing {}).await;
    let shown = first.ok();
    let (id_number, mobile) = (TestApp::id_number("branch-a11-m1"), TestApp::mobile("branch-a11-m1"));
    assert!(!first.text().contains(&id_number) && !first.text().contains(&mobile));
    assert_eq!(shown.mobile, Some(format!("{}****{}", &mobile[..3], &mobile[7..])));
    assert_eq!((first.version(), shown.version), (1, 1));
    assert_eq!((first.usage().requests, first.usage().queries), (3, 0));

    let again = county.call::<Show>(&path, &Nothing {}).await;
    assert_eq!(again.ok(), shown);
    assert_eq!(again.usage().requests, 2);
    let key = keys::member(&path);
    assert_eq!(deeds(&app, &key, 'V').await, [Deed::Viewed(Viewed::Record)]);

    let colleague = county_a(&app).await;
    let mut looks = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let (colleague, path) = (colleague.clone(), path.clone());
        looks.spawn(async move { colleague.call::<Show>(&path, &Nothing {}).await.ok() });
    }
    assert!(looks.join_all().await.into_iter().all(|seen| seen == shown));
    assert_eq!(deeds(&app, &key, 'V').await.len(), 2);
    app.pass(24 * 3600 - 60);
    let tomorrow = county_a(&app).await;
    tomorrow.call::<Show>(&path, &Nothing {}).await.ok();
    tomorrow.call::<Show>(&path, &Nothing {}).await.ok();
    assert_eq!(deeds(&app, &key, 'V').await.len(), 3);
}
