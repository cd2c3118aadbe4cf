//! Signs in through the API as a person would: name, password, the code from the local inbox, and a new
//! password where it is the initial one.

use crate::{
    http::{self, LocalClient},
    identities::Identity,
};
use anyhow::{Context as _, Result, bail, ensure};
use axum::{
    body::{Body, Bytes},
    http::{Request, Response, header},
};
use serde_json::{Value, json};
use shared_types::auth::Step;
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// How long an answer, and a message, may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at the inbox.
const PAUSE: Duration = Duration::from_millis(200);

/// In place of the initial password.
const CHOSEN: &str = "Jiayuan2026";

struct Door<'a> {
    address: &'a str,
    client: LocalClient,
    cookies: BTreeMap<String, String>,
}

/// Signs somebody in on a new device; answers the access token.
///
/// # Errors
/// When a step is refused or no message comes.
pub(super) async fn sign_in(address: &str, person: &Identity) -> Result<String> {
    let mut door = Door { address, client: http::client(), cookies: BTreeMap::new() };
    let before = door.messages(&person.phone).await?.len();
    let who = json!({ "door": person.door, "name": person.login, "password": person.password });
    let mut step = door.post("sign-in", &who).await?;
    if let Step::Code { challenge, .. } = &step {
        let code = door.code(&person.phone, before).await?;
        let confirmed = json!({ "challenge": challenge, "code": code, "remember": true });
        step = door.post("code", &confirmed).await?;
    }
    if let Step::NewPassword { challenge } = &step {
        let chosen = json!({ "challenge": challenge, "password": CHOSEN });
        step = door.post("initial-password", &chosen).await?;
    }
    match step {
        Step::Done(session) => Ok(session.access_token),
        _ => bail!("the sign-in of {} does not end", person.login),
    }
}

impl Door<'_> {
    async fn send(&self, request: Request<Body>) -> Result<Response<Bytes>> {
        http::send(&self.client, request, PATIENCE).await
    }

    async fn post(&mut self, path: &str, body: &Value) -> Result<Step> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::post(format!("{}/api/auth/{path}", self.address))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, cookies.join("; "))
            .body(Body::from(body.to_string()))?;
        let reply = self.send(request).await?;
        let text = String::from_utf8_lossy(reply.body());
        ensure!(reply.status().is_success(), "{path} answers {}: {text}", reply.status());
        for cookie in reply.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(serde_json::from_slice(reply.body())?)
    }

    /// The messages to a number, newest first.
    async fn messages(&self, phone: &str) -> Result<Vec<Value>> {
        let request = Request::get(format!("{}/_dev/inbox.json?phone={phone}", self.address));
        let reply = self.send(request.body(Body::empty())?).await?;
        serde_json::from_slice(reply.body()).context("the inbox answers something else")
    }

    /// The code of the newest message, once there are more than `before`.
    async fn code(&self, phone: &str, before: usize) -> Result<String> {
        let start = Instant::now();
        loop {
            let messages = self.messages(phone).await?;
            if messages.len() > before {
                let text =
                    messages.first().and_then(|newest| newest.get("text")?.as_str()).unwrap_or_default();
                return Ok(text.chars().filter(char::is_ascii_digit).take(6).collect());
            }
            ensure!(start.elapsed() < PATIENCE, "no message to {phone}");
            tokio::time::sleep(PAUSE).await;
        }
    }
}
