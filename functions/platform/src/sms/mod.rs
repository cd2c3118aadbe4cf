//! Sends messages by SMS, sign-in codes above all, through the gateway that the configuration names. Knows the gateways' wire
//! forms; knows nothing of who signs in, of limits, or of what a code opens.

mod aliyun;
mod gateway;
#[cfg(feature = "local-inbox")]
mod inbox;
mod tencent;
#[cfg(test)]
mod test_gateway;

#[cfg(feature = "local-inbox")]
pub use inbox::{INBOX, INBOX_ITEM_SECONDS};

use crate::clock::Clock;
use crate::config::{Config, SmsChoice};
use aliyun::Aliyun;
#[cfg(feature = "local-inbox")]
use inbox::Inbox;
use shared_types::phone::Mobile;
use tencent::Tencent;

/// What a message says; the words are those of the template that was approved for it.
#[derive(Debug, Clone, Copy)]
enum Message<'a> {
    /// A sign-in code.
    Code(&'a str),
    /// Something waits to be done; nothing of what it is about.
    Turn,
}

impl Message<'_> {
    /// The template and, where it has a variable, its value.
    fn template<'a>(&'a self, access: &'a crate::config::SmsAccess) -> (&'a str, Option<&'a str>) {
        match self {
            Message::Code(code) => (&access.template, Some(code)),
            Message::Turn => (&access.turn_template, None),
        }
    }
}

/// A way to send messages.
#[derive(Debug, Clone)]
pub struct Sms(Way);

#[derive(Debug, Clone)]
enum Way {
    Aliyun(Aliyun),
    Tencent(Tencent),
    Nothing,
    #[cfg(feature = "local-inbox")]
    Inbox(Inbox),
}

/// Why a message was not handed over. Holds no personal data and no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmsError {
    /// The configuration cannot be used: what is wrong with it.
    #[error("the SMS configuration is wrong: {0}")]
    Misconfigured(&'static str),
    /// No answer: no connection, or the gateway took too long. Whether the message goes out is unknown, so
    /// nobody repeats it by itself.
    #[error("the SMS gateway did not answer: {0}")]
    NoAnswer(&'static str),
    /// The gateway answered with a refusal; its code, e.g. `isv.BUSINESS_LIMIT_CONTROL`.
    #[error("the SMS gateway refused: {0}")]
    Refused(String),
    /// The gateway's answer is not of its documented form; the HTTP status.
    #[error("the SMS gateway's answer cannot be read (status {0})")]
    Unreadable(u16),
}

impl Sms {
    /// The way that `config` chooses; the inbox is reached through `client`.
    ///
    /// # Errors
    /// [`SmsError::Misconfigured`].
    #[cfg_attr(not(feature = "local-inbox"), expect(unused_variables, reason = "only the inbox needs it"))]
    pub fn new(config: &Config, client: &aws_sdk_dynamodb::Client) -> Result<Self, SmsError> {
        let way = match &config.sms {
            SmsChoice::Aliyun(access) => Way::Aliyun(Aliyun::new(access.clone())?),
            SmsChoice::Tencent(access) => Way::Tencent(Tencent::new(access.clone())?),
            SmsChoice::Nothing => Way::Nothing,
            #[cfg(feature = "local-inbox")]
            SmsChoice::Inbox => Way::Inbox(Inbox::new(client.clone(), config.table.clone())),
            #[cfg(not(feature = "local-inbox"))]
            SmsChoice::Inbox => return Err(SmsError::Misconfigured("no inbox in this build")),
        };
        Ok(Self(way))
    }

    /// Hands `code` over for delivery to `to`. One attempt: a repeated one could deliver twice.
    ///
    /// # Errors
    /// See [`SmsError`]. Logged here with the gateway's code, because callers answer alike whatever it is.
    pub async fn send_code(&self, to: &Mobile, code: &str) -> Result<(), SmsError> {
        self.send(to, Message::Code(code)).await
    }

    /// Tells somebody that something waits for them. Nothing is sent where no template was approved for it.
    ///
    /// # Errors
    /// As [`Sms::send_code`].
    pub async fn send_turn(&self, to: &Mobile) -> Result<(), SmsError> {
        if self.tells_turns() { self.send(to, Message::Turn).await } else { Ok(()) }
    }

    /// Whether [`Sms::send_turn`] sends anything.
    pub fn tells_turns(&self) -> bool {
        match &self.0 {
            Way::Aliyun(aliyun) => aliyun.tells_turns(),
            Way::Tencent(tencent) => tencent.tells_turns(),
            Way::Nothing => false,
            #[cfg(feature = "local-inbox")]
            Way::Inbox(_) => true,
        }
    }

    async fn send(&self, to: &Mobile, message: Message<'_>) -> Result<(), SmsError> {
        // A signature states the true time, whatever a test's clock says.
        let now = Clock::default().now();
        let (gateway, sent) = match &self.0 {
            Way::Aliyun(aliyun) => ("aliyun", aliyun.send(to, message, now, &nonce()).await),
            Way::Tencent(tencent) => ("tencent", tencent.send(to, message, now).await),
            Way::Nothing => ("none", Err(SmsError::Misconfigured("this function sends no messages"))),
            #[cfg(feature = "local-inbox")]
            Way::Inbox(inbox) => ("inbox", inbox.send(to, message, now, &nonce()).await),
        };
        if let Err(error) = &sent {
            tracing::warn!(gateway, %error, "message not sent");
        }
        sent
    }
}

/// 128 random bits in hexadecimal.
fn nonce() -> String {
    format!("{:032x}", rand::random::<u128>())
}
