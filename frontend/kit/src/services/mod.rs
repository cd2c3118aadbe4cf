//! What the screens ask of the world: the functions, the session, the browser. Knows no component.

pub mod api;
pub mod files;
pub mod paper;
pub mod photos;
pub mod platform;
pub mod router;
pub mod session;
pub mod storage;
pub mod uploads;
