//! The SMS inbox of a stack on one machine: messages become items of the table, and devkit shows them on a
//! page. Exists only with the feature `local-inbox`, which no deployed build has.

use super::{Message, SmsError};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use shared_types::dates::Moment;
use shared_types::phone::Mobile;

/// The partition of the items. Their sort key is the time in milliseconds, padded with zeros, `#` and random
/// digits, so that a Query gives them in order; the attributes are `phone`, `text`, `sent_at` (RFC 3339) and
/// `ttl` (seconds).
pub const INBOX: &str = "LOCAL-INBOX";

/// How long an item stays.
pub const INBOX_ITEM_SECONDS: i64 = 24 * 60 * 60;

#[derive(Debug, Clone)]
pub(super) struct Inbox {
    client: Client,
    table: String,
}

impl Inbox {
    pub(super) fn new(client: Client, table: String) -> Self {
        Self { client, table }
    }

    pub(super) async fn send(
        &self,
        to: &Mobile,
        message: Message<'_>,
        now: Moment,
        nonce: &str,
    ) -> Result<(), SmsError> {
        let ttl = now.seconds().saturating_add(INBOX_ITEM_SECONDS);
        self.client
            .put_item()
            .table_name(&self.table)
            .item("pk", AttributeValue::S(INBOX.to_owned()))
            .item("sk", AttributeValue::S(format!("{:015}#{nonce}", now.millis())))
            .item("phone", AttributeValue::S(to.expose().to_owned()))
            .item("text", AttributeValue::S(words(message)))
            .item("sent_at", AttributeValue::S(now.to_string()))
            .item("ttl", AttributeValue::N(ttl.to_string()))
            .send()
            .await
            .map(drop)
            .map_err(|_| SmsError::NoAnswer("the table did not take the message"))
    }
}

/// The message as the approved template of a gateway reads.
fn words(message: Message<'_>) -> String {
    match message {
        Message::Code(code) => {
            format!("【党员e家】您的登录验证码为{code}，5分钟内有效。请勿告诉他人。")
        }
        Message::Turn => "【党员e家】您有一件组织关系转接待办理，请登录党员e家查看。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_gateway::TestGateway;
    use super::*;
    use aws_sdk_dynamodb::config::retry::RetryConfig;
    use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};

    fn client(endpoint: &str) -> Client {
        Client::from_conf(
            Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .endpoint_url(endpoint)
                .region(Region::from_static("cn-north-1"))
                .credentials_provider(Credentials::for_tests())
                .retry_config(RetryConfig::disabled())
                .build(),
        )
    }

    async fn send(endpoint: &str) -> Result<(), SmsError> {
        let to: Mobile = "13812345678".parse().expect("a mobile");
        let now = "2026-11-23T10:22:32.123Z".parse().expect("a moment");
        Inbox::new(client(endpoint), "e-home".into()).send(&to, Message::Code("048213"), now, "7f").await
    }

    #[tokio::test]
    async fn a_message_becomes_an_item() {
        let server = TestGateway::answering(200, "{}").await;
        assert_eq!(send(server.origin()).await, Ok(()));
        let received = server.received().await;
        assert_eq!(received.header("x-amz-target"), "DynamoDB_20120810.PutItem");
        let body: serde_json::Value = serde_json::from_str(&received.body).expect("JSON");
        assert_eq!(body["TableName"], "e-home");
        assert_eq!(
            body["Item"],
            serde_json::json!({
                "pk": { "S": "LOCAL-INBOX" },
                "sk": { "S": "001795429352123#7f" },
                "phone": { "S": "13812345678" },
                "text": { "S": "【党员e家】您的登录验证码为048213，5分钟内有效。请勿告诉他人。" },
                "sent_at": { "S": "2026-11-23T10:22:32.123Z" },
                "ttl": { "N": "1795515752" },
            })
        );
    }

    #[tokio::test]
    async fn a_refused_item_is_an_error() {
        let server = TestGateway::answering(400, r#"{"__type":"ResourceNotFoundException"}"#).await;
        let sent = send(server.origin()).await;
        assert_eq!(sent, Err(SmsError::NoAnswer("the table did not take the message")));
    }
}
