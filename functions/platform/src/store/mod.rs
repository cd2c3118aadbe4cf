//! The table: one DynamoDB table for all features, defined in `infra/tables.json`.
//!
//! Every record is an item with `pk` and `sk` (written only in [`keys`]), `ver` (its version), `rec` (the
//! whole record) and, where lists show it, `row` (the part that lists need), `sort` and the ids of all
//! organisations from the root down to its own in `a0` … `a5`. The index `below{d}` has `a{d}` as partition
//! and `sort` as sort key: everything at or below an organisation, by kind and name, is one Query, and so is
//! a search by the beginning of a name. Why one index per depth and not one materialised path: a path index
//! answers "below", but a name prefix below a township would read the whole county.

mod alone;
#[cfg(feature = "provision")]
mod bulk;
mod codec;
mod files;
mod holdings;
mod index;
mod jobs;
pub mod keys;
mod meter;
pub mod moves;
mod place;
mod query;
mod records;
mod rewriting;
pub mod stream;
mod table;
mod transaction;

#[cfg(feature = "provision")]
pub use bulk::{ImportRecord, Prepared};
pub use codec::{Item, ListRow, Record};
pub use files::{FileRecord, FileState, ReadyFile, Size, Unfit};
pub use holdings::{Held, Holdings};
pub use index::{IndexRecord, NameMark, NameOf, Named};
pub use jobs::{Job, OpenJob, Round, Stretch, Work};
pub use meter::{Meter, Usage};
pub use moves::{Move, Moves};
pub use place::{Chain, Place};
pub use query::{Found, Listing, Mark};
pub use records::*;
pub use rewriting::{Rewrite, Seen, SweepMark};
pub use table::{Batch, StoreError, Table, Versioned};
pub use transaction::Transaction;
