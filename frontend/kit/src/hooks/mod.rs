//! How pages load, act, fill forms and keep their state in the address. They know no page and no feature.

mod action;
mod device;
mod form;
mod live;
mod lookup;
mod paged;
mod photo;
mod query;
mod remote;

pub use action::{Action, use_action};
pub use device::{use_back, use_copy, use_text_size};

pub use form::{Draft, Part, use_form};
pub use live::use_live;
pub use lookup::{use_destination_lookup, use_member_lookup, use_org_lookup};
pub use paged::{Paged, use_paged};
pub use photo::{PhotoUpload, use_photo};
pub use query::use_query_param;
pub use remote::{Loaded, Remote, use_remote};

pub use crate::components::use_toast;
pub use crate::services::router::use_place;
pub use crate::services::session::{use_session, use_who};
pub use crate::services::storage::TextSize;
