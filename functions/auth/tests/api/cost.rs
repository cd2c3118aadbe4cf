//! What each endpoint asks of the database: requests, and capacity units as the local database counts them,
//! exactly, so that none creeps in.

use crate::browser::*;
use platform::store::Usage;
use platform::testing::TestApp;
use shared_types::auth::{
    ChangePassword, CodeAgain, Door, ListDevices, PasswordChange, RemoveDevice, ResetAccountPassword,
    ResetMemberPassword, SendCodeAgain, SignOut, SignOutEverywhere,
};
use shared_types::endpoint::Nothing;
use shared_types::permission::Role;

const MEMBER: &str = "branch-a11-m1";

#[tokio::test]
async fn every_endpoint_keeps_to_its_requests_and_units() {
    let app = TestApp::new(auth::routes()).await;
    let number = TestApp::id_number(MEMBER);
    let mut phone = Browser::new(&app);
    let mut counted: Vec<(&str, u32, f64)> = Vec::new();
    let mut count = |what: &'static str, usage: Usage| counted.push((what, usage.requests, usage.units));

    let reply = phone.sign_in(Door::Member, &number, "wrong").await;
    count("sign-in, wrong", reply.usage());
    let reply = phone.sign_in(Door::Member, &number, "111111").await;
    count("sign-in, new device", reply.usage());
    let challenge = code_step(reply.ok());
    app.pass(60);
    let again = CodeAgain { challenge: challenge.clone() };
    let reply = phone.call::<SendCodeAgain>(&(), &again).await;
    count("another code", reply.usage());
    let code = last_code(&app, &TestApp::mobile(MEMBER)).await;
    let reply = phone.confirm(&challenge, &other_than(&code)).await;
    count("code, wrong", reply.usage());
    let reply = phone.confirm(&challenge, &code).await;
    count("code, initial password", reply.usage());
    let reply = phone.choose(&password_step(reply.ok()), CHOSEN).await;
    count("new password", reply.usage());
    let reply = phone.sign_in(Door::Member, &number, CHOSEN).await;
    count("sign-in, trusted device", reply.usage());
    let reply = phone.refresh().await;
    count("refresh", reply.usage());
    let reply = phone.call::<ListDevices>(&(), &Nothing {}).await;
    count("devices", reply.usage());
    let own = reply.ok().devices.remove(0).device;
    let body = PasswordChange { old: CHOSEN.into(), new: "Newer-2027".into() };
    count("change", phone.call::<ChangePassword>(&(), &body).await.usage());
    count("sign-out", phone.call::<SignOut>(&(), &Nothing {}).await.usage());
    done(phone.sign_in(Door::Member, &number, "Newer-2027").await.ok());
    count("remove", phone.call::<RemoveDevice>(&own, &Nothing {}).await.usage());

    account(&app, "town.admin", Role::Township, "town-a1").await;
    let mut desk = account_signed_in(&app, "town.admin").await;
    count("sign-out everywhere", desk.call::<SignOutEverywhere>(&(), &Nothing {}).await.usage());

    let county = app.administrator(Role::County, "county-a").await;
    let id = MEMBER.parse().expect("an id");
    count("member", county.call::<ResetMemberPassword>(&id, &Nothing {}).await.usage());
    let id = account(&app, "another.admin", Role::Township, "town-a1").await;
    count("account", county.call::<ResetAccountPassword>(&id, &Nothing {}).await.usage());

    assert_eq!(
        counted,
        [
            // Two budgets, find, load, count the try.
            ("sign-in, wrong", 5, 6.0),
            // The same; forget the tries, limit of the number read and written, two budgets, the step.
            ("sign-in, new device", 11, 19.0),
            // Step, load, limit read and written, two budgets, the step.
            ("another code", 7, 8.0),
            // Step, the try.
            ("code, wrong", 2, 2.0),
            // Step, the try, load, the next step.
            ("code, initial password", 4, 8.0),
            // Step, load, devices, everything at once.
            ("new password", 4, 7.0),
            // As a wrong one; forget the tries, everything at once.
            ("sign-in, trusted device", 7, 15.0),
            // Load, renew.
            ("refresh", 2, 7.0),
            // Who calls (in all that follow), devices.
            ("devices", 2, 4.0),
            // Load, count the try, sessions, everything at once.
            ("change", 5, 12.0),
            ("sign-out", 2, 7.0),
            // The device, everything at once.
            ("remove", 3, 8.0),
            // Sessions, devices, everything at once.
            ("sign-out everywhere", 4, 9.0),
            // Load, sessions, devices, everything at once, sessions and devices again (free, for there are none).
            ("member", 7, 11.0),
            ("account", 7, 11.0),
        ]
    );
}
