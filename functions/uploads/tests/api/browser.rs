//! What a browser does with a permission: one request of HTTP, and what comes back.

use shared_types::uploads::Permit;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer of the storage.
pub(crate) struct Seen {
    pub(crate) status: u16,
    /// Its first line and headers, in small letters.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// Sends `body` as the permission says.
pub(crate) async fn put(permit: &Permit, body: &[u8]) -> u16 {
    let headers: Vec<_> =
        permit.headers.iter().map(|header| (header.name.as_str(), header.value.as_str())).collect();
    request("PUT", &permit.url, &headers, body).await.status
}

pub(crate) async fn get(url: &str) -> Seen {
    request("GET", url, &[], b"").await
}

/// One request; `Content-Length` is written as a browser writes it.
pub(crate) async fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Seen {
    let rest = url.strip_prefix("http://").expect("the local cloud");
    let (host, path) = rest.split_once('/').expect("a path");
    let mut head = format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if method == "PUT" {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    let mut stream = TcpStream::connect(host).await.expect("the local cloud answers");
    stream.write_all(head.as_bytes()).await.expect("sends");
    // A storage that refuses by the head alone may close before the body has gone.
    let _ = stream.write_all(body).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
    Seen { status, head, body: answer[end + 4..].to_vec() }
}
