//! Who is admitted at all, endpoint by endpoint.

use crate::{account, app, new_org, org};
use platform::testing::{Caller, TestApp};
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::error::Refusal;
use shared_types::orgs::*;
use shared_types::page::After;
use shared_types::permission::Role;

pub(crate) fn changes(name: &str, kind: OrgKind) -> OrgChanges {
    OrgChanges { name: name.into(), kind, village: false, office: Office::default() }
}

pub(crate) fn new_account(login: &str, role: Role) -> NewAccount {
    NewAccount {
        login: login.into(),
        name: "周海燕".into(),
        role,
        post: Some("组织委员".into()),
        office_phone: None,
        mobile: "13900001111".into(),
    }
}

pub(crate) fn account_changes(role: Role) -> AccountChanges {
    AccountChanges {
        name: "孙丽".into(),
        role,
        post: Some("干事".into()),
        office_phone: None,
        mobile: None,
        disabled: false,
    }
}

struct Doors<'a> {
    app: &'a TestApp,
    caller: Caller,
}

impl Doors<'_> {
    async fn refuse<E: Endpoint>(&self, path: &E::Path, body: &E::Body, refusal: Refusal) {
        let before = self.app.items().await;
        assert_eq!(self.caller.call::<E>(path, body).await.refusal(), refusal, "{}", E::NAME);
        assert_eq!(self.app.items().await, before, "{} wrote", E::NAME);
    }

    /// Every endpoint about `town` and `someone`, an account there.
    async fn all_refuse(&self, town: &str, someone: &str, refusal: Refusal) {
        let (town_id, someone) = (org(town), account(someone));
        let one = || refusal.clone();
        self.refuse::<Show>(&town_id, &Nothing {}, one()).await;
        self.refuse::<ListChildren>(&town_id, &After::default(), one()).await;
        self.refuse::<Create>(&(), &new_org(town, "新村党支部", OrgKind::Branch), one()).await;
        self.refuse::<Edit>(&town_id, &changes("改名", OrgKind::Committee), one()).await;
        self.refuse::<Move>(&town_id, &Destination { parent: org("county-a") }, one()).await;
        self.refuse::<ShowMove>(&town_id, &Nothing {}, one()).await;
        self.refuse::<Dissolve>(&town_id, &Nothing {}, one()).await;
        self.refuse::<ListAccounts>(&town_id, &AccountFilter::default(), one()).await;
        self.refuse::<CreateAccount>(&town_id, &new_account("zhouhaiyan", Role::Township), one()).await;
        self.refuse::<ShowAccount>(&someone, &Nothing {}, one()).await;
        self.refuse::<EditAccount>(&someone, &account_changes(Role::Township), one()).await;
    }
}

async fn somebody_in_town_b1(app: &TestApp) -> String {
    let city = app.administrator(Role::CityDepartment, "city").await;
    let reply = city.call::<CreateAccount>(&org("town-b1"), &new_account("town.b1", Role::Township)).await;
    reply.ok().account.account.to_string()
}

#[tokio::test]
async fn nobody_enters_without_a_token() {
    let app = app().await;
    let someone = somebody_in_town_b1(&app).await;
    let doors = Doors { app: &app, caller: app.anyone().with_version(1) };
    doors.all_refuse("town-b1", &someone, Refusal::Unauthenticated).await;
    doors.refuse::<Home>(&(), &Nothing {}, Refusal::Unauthenticated).await;
}

#[tokio::test]
async fn a_member_has_no_business_here() {
    let app = app().await;
    let someone = somebody_in_town_b1(&app).await;
    let doors = Doors { app: &app, caller: app.member("branch-b11-m1").await.with_version(1) };
    doors.all_refuse("town-b1", &someone, Refusal::Forbidden).await;
    doors.refuse::<Home>(&(), &Nothing {}, Refusal::Forbidden).await;
}

#[tokio::test]
async fn another_countys_organisations_and_accounts_are_not_found() {
    let app = app().await;
    let someone = somebody_in_town_b1(&app).await;
    for (role, own) in [(Role::County, "county-a"), (Role::Township, "town-a1"), (Role::CityDirect, "direct")]
    {
        let doors = Doors { app: &app, caller: app.administrator(role, own).await.with_version(1) };
        doors.all_refuse("town-b1", &someone, Refusal::NotFound).await;
        // What does not exist looks the same.
        doors.all_refuse("nowhere", "nobody", Refusal::NotFound).await;
        // And so does what stands above.
        doors.refuse::<Show>(&org("city"), &Nothing {}, Refusal::NotFound).await;
    }
}

#[tokio::test]
async fn an_operator_sees_the_tree_and_changes_nothing() {
    let app = app().await;
    let doors =
        Doors { app: &app, caller: app.administrator(Role::Operator, "town-a1").await.with_version(1) };
    let (branch, no) = (org("branch-a11"), Refusal::Forbidden);
    doors.caller.call::<Show>(&branch, &Nothing {}).await.ok();
    doors.refuse::<Create>(&(), &new_org("town-a1", "新村党支部", OrgKind::Branch), no.clone()).await;
    doors.refuse::<Edit>(&branch, &changes("改名", OrgKind::Branch), no.clone()).await;
    doors.refuse::<Move>(&branch, &Destination { parent: org("general-a11") }, no.clone()).await;
    doors.refuse::<Dissolve>(&branch, &Nothing {}, no.clone()).await;
    doors.refuse::<ListAccounts>(&branch, &AccountFilter::default(), no.clone()).await;
    doors.refuse::<CreateAccount>(&branch, &new_account("new", Role::Operator), no).await;
}

#[tokio::test]
async fn an_edit_states_the_version_it_saw() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let doors = |caller| Doors { app: &app, caller };
    for (caller, refusal) in
        [(county.clone(), Refusal::VersionMissing), (county.with_version(7), Refusal::Stale)]
    {
        let doors = doors(caller);
        let town = org("town-a1");
        doors.refuse::<Edit>(&town, &changes("改名", OrgKind::Committee), refusal.clone()).await;
        doors.refuse::<Move>(&town, &Destination { parent: org("town-a2") }, refusal.clone()).await;
        doors.refuse::<Dissolve>(&town, &Nothing {}, refusal).await;
    }
}
