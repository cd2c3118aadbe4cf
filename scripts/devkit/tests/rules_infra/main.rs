//! The cloud's definition and the code say the same: what each function may do is what its code does, and what the
//! CDN and the local edge decide is one decision.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod calls;
mod definition;
mod roles;
#[path = "../never/source.rs"]
mod source;
