//! Wrong passwords: pauses, and budgets per address.

use crate::browser::*;
use platform::store::keys::Key;
use platform::testing::TestApp;
use shared_types::auth::Door;
use shared_types::error::Refusal;
use shared_types::permission::Role;
use tokio::task::JoinSet;

const UNKNOWN: &str = "11010519491231002X";

#[tokio::test]
async fn five_wrong_passwords_begin_a_pause_that_grows_for_known_and_unknown_names_alike() {
    let app = TestApp::new(auth::routes()).await;
    let known = TestApp::id_number("branch-a11-m1");
    for name in [known.as_str(), UNKNOWN] {
        let mut answers = Vec::new();
        for pause in [5, 10, 20] {
            for _ in 0..5 {
                answers.push(Browser::new(&app).sign_in(Door::Member, name, "wrong").await.refusal());
            }
            // Also the right one is not looked at.
            let right = Browser::new(&app).sign_in(Door::Member, name, "111111").await;
            answers.push(right.refusal());
            app.pass(pause * 60 - 45);
            answers.push(Browser::new(&app).sign_in(Door::Member, name, "111111").await.refusal());
            app.pass(46);
        }
        let expected = [5, 10, 20].into_iter().flat_map(|minutes| {
            let locked = Refusal::Locked { minutes };
            std::iter::repeat_n(Refusal::CredentialsWrong, 4).chain([
                locked.clone(),
                locked,
                Refusal::Locked { minutes: 1 },
            ])
        });
        assert_eq!(answers, expected.collect::<Vec<_>>(), "{name}");
    }
    // After the pause the right one opens, and everything is forgotten.
    code_step(Browser::new(&app).sign_in(Door::Member, &known, "111111").await.ok());
    for _ in 0..4 {
        let reply = Browser::new(&app).sign_in(Door::Member, &known, "wrong").await;
        assert_eq!(reply.refusal(), Refusal::CredentialsWrong);
    }
}

#[tokio::test]
async fn a_right_password_forgets_the_wrong_ones() {
    let app = TestApp::new(auth::routes()).await;
    account(&app, "forgetful", Role::Township, "town-a1").await;
    for _ in 0..3 {
        for _ in 0..4 {
            let reply = Browser::new(&app).sign_in(Door::Org, "forgetful", "wrong").await;
            assert_eq!(reply.refusal(), Refusal::CredentialsWrong);
        }
        code_step(Browser::new(&app).sign_in(Door::Org, "forgetful", CHOSEN).await.ok());
        app.pass(60);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_wrong_passwords_at_once_are_five_tries() {
    let app = TestApp::new(auth::routes()).await;
    let known = TestApp::id_number("branch-a11-m1");
    for (name, count) in [(known, 100), (UNKNOWN.to_owned(), 40)] {
        let mut all = JoinSet::new();
        for _ in 0..count {
            let (mut browser, name) = (Browser::new(&app), name.clone());
            all.spawn(async move { browser.sign_in(Door::Member, &name, "wrong").await.refusal() });
        }
        let answers = all.join_all().await;
        // Four were looked at and wrong, the fifth began the pause, the others met it.
        let wrong = answers.iter().filter(|answer| **answer == Refusal::CredentialsWrong).count();
        let locked = |answer: &&Refusal| matches!(answer, Refusal::Locked { minutes: 5..=6 });
        let locked = answers.iter().filter(locked).count();
        assert_eq!((wrong, locked), (4, count - 4), "{answers:?}");
    }
}

#[tokio::test]
async fn who_guesses_elsewhere_does_not_lock_somebody_out_of_their_own_phone() {
    let app = TestApp::new(auth::routes()).await;
    let mut phone = first_sign_in(&app, "branch-a11-m1").await;
    let number = TestApp::id_number("branch-a11-m1");
    for _ in 0..5 {
        Browser::new(&app).sign_in(Door::Member, &number, "wrong").await.refusal();
    }
    let elsewhere = Browser::new(&app).sign_in(Door::Member, &number, CHOSEN).await;
    assert_eq!(elsewhere.refusal(), Refusal::Locked { minutes: 5 });
    done(phone.sign_in(Door::Member, &number, CHOSEN).await.ok());
    // The phone itself has five tries as well.
    for _ in 0..4 {
        let reply = phone.sign_in(Door::Member, &number, "wrong").await;
        assert_eq!(reply.refusal(), Refusal::CredentialsWrong);
    }
    let fifth = phone.sign_in(Door::Member, &number, "wrong").await;
    assert_eq!(fifth.refusal(), Refusal::Locked { minutes: 5 });
}

/// Draws so many more on a budget of an address that something was drawn on before.
async fn draw(app: &TestApp, budget: &str, count: i64) {
    let begin = format!("LIMIT#{budget} ");
    let items = app.items().await;
    let keys = items.iter().filter_map(|item| {
        let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
        Some(Key { pk: text("pk")?, sk: text("sk")? })
    });
    let of_address = |key: &Key| key.pk.starts_with(&begin) && !key.pk.starts_with(&format!("{begin}all "));
    let drawn: Vec<Key> = keys.filter(of_address).collect();
    assert_eq!(drawn.len(), 1, "{drawn:?}");
    let mut transaction = app.shared().table.transaction();
    transaction.add(&drawn[0], &[("drawn", count)], Refusal::Internal);
    transaction.commit().await.expect("draws");
}

/// Windows begin at round times; what a test does must not straddle one.
async fn into_a_new_window(app: &TestApp, seconds: i64) {
    app.pass(seconds - app.context().await.now().seconds() % seconds);
}

#[tokio::test]
async fn one_address_has_three_hundred_tries_in_ten_minutes() {
    let app = TestApp::new(auth::routes()).await;
    into_a_new_window(&app, 600).await;
    let guess = async |address: &str, name: &str| {
        Browser::new(&app).at_address(address).sign_in(Door::Org, name, "wrong").await.refusal()
    };
    assert_eq!(guess("198.51.100.1", "one").await, Refusal::CredentialsWrong);
    draw(&app, "tries", 298).await;
    assert_eq!(guess("198.51.100.1", "two").await, Refusal::CredentialsWrong);
    let next = guess("198.51.100.1", "three").await;
    assert!(matches!(next, Refusal::TooMany { seconds: 300..=600 }), "{next:?}");
    assert_eq!(guess("198.51.100.2", "three").await, Refusal::CredentialsWrong);
    app.pass(600);
    assert_eq!(guess("198.51.100.1", "three").await, Refusal::CredentialsWrong);
}

#[tokio::test]
async fn one_address_has_a_hundred_messages_in_an_hour() {
    let app = TestApp::new(auth::routes()).await;
    into_a_new_window(&app, 3600).await;
    let ask = async |address: &str, member: &str| {
        let mut browser = Browser::new(&app).at_address(address);
        browser.sign_in(Door::Member, &TestApp::id_number(member), "111111").await
    };
    code_step(ask("198.51.100.1", "branch-a11-m1").await.ok());
    draw(&app, "messages", 99).await;
    let next = ask("198.51.100.1", "branch-a11-m2").await.refusal();
    assert!(matches!(next, Refusal::TooMany { seconds: 3000..=3600 }), "{next:?}");
    // It does not count for the number: from elsewhere the code comes at once.
    code_step(ask("198.51.100.2", "branch-a11-m2").await.ok());
}
