//! Stands before a service on loopback and answers a question that was asked before at once, as the service
//! answered it: so that a start is measured, and not how long an emulator takes over it. Knows nothing of the
//! service but that its questions are told apart by target and body.

use crate::http::{self, LocalClient};
use anyhow::Result;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Response, StatusCode, Uri, header},
};
use std::{
    collections::HashMap,
    net::Ipv4Addr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

/// How long the service may take the first time.
const PATIENCE: Duration = Duration::from_secs(10);

/// A larger question is none of a start.
const LARGEST_QUESTION: usize = 64 * 1024;

type Question = (Option<String>, Bytes);
type Answer = (StatusCode, HeaderMap, Bytes);

struct Memory {
    client: LocalClient,
    service: u16,
    answers: Mutex<HashMap<Question, Answer>>,
}

/// Answers in place of a service.
#[derive(Debug)]
pub(super) struct Replay {
    /// Where to connect instead of to the service.
    pub(super) port: u16,
    task: JoinHandle<()>,
}

impl Replay {
    /// In place of what listens on `port`.
    ///
    /// # Errors
    /// When there is no port for it.
    pub(super) async fn of(service: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let memory = Memory { client: http::client(), service, answers: Mutex::default() };
        let router = Router::new().fallback(answer).with_state(Arc::new(memory));
        let task = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self { port, task })
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(memory): State<Arc<Memory>>, request: Request) -> Result<Response<Body>, StatusCode> {
    let (mut head, body) = request.into_parts();
    let body =
        axum::body::to_bytes(body, LARGEST_QUESTION).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let target = head.headers.get("x-amz-target").and_then(|target| target.to_str().ok()).map(str::to_owned);
    let question = (target, body.clone());
    let known = memory.answers.lock().unwrap_or_else(PoisonError::into_inner).get(&question).cloned();
    let (status, headers, body) = match known {
        Some(answer) => answer,
        None => {
            let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
            head.uri = format!("http://127.0.0.1:{}{path}", memory.service)
                .parse::<Uri>()
                .map_err(|_| StatusCode::BAD_REQUEST)?;
            let request = Request::from_parts(head, Body::from(body));
            let answered = http::send(&memory.client, request, PATIENCE).await;
            let (head, body) = answered.map_err(|_| StatusCode::BAD_GATEWAY)?.into_parts();
            let mut headers = head.headers;
            // Of this connection, not of the answer.
            for name in [header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH] {
                headers.remove(name);
            }
            let answer = (head.status, headers, body);
            let mut answers = memory.answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.insert(question, answer.clone());
            answer
        }
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[tokio::test]
    async fn what_was_asked_before_is_answered_without_the_service() {
        let asked = Arc::new(AtomicU32::new(0));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let service = listener.local_addr().unwrap().port();
        let count = Arc::clone(&asked);
        let router = Router::new().fallback(move |body: Bytes| {
            let count = Arc::clone(&count);
            async move { format!("{}: {body:?}", count.fetch_add(1, Ordering::SeqCst)) }
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        let replay = Replay::of(service).await.unwrap();
        let client = http::client();
        let ask = async |body: &'static str| {
            let request = Request::post(format!("http://127.0.0.1:{}/", replay.port)).body(Body::from(body));
            http::send(&client, request.unwrap(), PATIENCE).await.unwrap().into_body()
        };
        for (body, answer) in [("a", "0: b\"a\""), ("a", "0: b\"a\""), ("b", "1: b\"b\""), ("a", "0: b\"a\"")]
        {
            assert_eq!(ask(body).await, answer);
        }
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }
}
