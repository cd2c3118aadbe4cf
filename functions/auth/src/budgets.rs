//! Drawing on what one address and all together may ask for. Limits per name and per number are in
//! [`crate::tries`] and [`crate::messages`].

use crate::rules::budgets::{Budget, MESSAGES_OF_ADDRESS, MESSAGES_OF_ALL, TRIES_OF_ADDRESS, TRIES_OF_ALL};
use platform::http::Origin;
use platform::store::keys;
use platform::{Context, Result};
use shared_types::error::Refusal;

/// # Errors
/// [`Refusal::TooMany`] until the window ends.
async fn draw(cx: &Context, budget: &Budget, of: &str) -> Result<()> {
    let (ends, left) = budget.ends(cx.now());
    let key = keys::limit(&format!("{} {of} {ends}", budget.name));
    if cx.table().draw(&key, budget.most, cx.now().plus_seconds(left)).await? {
        return Ok(());
    }
    Err(Refusal::TooMany { seconds: u32::try_from(left).unwrap_or(1) }.into())
}

/// Draws on both; who is over their own budget does not draw on that of all.
async fn both(cx: &Context, origin: &Origin, address: &Budget, all: &Budget) -> Result<()> {
    // Addresses are personal data: only a keyed hash is stored.
    let hash = cx.ring().hashes("address", &origin.address).into_iter().next().unwrap_or_default();
    draw(cx, address, &hash).await?;
    draw(cx, all, "all").await
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
