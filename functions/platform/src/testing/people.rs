//! Callers of the tests: each role, a member, nobody.

use super::TestApp;
use super::reply::Reply;
use crate::auth::token::{self, Subject, UserKind};
use crate::store::keys;
use crate::store::{AccountRecord, Held, Record, SessionRecord};
use lambda_http::Body;
use lambda_http::http::Request;
use shared_types::endpoint::{Endpoint, target};
use shared_types::error::Refusal;
use shared_types::ids::{AccountId, OrgId, SessionId};
use shared_types::permission::Role;

/// Somebody who calls endpoints.
#[derive(Clone)]
pub struct Caller {
    app: TestApp,
    user: String,
    session: Option<SessionId>,
    /// The access token, for tests that alter it.
    pub token: Option<String>,
    key: Option<String>,
    version: Option<u64>,
    cookies: Vec<(String, String)>,
    address: String,
}

impl Caller {
    pub(super) fn nobody(app: TestApp) -> Self {
        Self {
            app,
            user: String::new(),
            session: None,
            token: None,
            key: None,
            version: None,
            cookies: Vec::new(),
            address: "203.0.113.7".into(),
        }
    }

    /// Id of the account or member.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The same person before other routes on the same table.
    pub fn through(&self, app: &TestApp) -> Self {
        Self { app: app.clone(), ..self.clone() }
    }

    /// The same administrator, signed in anew: after time has passed.
    pub async fn again(&self) -> Self {
        let account: AccountId = self.user.parse().expect("an account");
        let record = self.app.stored::<AccountRecord>(&keys::account(&account)).await.expect("exists").record;
        let (org, root) = (record.chain.last().expect("an organisation"), &record.chain.ids()[0]);
        signed_in(&self.app, &self.user, UserKind::Account, org.clone(), root.clone()).await
    }

    /// Ends the session behind the token, as signing out elsewhere does.
    pub async fn end_session(&self) {
        let session = self.session.as_ref().expect("signed in");
        let mut transaction = self.app.shared().table.transaction();
        transaction.forget(&keys::session(&self.user, session));
        transaction.commit().await.expect("ends");
    }

    /// With this idempotency key; without one each call gets its own.
    pub fn with_key(&self, key: &str) -> Self {
        Self { key: Some(key.into()), ..self.clone() }
    }

    /// With this version in `If-Match`.
    pub fn with_version(&self, version: u64) -> Self {
        Self { version: Some(version), ..self.clone() }
    }

    /// With another access token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.into()), ..self.clone() }
    }

    /// With this cookie besides those it has; an empty value takes it away.
    pub fn with_cookie(&self, name: &str, value: &str) -> Self {
        let mut cookies = self.cookies.clone();
        cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            cookies.push((name.into(), value.into()));
        }
        Self { cookies, ..self.clone() }
    }

    /// From this address.
    pub fn from_address(&self, address: &str) -> Self {
        Self { address: address.into(), ..self.clone() }
    }

    /// Calls an endpoint.
    pub async fn call<E: Endpoint>(&self, path: &E::Path, body: &E::Body) -> Reply<E> {
        let text = if E::METHOD.asks_by_query() {
            String::new()
        } else {
            serde_json::to_string(body).expect("serialises")
        };
        self.send(E::METHOD.as_str(), &target::<E>(path, body), &text).await
    }

    /// Sends any text as the body of an endpoint.
    pub async fn send<E: Endpoint>(&self, method: &str, target: &str, text: &str) -> Reply<E> {
        let mut request = Request::builder()
            .method(method)
            .uri(target)
            .header("content-type", "application/json")
            .header("user-agent", "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile")
            .header("x-viewer-address", &self.address);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        // Endpoints that create nothing do not look at it.
        let fresh = uuid::Uuid::now_v7().simple().to_string();
        request = request.header("idempotency-key", self.key.clone().unwrap_or(fresh));
        if let Some(version) = self.version {
            request = request.header("if-match", format!("\"{version}\""));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", cookies.join("; "));
        }
        let request = request.body(Body::Text(text.to_owned())).expect("a request");
        let (response, line) = self.app.routes.answer_watched(&self.app.shared, request).await;
        Reply::new(response, line)
    }
}

pub(super) async fn administrator(app: &TestApp, role: Role, org: &str) -> Caller {
    let cx = app.context().await;
    let org = app.org(org).await.record;
    let account: AccountId = cx.new_id();
    let mut record = AccountRecord {
        login: format!("login-{account}"),
        account: account.clone(),
        name: "孙丽".into(),
        chain: org.chain.clone(),
        org_name: org.name,
        role,
        post: Some("干事".into()),
        office_phone: None,
        mobile: cx.ring().seal("nowhere", "").expect("seals"),
        disabled: false,
    };
    record.mobile = cx.ring().seal(&record.key().field("mobile"), "13700001234").expect("seals");
    app.put(&[record]).await;
    let mut transaction = app.shared().table.transaction();
    transaction.hold(&org.org, Held::Account, 1, None, Refusal::NotFound);
    transaction.commit().await.expect("counts the account");
    let root = org.chain.ids()[0].clone();
    signed_in(app, account.as_str(), UserKind::Account, org.org, root).await
}

pub(super) async fn member(app: &TestApp, member: &str) -> Caller {
    let chain = app.member_record(member).await.record.chain;
    let branch = chain.last().expect("a branch").clone();
    signed_in(app, member, UserKind::Member, branch, chain.ids()[0].clone()).await
}

async fn signed_in(app: &TestApp, user: &str, kind: UserKind, org: OrgId, root: OrgId) -> Caller {
    let cx = app.context().await;
    let session: SessionId = cx.new_id();
    app.put(&[SessionRecord {
        user: user.into(),
        session: session.clone(),
        device: cx.new_id(),
        refresh: "none".into(),
        before: None,
        ends: cx.now().plus_seconds(24 * 3600),
        until: cx.now().plus_seconds(24 * 3600),
    }])
    .await;
    let claimed = session.clone();
    let token = token::issue(&cx, Subject { user: user.into(), kind, session, org, root }).expect("a token");
    Caller { user: user.into(), session: Some(claimed), token: Some(token), ..Caller::nobody(app.clone()) }
}
