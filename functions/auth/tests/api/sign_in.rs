//! The first step, and the whole way.

use crate::browser::*;
use platform::store::{CredentialRecord, MemberRecord};
use platform::testing::TestApp;
use shared_types::auth::{Door, ListDevices, SignIn, Step, Who};
use shared_types::endpoint::{Nothing, target};
use shared_types::error::{Fault, Refusal};
use shared_types::id_number::check_character;
use shared_types::ids::OrgId;
use shared_types::members::Standing;
use shared_types::permission::Role;
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_member_signs_in_on_a_new_device_and_must_replace_the_initial_password() {
    let app = TestApp::new(auth::routes()).await;
    let (number, mobile) = (TestApp::id_number("branch-a11-m1"), TestApp::mobile("branch-a11-m1"));
    let mut phone = Browser::new(&app);
    let typed = format!("{} {}", &number[..6], &number[6..]);
    let Step::Code { challenge, mobile: shown, again_in } =
        phone.sign_in(Door::Member, &typed, "111111").await.ok()
    else {
        panic!("a code is asked for");
    };
    assert_eq!((shown.as_str(), again_in), (format!("{}****{}", &mobile[..3], &mobile[7..]).as_str(), 60));
    assert_eq!(phone.cookie("refresh"), None);

    let code = last_code(&app, &mobile).await;
    let challenge = password_step(phone.confirm(&challenge, &code).await.ok());
    // Nothing opens before the new password, and the initial one is not new.
    assert_eq!(phone.cookie("refresh"), None);
    assert_eq!(phone.refresh().await.refusal(), Refusal::Unauthenticated);
    let weak = phone.choose(&challenge, "111111").await.refusal();
    assert_eq!(weak, Refusal::field("password", Fault::TooShort(8)));

    let session = done(phone.choose(&challenge, CHOSEN).await.ok());
    assert_eq!(session.expires_in, 600);
    let Who::Member { member, name, branch, branch_name } = &session.who else { panic!("a member") };
    assert_eq!((member.as_str(), branch.as_str()), ("branch-a11-m1", "branch-a11"));
    assert_eq!(branch_name, "王庄村党支部");
    assert!(!name.is_empty());
    assert_eq!(phone.call::<ListDevices>(&(), &Nothing {}).await.ok().devices.len(), 1);

    // The device is known now; the initial password is gone; another device is not known.
    done(phone.sign_in(Door::Member, &number, CHOSEN).await.ok());
    let wrong = phone.sign_in(Door::Member, &number, "111111").await;
    assert_eq!(wrong.refusal(), Refusal::CredentialsWrong);
    app.pass(60);
    code_step(Browser::new(&app).sign_in(Door::Member, &number, CHOSEN).await.ok());
}

#[tokio::test]
async fn an_administrator_signs_in() {
    let app = TestApp::new(auth::routes()).await;
    let account = account(&app, "county.admin", Role::County, "county-a").await;
    let mut desk = Browser::new(&app);
    let challenge = code_step(desk.sign_in(Door::Org, " County.Admin", CHOSEN).await.ok());
    let code = last_code(&app, &account_mobile("county.admin")).await;
    let session = done(desk.confirm(&challenge, &code).await.ok());
    let org: OrgId = "county-a".parse().expect("an id");
    let name = "孙丽".to_owned();
    let org_name = "中共甲县委组织部".to_owned();
    assert_eq!(session.who, Who::Account { account, name, org, org_name, role: Role::County });
}

#[tokio::test]
async fn a_member_without_a_credential_has_the_initial_password() {
    let app = TestApp::new(auth::routes()).await;
    forget_credential(&app, "branch-a11-m2").await;
    first_sign_in(&app, "branch-a11-m2").await;
}

async fn forget_credential(app: &TestApp, user: &str) {
    let mut tx = app.shared().table.transaction();
    tx.forget(&platform::store::keys::credential(user));
    tx.commit().await.expect("forgets");
}

/// The answer as it goes over the wire, without the request's own id.
fn wire(reply: &platform::testing::Reply<SignIn>) -> (u16, String, usize) {
    let (text, id) = reply.text().split_once("\"request_id\":").expect("a problem names its request");
    assert_eq!(id.len(), 35, "{id}");
    (reply.status(), text.to_owned(), reply.cookies().len())
}

