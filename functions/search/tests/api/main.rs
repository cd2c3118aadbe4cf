//! The search through its routes, on the real local database, bucket and keys.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may stop at the first surprise, in their helpers too"
)]

mod city;
mod destinations;
mod doors;
mod following;
mod members;
mod orgs;
