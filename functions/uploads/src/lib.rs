//! Photos and scans on their way in: the permission to send one, and making it anew. Must not know what a photo is
//! attached to, nor whoever sees it; both are the business of the feature that keeps it.

mod begin;
mod finish;
mod photo;
mod store;

use platform::http::{Router, health};
use shared_types::uploads::{Begin, Finish, ShowHealth};

/// The endpoints of the feature.
pub fn routes() -> Router {
    Router::new()
        .on::<Begin, _, _>(begin::begin)
        .on::<Finish, _, _>(finish::finish)
        .on::<ShowHealth, _, _>(health::show)
}
