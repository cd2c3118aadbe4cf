//! One's devices.

use crate::browser::*;
use platform::testing::TestApp;
use shared_types::auth::{Device, Door, ListDevices, RemoveDevice};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::DeviceId;

const MEMBER: &str = "branch-a11-m1";

async fn devices(browser: &mut Browser) -> Vec<Device> {
    browser.call::<ListDevices>(&(), &Nothing {}).await.ok().devices
}

#[tokio::test]
async fn devices_are_listed_last_used_first() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    app.pass(3600);
    let mut tablet = sign_in_again(&app, MEMBER, Browser::new(&app)).await;
    let list = devices(&mut tablet).await;
    assert_eq!(list.iter().map(|device| device.current).collect::<Vec<_>>(), [true, false]);
    assert!(list.iter().all(|device| device.name == "安卓手机 · Chrome"), "{list:?}");
    assert!(list[0].seen > list[1].seen);
    // Use is noted at a refresh, not more often than every ten minutes.
    app.pass(500);
    tablet.refresh().await.ok();
    assert_eq!(devices(&mut tablet).await[0].seen, list[0].seen);
    phone.refresh().await.ok();
    let list = devices(&mut phone).await;
    assert_eq!(list.iter().map(|device| device.current).collect::<Vec<_>>(), [true, false]);
    assert!(list[0].seen > list[0].since);
}

#[tokio::test]
async fn a_removed_device_is_signed_out_and_needs_a_code_again() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    app.pass(60);
    let mut tablet = sign_in_again(&app, MEMBER, Browser::new(&app)).await;
    let gone = devices(&mut tablet).await.into_iter().find(|device| !device.current).expect("the phone");
    tablet.call::<RemoveDevice>(&gone.device, &Nothing {}).await.ok();
    assert_eq!(phone.call::<ListDevices>(&(), &Nothing {}).await.refusal(), Refusal::Unauthenticated);
    assert_eq!(phone.refresh().await.refusal(), Refusal::Unauthenticated);
    app.pass(60);
    code_step(phone.sign_in(Door::Member, &TestApp::id_number(MEMBER), CHOSEN).await.ok());
    assert_eq!(devices(&mut tablet).await.len(), 1);
    let again = tablet.call::<RemoveDevice>(&gone.device, &Nothing {}).await;
    assert_eq!(again.refusal(), Refusal::NotFound);
}

#[tokio::test]
async fn removing_the_device_in_hand_signs_it_out() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let own = devices(&mut phone).await.remove(0).device;
    phone.call::<RemoveDevice>(&own, &Nothing {}).await.ok();
    assert_eq!(phone.cookie("refresh"), None);
    assert_eq!(phone.call::<ListDevices>(&(), &Nothing {}).await.refusal(), Refusal::Unauthenticated);
}

#[tokio::test]
async fn nobody_sees_or_removes_the_devices_of_others() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let mut other = first_sign_in(&app, "branch-b11-m1").await;
    let theirs = devices(&mut other).await.remove(0).device;
    let before = app.items().await;
    for device in [theirs, "unknown".parse::<DeviceId>().expect("an id")] {
        let reply = phone.call::<RemoveDevice>(&device, &Nothing {}).await;
        assert_eq!(reply.refusal(), Refusal::NotFound);
        let reply = app.anyone().call::<RemoveDevice>(&device, &Nothing {}).await;
        assert_eq!(reply.refusal(), Refusal::Unauthenticated);
    }
    let reply = app.anyone().call::<ListDevices>(&(), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Unauthenticated);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn an_eleventh_device_takes_the_place_of_the_one_unused_for_longest() {
    let app = TestApp::new(auth::routes()).await;
    let mut first = first_sign_in(&app, MEMBER).await;
    let mut browsers = Vec::new();
    for _ in 0..10 {
        app.pass(3 * 3600);
        browsers.push(sign_in_again(&app, MEMBER, Browser::new(&app)).await);
    }
    assert_eq!(devices(&mut browsers[9]).await.len(), 10);
    assert_eq!(first.refresh().await.refusal(), Refusal::Unauthenticated);
    browsers[0].refresh().await.ok();
}

#[tokio::test]
async fn two_people_share_a_browser_without_sharing_trust() {
    let app = TestApp::new(auth::routes()).await;
    let mut shared = first_sign_in(&app, MEMBER).await;
    let number = TestApp::id_number("branch-a11-m2");
    let challenge = code_step(shared.sign_in(Door::Member, &number, "111111").await.ok());
    let code = last_code(&app, &TestApp::mobile("branch-a11-m2")).await;
    let challenge = password_step(shared.confirm(&challenge, &code).await.ok());
    done(shared.choose(&challenge, CHOSEN).await.ok());
    assert_eq!(devices(&mut shared).await.len(), 1);
    // Now both are trusted there, each by their own code.
    done(shared.sign_in(Door::Member, &TestApp::id_number(MEMBER), CHOSEN).await.ok());
    done(shared.sign_in(Door::Member, &number, CHOSEN).await.ok());
}

#[tokio::test]
async fn trust_ends_after_half_a_year() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let number = TestApp::id_number(MEMBER);
    app.pass(180 * 24 * 3600 - 600);
    done(phone.sign_in(Door::Member, &number, CHOSEN).await.ok());
    app.pass(600);
    code_step(phone.sign_in(Door::Member, &number, CHOSEN).await.ok());
}
