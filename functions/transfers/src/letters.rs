//! Letters: whole for who is concerned, which is recorded; for everybody who has the code, whether it is genuine.

use crate::store;
use platform::audit::{self, Deed};
use platform::auth::{Administrator, Oneself};
use platform::clock::pause;
use platform::http::{Answer, Call};
use platform::{Context, Error, Result};
use shared_types::members::Viewed;
use shared_types::transfers::{Letter, MyLetter, ShowLetter, Verified, Verify};

/// How often in a row somebody else may issue a letter of the same issuer first.
const TRIES: u32 = 10;

/// By how much each pause may be longer than the one before.
const PAUSE_MILLIS: u64 = 20;

/// Counts the tries of a call that may draw a letter's number.
#[derive(Debug, Default)]
pub(crate) struct Tries(u32);

impl Tries {
    /// Whether to try again, after a pause: another letter of the issuer came first.
    pub(crate) async fn again<T>(&mut self, answer: &Result<T>) -> bool {
        self.0 += 1;
        let contended = matches!(answer, Err(Error::Refused(refusal)) if *refusal == store::AGAIN);
        let again = contended && self.0 < TRIES;
        if again {
            pause(u64::from(self.0) * PAUSE_MILLIS).await;
        }
        again
    }
}

pub(crate) async fn show(
    cx: Context,
    caller: Administrator,
    call: Call<ShowLetter>,
) -> Result<Answer<Letter>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    let letter = store::letter(&cx, &loaded).await?;
    let mut tx = cx.table().transaction();
    let deed = Deed::Viewed(Viewed::Letter);
    store::log(&mut tx, &audit::entry(&cx, &caller, &store::subject(loaded.case()), deed));
    tx.commit().await?;
    Ok(letter.into())
}

pub(crate) async fn of_oneself(cx: Context, caller: Oneself, call: Call<MyLetter>) -> Result<Answer<Letter>> {
    let loaded = store::own(&cx, &caller, &call.path).await?;
    Ok(store::letter(&cx, &loaded).await?.into())
}

pub(crate) async fn verify(cx: Context, (): (), call: Call<Verify>) -> Result<Answer<Verified>> {
    Ok(store::verified(&cx, &call.path).await?.into())
}
