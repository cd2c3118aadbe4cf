//! A gateway for tests: a listener on loopback that keeps the one request it gets and answers as told.

use std::collections::BTreeMap;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A listening gateway.
pub(crate) struct TestGateway {
    origin: String,
    served: JoinHandle<Received>,
}

/// What came in.
#[derive(Debug, Default)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl TestGateway {
    /// Answers the first request with `status` and `body`.
    pub(crate) async fn answering(status: u16, body: impl Into<String>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let body = body.into();
        let served = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            let received = receive(&mut stream).await;
            let head = format!(
                "HTTP/1.1 {status} .\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            // The client may hang up before the end of an answer that is too long.
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(body.as_bytes()).await;
            received
        });
        Self { origin, served }
    }

    /// The origin of a port where nobody listens.
    pub(crate) async fn closed() -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        format!("http://{}", listener.local_addr().expect("an address"))
    }

    /// Where it listens.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The request, once it was answered.
    pub(crate) async fn received(self) -> Received {
        self.served.await.expect("one request")
    }
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

async fn receive(stream: &mut TcpStream) -> Received {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).await.expect("a request");
        bytes.extend_from_slice(&part[..length]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let received = parse(head, body);
            let due: usize = received.header("content-length").parse().unwrap_or(0);
            if body.len() >= due || length == 0 {
                return received;
            }
        }
    }
}

fn parse(head: &str, body: &str) -> Received {
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
    Received {
        method: first.next().unwrap_or_default(),
        target: first.next().unwrap_or_default(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}
