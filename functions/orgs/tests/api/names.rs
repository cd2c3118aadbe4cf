//! A new name reaches those who copy it.

use crate::doors::{changes, new_account};
use crate::{app, org};
use platform::store::{AccountRecord, keys};
use platform::testing::{Caller, TestApp};
use projections::testing::Follower;
use shared_types::endpoint::Nothing;
use shared_types::orgs::{CreateAccount, Dissolve, Edit, OrgKind, Show};
use shared_types::permission::Role;

async fn rename(caller: &Caller, id: &str, name: &str, kind: OrgKind) {
    let version = caller.call::<Show>(&org(id), &Nothing {}).await.version();
    caller.with_version(version).call::<Edit>(&org(id), &changes(name, kind)).await.ok();
}

async fn branch_names(app: &TestApp, branch: &str) -> Vec<String> {
    let mut names = Vec::new();
    for member in ["m1", "m2"] {
        names.push(app.member_record(&format!("{branch}-{member}")).await.record.branch_name);
    }
    names
}

#[tokio::test]
async fn members_and_accounts_of_the_organisation_and_nobody_else_get_the_new_name() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let mut accounts = Vec::new();
    for (at, role) in
        [("town-a1", Role::Township), ("branch-a11", Role::Operator), ("branch-a12", Role::Operator)]
    {
        let new = new_account(&format!("at.{at}"), role);
        accounts.push(city.call::<CreateAccount>(&org(at), &new).await.ok().account.account);
    }
    rename(&city, "branch-a11", "王庄联合党支部", OrgKind::JointBranch).await;
    rename(&city, "town-a1", "东街街道党工委", OrgKind::WorkingCommittee).await;
    stream.catch_up().await;
    assert_eq!(branch_names(&app, "branch-a11").await, ["王庄联合党支部", "王庄联合党支部"]);
    assert_eq!(branch_names(&app, "branch-a12").await, ["李庄村党支部", "李庄村党支部"]);
    let mut names = Vec::new();
    for account in &accounts {
        names
            .push(app.stored::<AccountRecord>(&keys::account(account)).await.expect("there").record.org_name);
    }
    assert_eq!(names, ["东街街道党工委", "王庄联合党支部", "李庄村党支部"]);
    // Whoever had a record open meanwhile is told so instead of putting the old name back.
    assert_eq!(app.member_record("branch-a11-m1").await.version, 2);
    assert_eq!(app.member_record("branch-a12-m1").await.version, 1);
}

#[tokio::test]
async fn the_last_of_several_names_stays_though_every_event_comes_twice() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    for name in ["甲党支部", "乙党支部", "丙党支部"] {
        rename(&city, "branch-a11", name, OrgKind::Branch).await;
        for event in stream.events().await {
            stream.take(&event).await;
            stream.take(&event).await;
        }
    }
    stream.catch_up().await;
    assert_eq!(branch_names(&app, "branch-a11").await, ["丙党支部", "丙党支部"]);
}

#[tokio::test]
async fn a_rename_of_what_is_dissolved_before_it_was_carried_ends() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    rename(&city, "town-a2", "西街党委", OrgKind::Committee).await;
    city.with_version(2).call::<Dissolve>(&org("town-a2"), &Nothing {}).await.ok();
    stream.catch_up().await;
}
