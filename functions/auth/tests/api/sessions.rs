//! Sessions: how they are renewed, stolen, and end.

use crate::browser::*;
use platform::store::{AccountRecord, MemberRecord, keys};
use platform::testing::TestApp;
use shared_types::auth::{Door, ListDevices, SignOut, SignOutEverywhere};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::members::Standing;
use shared_types::permission::Role;
use std::collections::BTreeSet;
use tokio::task::JoinSet;

const MEMBER: &str = "branch-a11-m1";

async fn listed(browser: &mut Browser) -> u16 {
    browser.call::<ListDevices>(&(), &Nothing {}).await.status()
}

#[tokio::test]
async fn a_refresh_token_is_replaced_with_each_use() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let mut seen = BTreeSet::new();
    for _ in 0..5 {
        assert!(seen.insert(phone.cookie("refresh").expect("a token").to_owned()));
        app.pass(600);
        assert_eq!(listed(&mut phone).await, 401, "the access token has ended");
        phone.refresh().await.ok();
        assert_eq!(listed(&mut phone).await, 200);
    }
}

#[tokio::test]
async fn a_lost_reply_is_given_again_within_half_a_minute() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let mut lost = phone.clone();
    lost.refresh().await.ok();
    app.pass(10);
    phone.refresh().await.ok();
    // It is the same line of tokens, and it goes on.
    assert_eq!(phone.cookie("refresh"), lost.cookie("refresh"));
    app.pass(600);
    phone.refresh().await.ok();
    assert_eq!(listed(&mut phone).await, 200);
}

#[tokio::test]
async fn a_token_that_was_replaced_ends_the_session_and_forgets_the_device() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let mut thief = phone.clone();
    phone.refresh().await.ok();
    app.pass(31);
    assert_eq!(thief.refresh().await.refusal(), Refusal::Unauthenticated);
    assert_eq!(listed(&mut phone).await, 401, "also for whom it belonged to");
    assert_eq!(phone.refresh().await.refusal(), Refusal::Unauthenticated);
    app.pass(60);
    code_step(phone.sign_in(Door::Member, &TestApp::id_number(MEMBER), CHOSEN).await.ok());
}

#[tokio::test]
async fn the_thief_who_is_first_is_found_out_when_the_owner_comes() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let mut thief = phone.clone();
    app.pass(600);
    thief.refresh().await.ok();
    app.pass(600);
    assert_eq!(phone.refresh().await.refusal(), Refusal::Unauthenticated);
    assert_eq!(thief.refresh().await.refusal(), Refusal::Unauthenticated);
    assert_eq!(listed(&mut thief).await, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_that_ask_at_once_all_go_on() {
    let app = TestApp::new(auth::routes()).await;
    let phone = first_sign_in(&app, MEMBER).await;
    app.pass(600);
    let mut all = JoinSet::new();
    for _ in 0..6 {
        let mut page = phone.clone();
        all.spawn(async move {
            page.refresh().await.ok();
            page
        });
    }
    let pages = all.join_all().await;
    let tokens: BTreeSet<_> = pages.iter().map(|page| page.cookie("refresh").map(str::to_owned)).collect();
    assert_eq!(tokens.len(), 1, "one browser keeps one cookie, whichever reply comes last");
    for mut page in pages {
        assert_eq!(listed(&mut page).await, 200);
    }
}

#[tokio::test]
async fn a_refresh_token_is_good_on_its_device_only() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let other = first_sign_in(&app, "branch-b11-m1").await;
    for device in ["", "short", other.cookie("device").expect("a cookie")] {
        let mut elsewhere = phone.clone();
        elsewhere.set_cookie("device", device);
        assert_eq!(elsewhere.refresh().await.refusal(), Refusal::Unauthenticated);
    }
    phone.refresh().await.ok();
}

#[tokio::test]
async fn broken_refresh_tokens_are_refused() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let before = app.items().await;
    let token = phone.cookie("refresh").expect("a token").to_owned();
    let parts: Vec<&str> = token.split('.').collect();
    for broken in [
        "x".to_owned(),
        "...".to_owned(),
        format!("a.{}.{}.{}", parts[1], parts[2], parts[3]),
        format!("m.branch-b11-m1.{}.{}", parts[2], parts[3]),
        format!("m.UPPER#CASE.{}.{}", parts[2], parts[3]),
        format!("m.{}.{}.{}", parts[1], "00000000000000000000000000000000", parts[3]),
        format!("{token}.x"),
    ] {
        let mut forger = phone.clone();
        forger.set_cookie("refresh", &broken);
        assert_eq!(forger.refresh().await.refusal(), Refusal::Unauthenticated, "{broken}");
    }
    assert_eq!(Browser::new(&app).refresh().await.refusal(), Refusal::Unauthenticated);
    assert_eq!(app.items().await, before);
    phone.refresh().await.ok();
}

