//! How transfers are proven (quality, "Reliability"): a fault at every storage call, races with every condition taken
//! out in turn, and a seeded simulation of many who act at once while the tree changes and time passes.
//!
//! A run that went wrong says its seed; `SIMULATION_SEED=7 cargo test -p transfers --test simulation seed_1` on a local
//! cloud is the same run again and shows its steps, with `SIMULATION_ROUNDS=200` a longer one.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may stop at the first surprise, in their helpers too"
)]

#[allow(dead_code, reason = "shared with the API tests; each uses its part")]
#[path = "../api/cast.rs"]
mod cast;
mod checks;
mod deeds;
mod director;
mod faults;
mod races;
mod rivals;
mod together;
mod wants;
mod world;
