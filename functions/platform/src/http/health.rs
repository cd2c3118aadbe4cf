//! Answers whether a function runs. The same for every feature; asks neither the table nor anything else, so that it
//! tells a function that is down from a database that is.

use super::{Answer, Call};
use crate::config::COMMIT;
use crate::context::Context;
use crate::error::Result;
use shared_types::endpoint::Endpoint;
use shared_types::health::Health;

/// The function runs, or it would not answer.
///
/// # Errors
/// None.
pub async fn show<E: Endpoint<Reply = Health>>(cx: Context, (): (), _: Call<E>) -> Result<Answer<Health>> {
    let health = Health {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: COMMIT.to_owned(),
        stage: cx.config().stage.clone(),
    };
    Ok(health.into())
}
