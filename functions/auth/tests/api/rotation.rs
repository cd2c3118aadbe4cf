//! Rotated keys sign nobody out. Keys and secrets are the local cloud's.

use crate::browser::*;
use platform::testing::TestApp;
use shared_types::auth::{Door, ListDevices};
use shared_types::endpoint::Nothing;
use shared_types::permission::Role;

#[tokio::test]
async fn keys_are_rotated_without_signing_anybody_out_on_the_local_cloud() {
    let mut app = TestApp::with_own_keys(auth::routes()).await;
    account(&app, "county.admin", Role::County, "county-a").await;
    let phone = first_sign_in(&app, "branch-a11-m1").await;
    let desk = account_signed_in(&app, "county.admin").await;
    let mut waiting = Browser::new(&app);
    let number = TestApp::id_number("branch-b11-m1");
    let challenge = code_step(waiting.sign_in(Door::Member, &number, "111111").await.ok());
    let code = last_code(&app, &TestApp::mobile("branch-b11-m1")).await;

    for _ in 0..2 {
        app.rotate_keys().await;
        // Access tokens, refresh tokens and trust go on.
        for browser in [&phone, &desk] {
            let mut browser = browser.at(&app);
            browser.call::<ListDevices>(&(), &Nothing {}).await.ok();
        }
    }
    let mut phone = phone.at(&app);
    let mut lost = phone.clone();
    lost.refresh().await.ok();
    // Between the refresh and its repetition as well.
    app.rotate_keys().await;
    phone = phone.at(&app);
    phone.refresh().await.ok();
    assert_eq!(phone.cookie("refresh"), lost.cookie("refresh"));
    phone.call::<ListDevices>(&(), &Nothing {}).await.ok();
    desk.at(&app).refresh().await.ok();

    // ID numbers and mobiles stored under the old keys are found and read, trust is kept.
    done(phone.sign_in(Door::Member, &TestApp::id_number("branch-a11-m1"), CHOSEN).await.ok());
    first_sign_in(&app, "branch-a12-m1").await;
    app.pass(60);
    account_signed_in(&app, "county.admin").await;
    // A code sent before the rotation is good after it.
    password_step(waiting.at(&app).confirm(&challenge, &code).await.ok());
}
