//! What every function stands on: start-up, HTTP, sign-in state, the table, keys. Knows no feature.

pub mod audit;
pub mod auth;
pub mod clock;
pub mod config;
pub mod context;
pub mod crypto;
pub mod error;
pub mod files;
pub mod http;
pub mod https;
pub mod numbers;
pub mod objects;
#[cfg(feature = "provision")]
pub mod provision;
pub mod rows;
pub mod sms;
pub mod startup;
pub mod store;
pub mod telemetry;
#[cfg(feature = "testing")]
pub mod testing;

pub use context::Context;
pub use error::{Error, Result};
