//! Giving somebody else a password again.

use crate::browser::*;
use platform::audit::AuditRecord;
use platform::store::keys;
use platform::testing::TestApp;
use shared_types::auth::{Door, ResetAccountPassword, ResetMemberPassword};
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, Refusal};
use shared_types::ids::{AccountId, MemberId};
use shared_types::permission::Role;

const MEMBER: &str = "branch-a11-m1";

fn member(id: &str) -> MemberId {
    id.parse().expect("an id")
}

#[tokio::test]
async fn the_branch_gives_a_member_the_initial_password_again() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, MEMBER).await;
    let branch = app.administrator(Role::Operator, "branch-a11").await;
    let number = TestApp::id_number(MEMBER);
    // The member has forgotten the password, and is locked out.
    for _ in 0..5 {
        Browser::new(&app).sign_in(Door::Member, &number, "forgotten").await.refusal();
    }
    app.pass(60);
    let reset = branch.call::<ResetMemberPassword>(&member(MEMBER), &Nothing {}).await.ok();
    assert!(reset.temporary.is_none());
    assert_eq!(phone.refresh().await.refusal(), Refusal::Unauthenticated);
    let old = phone.sign_in(Door::Member, &number, CHOSEN).await;
    assert_eq!(old.refusal(), Refusal::CredentialsWrong);
    // The device is forgotten, so a code is asked for, and then a new password.
    let challenge = code_step(phone.sign_in(Door::Member, &number, "111111").await.ok());
    let code = last_code(&app, &TestApp::mobile(MEMBER)).await;
    let challenge = password_step(phone.confirm(&challenge, &code).await.ok());
    done(phone.choose(&challenge, "Another-2027").await.ok());

    let cx = app.context().await;
    let audits = keys::audits(&keys::member(&member(MEMBER)), 'C');
    let (entries, _) = cx.table().partition::<AuditRecord>(audits, false, 10, None).await.expect("reads");
    let reset = entries.iter().find(|entry| format!("{:?}", entry.record.deed).contains("reset_member"));
    let reset = &reset.expect("the deed is noted").record;
    assert_eq!((reset.by.as_str(), reset.org_name.as_str()), ("孙丽", "王庄村党支部"));
}

#[tokio::test]
async fn a_reset_ends_a_sign_in_that_waits_for_its_password() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = Browser::new(&app);
    let number = TestApp::id_number(MEMBER);
    let challenge = code_step(phone.sign_in(Door::Member, &number, "111111").await.ok());
    let code = last_code(&app, &TestApp::mobile(MEMBER)).await;
    let challenge = password_step(phone.confirm(&challenge, &code).await.ok());
    let town = app.administrator(Role::Township, "town-a1").await;
    town.call::<ResetMemberPassword>(&member(MEMBER), &Nothing {}).await.ok();
    assert_eq!(phone.choose(&challenge, CHOSEN).await.refusal(), Refusal::ChallengeOver);
}

#[tokio::test]
async fn a_member_is_reset_within_reach_only() {
    let app = TestApp::new(auth::routes()).await;
    let phone = first_sign_in(&app, MEMBER).await;
    let before = app.items().await.len();
    for (role, org) in [
        (Role::County, "county-b"),
        (Role::CityDirect, "direct"),
        (Role::Township, "town-a2"),
        (Role::Operator, "branch-a12"),
        (Role::Operator, "general-a11"),
    ] {
        let other = app.administrator(role, org).await;
        let reply = other.call::<ResetMemberPassword>(&member(MEMBER), &Nothing {}).await;
        assert_eq!(reply.refusal(), Refusal::NotFound, "{org}");
    }
    let reply = app.anyone().call::<ResetMemberPassword>(&member(MEMBER), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Unauthenticated);
    let peer = app.member("branch-a11-m2").await;
    let reply = peer.call::<ResetMemberPassword>(&member(MEMBER), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Forbidden);
    let city = app.administrator(Role::CityDepartment, "city").await;
    let reply = city.call::<ResetMemberPassword>(&member("nobody"), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::NotFound);
    // Callers and their sessions were added, nothing else.
    assert_eq!(app.items().await.len(), before + 5 * 2 + 1 + 2);
    phone.clone().refresh().await.ok();

    // Everybody above the branch may, as often as they like.
    for (role, org) in
        [(Role::CityDepartment, "city"), (Role::County, "county-a"), (Role::Township, "town-a1")]
    {
        let above = app.administrator(role, org).await;
        for _ in 0..2 {
            above.call::<ResetMemberPassword>(&member(MEMBER), &Nothing {}).await.ok();
        }
    }
}

