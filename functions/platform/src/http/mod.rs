//! From an HTTP request to a handler and back. Knows endpoints; no feature.

mod answer;
pub mod cursors;
pub mod health;
#[cfg(test)]
#[cfg(feature = "testing")]
mod hostile;
mod once;
mod request;
mod router;

pub use answer::{Answer, Cookie};
pub use once::{Answered, Once};
pub use request::{Call, Origin};
pub use router::Router;
