//! What each endpoint asks of the database: requests exactly, so that none creeps in.

use crate::browser::*;
use platform::testing::TestApp;
use shared_types::auth::{
    ChangePassword, CodeAgain, Door, ListDevices, PasswordChange, RemoveDevice, ResetAccountPassword,
    ResetMemberPassword, SendCodeAgain, SignOut, SignOutEverywhere,
};
use shared_types::endpoint::Nothing;
use shared_types::permission::Role;

const MEMBER: &str = "branch-a11-m1";

#[tokio::test]
async fn every_endpoint_keeps_to_its_number_of_requests() {
    let app = TestApp::new(auth::routes()).await;
    let number = TestApp::id_number(MEMBER);
    let mut phone = Browser::new(&app);
    let mut counted: Vec<(&str, u32)> = Vec::new();

    let reply = phone.sign_in(Door::Member, &number, "wrong").await;
    counted.push(("sign-in, wrong", reply.usage().requests));
    let reply = phone.sign_in(Door::Member, &number, "111111").await;
    counted.push(("sign-in, new device", reply.usage().requests));
    let challenge = code_step(reply.ok());
    app.pass(60);
    let again = CodeAgain { challenge: challenge.clone() };
    let reply = phone.call::<SendCodeAgain>(&(), &again).await;
    counted.push(("another code", reply.usage().requests));
    let code = last_code(&app, &TestApp::mobile(MEMBER)).await;
    let reply = phone.confirm(&challenge, &other_than(&code)).await;
    counted.push(("code, wrong", reply.usage().requests));
    let reply = phone.confirm(&challenge, &code).await;
    counted.push(("code, initial password", reply.usage().requests));
    let reply = phone.choose(&password_step(reply.ok()), CHOSEN).await;
    counted.push(("new password", reply.usage().requests));
    let reply = phone.sign_in(Door::Member, &number, CHOSEN).await;
    counted.push(("sign-in, trusted device", reply.usage().requests));
    let reply = phone.refresh().await;
    counted.push(("refresh", reply.usage().requests));
    let reply = phone.call::<ListDevices>(&(), &Nothing {}).await;
    counted.push(("devices", reply.usage().requests));
    let own = reply.ok().devices.remove(0).device;
    let body = PasswordChange { old: CHOSEN.into(), new: "Newer-2027".into() };
    counted.push(("change", phone.call::<ChangePassword>(&(), &body).await.usage().requests));
    counted.push(("sign-out", phone.call::<SignOut>(&(), &Nothing {}).await.usage().requests));
    done(phone.sign_in(Door::Member, &number, "Newer-2027").await.ok());
    counted.push(("remove", phone.call::<RemoveDevice>(&own, &Nothing {}).await.usage().requests));

    account(&app, "town.admin", Role::Township, "town-a1").await;
    let mut desk = account_signed_in(&app, "town.admin").await;
    counted.push((
        "sign-out everywhere",
        desk.call::<SignOutEverywhere>(&(), &Nothing {}).await.usage().requests,
    ));

    let county = app.administrator(Role::County, "county-a").await;
    let id = MEMBER.parse().expect("an id");
    counted.push(("member", county.call::<ResetMemberPassword>(&id, &Nothing {}).await.usage().requests));
    let id = account(&app, "another.admin", Role::Township, "town-a1").await;
    counted.push(("account", county.call::<ResetAccountPassword>(&id, &Nothing {}).await.usage().requests));

    assert_eq!(
        counted,
        [
            // Two budgets, find, load, count the try.
            ("sign-in, wrong", 5),
            // The same; forget the tries, limit of the number read and written, two budgets, the step.
            ("sign-in, new device", 11),
            // Step, load, limit read and written, two budgets, the step.
            ("another code", 7),
            // Step, the try.
            ("code, wrong", 2),
            // Step, the try, load, the next step.
            ("code, initial password", 4),
            // Step, load, devices, everything at once.
            ("new password", 4),
            // As a wrong one; forget the tries, everything at once.
            ("sign-in, trusted device", 7),
            // Load, renew.
            ("refresh", 2),
            // Who calls (in all that follow), devices.
            ("devices", 2),
            // Load, count the try, sessions, everything at once.
            ("change", 5),
            ("sign-out", 2),
            // The device, everything at once.
            ("remove", 3),
            // Sessions, devices, everything at once.
            ("sign-out everywhere", 4),
            // Load, sessions, devices, everything at once.
            ("member", 5),
            ("account", 5),
        ]
    );
}
