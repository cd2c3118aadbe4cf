//! One-time codes.

use crate::browser::*;
use platform::testing::TestApp;
use shared_types::auth::FirstPassword;
use shared_types::auth::{Code, CodeAgain, ConfirmCode, Door, ReplaceInitialPassword, SendCodeAgain, Step};
use shared_types::error::{Fault, Refusal};
use shared_types::ids::ChallengeId;
use std::sync::Arc;
use tokio::task::JoinSet;

const MEMBER: &str = "branch-a11-m1";

async fn asked(app: &TestApp) -> (Browser, ChallengeId, String) {
    let mut phone = Browser::new(app);
    let reply = phone.sign_in(Door::Member, &TestApp::id_number(MEMBER), "111111").await;
    (phone, code_step(reply.ok()), last_code(app, &TestApp::mobile(MEMBER)).await)
}

#[tokio::test]
async fn a_code_has_five_tries() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, code) = asked(&app).await;
    for left in (0..5).rev() {
        let refusal = phone.confirm(&challenge, &other_than(&code)).await.refusal();
        assert_eq!(refusal, Refusal::CodeWrong { tries_left: left });
    }
    assert_eq!(phone.confirm(&challenge, &code).await.refusal(), Refusal::ChallengeOver);
    let again = CodeAgain { challenge };
    app.pass(60);
    assert_eq!(phone.call::<SendCodeAgain>(&(), &again).await.refusal(), Refusal::ChallengeOver);
}

#[tokio::test]
async fn the_fifth_try_may_be_right_and_what_is_no_code_costs_none() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, code) = asked(&app).await;
    for _ in 0..4 {
        phone.confirm(&challenge, &other_than(&code)).await.refusal();
    }
    for (typed, fault) in
        [("12345", Fault::TooShort(6)), ("12345x", Fault::Characters), ("", Fault::Required)]
    {
        let before = app.items().await;
        assert_eq!(phone.confirm(&challenge, typed).await.refusal(), Refusal::field("code", fault));
        assert_eq!(app.items().await, before);
    }
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    password_step(phone.confirm(&challenge, &spaced).await.ok());
}

#[tokio::test]
async fn a_code_is_good_for_five_minutes() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, code) = asked(&app).await;
    app.pass(300);
    assert_eq!(phone.confirm(&challenge, &code).await.refusal(), Refusal::ChallengeOver);
}

#[tokio::test]
async fn a_code_is_good_on_its_device_only() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, code) = asked(&app).await;
    assert_eq!(Browser::new(&app).confirm(&challenge, &code).await.refusal(), Refusal::ChallengeOver);
    let mut other = first_sign_in(&app, "branch-b11-m1").await;
    assert_eq!(other.confirm(&challenge, &code).await.refusal(), Refusal::ChallengeOver);
    let again = CodeAgain { challenge: challenge.clone() };
    app.pass(60);
    assert_eq!(other.call::<SendCodeAgain>(&(), &again).await.refusal(), Refusal::ChallengeOver);
    // Whoever tried elsewhere used up nothing.
    let next = password_step(phone.confirm(&challenge, &code).await.ok());
    let first = FirstPassword { challenge: next, password: CHOSEN.into() };
    let stolen = other.call::<ReplaceInitialPassword>(&(), &first).await;
    assert_eq!(stolen.refusal(), Refusal::ChallengeOver);
}

#[tokio::test]
async fn steps_come_in_their_order() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, code) = asked(&app).await;
    assert_eq!(phone.choose(&challenge, CHOSEN).await.refusal(), Refusal::ChallengeOver);
    let next = password_step(phone.confirm(&challenge, &code).await.ok());
    assert_eq!(phone.confirm(&next, &code).await.refusal(), Refusal::ChallengeOver);
    assert_eq!(phone.confirm(&challenge, &code).await.refusal(), Refusal::ChallengeOver);
    done(phone.choose(&next, CHOSEN).await.ok());
    assert_eq!(phone.choose(&next, "Another-2026").await.refusal(), Refusal::ChallengeOver);
}

#[tokio::test]
async fn another_code_takes_the_place_of_the_first() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, first) = asked(&app).await;
    let again = CodeAgain { challenge: challenge.clone() };
    app.pass(20);
    let wait = phone.call::<SendCodeAgain>(&(), &again).await.refusal();
    assert!(matches!(wait, Refusal::TooMany { seconds: 1..=40 }), "{wait:?}");
    app.pass(40);
    let Step::Code { challenge: same, mobile, again_in } =
        phone.call::<SendCodeAgain>(&(), &again).await.ok()
    else {
        panic!("a code");
    };
    assert_eq!((&same, again_in), (&challenge, 60));
    assert!(mobile.contains("****"));
    let second = last_code(&app, &TestApp::mobile(MEMBER)).await;
    if first != second {
        let refusal = phone.confirm(&challenge, &first).await.refusal();
        assert_eq!(refusal, Refusal::CodeWrong { tries_left: 4 });
    }
    // The clock of the code starts anew.
    app.pass(240);
    password_step(phone.confirm(&challenge, &second).await.ok());
}

