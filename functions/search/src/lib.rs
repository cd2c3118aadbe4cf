//! Finding organisations and members. Reads the search index, which `projections` keeps, and answers nothing that it
//! has not seen within the caller's reach; must not know how an index is made.

mod destinations;
mod members;
mod orgs;
mod shards;
mod store;

use platform::http::{Router, health};
use shared_types::search::{FindDestinations, FindMembers, FindOrgs, ShowHealth};

/// The endpoints of the feature.
pub fn routes() -> Router {
    Router::new()
        .on::<FindOrgs, _, _>(orgs::find)
        .on::<FindMembers, _, _>(members::find)
        .on::<FindDestinations, _, _>(destinations::find)
        .on::<ShowHealth, _, _>(health::show)
}
