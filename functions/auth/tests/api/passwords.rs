//! Changing one's own password.

use crate::browser::*;
use platform::audit::AuditRecord;
use platform::store::keys;
use platform::testing::TestApp;
use shared_types::auth::{ChangePassword, Door, ListDevices, PasswordChange};
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, Refusal};
use shared_types::permission::Role;

const MEMBER: &str = "branch-a11-m1";
const NEW: &str = "Newer-2027";

fn change(old: &str, new: &str) -> PasswordChange {
    PasswordChange { old: old.into(), new: new.into() }
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    app.pass(60);
    let mut tablet = sign_in_again(&app, MEMBER, Browser::new(&app)).await;
    phone.call::<ChangePassword>(&(), &change(CHOSEN, NEW)).await.ok();
    phone.call::<ListDevices>(&(), &Nothing {}).await.ok();
    phone.refresh().await.ok();
    assert_eq!(tablet.refresh().await.refusal(), Refusal::Unauthenticated);
    let number = TestApp::id_number(MEMBER);
    let old = tablet.sign_in(Door::Member, &number, CHOSEN).await;
    assert_eq!(old.refusal(), Refusal::CredentialsWrong);
    done(tablet.sign_in(Door::Member, &number, NEW).await.ok());

    let cx = app.context().await;
    let subject = keys::member(&MEMBER.parse().expect("an id"));
    let (entries, _) = cx
        .table()
        .partition::<AuditRecord>(keys::audits(&subject, 'C'), true, 10, None)
        .await
        .expect("reads");
    let deeds: Vec<String> = entries.iter().map(|entry| format!("{:?}", entry.record.deed)).collect();
    assert_eq!(deeds, [r#"Changed("auth.change_password")"#, r#"Changed("auth.replace_initial_password")"#]);
    assert!(entries.iter().all(|entry| entry.record.actor == MEMBER));
}

#[tokio::test]
async fn an_administrator_changes_theirs_too() {
    let app = TestApp::new(auth::routes()).await;
    account(&app, "county.admin", Role::County, "county-a").await;
    let mut desk = account_signed_in(&app, "county.admin").await;
    desk.call::<ChangePassword>(&(), &change(CHOSEN, NEW)).await.ok();
    done(desk.sign_in(Door::Org, "county.admin", NEW).await.ok());
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_changed() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let before = app.items().await;
    for (old, new, field, fault) in [
        ("", NEW, "old", Fault::Required),
        (CHOSEN, "short", "new", Fault::TooShort(8)),
        (CHOSEN, "onlylowercase", "new", Fault::PasswordWeak),
    ] {
        let reply = phone.call::<ChangePassword>(&(), &change(old, new)).await;
        assert_eq!(reply.refusal(), Refusal::field(field, fault), "{old} {new}");
    }
    let anyone = app.anyone().call::<ChangePassword>(&(), &change(CHOSEN, NEW)).await;
    assert_eq!(anyone.refusal(), Refusal::Unauthenticated);
    assert_eq!(app.items().await, before);
    let same = phone.call::<ChangePassword>(&(), &change(CHOSEN, CHOSEN)).await;
    assert_eq!(same.refusal(), Refusal::field("new", Fault::PasswordSame));
    // The same change twice: the old one is no longer right.
    phone.call::<ChangePassword>(&(), &change(CHOSEN, NEW)).await.ok();
    let twice = phone.call::<ChangePassword>(&(), &change(CHOSEN, NEW)).await;
    assert_eq!(twice.refusal(), Refusal::field("old", Fault::PasswordWrong));
}

#[tokio::test]
async fn the_old_password_cannot_be_guessed() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    for _ in 0..4 {
        let reply = phone.call::<ChangePassword>(&(), &change("wrong", NEW)).await;
        assert_eq!(reply.refusal(), Refusal::field("old", Fault::PasswordWrong));
    }
    for _ in 0..2 {
        let reply = phone.call::<ChangePassword>(&(), &change("wrong", NEW)).await;
        assert_eq!(reply.refusal(), Refusal::Locked { minutes: 5 });
    }
    let right = phone.call::<ChangePassword>(&(), &change(CHOSEN, NEW)).await;
    assert_eq!(right.refusal(), Refusal::Locked { minutes: 5 });
}

#[tokio::test]
async fn a_change_ends_a_sign_in_that_is_under_way() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    app.pass(60);
    let mut thief = Browser::new(&app);
    let number = TestApp::id_number(MEMBER);
    let challenge = code_step(thief.sign_in(Door::Member, &number, CHOSEN).await.ok());
    let code = last_code(&app, &TestApp::mobile(MEMBER)).await;
    phone.call::<ChangePassword>(&(), &change(CHOSEN, NEW)).await.ok();
    assert_eq!(thief.confirm(&challenge, &code).await.refusal(), Refusal::ChallengeOver);
}
