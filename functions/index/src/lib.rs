//! The search index: what a shard holds, its layout in bytes, and how names are matched and ranked. Pure: knows no
//! table, no bucket and no caller.
//!
//! A city's index is one [`Shard`] per county-level organisation (and one for the root itself), and beside each a
//! [`Delta`] of what has changed since it was written. Both hold entries: an organisation or a member, with the
//! version of its record, so that changes may come twice and in any order. Where an entry stands follows from the
//! tree within the shard, not from the entry: a subtree that moves within its county rewrites nothing but itself.
//!
//! A shard holds characters only. How they are pronounced is compiled in ([`Query`]), so a better table of readings
//! makes no shard old.

mod bytes;
mod contents;
mod delta;
mod find;
mod fold;
mod grade;
mod hidden;
mod needs;
mod query;
mod readings;
mod shard;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod tree;
mod typos;

pub use bytes::Broken;
pub use contents::{Contents, Entry, MemberEntry, OrgEntry, Subject, shard_of};
pub use delta::{Change, Delta};
pub use find::{Found, MemberHit, OrgHit, View, members, orgs};
pub use hidden::Hidden;
pub use query::Query;
pub use shard::Shard;
pub use tree::{Moving, Reach};
