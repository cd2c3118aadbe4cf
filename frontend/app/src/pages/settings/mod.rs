//! Settings, and the pages that explain: open to everybody where nothing personal is shown.

mod about;
mod install;
mod menu;
mod note;
mod privacy;

pub(crate) use about::About;
pub(crate) use install::Install;
pub(crate) use menu::Settings;
pub(crate) use note::{NotForYou, NotFound};
pub(crate) use privacy::Privacy;
