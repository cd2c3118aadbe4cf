//! The roll through its routes, on the real local database and keys.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may stop at the first surprise, in their helpers too"
)]

mod adding;
mod corrections;
mod doors;
mod editing;
mod exports;
mod finding;
mod lists;
mod own;
mod races;
mod roll;
mod viewings;
