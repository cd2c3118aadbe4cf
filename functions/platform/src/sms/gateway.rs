//! One HTTPS exchange with an SMS gateway, and the hashes that both gateways sign with. Knows neither
//! gateway's protocol. Uses the SDK's own HTTP client, so that the binary carries one TLS stack.

use super::SmsError;
use aws_smithy_http_client::default_connector;
use aws_smithy_runtime_api::client::http::{HttpConnector as _, HttpConnectorSettings, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
const EXCHANGE_TIMEOUT: Duration = Duration::from_secs(6);

/// Answers are a few hundred bytes; what is longer is not one.
const LONGEST_ANSWER: usize = 64 * 1024;

/// A gateway's address and the connections to it.
#[derive(Clone)]
pub(super) struct Gateway {
    origin: String,
    host: String,
    /// Made for the first message: most instances never send one.
    connector: Arc<LazyLock<Option<SharedHttpConnector>>>,
}

/// A gateway's answer.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl Gateway {
    /// A gateway at `origin`, e.g. `https://sms.tencentcloudapi.com`: a scheme and a host, no path.
    pub(super) fn new(origin: &str) -> Result<Self, SmsError> {
        let origin = origin.trim_end_matches('/');
        let host = origin
            .strip_prefix("https://")
            .or_else(|| origin.strip_prefix("http://"))
            .filter(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']))
            .ok_or(SmsError::Misconfigured("endpoint is not an origin"))?
            .to_owned();
        let connector: LazyLock<Option<SharedHttpConnector>> = LazyLock::new(connector);
        Ok(Self { origin: origin.to_owned(), host, connector: Arc::new(connector) })
    }

    /// What the `Host` header says.
    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// Posts `body` to `/` with `query` (already encoded, without `?`) and the headers.
    pub(super) async fn post(
        &self,
        query: &str,
        headers: &[(&'static str, String)],
        body: String,
    ) -> Result<Answer, SmsError> {
        let question = if query.is_empty() { "" } else { "?" };
        let mut request = HttpRequest::new(SdkBody::from(body));
        let built = request.set_method("POST").is_ok()
            && request.set_uri(format!("{}/{question}{query}", self.origin)).is_ok()
            && headers
                .iter()
                .all(|(name, value)| request.headers_mut().try_insert(*name, value.clone()).is_ok());
        if !built {
            return Err(SmsError::Misconfigured("a value does not fit into a header"));
        }
        tokio::time::timeout(EXCHANGE_TIMEOUT, self.exchange(request))
            .await
            .unwrap_or(Err(SmsError::NoAnswer("time-out")))
    }

    async fn exchange(&self, request: HttpRequest) -> Result<Answer, SmsError> {
        let connector = self
            .connector
            .as_ref()
            .as_ref()
            .ok_or(SmsError::Misconfigured("no HTTPS client in this build"))?;
        let response = connector.call(request).await.map_err(|error| {
            SmsError::NoAnswer(if error.is_timeout() { "time-out" } else { "no connection" })
        })?;
        read(response).await
    }
}

fn connector() -> Option<SharedHttpConnector> {
    let settings = HttpConnectorSettings::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(EXCHANGE_TIMEOUT)
        .build();
    default_connector(&settings, None)
}

async fn read(response: HttpResponse) -> Result<Answer, SmsError> {
    let status = response.status().as_u16();
    let mut stream = ByteStream::new(response.into_body());
    let mut body = Vec::new();
    while let Some(part) = stream.next().await {
        let part = part.map_err(|_| SmsError::NoAnswer("connection lost"))?;
        if body.len() + part.len() > LONGEST_ANSWER {
            return Err(SmsError::Unreadable(status));
        }
        body.extend_from_slice(&part);
    }
    Ok(Answer { status, body })
}

/// A gateway's code, fit for a log: what is not a short identifier is not repeated, because nobody knows
/// what it would quote.
pub(super) fn refused(code: &str) -> SmsError {
    let fits = (1..=80).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b':'))
        && code.bytes().filter(u8::is_ascii_digit).count() < 11;
    SmsError::Refused(if fits { code.to_owned() } else { "unnamed".to_owned() })
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// HMAC-SHA-256 of `text`.
pub(super) fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    // HMAC takes keys of every length, so the error is impossible; an empty answer would be refused.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mac| mac.chain_update(text).finalize().into_bytes().to_vec())
        .unwrap_or_default()
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::test_gateway::TestGateway;
    use super::*;

    #[test]
    fn an_endpoint_is_an_origin() {
        for (origin, host) in [
            ("https://sms.tencentcloudapi.com", Some("sms.tencentcloudapi.com")),
            ("http://127.0.0.1:4000/", Some("127.0.0.1:4000")),
            ("sms.tencentcloudapi.com", None),
            ("https://", None),
            ("https://host/path", None),
            ("https://name@host", None),
        ] {
            assert_eq!(Gateway::new(origin).ok().as_ref().map(Gateway::host), host, "{origin}");
        }
    }

    #[test]
    fn only_identifiers_are_repeated_as_codes() {
        for (code, repeated) in [
            ("isv.BUSINESS_LIMIT_CONTROL", "isv.BUSINESS_LIMIT_CONTROL"),
            ("FailedOperation.PhoneNumberInBlacklist", "FailedOperation.PhoneNumberInBlacklist"),
            ("", "unnamed"),
            ("号码 13812345678", "unnamed"),
            ("bad.13812345678", "unnamed"),
        ] {
            assert_eq!(refused(code), SmsError::Refused(repeated.to_owned()));
        }
    }

    #[tokio::test]
    async fn an_endless_answer_is_cut_off() {
        let server = TestGateway::answering(200, "x".repeat(LONGEST_ANSWER + 1)).await;
        let answer = Gateway::new(server.origin()).expect("an origin").post("", &[], String::new()).await;
        assert_eq!(answer.err(), Some(SmsError::Unreadable(200)));
    }

    #[tokio::test]
    async fn nobody_listening_is_no_answer() {
        let free = TestGateway::closed().await;
        let answer = Gateway::new(&free).expect("an origin").post("", &[], String::new()).await;
        assert_eq!(answer.err(), Some(SmsError::NoAnswer("no connection")));
    }
}