#[tokio::test]
async fn known_and_unknown_names_answer_alike() {
    let app = TestApp::new(auth::routes()).await;
    account(&app, "known", Role::County, "county-a").await;
    let disabled = account(&app, "disabled", Role::County, "county-a").await;
    let key = platform::store::keys::account(&disabled);
    let mut record: platform::store::AccountRecord = app.stored(&key).await.expect("stored").record;
    record.disabled = true;
    app.put(&[record]).await;
    let bare = account(&app, "without.credential", Role::County, "county-a").await;
    forget_credential(&app, bare.as_str()).await;
    let hashless = account(&app, "without.hash", Role::County, "county-a").await;
    app.put(&[CredentialRecord::initial(hashless.as_str(), None)]).await;
    for (member, standing) in [
        ("branch-b11-m1", Standing::Removed),
        ("branch-b11-m2", Standing::Expelled),
        ("branch-d1-m1", Standing::Deceased),
        ("branch-d1-m2", Standing::Withdrawn),
    ] {
        let record = app.member_record(member).await.record;
        app.put(&[MemberRecord { standing, ..record }]).await;
    }

    let id = TestApp::id_number;
    let unknown_number = "11010519491231002X".to_owned();
    let mut answers = Vec::new();
    for (door, name, password) in [
        (Door::Org, "nobody", CHOSEN),
        (Door::Org, "known", "wrong-password"),
        (Door::Org, "disabled", CHOSEN),
        (Door::Org, "without.credential", "111111"),
        (Door::Org, "without.hash", "111111"),
        (Door::Org, "不 是 登录名 #/", "111111"),
        (Door::Member, &unknown_number, "111111"),
        (Door::Member, &id("branch-a11-m1"), "111112"),
        (Door::Member, &id("branch-b11-m1"), "111111"),
        (Door::Member, &id("branch-b11-m2"), "111111"),
        (Door::Member, &id("branch-d1-m1"), "111111"),
        (Door::Member, &id("branch-d1-m2"), "111111"),
    ] {
        let reply = Browser::new(&app).sign_in(door, name, password).await;
        assert_eq!(reply.refusal(), Refusal::CredentialsWrong, "{name}");
        answers.push((wire(&reply), reply.usage().requests, reply.usage().queries));
    }
    // The same text, headers and requests to the database, to the last.
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

/// The `number`th ID number of nobody.
fn unknown_number(number: u32) -> String {
    let head = format!("11010519491231{:03}", 100 + number);
    format!("{head}{}", check_character(&head).expect("17 digits"))
}

#[tokio::test]
async fn known_and_unknown_names_take_the_same_time() {
    let app = TestApp::new(auth::routes()).await;
    let (mut known, mut unknown): (Vec<Duration>, Vec<Duration>) = Default::default();
    let timed = async |name: &str| {
        let since = Instant::now();
        let reply = Browser::new(&app).sign_in(Door::Member, name, "wrong-password").await;
        assert_eq!(reply.refusal(), Refusal::CredentialsWrong);
        since.elapsed()
    };
    timed(&unknown_number(99)).await;
    for round in 0..4 {
        for (at, branch) in ["branch-a11", "branch-a12", "branch-b11", "branch-d1"].iter().enumerate() {
            known.push(timed(&TestApp::id_number(&format!("{branch}-m1"))).await);
            let at = u32::try_from(at).expect("small");
            unknown.push(timed(&unknown_number(round * 4 + at)).await);
        }
    }
    known.sort();
    unknown.sort();
    // A missing Argon2 would halve the time. The lower quartile is deaf to what else the machine does.
    let (known, unknown) = (known[4].as_secs_f64(), unknown[4].as_secs_f64());
    assert!((0.7..1.4).contains(&(known / unknown)), "known {known:.4} s, unknown {unknown:.4} s");
}

#[tokio::test]
async fn what_cannot_be_a_name_is_said_at_the_field_and_nothing_is_written() {
    let app = TestApp::new(auth::routes()).await;
    let before = app.items().await;
    for (door, name, password, refusal) in [
        (Door::Member, "110105194912310021", "111111", Refusal::field("name", Fault::IdNumberCheck)),
        (Door::Member, "13812345678", "111111", Refusal::field("name", Fault::IdNumberLength)),
        (Door::Org, " ", "111111", Refusal::field("name", Fault::Required)),
        (Door::Org, "known", "", Refusal::field("password", Fault::Required)),
        (Door::Org, "known", &"x".repeat(65), Refusal::field("password", Fault::TooLong(64))),
    ] {
        let reply = Browser::new(&app).sign_in(door, name, password).await;
        assert_eq!(reply.refusal(), refusal, "{name}");
    }
    let target = target::<SignIn>(&(), &credentials(Door::Org, "", ""));
    let torn = app.anyone().send::<SignIn>("POST", &target, "{\"door\":\"org\"").await;
    assert_eq!(torn.refusal(), Refusal::Malformed);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn who_has_no_mobile_is_told_so_and_is_not_locked() {
    let app = TestApp::new(auth::routes()).await;
    let record = app.member_record("branch-a11-m1").await.record;
    app.put(&[MemberRecord { mobile: None, mobile_hash: None, ..record }]).await;
    for _ in 0..7 {
        let reply =
            Browser::new(&app).sign_in(Door::Member, &TestApp::id_number("branch-a11-m1"), "111111").await;
        assert_eq!(reply.refusal(), Refusal::MobileMissing);
    }
    // Only who knows the password learns that.
    let reply = Browser::new(&app).sign_in(Door::Member, &TestApp::id_number("branch-a11-m1"), "1").await;
    assert_eq!(reply.refusal(), Refusal::CredentialsWrong);
}

#[tokio::test]
async fn a_message_that_fails_can_be_asked_for_again_at_once() {
    let app = TestApp::new(auth::routes()).await;
    let broken = app.without_messages().await;
    let number = TestApp::id_number("branch-a11-m1");
    for _ in 0..6 {
        let reply = Browser::new(&broken).sign_in(Door::Member, &number, "111111").await;
        assert_eq!(reply.refusal(), Refusal::SmsFailed);
    }
    code_step(Browser::new(&app).sign_in(Door::Member, &number, "111111").await.ok());
}
