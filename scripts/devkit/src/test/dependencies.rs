//! Holds the policy of `deny.toml` over the crates of others: licences, bans, duplicates, sources, and, where the
//! database of known weaknesses can be reached, those.

use super::tally::{Tally, check};
use crate::{processes::Program, progress::say, tools};
use anyhow::Result;
use std::{path::Path, time::Duration};

/// How long the database may take to arrive: it is a repository on GitHub of some ten megabytes.
const DATABASE_WITHIN: Duration = Duration::from_secs(60);

/// Runs the check.
pub(super) async fn run() -> Result<Tally> {
    let deny = tools::cargo_deny().await?;
    let look_at = |what: &[&str]| {
        Program::new("cargo-deny", &deny).args(["--locked", "check", "--hide-inclusion-graph"]).args(what)
    };
    let mut tally =
        check("Licences, bans and sources of dependencies", look_at(&["licenses", "bans", "sources"]))
            .await?;
    if database_is_here(&deny).await {
        tally += check("Known weaknesses of dependencies", look_at(&["advisories"])).await?;
    } else {
        say(
            "  ! Known weaknesses of dependencies were NOT looked up: their database cannot be reached from here",
        );
    }
    Ok(tally)
}

/// Whether the database of known weaknesses could be fetched.
async fn database_is_here(deny: &Path) -> bool {
    let fetch = Program::new("advisories", deny).args(["--locked", "fetch", "db"]).run_quietly();
    matches!(tokio::time::timeout(DATABASE_WITHIN, fetch).await, Ok(Ok(())))
}
