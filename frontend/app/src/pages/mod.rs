//! The screens, by feature. A page fetches through hooks and draws with components.

pub(crate) mod auth;
mod editing;
pub(crate) mod home;
mod listing;
pub(crate) mod members;
pub(crate) mod orgs;
pub(crate) mod settings;
pub(crate) mod transfers;
