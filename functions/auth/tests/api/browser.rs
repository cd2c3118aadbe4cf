//! A browser of the tests: it keeps cookies and the access token as a real one does.

use platform::crypto::hash_password;
use platform::sms::INBOX;
use platform::store::{AccountRecord, CredentialRecord, Record, Unique, UniqueRecord};
use platform::testing::{Caller, Reply, TestApp};
use shared_types::auth::{
    Code, ConfirmCode, Credentials, Door, FirstPassword, Refresh, ReplaceInitialPassword, Session, SignIn,
    Step,
};
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::ids::{AccountId, ChallengeId};
use shared_types::permission::Role;

/// The password that people of the tests choose.
pub(crate) const CHOSEN: &str = "Chosen-2026";

/// With this prefix browsers take a cookie over HTTPS only. The tests call cookies by what follows it.
const SECURE: &str = "__Secure-";

fn full(name: &str) -> String {
    format!("{SECURE}{name}")
}

/// See the module.
#[derive(Clone)]
pub(crate) struct Browser {
    caller: Caller,
    cookies: Vec<(String, String)>,
}

impl Browser {
    /// One that was never here.
    pub(crate) fn new(app: &TestApp) -> Self {
        Self { caller: app.anyone(), cookies: Vec::new() }
    }

    /// The same browser, going to another app.
    pub(crate) fn at(&self, app: &TestApp) -> Self {
        let caller =
            self.cookies.iter().fold(app.anyone(), |c, (name, value)| c.with_cookie(&full(name), value));
        let caller = self.caller.token.as_ref().map_or(caller.clone(), |token| caller.with_token(token));
        Self { caller, cookies: self.cookies.clone() }
    }

    /// From another address.
    pub(crate) fn at_address(mut self, address: &str) -> Self {
        self.caller = self.caller.from_address(address);
        self
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Puts a cookie in, or takes it out where it is empty.
    pub(crate) fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        self.caller = self.caller.with_cookie(&full(name), value);
    }

    /// Calls an endpoint and keeps the cookies that it sets.
    pub(crate) async fn call<E: Endpoint>(&mut self, path: &E::Path, body: &E::Body) -> Reply<E> {
        let reply = self.caller.call::<E>(path, body).await;
        for (name, value) in reply.cookies() {
            self.set_cookie(name.strip_prefix(SECURE).expect("the prefix"), value);
        }
        reply
    }

    /// First step.
    pub(crate) async fn sign_in(&mut self, door: Door, name: &str, password: &str) -> Reply<SignIn> {
        let reply = self.call::<SignIn>(&(), &credentials(door, name, password)).await;
        if reply.status() == 200 {
            self.keep(&reply.ok());
        }
        reply
    }

    /// Second step.
    pub(crate) async fn confirm(&mut self, challenge: &ChallengeId, code: &str) -> Reply<ConfirmCode> {
        let body = Code { challenge: challenge.clone(), code: code.to_owned(), remember: true };
        let reply = self.call::<ConfirmCode>(&(), &body).await;
        if reply.status() == 200 {
            self.keep(&reply.ok());
        }
        reply
    }

    /// The step that replaces the initial password.
    pub(crate) async fn choose(
        &mut self,
        challenge: &ChallengeId,
        password: &str,
    ) -> Reply<ReplaceInitialPassword> {
        let body = FirstPassword { challenge: challenge.clone(), password: password.to_owned() };
        let reply = self.call::<ReplaceInitialPassword>(&(), &body).await;
        if reply.status() == 200 {
            self.keep(&reply.ok());
        }
        reply
    }

    /// Renews the session.
    pub(crate) async fn refresh(&mut self) -> Reply<Refresh> {
        let reply = self.call::<Refresh>(&(), &Nothing {}).await;
        if reply.status() == 200 {
            self.use_token(&reply.ok());
        }
        reply
    }

    fn keep(&mut self, step: &Step) {
        if let Step::Done(session) = step {
            self.use_token(session);
        }
    }

    fn use_token(&mut self, session: &Session) {
        self.caller = self.caller.with_token(&session.access_token);
    }
}

/// What the form holds.
pub(crate) fn credentials(door: Door, name: &str, password: &str) -> Credentials {
    Credentials { door, name: name.to_owned(), password: password.to_owned() }
}

/// The challenge of a step that waits for a code.
#[track_caller]
pub(crate) fn code_step(step: Step) -> ChallengeId {
    let Step::Code { challenge, .. } = step else { panic!("no code is asked for: {}", name_of(&step)) };
    challenge
}

