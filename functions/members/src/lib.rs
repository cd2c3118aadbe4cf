//! The roll: members, their records, corrections of them, and who looked at whom. Must not know how somebody
//! signs in, nor how the tree of organisations changes.

mod add;
mod corrections;
mod decide;
mod edit;
mod export;
mod list;
mod own;
mod propose;
mod roster;
mod rules;
mod show;
mod store;
mod unmask;
mod viewings;

use platform::http::{Router, health};
use shared_types::members::{
    Add, Approve, Edit, Export, List, ListCorrections, ListViewings, Mine, MyBranch, MyCorrections,
    MyViewings, Propose, Return, Show, ShowCorrection, ShowHealth, Unmask,
};

/// The endpoints of the feature.
pub fn routes() -> Router {
    Router::new()
        .on::<List, _, _>(list::list)
        .on::<Show, _, _>(show::show)
        .on::<Add, _, _>(add::add)
        .on::<Edit, _, _>(edit::edit)
        .on::<Unmask, _, _>(unmask::unmask)
        .on::<ListViewings, _, _>(viewings::list)
        .on::<Export, _, _>(export::export)
        .on::<ListCorrections, _, _>(corrections::list)
        .on::<ShowCorrection, _, _>(corrections::show)
        .on::<Approve, _, _>(decide::approve)
        .on::<Return, _, _>(decide::send_back)
        .on::<Mine, _, _>(own::record)
        .on::<MyBranch, _, _>(own::branch)
        .on::<MyViewings, _, _>(viewings::of_oneself)
        .on::<Propose, _, _>(propose::propose)
        .on::<MyCorrections, _, _>(propose::of_oneself)
        .on::<ShowHealth, _, _>(health::show)
}
