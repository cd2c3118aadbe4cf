//! Creating calls happen once. The answer is stored under the caller's idempotency key in the same
//! transaction as what it created; a repeat gets that answer, the same key for something else is refused.

use crate::context::Context;
use crate::crypto::{Sealed, token_hash};
use crate::error::{Error, Result};
use crate::http::Answer;
use crate::store::keys::{self, Key};
use crate::store::{Record, Transaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::error::Refusal;

const KEPT_SECONDS: i64 = 24 * 3600;

/// The answer that an idempotency key got, kept for a day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answered {
    user: String,
    key: String,
    asked: String,
    reply: Sealed,
    version: Option<u64>,
    ends: Moment,
}

impl Record for Answered {
    type Row = ();
    fn key(&self) -> Key {
        keys::answered(&self.user, &self.key)
    }
    fn ends(&self) -> Option<Moment> {
        Some(self.ends)
    }
}

/// A creating call that has not been answered yet.
#[derive(Debug, Clone, Default)]
pub struct Once {
    user: String,
    key: String,
    asked: String,
}

impl Once {
    /// The call of `user` with this key, endpoint and body.
    pub(super) fn new(user: &str, key: &str, endpoint: &str, body: &str) -> Self {
        Self { user: user.to_owned(), key: key.to_owned(), asked: token_hash(&format!("{endpoint} {body}")) }
    }

    fn place(&self) -> String {
        keys::answered(&self.user, &self.key).pk
    }

    /// Puts the answer into the transaction that makes it true.
    ///
    /// # Errors
    /// Only where the key ring is broken.
    pub fn keep<T: Serialize>(
        &self,
        cx: &Context,
        transaction: &mut Transaction,
        answer: &Answer<T>,
    ) -> Result<()> {
        let text = serde_json::to_string(&answer.body).map_err(|error| Error::Internal(error.to_string()))?;
        let answered = Answered {
            user: self.user.clone(),
            key: self.key.clone(),
            asked: self.asked.clone(),
            reply: cx.ring().seal(&self.place(), &text)?,
            version: answer.version,
            ends: cx.now().plus_seconds(KEPT_SECONDS),
        };
        transaction.create(&answered, Refusal::KeyReused);
        Ok(())
    }

    /// The answer that was given before.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] where the key was used for something else.
    pub(super) fn repeat<T: DeserializeOwned>(&self, cx: &Context, answered: &Answered) -> Result<Answer<T>> {
        if answered.asked != self.asked {
            return Err(Refusal::KeyReused.into());
        }
        let text = cx.ring().open(&self.place(), &answered.reply)?;
        let body = serde_json::from_str(&text).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Answer { body, version: answered.version, cookies: Vec::new() })
    }

    /// Whether a repeat that ran at the same time has been answered meanwhile.
    pub(super) async fn look(&self, cx: &Context) -> Result<Option<Answered>> {
        Ok(cx.table().get(&keys::answered(&self.user, &self.key)).await?.map(|found| found.record))
    }
}
