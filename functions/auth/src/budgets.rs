//! What one address and all together may ask for, so that nobody guesses through many names or empties the
//! purse for messages. Limits per name and per number are in [`crate::tries`] and [`crate::messages`].

use platform::http::Origin;
use platform::store::keys;
use platform::{Context, Result};
use shared_types::error::Refusal;

/// So many in a window of so many seconds.
struct Budget {
    name: &'static str,
    most: u32,
    window: i64,
}

/// Passwords from one address. A carrier or a county office stands behind one address with thousands of
/// people, of whom a few hundred sign in within ten minutes on the busiest day; guessing through names at
/// this rate takes years.
const TRIES_OF_ADDRESS: Budget = Budget { name: "tries", most: 300, window: 600 };

/// Passwords of all: some twenty times the busiest minute of a city (300,000 members, a tenth of whom sign
/// in within a day's two busiest hours). One counter bears it: DynamoDB writes an item 1,000 times a second.
const TRIES_OF_ALL: Budget = Budget { name: "tries", most: 6000, window: 60 };

/// Messages to people at one address.
const MESSAGES_OF_ADDRESS: Budget = Budget { name: "messages", most: 100, window: 3600 };

/// Messages to all: at 0.045 yuan each the most that an hour can cost is 450 yuan.
const MESSAGES_OF_ALL: Budget = Budget { name: "messages", most: 10_000, window: 3600 };

impl Budget {
    /// # Errors
    /// [`Refusal::TooMany`] until the window ends.
    async fn draw(&self, cx: &Context, of: &str) -> Result<()> {
        let now = cx.now().seconds();
        let ends = (now / self.window + 1) * self.window;
        let left = ends - now;
        let key = keys::limit(&format!("{} {of} {ends}", self.name));
        if cx.table().draw(&key, self.most, cx.now().plus_seconds(left)).await? {
            return Ok(());
        }
        Err(Refusal::TooMany { seconds: u32::try_from(left).unwrap_or(1) }.into())
    }
}

/// Draws on both; who is over their own budget does not draw on that of all.
async fn both(cx: &Context, origin: &Origin, address: &Budget, all: &Budget) -> Result<()> {
    // Addresses are personal data: only a keyed hash is stored.
    let hash = cx.ring().hashes("address", &origin.address).into_iter().next().unwrap_or_default();
    address.draw(cx, &hash).await?;
    all.draw(cx, "all").await
}

/// For one look at a password.
///
/// # Errors
/// [`Refusal::TooMany`].
pub(crate) async fn password(cx: &Context, origin: &Origin) -> Result<()> {
    both(cx, origin, &TRIES_OF_ADDRESS, &TRIES_OF_ALL).await
}

/// For one message.
///
/// # Errors
/// [`Refusal::TooMany`].
pub(crate) async fn message(cx: &Context, origin: &Origin) -> Result<()> {
    both(cx, origin, &MESSAGES_OF_ADDRESS, &MESSAGES_OF_ALL).await
}
