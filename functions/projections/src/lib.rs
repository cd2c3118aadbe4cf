//! What follows the table's changes: the counts beside each organisation, the search index, the rewriting of what
//! many records copy after a move or a new name, the photos whose records are gone, and word to those whose turn has
//! come. Everything here can come twice, or be taken up after whatever
//! stopped it, and can be rebuilt from the table. Must not know endpoints or callers.

mod at_once;
mod counts;
mod index;
mod jobs;
mod rebuild;
mod rules;
#[cfg(feature = "testing")]
pub mod testing;
mod turns;

pub use rebuild::rebuild;

use platform::context::Shared;
use platform::store::keys::Key;
use platform::store::stream::Changes;
use platform::{Context, Error, Result, files, telemetry};
use serde::{Deserialize, Serialize};
use shared_types::ids::OrgId;
use std::sync::Arc;

/// What the function can be asked.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Asked {
    /// By hand: see [`rebuild()`].
    Rebuild {
        /// The root of the tree.
        rebuild: OrgId,
    },
    /// By hand: see [`reindex()`].
    Reindex {
        /// The root of the tree.
        reindex: OrgId,
    },
    /// By the clock: takes up rewritings that stand still, because the change that drove them was set aside.
    Resume {
        /// Which.
        resume: Which,
    },
    /// By the event source mapping.
    Follow(Changes),
}

/// Which rewritings are taken up.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// Every one that has not ended.
    All,
}

/// The answer that an event source mapping with a tumbling window expects.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Taken {
    state: std::collections::BTreeMap<String, String>,
    batch_item_failures: Vec<String>,
}

/// Does what is asked. After an error the mapping sends the same changes again.
///
/// # Errors
/// Whatever the table says, logged once.
pub async fn answer(shared: &Arc<Shared>, asked: Asked) -> Result<Taken> {
    let cx = Context::new(shared).await?;
    let done = match asked {
        Asked::Follow(changes) => {
            telemetry::endpoint("projections.follow");
            follow(&cx, &changes).await
        }
        Asked::Resume { resume: Which::All } => {
            telemetry::endpoint("projections.resume");
            jobs::resume(&cx).await
        }
        Asked::Rebuild { rebuild: root } => {
            telemetry::endpoint("projections.rebuild");
            rebuild(&cx, &root).await.map(drop)
        }
        Asked::Reindex { reindex: root } => {
            telemetry::endpoint("projections.reindex");
            reindex(&cx, &root).await.map(drop)
        }
    };
    done.inspect_err(|error| tracing::error!(%error, "not followed"))?;
    Ok(Taken::default())
}

/// Makes the search index of a city anew from the table, whatever was there; answers how many names it holds. The
/// stream may be followed all the time.
///
/// # Errors
/// The table's or the bucket's; it can be done again.
pub async fn reindex(cx: &Context, root: &OrgId) -> Result<usize> {
    index::rebuild(cx, root).await
}

/// Follows changes of one shard: first the counts and the index, then what is left of files, then a step of each
/// rewriting that is among them, then word of what waits.
///
/// # Errors
/// The table's; the same changes can come again.
pub async fn follow(cx: &Context, changes: &Changes) -> Result<()> {
    counts::follow(cx, changes).await?;
    index::follow(cx, changes).await?;
    for file in changes.changes.iter().filter_map(|change| change.gone_file()) {
        files::erase(cx, &file).await?;
    }
    let mut jobs: Vec<Key> = Vec::new();
    for job in changes.changes.iter().filter_map(|change| change.job()) {
        if !jobs.contains(&job) {
            jobs.push(job);
        }
    }
    for job in jobs {
        jobs::step(cx, &job).await?;
    }
    turns::follow(cx, changes).await
}

/// An event without its shard: the mapping lacks its tumbling window.
fn no_shard() -> Error {
    Error::Internal("an event without a shard: the event source mapping needs a tumbling window".into())
}
