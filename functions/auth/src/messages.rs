//! Sending codes, within what a number, an address and all together may get.

use crate::records::SentRecord;
use crate::{budgets, rules};
use platform::http::Origin;
use platform::store::Versioned;
use platform::store::keys;
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::phone::Mobile;

const ROUNDS: u32 = 4;

/// Leave to send one message to a number.
pub(crate) struct Leave<'a> {
    cx: &'a Context,
    to: &'a Mobile,
    sent: SentRecord,
    version: u64,
}

/// Asks for leave; the message counts from now on.
///
/// # Errors
/// [`Refusal::TooMany`] with the seconds to wait.
pub(crate) async fn leave<'a>(cx: &'a Context, to: &'a Mobile, origin: &Origin) -> Result<Leave<'a>> {
    // The number's own limit first: whom it holds back draws on nobody else's budget.
    let hash = cx.ring().hashes("messages", to.expose()).into_iter().next().unwrap_or_default();
    let subject = format!("number {hash}");
    for _ in 0..ROUNDS {
        let known: Option<Versioned<SentRecord>> = cx.table().get(&keys::limit(&subject)).await?;
        let (before, version) = known.map_or((Vec::new(), 0), |known| (known.record.sent, known.version));
        let sent =
            rules::messages::send(&before, cx.now()).map_err(|seconds| Refusal::TooMany { seconds })?;
        let ends = cx.now().plus_seconds(rules::messages::DAY);
        let sent = SentRecord { subject: subject.clone(), sent, ends };
        if cx.table().replace(&sent, version).await? {
            let leave = Leave { cx, to, sent, version: version + 1 };
            return match budgets::message(cx, origin).await {
                Ok(()) => Ok(leave),
                Err(refused) => {
                    leave.give_back().await?;
                    Err(refused)
                }
            };
        }
    }
    Err(Refusal::Overloaded.into())
}

impl Leave<'_> {
    /// Seconds until the number may get another message.
    pub(crate) fn again_in(&self) -> u32 {
        rules::messages::wait(&self.sent.sent, self.cx.now())
    }

    /// Sends the code. A message that was not sent does not count for the number: the person tries again at
    /// once.
    ///
    /// # Errors
    /// [`Refusal::SmsFailed`].
    pub(crate) async fn send(self, code: &str) -> Result<()> {
        if self.cx.sms().send_code(self.to, code).await.is_ok() {
            return Ok(());
        }
        self.give_back().await?;
        Err(Refusal::SmsFailed.into())
    }

    /// Gives the leave back: nothing was sent.
    ///
    /// # Errors
    /// Only of the database.
    pub(crate) async fn give_back(mut self) -> Result<()> {
        self.sent.sent.pop();
        // Where another message was sent meanwhile, this one stays counted.
        self.cx.table().replace(&self.sent, self.version).await?;
        Ok(())
    }
}