#[tokio::test]
async fn a_superior_gives_an_account_a_password_that_is_shown_once() {
    let app = TestApp::new(auth::routes()).await;
    let town = account(&app, "town.admin", Role::Township, "town-a1").await;
    let mut desk = account_signed_in(&app, "town.admin").await;
    let county = app.administrator(Role::County, "county-a").await;
    app.pass(60);
    let reset = county.call::<ResetAccountPassword>(&town, &Nothing {}).await.ok();
    let temporary = reset.temporary.expect("a password");
    assert!(!format!("{:?}", app.items().await).contains(&temporary), "stored in plain");
    assert_eq!(desk.refresh().await.refusal(), Refusal::Unauthenticated);
    let old = desk.sign_in(Door::Org, "town.admin", CHOSEN).await;
    assert_eq!(old.refusal(), Refusal::CredentialsWrong);

    let challenge = code_step(desk.sign_in(Door::Org, "town.admin", &temporary).await.ok());
    let code = last_code(&app, &account_mobile("town.admin")).await;
    let challenge = password_step(desk.confirm(&challenge, &code).await.ok());
    let same = desk.choose(&challenge, &temporary).await;
    assert_eq!(same.refusal(), Refusal::field("password", Fault::PasswordSame));
    done(desk.choose(&challenge, "Another-2027").await.ok());

    // Once more, another one.
    let again = county.call::<ResetAccountPassword>(&town, &Nothing {}).await.ok();
    assert_ne!(again.temporary, Some(temporary));
    let cx = app.context().await;
    let audits = keys::audits(&keys::account(&town), 'C');
    let (entries, _) = cx.table().partition::<AuditRecord>(audits, false, 10, None).await.expect("reads");
    let resets = entries.iter().filter(|entry| format!("{:?}", entry.record.deed).contains("reset_account"));
    assert_eq!(resets.count(), 2);
}

#[tokio::test]
async fn an_account_is_reset_by_a_superior_only() {
    let app = TestApp::new(auth::routes()).await;
    let town: AccountId = account(&app, "town.admin", Role::Township, "town-a1").await;
    let desk = account_signed_in(&app, "town.admin").await;
    for (role, org, refusal) in [
        (Role::County, "county-b", Refusal::NotFound),
        (Role::Township, "town-a2", Refusal::NotFound),
        (Role::Operator, "branch-a11", Refusal::Forbidden),
        (Role::Operator, "county-a", Refusal::Forbidden),
        (Role::Township, "town-a1", Refusal::Forbidden),
    ] {
        let other = app.administrator(role, org).await;
        let reply = other.call::<ResetAccountPassword>(&town, &Nothing {}).await;
        assert_eq!(reply.refusal(), refusal, "{org}");
    }
    let own = desk.clone().call::<ResetAccountPassword>(&town, &Nothing {}).await;
    assert_eq!(own.refusal(), Refusal::Forbidden);
    let member = app.member(MEMBER).await;
    let reply = member.call::<ResetAccountPassword>(&town, &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Forbidden);
    let reply = app.anyone().call::<ResetAccountPassword>(&town, &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Unauthenticated);
    let city = app.administrator(Role::CityDepartment, "city").await;
    let reply = city.call::<ResetAccountPassword>(&"nobody".parse().expect("an id"), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::NotFound);
    desk.clone().refresh().await.ok();
}
