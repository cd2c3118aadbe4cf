//! The messages that were sent on this machine instead of to a phone.

use super::escaped;
use anyhow::{Context as _, Result};
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The partition that the functions' local sender writes.
const PARTITION: &str = "LOCAL-INBOX";

/// How many messages are shown.
const SHOWN: usize = 50;

/// Reads the messages from the local table.
#[derive(Debug)]
pub(crate) struct Inbox {
    client: Client,
    table: String,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    /// The number it was sent to.
    pub(crate) phone: String,
    /// What it says.
    pub(crate) text: String,
    /// When it was sent, as the sender wrote it.
    pub(crate) sent_at: String,
}

impl Inbox {
    /// An inbox over `table`.
    pub(crate) fn new(client: Client, table: String) -> Self {
        Self { client, table }
    }

    /// The newest messages first; with `phone`, only those to that number.
    ///
    /// # Errors
    /// When the table does not answer or holds something else.
    pub(crate) async fn messages(&self, phone: Option<&str>) -> Result<Vec<Message>> {
        let mut pages = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :inbox")
            .expression_attribute_values(":inbox", AttributeValue::S(PARTITION.to_owned()))
            .scan_index_forward(false)
            .into_paginator()
            .items()
            .send();
        let mut messages = Vec::new();
        while let Some(item) = pages.next().await {
            let item = item.context("the inbox cannot be read")?;
            let message: Message = serde_dynamo::from_item(item).context("the inbox holds something else")?;
            if phone.is_none_or(|phone| phone == message.phone) {
                messages.push(message);
            }
            if messages.len() == SHOWN {
                break;
            }
        }
        Ok(messages)
    }
}

/// The page's content.
pub(super) fn body(messages: &[Message]) -> String {
    if messages.is_empty() {
        return "<p>还没有短信。登录时发出的验证码会显示在这里。</p>".to_owned();
    }
    let mut html = String::from("<table><tr><th>号码<th>内容<th>时间");
    for message in messages {
        let Message { phone, text, sent_at } = message;
        let _infallible =
            write!(html, "<tr><td>{}<td>{}<td>{}", escaped(phone), escaped(text), escaped(sent_at));
    }
    html + "</table>"
}
