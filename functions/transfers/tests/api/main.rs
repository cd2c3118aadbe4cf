//! Transfers through their routes, on the real local database and keys.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may stop at the first surprise, in their helpers too"
)]

mod cast;
mod kinds;
mod letters;
mod lists;
mod refusals;
mod tree;