/// The challenge of a step that waits for a new password.
#[track_caller]
pub(crate) fn password_step(step: Step) -> ChallengeId {
    let Step::NewPassword { challenge } = step else {
        panic!("no password is asked for: {}", name_of(&step))
    };
    challenge
}

/// The session of a finished sign-in.
#[track_caller]
pub(crate) fn done(step: Step) -> Session {
    let name = name_of(&step);
    let Step::Done(session) = step else { panic!("not signed in: {name}") };
    session
}

fn name_of(step: &Step) -> &'static str {
    match step {
        Step::Code { .. } => "a code",
        Step::NewPassword { .. } => "a new password",
        Step::Done(_) => "signed in",
    }
}

/// The texts of all messages to a number, the last one last.
pub(crate) async fn messages(app: &TestApp, phone: &str) -> Vec<String> {
    let items = app.items().await;
    let text = |item: &platform::store::Item, name: &str| {
        item.get(name).and_then(|value| value.as_s().ok()).cloned().unwrap_or_default()
    };
    items
        .iter()
        .filter(|item| text(item, "pk") == INBOX && text(item, "phone") == phone)
        .map(|item| text(item, "text"))
        .collect()
}

/// The code in the last message to a number.
pub(crate) async fn last_code(app: &TestApp, phone: &str) -> String {
    let text = messages(app, phone).await.pop().expect("a message");
    text.chars().filter(char::is_ascii_digit).take(6).collect()
}

/// A code that is not this one.
pub(crate) fn other_than(code: &str) -> String {
    let number: u32 = code.parse().expect("six digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

/// Signs a member in on a new device, who still has the initial password, and chooses [`CHOSEN`].
pub(crate) async fn first_sign_in(app: &TestApp, member: &str) -> Browser {
    let mut browser = Browser::new(app);
    let number = TestApp::id_number(member);
    let challenge = code_step(browser.sign_in(Door::Member, &number, "111111").await.ok());
    let code = last_code(app, &TestApp::mobile(member)).await;
    let challenge = password_step(browser.confirm(&challenge, &code).await.ok());
    done(browser.choose(&challenge, CHOSEN).await.ok());
    browser
}

/// Signs a member in who has chosen [`CHOSEN`], on a device that is new to them.
pub(crate) async fn sign_in_again(app: &TestApp, member: &str, mut browser: Browser) -> Browser {
    let number = TestApp::id_number(member);
    let challenge = code_step(browser.sign_in(Door::Member, &number, CHOSEN).await.ok());
    let code = last_code(app, &TestApp::mobile(member)).await;
    done(browser.confirm(&challenge, &code).await.ok());
    browser
}

/// An account with this login and the password [`CHOSEN`], whose mobile is [`account_mobile`].
pub(crate) async fn account(app: &TestApp, login: &str, role: Role, org: &str) -> AccountId {
    let cx = app.context().await;
    let org = app.org(org).await.record;
    let account: AccountId = cx.new_id();
    let mut record = AccountRecord {
        account: account.clone(),
        login: login.into(),
        name: "孙丽".into(),
        chain: org.chain,
        org_name: org.name,
        role,
        post: None,
        office_phone: None,
        mobile: cx.ring().seal("nowhere", "").expect("seals"),
        disabled: false,
    };
    let place = record.key().field("mobile");
    record.mobile = cx.ring().seal(&place, &account_mobile(login)).expect("seals");
    app.put(&[record]).await;
    app.put(&[UniqueRecord { what: Unique::Login(login.into()), holder: account.to_string() }]).await;
    let hash = Some(hash_password(CHOSEN).expect("hashes"));
    app.put(&[CredentialRecord { user: account.to_string(), hash, initial: false }]).await;
    account
}

/// The mobile of an account of [`account`].
pub(crate) fn account_mobile(login: &str) -> String {
    let sum: u32 = login.bytes().map(u32::from).sum();
    format!("1390000{sum:04}")
}

/// Signs an account in on a new device.
pub(crate) async fn account_signed_in(app: &TestApp, login: &str) -> Browser {
    let mut browser = Browser::new(app);
    let challenge = code_step(browser.sign_in(Door::Org, login, CHOSEN).await.ok());
    let code = last_code(app, &account_mobile(login)).await;
    done(browser.confirm(&challenge, &code).await.ok());
    browser
}
