//! Signing in, through the function's routes, on the real local database.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod browser;
mod codes;
mod cost;
mod devices;
mod limits;
mod passwords;
mod resets;
mod rotation;
mod sessions;
mod sign_in;
