//! The tree and its accounts through their routes, on the real local database and keys.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod accounts;
mod browsing;
mod creating;
mod dissolving;
mod doors;
mod editing;
mod editing_accounts;
mod histories;
mod moving;
mod names;
mod units;

use platform::testing::Caller;
use platform::testing::TestApp;
use shared_types::ids::{AccountId, OrgId};
use shared_types::orgs::{Create, NewOrg, Office, Org, OrgKind};

/// The feature on a table of its own.
async fn app() -> TestApp {
    TestApp::new(orgs::routes()).await
}

fn org(id: &str) -> OrgId {
    id.parse().expect("an id")
}

fn account(id: &str) -> AccountId {
    id.parse().expect("an id")
}

fn new_org(parent: &str, name: &str, kind: OrgKind) -> NewOrg {
    NewOrg { parent: org(parent), name: name.into(), kind, village: false, office: Office::default() }
}

async fn create(caller: &Caller, parent: &OrgId, name: &str, kind: OrgKind) -> Org {
    caller.call::<Create>(&(), &new_org(parent.as_str(), name, kind)).await.ok()
}