#[tokio::test]
async fn who_must_wait_for_another_code_can_still_use_the_first() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, code) = asked(&app).await;
    let again = CodeAgain { challenge: challenge.clone() };
    phone.call::<SendCodeAgain>(&(), &again).await.refusal();
    password_step(phone.confirm(&challenge, &code).await.ok());
}

#[tokio::test]
async fn a_number_gets_one_a_minute_five_an_hour_ten_a_day() {
    let app = TestApp::new(auth::routes()).await;
    let number = TestApp::id_number(MEMBER);
    let ask = async || Browser::new(&app).sign_in(Door::Member, &number, "111111").await;
    for _ in 0..5 {
        code_step(ask().await.ok());
        let soon = ask().await.refusal();
        assert!(matches!(soon, Refusal::TooMany { seconds: 20.. }), "{soon:?}");
        app.pass(60);
    }
    let sixth = ask().await.refusal();
    assert!(matches!(sixth, Refusal::TooMany { seconds: 3000..=3300 }), "{sixth:?}");
    for _ in 0..5 {
        app.pass(3600);
        code_step(ask().await.ok());
    }
    app.pass(3600);
    let eleventh = ask().await.refusal();
    assert!(matches!(eleventh, Refusal::TooMany { seconds: 60_000.. }), "{eleventh:?}");
    assert_eq!(messages(&app, &TestApp::mobile(MEMBER)).await.len(), 10);
    app.pass(24 * 3600);
    code_step(ask().await.ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_wrong_codes_at_once_have_five_tries_together() {
    let app = TestApp::new(auth::routes()).await;
    let (phone, challenge, code) = asked(&app).await;
    let mut all = JoinSet::new();
    for number in 0..100 {
        let (mut phone, challenge) = (phone.clone(), challenge.clone());
        let wrong = format!("{number:06}");
        let wrong = if wrong == code { other_than(&code) } else { wrong };
        all.spawn(async move { phone.confirm(&challenge, &wrong).await.refusal() });
    }
    let answers = all.join_all().await;
    let wrong = answers.iter().filter(|answer| matches!(answer, Refusal::CodeWrong { .. })).count();
    let over = answers.iter().filter(|answer| **answer == Refusal::ChallengeOver).count();
    assert_eq!((wrong, over), (5, 95), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_right_code_is_good_once_however_many_use_it_at_once() {
    let app = TestApp::new(auth::routes()).await;
    let (phone, challenge, code) = asked(&app).await;
    let body = Arc::new(Code { challenge, code, remember: true });
    let mut all = JoinSet::new();
    for _ in 0..5 {
        let (mut phone, body) = (phone.clone(), Arc::clone(&body));
        all.spawn(async move { phone.call::<ConfirmCode>(&(), &body).await.status() });
    }
    let answers = all.join_all().await;
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
}

#[tokio::test]
async fn the_table_holds_no_code_no_password_and_no_token() {
    let app = TestApp::new(auth::routes()).await;
    let (mut phone, challenge, code) = asked(&app).await;
    let stored = |items: &[platform::store::Item]| {
        let inbox = |item: &&platform::store::Item| {
            item.get("pk").and_then(|pk| pk.as_s().ok()).is_none_or(|pk| pk != platform::sms::INBOX)
        };
        // Times hold many digits; ids and hashes are what counts.
        format!("{:?}", items.iter().filter(inbox).collect::<Vec<_>>())
    };
    let text = stored(&app.items().await);
    assert!(!text.contains(&format!("\"{code}\"")), "the code is stored");
    let next = password_step(phone.confirm(&challenge, &code).await.ok());
    let session = done(phone.choose(&next, CHOSEN).await.ok());
    let text = stored(&app.items().await);
    let refresh = phone.cookie("refresh").expect("a cookie").to_owned();
    let secret = refresh.rsplit('.').next().expect("a secret");
    for hidden in [
        CHOSEN,
        phone.cookie("device").expect("a cookie"),
        secret,
        &session.access_token,
        &TestApp::mobile(MEMBER),
    ] {
        assert!(!text.contains(hidden), "stored in plain");
    }
}

#[tokio::test]
async fn a_device_that_is_not_to_be_remembered_needs_a_code_again() {
    let app = TestApp::new(auth::routes()).await;
    first_sign_in(&app, MEMBER).await;
    app.pass(60);
    let mut library = Browser::new(&app);
    let number = TestApp::id_number(MEMBER);
    let challenge = code_step(library.sign_in(Door::Member, &number, CHOSEN).await.ok());
    let code = last_code(&app, &TestApp::mobile(MEMBER)).await;
    let body = Code { challenge, code, remember: false };
    done(library.call::<ConfirmCode>(&(), &body).await.ok());
    app.pass(60);
    code_step(library.sign_in(Door::Member, &number, CHOSEN).await.ok());
}
