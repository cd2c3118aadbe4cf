//! The clocks: what time alone does to the cases of the features. Stands above the features that have one and knows
//! only their clock; no feature knows it. Everything here can come twice or be missed once.

use platform::context::Shared;
use platform::{Context, Result, telemetry};
use serde::{Deserialize, Serialize};
use shared_types::ids::OrgId;
use std::sync::Arc;

/// What the function can be asked.
#[derive(Debug, Deserialize)]
pub struct Tick {
    /// The root of the tree whose cases are looked at.
    pub tick: OrgId,
}

/// What was done.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ticked {
    /// Transfers that stand still because their letter has expired.
    pub letters_expired: u32,
}

/// Lets every clock strike once.
///
/// # Errors
/// The table's, logged once; the clock calls again.
pub async fn answer(shared: &Arc<Shared>, Tick { tick: root }: Tick) -> Result<Ticked> {
    telemetry::endpoint("schedules.tick");
    let cx = Context::new(shared).await?;
    let letters_expired = transfers::expire_overdue(&cx, &root)
        .await
        .inspect_err(|error| tracing::error!(%error, "the clock of transfers"))?;
    Ok(Ticked { letters_expired })
}
