//! The screens, by feature. A page fetches through hooks and draws with components.

pub(crate) mod auth;
pub(crate) mod home;
mod listing;
pub(crate) mod members;
mod newer;
pub(crate) mod orgs;
pub(crate) mod settings;
