//! Members by their exact ID number or mobile, and a member's record.

use crate::roll::{MOBILE, NUMBER, app, county_a, county_b, deeds, member, new_member};
use platform::audit::Deed;
use platform::store::keys;
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, Refusal};
use shared_types::members::{Add, Find, Number, Show, Viewed};
use shared_types::permission::Role;

fn number(text: &str) -> Number {
    Number { number: text.into() }
}

#[tokio::test]
async fn a_member_is_found_by_the_whole_id_number_or_mobile() {
    let app = app().await;
    let county = county_a(&app).await;
    let (id_number, mobile) = (TestApp::id_number("branch-a11-m1"), TestApp::mobile("branch-a11-m1"));
    let spaced = format!("{} {} {}", &id_number[..6], &id_number[6..14], &id_number[14..]);
    for (text, requests) in [(&id_number, 3), (&spaced, 3), (&mobile, 3), (&format!("+86 {mobile}"), 3)] {
        let reply = county.call::<Find>(&(), &number(text)).await;
        let rows = reply.ok().rows;
        let found: Vec<_> = rows.iter().map(|row| row.member.as_str()).collect();
        assert_eq!(found, ["branch-a11-m1"], "{text}");
        assert_eq!(reply.usage().requests, requests);
    }
    assert!(!county.call::<Find>(&(), &number(NUMBER)).await.text().contains(NUMBER));
    assert!(county.call::<Find>(&(), &number(NUMBER)).await.ok().rows.is_empty());
}

#[tokio::test]
async fn nobody_outside_is_found() {
    let app = app().await;
    let county = county_b(&app).await;
    for text in [TestApp::id_number("branch-a11-m1"), TestApp::mobile("branch-a11-m1")] {
        assert!(county.call::<Find>(&(), &number(&text)).await.ok().rows.is_empty());
    }
}

#[tokio::test]
async fn several_members_may_share_a_mobile_and_each_caller_finds_their_own() {
    let app = app().await;
    let (a, b) = (county_a(&app).await, county_b(&app).await);
    let of_a = a.call::<Add>(&(), &new_member("branch-a11", NUMBER)).await.ok().member;
    let of_b = b.call::<Add>(&(), &new_member("branch-b11", "110105194912310038")).await.ok().member;
    let found = |rows: Vec<shared_types::members::MemberRow>| {
        rows.into_iter().map(|row| row.member).collect::<Vec<_>>()
    };
    assert_eq!(found(a.call::<Find>(&(), &number(MOBILE)).await.ok().rows), [of_a]);
    assert_eq!(found(b.call::<Find>(&(), &number(MOBILE)).await.ok().rows), [of_b]);
    let city = app.administrator(Role::CityDepartment, "city").await;
    assert_eq!(city.call::<Find>(&(), &number(MOBILE)).await.ok().rows.len(), 2);
}

#[tokio::test]
async fn a_number_with_a_mistake_is_refused_with_the_mistake() {
    let app = app().await;
    let county = county_a(&app).await;
    for (text, fault) in [
        ("110105194912310021", Fault::IdNumberCheck),
        ("12812345678", Fault::Mobile),
        ("1381234567", Fault::Mobile),
        ("110105194912", Fault::IdNumberLength),
        ("", Fault::Required),
    ] {
        let refusal = county.call::<Find>(&(), &number(text)).await.refusal();
        assert_eq!(refusal, Refusal::field("number", fault), "{text}");
    }
}

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
        let rows = county.call::<Find>(&(), &number(&text)).await.ok().rows;
        assert_eq!(rows.into_iter().map(|row| row.member).collect::<Vec<_>>(), [found]);
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
