//! A short journey through the product at its address: what a deployment must not have broken. It changes nothing
//! and needs no account.

use crate::{
    build::OPENAPI,
    edge::EdgeHeaders,
    http::{self, HttpsClient},
};
use anyhow::{Context as _, Result, ensure};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Request, Response, StatusCode, header, request::Builder},
};
use serde_json::{Value, json};
use shared_types::{
    auth::{Credentials, Door, SignIn},
    endpoint::Endpoint,
    error::{Problem, Refusal},
};
use std::time::Duration;

/// How long one answer may take: a function that starts for the first time is slow.
const PATIENCE: Duration = Duration::from_secs(30);

/// Something nobody is called, so that the refusal is that of an unknown login.
const NOBODY: &str = "nobody-smoke-journey";

/// The journey and where it goes.
#[derive(Debug)]
pub(crate) struct Journey<'a> {
    client: HttpsClient,
    /// Without a slash at its end.
    address: &'a str,
    headers: EdgeHeaders,
    /// Which commit the functions must be of, where that is known.
    commit: Option<&'a str>,
}

impl<'a> Journey<'a> {
    /// To `address`, whose pages show photos from `files`, and where functions of `commit` are expected.
    ///
    /// # Errors
    /// When the headers to compare with, or this machine's trusted certificates, cannot be read.
    pub(crate) fn to(address: &'a str, files: &str, commit: Option<&'a str>) -> Result<Self> {
        let address = address.trim_end_matches('/');
        Ok(Self { client: http::https_client()?, address, headers: EdgeHeaders::read(files)?, commit })
    }

    /// Goes all the way.
    ///
    /// # Errors
    /// With the first thing that is not as it should be.
    pub(crate) async fn go(&self) -> Result<()> {
        self.shell().await.context("the page")?;
        self.document().await.context("the OpenAPI document")?;
        self.health().await.context("the functions' health")?;
        self.sign_in().await.context("a sign-in")
    }

    /// The page comes with its headers, and so does every asset it names; what is missing is missing.
    async fn shell(&self) -> Result<()> {
        let page = self.get("/").await?;
        expect(&page, StatusCode::OK, "text/html")?;
        ensure!(page.headers().get(header::CACHE_CONTROL) == Some(&self.headers.caching.pages), "is kept");
        let text = String::from_utf8_lossy(page.body()).into_owned();
        let assets: Vec<&str> = text.split('"').filter(|part| part.starts_with("/assets/")).collect();
        ensure!(!assets.is_empty(), "names no asset");
        for asset in assets {
            let answer = self.get(asset).await?;
            expect(&answer, StatusCode::OK, crate::edge::media_type(asset))
                .with_context(|| asset.to_owned())?;
            let caching = answer.headers().get(header::CACHE_CONTROL);
            ensure!(caching == Some(&self.headers.caching.assets), "{asset} is not kept: {caching:?}");
        }
        let missing = self.get("/assets/missing.js").await?;
        ensure!(missing.status() == StatusCode::NOT_FOUND, "a missing asset answers {}", missing.status());
        Ok(())
    }

    /// The document that is served is the one this code makes.
    async fn document(&self) -> Result<()> {
        let answer = self.get(&format!("/api/{OPENAPI}")).await?;
        expect(&answer, StatusCode::OK, "application/json")?;
        let served: Value = serde_json::from_slice(answer.body())?;
        ensure!(served == shared_types::openapi::document(), "is that of another version");
        Ok(())
    }

    /// Every function that the contract asks for its health runs, and is of the commit that was deployed.
    async fn health(&self) -> Result<()> {
        let document = shared_types::openapi::document();
        let paths = document.get("paths").and_then(Value::as_object).context("the contract has no paths")?;
        for path in paths.keys().filter(|path| path.ends_with("/health")) {
            let answer = self.get(&format!("/api{path}")).await?;
            expect(&answer, StatusCode::OK, "application/json").with_context(|| path.clone())?;
            let health: Value = serde_json::from_slice(answer.body())?;
            let found = health.get("commit").and_then(Value::as_str);
            ensure!(self.commit.is_none() || found == self.commit, "{path} is of the commit {found:?}");
        }
        Ok(())
    }

    /// Whoever is unknown is refused as the contract says: the function runs and reads its table, keys and
    /// secrets.
    async fn sign_in(&self) -> Result<()> {
        let credentials = Credentials { door: Door::Org, name: NOBODY.into(), password: NOBODY.into() };
        let request = Request::builder()
            .method(SignIn::METHOD.as_str())
            .uri(format!("{}/api{}", self.address, SignIn::PATH))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(serde_json::to_vec(&json!(credentials))?))?;
        let answer = self.send(request).await?;
        expect(&answer, StatusCode::UNAUTHORIZED, "application/problem+json")?;
        let problem: Problem = serde_json::from_slice(answer.body())?;
        ensure!(problem.refusal == Refusal::CredentialsWrong, "is refused with {:?}", problem.refusal);
        Ok(())
    }

    async fn get(&self, path: &str) -> Result<Response<Bytes>> {
        let request: Builder = Request::get(format!("{}{path}", self.address));
        self.send(request.body(Body::empty())?).await
    }

    /// Sends, and looks for the security headers on whatever comes back.
    async fn send(&self, request: Request<Body>) -> Result<Response<Bytes>> {
        let asked = format!("{} {}", request.method(), request.uri());
        let answer = http::send(&self.client, request, PATIENCE).await?;
        if let Some(name) = first_missing(self.headers.security(), answer.headers()) {
            anyhow::bail!("{asked} answers {} without the right {name}", answer.status());
        }
        Ok(answer)
    }
}

/// The first of `wanted` that `found` lacks or has otherwise.
fn first_missing<'a>(wanted: &'a HeaderMap, found: &HeaderMap) -> Option<&'a header::HeaderName> {
    wanted.iter().find(|(name, value)| found.get(*name) != Some(value)).map(|(name, _)| name)
}

fn expect(answer: &Response<Bytes>, status: StatusCode, media_type: &str) -> Result<()> {
    ensure!(answer.status() == status, "answers {} instead of {status}", answer.status());
    let found = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    ensure!(found.is_some_and(|found| found.starts_with(media_type)), "is {found:?} instead of {media_type}");
    Ok(())
}
