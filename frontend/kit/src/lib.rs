//! Everything screens are made of; see the list of components in [`components`].
//!
//! - [`components`]: what is drawn. They know no service and fetch nothing.
//! - [`hooks`]: how pages load, act, fill forms and keep their state in the address.
//! - [`services`]: the calls to the functions, the session, preferences, the platform, the address bar.
//! - [`text`]: every sentence on screen.
//!
//! Knows no page and no route.

pub mod components;
pub mod hooks;
pub mod services;
pub mod text;
