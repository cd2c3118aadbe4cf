//! Tencent Cloud's short message service: `SendSms` of sms 2021-01-11, signed with TC3-HMAC-SHA256. Knows
//! nothing of the other gateways.

use super::gateway::{self, Answer, Gateway};
use super::{Message, SmsError};
use crate::config::SmsAccess;
use serde::Deserialize;
use shared_types::dates::Moment;
use shared_types::phone::Mobile;

const ORIGIN: &str = "https://sms.tencentcloudapi.com";
const SERVICE: &str = "sms";
/// Where the call is handled, not where messages go; all regions of the service serve the same account.
const REGION: &str = "ap-guangzhou";
const ACTION: &str = "SendSms";
const VERSION: &str = "2021-01-11";
const ALGORITHM: &str = "TC3-HMAC-SHA256";
const CONTENT_TYPE: &str = "application/json; charset=utf-8";
const SIGNED_HEADERS: &str = "content-type;host;x-tc-action";

/// An account at Tencent Cloud. Its template of codes has one variable, the code.
#[derive(Debug, Clone)]
pub(super) struct Tencent {
    access: SmsAccess,
    gateway: Gateway,
}

/// What of a request the signature covers.
struct Signed<'a> {
    service: &'a str,
    host: &'a str,
    action: &'a str,
    body: &'a str,
    /// Seconds since 1970.
    timestamp: i64,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(rename = "Response")]
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Response {
    #[serde(default)]
    error: Option<Code>,
    #[serde(default)]
    send_status_set: Vec<Code>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Code {
    code: String,
}

impl Tencent {
    pub(super) fn new(access: SmsAccess) -> Result<Self, SmsError> {
        if access.app_id.is_empty() {
            return Err(SmsError::Misconfigured("SMS_APP_ID is missing"));
        }
        Self::at(ORIGIN, access)
    }

    pub(super) fn tells_turns(&self) -> bool {
        !self.access.turn_template.is_empty()
    }

    fn at(origin: &str, access: SmsAccess) -> Result<Self, SmsError> {
        Ok(Self { access, gateway: Gateway::new(origin)? })
    }

    pub(super) async fn send(&self, to: &Mobile, message: Message<'_>, now: Moment) -> Result<(), SmsError> {
        let (template, code) = message.template(&self.access);
        let body = serde_json::json!({
            "PhoneNumberSet": [format!("+86{}", to.expose())],
            "SmsSdkAppId": self.access.app_id,
            "SignName": self.access.sign_name,
            "TemplateId": template,
            "TemplateParamSet": code.as_slice(),
        })
        .to_string();
        let signed = Signed {
            service: SERVICE,
            host: self.gateway.host(),
            action: ACTION,
            body: &body,
            timestamp: now.seconds(),
        };
        let headers = [
            ("authorization", signed.authorization(&self.access.access_key, &self.access.secret_key)),
            ("content-type", CONTENT_TYPE.to_owned()),
            ("host", self.gateway.host().to_owned()),
            ("x-tc-action", ACTION.to_owned()),
            ("x-tc-timestamp", signed.timestamp.to_string()),
            ("x-tc-version", VERSION.to_owned()),
            ("x-tc-region", REGION.to_owned()),
        ];
        read(&self.gateway.post("", &headers, body).await?)
    }
}

impl Signed<'_> {
    /// The day in UTC; with the day in China every signature would be refused between 0 and 8 o'clock.
    fn date(&self) -> String {
        let mut moment = Moment::from_millis(self.timestamp.saturating_mul(1000)).to_string();
        moment.truncate(10);
        moment
    }

    fn scope(&self) -> String {
        format!("{}/{}/tc3_request", self.date(), self.service)
    }

    fn canonical(&self) -> String {
        format!(
            "POST\n/\n\ncontent-type:{CONTENT_TYPE}\nhost:{}\nx-tc-action:{}\n\n{SIGNED_HEADERS}\n{}",
            self.host,
            self.action.to_lowercase(),
            gateway::sha256(self.body)
        )
    }

    fn text_to_sign(&self) -> String {
        let hash = gateway::sha256(&self.canonical());
        format!("{ALGORITHM}\n{}\n{}\n{hash}", self.timestamp, self.scope())
    }

    /// The `Authorization` header, by the documented steps of signature method v3.
    fn authorization(&self, access_key: &str, secret_key: &str) -> String {
        let of_date = gateway::hmac(format!("TC3{}", secret_key).as_bytes(), &self.date());
        let of_service = gateway::hmac(&of_date, self.service);
        let key = gateway::hmac(&of_service, "tc3_request");
        let signature = gateway::hex(&gateway::hmac(&key, &self.text_to_sign()));
        format!(
            "{ALGORITHM} Credential={access_key}/{}, SignedHeaders={SIGNED_HEADERS}, Signature={signature}",
            self.scope()
        )
    }
}

