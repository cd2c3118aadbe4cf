//! The tree of organisations and the accounts of their administrators. Must not know how somebody signs in,
//! nor what stands on a roll; what follows a change (counts, chains, copied names) is `projections`' business.

mod create;
mod create_account;
mod dissolve;
mod edit;
mod edit_account;
mod list;
mod list_accounts;
mod move_org;
mod rules;
mod show;
mod store;

use platform::http::{Router, health};
use shared_types::orgs::{
    Create, CreateAccount, Dissolve, Edit, EditAccount, Home, ListAccounts, ListChildren, Move, Show,
    ShowAccount, ShowHealth, ShowMove,
};

/// The endpoints of the feature.
pub fn routes() -> Router {
    Router::new()
        .on::<Home, _, _>(show::home)
        .on::<Show, _, _>(show::show)
        .on::<ListChildren, _, _>(list::children)
        .on::<Create, _, _>(create::create)
        .on::<Edit, _, _>(edit::edit)
        .on::<Move, _, _>(move_org::begin)
        .on::<ShowMove, _, _>(move_org::show)
        .on::<Dissolve, _, _>(dissolve::dissolve)
        .on::<ListAccounts, _, _>(list_accounts::list)
        .on::<ShowAccount, _, _>(list_accounts::show)
        .on::<CreateAccount, _, _>(create_account::create)
        .on::<EditAccount, _, _>(edit_account::edit)
        .on::<ShowHealth, _, _>(health::show)
}