#[tokio::test]
async fn an_administrator_is_signed_out_after_half_an_hour_and_in_any_case_after_twelve() {
    let app = TestApp::new(auth::routes()).await;
    account(&app, "county.admin", Role::County, "county-a").await;
    let mut desk = account_signed_in(&app, "county.admin").await;
    app.pass(1700);
    desk.refresh().await.ok();
    app.pass(1800);
    assert_eq!(desk.refresh().await.refusal(), Refusal::Unauthenticated);

    // The device is still trusted. From here on it is in use all day.
    done(desk.sign_in(Door::Org, "county.admin", CHOSEN).await.ok());
    for _ in 0..25 {
        app.pass(1700);
        desk.refresh().await.ok();
        assert_eq!(listed(&mut desk).await, 200);
    }
    app.pass(12 * 3600 - 25 * 1700);
    assert_eq!(desk.refresh().await.refusal(), Refusal::Unauthenticated);
}

#[tokio::test]
async fn a_member_stays_signed_in_for_thirty_days_without_use() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    app.pass(30 * 24 * 3600 - 600);
    phone.refresh().await.ok();
    app.pass(30 * 24 * 3600);
    assert_eq!(phone.refresh().await.refusal(), Refusal::Unauthenticated);
}

#[tokio::test]
async fn a_disabled_account_and_an_ended_membership_are_out_at_once() {
    let app = TestApp::new(auth::routes()).await;
    let id = account(&app, "county.admin", Role::County, "county-a").await;
    let mut desk = account_signed_in(&app, "county.admin").await;
    let record: AccountRecord = app.stored(&keys::account(&id)).await.expect("stored").record;
    app.put(&[AccountRecord { disabled: true, ..record }]).await;
    assert_eq!(listed(&mut desk).await, 401);
    assert_eq!(desk.refresh().await.refusal(), Refusal::Unauthenticated);

    let mut phone = first_sign_in(&app, MEMBER).await;
    for (standing, status) in [
        (Standing::Suspended, 200),
        (Standing::Removed, 401),
        (Standing::Withdrawn, 401),
        (Standing::Expelled, 401),
        (Standing::Deceased, 401),
    ] {
        let record = app.member_record(MEMBER).await.record;
        app.put(&[MemberRecord { standing, ..record }]).await;
        assert_eq!(listed(&mut phone).await, status, "{standing:?}");
        assert_eq!(phone.refresh().await.status(), status, "{standing:?}");
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_only() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    app.pass(60);
    let mut tablet = sign_in_again(&app, MEMBER, Browser::new(&app)).await;
    let (refresh, mut copy) = (phone.cookie("refresh").expect("a token").to_owned(), phone.clone());
    phone.call::<SignOut>(&(), &Nothing {}).await.ok();
    assert_eq!(phone.cookie("refresh"), None);
    assert_eq!(listed(&mut phone).await, 401);
    copy.set_cookie("refresh", &refresh);
    assert_eq!(copy.refresh().await.refusal(), Refusal::Unauthenticated);
    assert_eq!(phone.call::<SignOut>(&(), &Nothing {}).await.refusal(), Refusal::Unauthenticated);

    tablet.refresh().await.ok();
    // The phone is still trusted.
    done(phone.sign_in(Door::Member, &TestApp::id_number(MEMBER), CHOSEN).await.ok());
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_sessions_and_forgets_all_devices() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let mut other = first_sign_in(&app, "branch-b11-m1").await;
    app.pass(60);
    let mut tablet = sign_in_again(&app, MEMBER, Browser::new(&app)).await;
    let anyone = app.anyone().call::<SignOutEverywhere>(&(), &Nothing {}).await;
    assert_eq!(anyone.refusal(), Refusal::Unauthenticated);
    tablet.call::<SignOutEverywhere>(&(), &Nothing {}).await.ok();
    for browser in [&mut phone, &mut tablet] {
        assert_eq!(listed(browser).await, 401);
        assert_eq!(browser.refresh().await.refusal(), Refusal::Unauthenticated);
        app.pass(60);
        code_step(browser.sign_in(Door::Member, &TestApp::id_number(MEMBER), CHOSEN).await.ok());
    }
    other.refresh().await.ok();
}

#[tokio::test]
async fn a_new_sign_in_on_a_device_takes_the_place_of_the_session_there() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let mut before = phone.clone();
    done(phone.sign_in(Door::Member, &TestApp::id_number(MEMBER), CHOSEN).await.ok());
    assert_eq!(listed(&mut before).await, 401);
    assert_eq!(before.refresh().await.refusal(), Refusal::Unauthenticated);
    assert_eq!(phone.call::<ListDevices>(&(), &Nothing {}).await.ok().devices.len(), 1);
}
