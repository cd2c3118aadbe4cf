//! Aliyun's short message service: `SendSms` of Dysmsapi 2017-05-25, signed with ACS3-HMAC-SHA256. Knows
//! nothing of the other gateways.

use super::gateway::{self, Answer, Gateway};
use super::{Message, SmsError};
use crate::config::SmsAccess;
use serde::Deserialize;
use shared_types::dates::Moment;
use shared_types::phone::Mobile;

const ORIGIN: &str = "https://dysmsapi.aliyuncs.com";
const ACTION: &str = "SendSms";
const VERSION: &str = "2017-05-25";
const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// An account at Aliyun. Its template of codes has one variable, `code`.
#[derive(Debug, Clone)]
pub(super) struct Aliyun {
    access: SmsAccess,
    gateway: Gateway,
}

/// What of a request the signature covers.
struct Signed<'a> {
    host: &'a str,
    action: &'a str,
    version: &'a str,
    /// Encoded and sorted.
    query: &'a str,
    body: &'a str,
    /// `2023-10-26T10:22:32Z`
    date: &'a str,
    nonce: &'a str,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(rename = "Code")]
    code: String,
}

impl Aliyun {
    pub(super) fn new(access: SmsAccess) -> Result<Self, SmsError> {
        Self::at(ORIGIN, access)
    }

    pub(super) fn tells_turns(&self) -> bool {
        !self.access.turn_template.is_empty()
    }

    fn at(origin: &str, access: SmsAccess) -> Result<Self, SmsError> {
        Ok(Self { access, gateway: Gateway::new(origin)? })
    }

    pub(super) async fn send(
        &self,
        to: &Mobile,
        message: Message<'_>,
        now: Moment,
        nonce: &str,
    ) -> Result<(), SmsError> {
        let (template, code) = message.template(&self.access);
        let parameter = code.map(|code| serde_json::json!({ "code": code }).to_string());
        let mut pairs = vec![
            ("PhoneNumbers", to.expose()),
            ("SignName", &self.access.sign_name),
            ("TemplateCode", template),
        ];
        pairs.extend(parameter.as_deref().map(|parameter| ("TemplateParam", parameter)));
        let query = query(&pairs);
        let date = date(now);
        let signed = Signed {
            host: self.gateway.host(),
            action: ACTION,
            version: VERSION,
            query: &query,
            body: "",
            date: &date,
            nonce,
        };
        let mut headers = signed.headers().to_vec();
        let authorization = signed.authorization(&self.access.access_key, &self.access.secret_key);
        headers.push(("authorization", authorization));
        headers.push(("accept", "application/json".to_owned()));
        read(&self.gateway.post(&query, &headers, String::new()).await?)
    }
}

impl Signed<'_> {
    /// The signed headers, in the order of their names.
    fn headers(&self) -> [(&'static str, String); 6] {
        [
            ("host", self.host.to_owned()),
            ("x-acs-action", self.action.to_owned()),
            ("x-acs-content-sha256", gateway::sha256(self.body)),
            ("x-acs-date", self.date.to_owned()),
            ("x-acs-signature-nonce", self.nonce.to_owned()),
            ("x-acs-version", self.version.to_owned()),
        ]
    }

    fn canonical(&self) -> String {
        let headers = self.headers();
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        format!(
            "POST\n/\n{}\n{lines}\n{}\n{}",
            self.query,
            header_names(&headers),
            gateway::sha256(self.body)
        )
    }

    fn text_to_sign(&self) -> String {
        format!("{ALGORITHM}\n{}", gateway::sha256(&self.canonical()))
    }

    /// The `Authorization` header, by the documented steps of signature version 3.
    fn authorization(&self, access_key: &str, secret_key: &str) -> String {
        let signature = gateway::hex(&gateway::hmac(secret_key.as_bytes(), &self.text_to_sign()));
        let names = header_names(&self.headers());
        format!("{ALGORITHM} Credential={access_key},SignedHeaders={names},Signature={signature}")
    }
}