/// Every answer has status 200; an error of the call stands in `Error`, one of the message in its status.
fn read(answer: &Answer) -> Result<(), SmsError> {
    let Reply { response } =
        serde_json::from_slice(&answer.body).map_err(|_| SmsError::Unreadable(answer.status))?;
    if let Some(error) = response.error {
        return Err(gateway::refused(&error.code));
    }
    match response.send_status_set.first().map(|status| status.code.as_str()) {
        Some("Ok") => Ok(()),
        Some(code) => Err(gateway::refused(code)),
        None => Err(SmsError::Unreadable(answer.status)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_gateway::TestGateway;
    use super::*;

    fn access(app_id: &str) -> SmsAccess {
        SmsAccess {
            access_key: "testid".into(),
            secret_key: "testsecret".into(),
            sign_name: "党员e家".into(),
            template: "1110".into(),
            turn_template: String::new(),
            app_id: app_id.into(),
        }
    }

    fn at(origin: &str) -> Tencent {
        Tencent::at(origin, access("1400006666")).expect("configured")
    }

    #[test]
    fn an_account_without_an_application_is_not_used() {
        assert!(Tencent::new(access("1400006666")).is_ok());
        assert!(matches!(Tencent::new(access("")), Err(SmsError::Misconfigured(_))));
    }

    async fn send(origin: &str) -> Result<(), SmsError> {
        let to: Mobile = "13812345678".parse().expect("a mobile");
        let now = "2026-11-23T18:22:32.123Z".parse().expect("a moment");
        at(origin).send(&to, Message::Code("048213"), now).await
    }

    /// The worked example of the public page "signature method v3". Its key is printed partly masked, and
    /// the intermediate and final hashes are those of the masked text; a later revision of the page masks
    /// all of the key.
    #[test]
    fn the_documented_example_is_signed_as_documented() {
        let signed = Signed {
            service: "cvm",
            host: "cvm.tencentcloudapi.com",
            action: "DescribeInstances",
            body: r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#,
            timestamp: 1_551_113_065,
        };
        assert_eq!(
            gateway::sha256(signed.body),
            "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064"
        );
        assert_eq!(
            signed.text_to_sign(),
            "TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n\
             7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84"
        );
        for (access_key, secret, signature) in [
            (
                "AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******",
                "Gu5t9xGARNpq86cd98joQYCN3*******",
                "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3",
            ),
            (
                "AKID********************************",
                "********************************",
                "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
            ),
        ] {
            assert_eq!(
                signed.authorization(access_key, secret),
                format!(
                    "TC3-HMAC-SHA256 Credential={access_key}/2019-02-25/cvm/tc3_request, \
                     SignedHeaders=content-type;host;x-tc-action, Signature={signature}"
                )
            );
        }
    }

    #[test]
    fn the_day_is_the_one_in_utc() {
        for (moment, date) in [("2019-02-25T16:30:00Z", "2019-02-25"), ("2019-02-26T00:00:00Z", "2019-02-26")]
        {
            let timestamp = moment.parse::<Moment>().expect("a moment").seconds();
            let signed = Signed { service: SERVICE, host: "", action: ACTION, body: "", timestamp };
            assert_eq!(signed.date(), date);
        }
    }

    /// The gateway's side of the protocol: what arrives is put together again and signed anew.
    #[tokio::test]
    async fn what_arrives_carries_the_message_and_its_signature() {
        let server = TestGateway::answering(
            200,
            r#"{"Response":{"SendStatusSet":[{"SerialNo":"1","PhoneNumber":"+8613812345678","Fee":1,"SessionContext":"","Code":"Ok","Message":"send success","IsoCode":"CN"}],"RequestId":"a"}}"#,
        )
        .await;
        assert_eq!(send(server.origin()).await, Ok(()));
        let received = server.received().await;
        assert_eq!((received.method.as_str(), received.target.as_str()), ("POST", "/"));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&received.body).expect("JSON"),
            serde_json::json!({
                "PhoneNumberSet": ["+8613812345678"],
                "SmsSdkAppId": "1400006666",
                "SignName": "党员e家",
                "TemplateId": "1110",
                "TemplateParamSet": ["048213"],
            })
        );
        for (name, value) in [
            ("content-type", CONTENT_TYPE),
            ("x-tc-action", "SendSms"),
            ("x-tc-version", "2021-01-11"),
            ("x-tc-region", "ap-guangzhou"),
            ("x-tc-timestamp", "1795458152"),
        ] {
            assert_eq!(received.header(name), value, "{name}");
        }
        let signed = Signed {
            service: "sms",
            host: received.header("host"),
            action: received.header("x-tc-action"),
            body: &received.body,
            timestamp: received.header("x-tc-timestamp").parse().expect("a number"),
        };
        assert_eq!(received.header("authorization"), signed.authorization("testid", "testsecret"));
    }

    #[tokio::test]
    async fn refusals_are_told_by_their_code() {
        for (status, body, error) in [
            (
                200,
                r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"…"},"RequestId":"a"}}"#,
                SmsError::Refused("AuthFailure.SignatureFailure".into()),
            ),
            (
                200,
                r#"{"Response":{"SendStatusSet":[{"PhoneNumber":"+8613812345678","Code":"LimitExceeded.PhoneNumberThirtySecondLimit","Message":"…"}],"RequestId":"a"}}"#,
                SmsError::Refused("LimitExceeded.PhoneNumberThirtySecondLimit".into()),
            ),
            (200, r#"{"Response":{"RequestId":"a"}}"#, SmsError::Unreadable(200)),
            (504, "", SmsError::Unreadable(504)),
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
