//! The endpoint that gives a function its credentials where its environment does not; counts how often it is
//! asked.

use anyhow::Result;
use axum::{Json, Router};
use serde_json::json;
use std::{
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{net::TcpListener, task::JoinHandle};

/// The variables that give credentials themselves; without them a function asks the endpoint.
const GIVEN: [&str; 3] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/// The endpoint.
#[derive(Debug)]
pub(super) struct Credentials {
    port: u16,
    asked: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Credentials {
    /// Starts it.
    ///
    /// # Errors
    /// When there is no port for it.
    pub(super) async fn start() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let router = Router::new().fallback(move || {
            count.fetch_add(1, Ordering::SeqCst);
            async {
                Json(json!({
                    "AccessKeyId": "local", "SecretAccessKey": "local", "Token": "local",
                    "Expiration": "2099-01-01T00:00:00Z",
                }))
            }
        });
        let task = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self { port, asked, task })
    }

    /// How often it was asked so far.
    pub(super) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// `environment` with this endpoint in place of credentials.
    pub(super) fn instead(&self, environment: &[(String, String)]) -> Vec<(String, String)> {
        let mut changed: Vec<_> =
            environment.iter().filter(|(name, _)| !GIVEN.contains(&name.as_str())).cloned().collect();
        let address = format!("http://127.0.0.1:{}/credentials", self.port);
        changed.push(("AWS_CONTAINER_CREDENTIALS_FULL_URI".to_owned(), address));
        changed
    }
}

impl Drop for Credentials {
    fn drop(&mut self) {
        self.task.abort();
    }
}