fn header_names(headers: &[(&'static str, String)]) -> String {
    headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";")
}

/// `pairs`, which come in the order of their names, encoded as RFC 3986 demands.
fn query(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// UTC to the second.
fn date(now: Moment) -> String {
    let whole = now.to_string();
    format!("{}Z", whole.get(..19).unwrap_or(&whole))
}

fn read(answer: &Answer) -> Result<(), SmsError> {
    let reply: Reply =
        serde_json::from_slice(&answer.body).map_err(|_| SmsError::Unreadable(answer.status))?;
    match (answer.status, reply.code.as_str()) {
        (200, "OK") => Ok(()),
        (_, code) => Err(gateway::refused(code)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_gateway::TestGateway;
    use super::*;

    fn at(origin: &str) -> Aliyun {
        let access = SmsAccess {
            access_key: "testid".into(),
            secret_key: "testsecret".into(),
            sign_name: "党员e家".into(),
            template: "SMS_154950909".into(),
            turn_template: String::new(),
            app_id: String::new(),
        };
        Aliyun::at(origin, access).expect("configured")
    }

    async fn send(origin: &str) -> Result<(), SmsError> {
        let to: Mobile = "13812345678".parse().expect("a mobile");
        let now = "2026-11-23T10:22:32.123Z".parse().expect("a moment");
        at(origin).send(&to, Message::Code("048213"), now, "abc").await
    }

    /// The worked example with fixed parameters of the public page "V3 request body and signature".
    #[test]
    fn the_documented_example_is_signed_as_documented() {
        let query = query(&[
            ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
            ("RegionId", "cn-shanghai"),
        ]);
        let date = date("2023-10-26T10:22:32Z".parse().expect("a moment"));
        let signed = Signed {
            host: "ecs.cn-shanghai.aliyuncs.com",
            action: "RunInstances",
            version: "2014-05-26",
            query: &query,
            body: "",
            date: &date,
            nonce: "3156853299f313e23d1673dc12e1703d",
        };
        assert_eq!(
            signed.text_to_sign(),
            "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(
            signed.authorization("YourAccessKeyId", "YourAccessKeySecret"),
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;\
             x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,\
             Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn values_are_encoded_as_rfc_3986_demands() {
        assert_eq!(encoded("v=a b*c~d/e{党}"), "v%3Da%20b%2Ac~d%2Fe%7B%E5%85%9A%7D");
    }

    /// The gateway's side of the protocol: what arrives is put together again and signed anew.
    #[tokio::test]
    async fn what_arrives_carries_the_message_and_its_signature() {
        let server =
            TestGateway::answering(200, r#"{"Message":"OK","RequestId":"873043ac","Code":"OK","BizId":"1"}"#)
                .await;
        assert_eq!(send(server.origin()).await, Ok(()));
        let received = server.received().await;
        assert_eq!(received.method, "POST");
        assert_eq!(
            received.target,
            "/?PhoneNumbers=13812345678&SignName=%E5%85%9A%E5%91%98e%E5%AE%B6&TemplateCode=SMS_154950909\
             &TemplateParam=%7B%22code%22%3A%22048213%22%7D"
        );
        let signed = Signed {
            host: received.header("host"),
            action: received.header("x-acs-action"),
            version: received.header("x-acs-version"),
            query: received.target.trim_start_matches("/?"),
            body: &received.body,
            date: received.header("x-acs-date"),
            nonce: received.header("x-acs-signature-nonce"),
        };
        assert_eq!((signed.action, signed.version), ("SendSms", "2017-05-25"));
        assert_eq!((signed.date, signed.nonce), ("2026-11-23T10:22:32Z", "abc"));
        assert_eq!(received.header("x-acs-content-sha256"), gateway::sha256(""));
        assert_eq!(received.header("authorization"), signed.authorization("testid", "testsecret"));
    }

    #[tokio::test]
    async fn refusals_are_told_by_their_code() {
        for (status, body, error) in [
            (
                200,
                r#"{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"触发分钟级流控Permits:1","RequestId":"1"}"#,
                SmsError::Refused("isv.BUSINESS_LIMIT_CONTROL".into()),
            ),
            (
                400,
                r#"{"Code":"SignatureDoesNotMatch","Message":"…","HostId":"…","RequestId":"1"}"#,
                SmsError::Refused("SignatureDoesNotMatch".into()),
            ),
            (503, r#"{"Code":"OK"}"#, SmsError::Refused("OK".into())),
            (502, "<html>Bad Gateway</html>", SmsError::Unreadable(502)),
            (200, "{}", SmsError::Unreadable(200)),
        ] {
            let server = TestGateway::answering(status, body).await;
            assert_eq!(send(server.origin()).await, Err(error), "{status} {body}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?}", at("http://127.0.0.1:1"));
        assert!(shown.contains("127.0.0.1") && !shown.contains("testsecret"), "{shown}");
    }
}
