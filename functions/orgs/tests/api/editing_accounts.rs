//! Changing accounts.

use crate::doors::{account_changes, new_account};
use crate::{app, org};
use platform::testing::{Caller, TestApp};
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, Refusal};
use shared_types::ids::AccountId;
use shared_types::orgs::{
    AccountChanges, AccountFilter, CreateAccount, EditAccount, Home, ListAccounts, ShowAccount,
};
use shared_types::permission::Role;

async fn township(app: &TestApp, login: &str) -> AccountId {
    let city = app.administrator(Role::CityDepartment, "city").await;
    let new = new_account(login, Role::Township);
    city.call::<CreateAccount>(&org("town-a1"), &new).await.ok().account.account
}

/// The id of the account behind a caller whom the harness made.
async fn own_id(app: &TestApp, caller: &Caller, at: &str) -> AccountId {
    let city = app.administrator(Role::CityDepartment, "city").await;
    let token = caller.token.clone().unwrap_or_default();
    let cx = app.context().await;
    let claims = platform::auth::token::read(&cx, &token).await.expect("a token");
    let listed = city.call::<ListAccounts>(&org(at), &AccountFilter::default()).await.ok();
    listed.rows.into_iter().find(|row| row.account.as_str() == claims.sub).expect("listed").account
}

#[tokio::test]
async fn a_superior_changes_everything_and_the_trail_says_what() {
    let app = app().await;
    let id = township(&app, "dongzhen").await;
    let county = app.administrator(Role::County, "county-a").await;
    let wanted = AccountChanges {
        name: " 周平 ".into(),
        role: Role::Operator,
        post: Some(" ".into()),
        office_phone: Some("0527-8000".into()),
        mobile: Some("+86 137 0000 2222".into()),
        disabled: false,
    };
    let reply = county.with_version(1).call::<EditAccount>(&id, &wanted).await;
    let after = reply.ok();
    assert_eq!((reply.version(), after.version), (2, 2));
    assert_eq!((reply.usage().requests, reply.usage().queries), (3, 0));
    assert_eq!((after.name.as_str(), after.role, after.post.clone()), ("周平", Role::Operator, None));
    assert_eq!(after.mobile, "137****2222");
    assert_eq!(county.call::<ShowAccount>(&id, &Nothing {}).await.ok(), after);
    let written = format!("{:?}", app.items().await);
    assert!(written.contains("orgs.edit_account name role post office_phone mobile"));
    assert!(!written.contains("13700002222"));

    let before = app.items().await;
    assert_eq!(county.with_version(1).call::<EditAccount>(&id, &wanted).await.refusal(), Refusal::Stale);
    assert_eq!(
        county.with_version(2).call::<EditAccount>(&id, &wanted).await.ok(),
        after,
        "nothing to write"
    );
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn only_a_superior_changes_an_account_and_roles_stay_in_bounds() {
    let app = app().await;
    let id = township(&app, "dongzhen").await;
    let peer = app.administrator(Role::Township, "town-a1").await.with_version(1);
    let county = app.administrator(Role::County, "county-a").await.with_version(1);
    let before = app.items().await;
    let mobile = AccountChanges { mobile: Some("13700002222".into()), ..account_changes(Role::Township) };
    assert_eq!(peer.call::<EditAccount>(&id, &mobile).await.refusal(), Refusal::Forbidden);
    let same = peer.call::<EditAccount>(&id, &account_changes(Role::Township)).await;
    assert_eq!(same.refusal(), Refusal::Forbidden);
    for role in [Role::CityDepartment, Role::County] {
        let reply = county.call::<EditAccount>(&id, &account_changes(role)).await;
        assert_eq!(reply.refusal(), Refusal::field("role", Fault::Choice), "{role:?}");
    }
    let wrong = AccountChanges { mobile: Some("137".into()), ..account_changes(Role::Township) };
    let reply = county.call::<EditAccount>(&id, &wrong).await;
    assert_eq!(reply.refusal(), Refusal::field("mobile", Fault::Mobile));
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn nobody_changes_their_own_role_or_mobile_or_locks_themselves_out() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await.with_version(1);
    let own = own_id(&app, &city, "city").await;
    let county = app.administrator(Role::County, "county-a").await.with_version(1);
    let countys_own = own_id(&app, &county, "county-a").await;
    let before = app.items().await;
    for wanted in [
        account_changes(Role::Operator),
        AccountChanges { disabled: true, ..account_changes(Role::CityDepartment) },
        AccountChanges { mobile: Some("13700002222".into()), ..account_changes(Role::CityDepartment) },
    ] {
        assert_eq!(city.call::<EditAccount>(&own, &wanted).await.refusal(), Refusal::Forbidden);
    }
    let named = AccountChanges { name: "陈建国".into(), ..account_changes(Role::County) };
    assert_eq!(county.call::<EditAccount>(&countys_own, &named).await.refusal(), Refusal::Forbidden);
    assert_eq!(app.items().await, before);
    let named = AccountChanges { name: "陈建国".into(), ..account_changes(Role::CityDepartment) };
    assert_eq!(city.call::<EditAccount>(&own, &named).await.ok().name, "陈建国");
}

#[tokio::test]
async fn who_is_disabled_is_out_with_the_next_request() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let county = app.administrator(Role::County, "county-a").await;
    let id = own_id(&app, &county, "county-a").await;
    county.call::<Home>(&(), &Nothing {}).await.ok();
    let disabled = AccountChanges { disabled: true, ..account_changes(Role::County) };
    assert!(city.with_version(1).call::<EditAccount>(&id, &disabled).await.ok().disabled);
    assert_eq!(county.call::<Home>(&(), &Nothing {}).await.refusal(), Refusal::Unauthenticated);
    city.with_version(2).call::<EditAccount>(&id, &account_changes(Role::County)).await.ok();
    county.call::<Home>(&(), &Nothing {}).await.ok();
}

#[tokio::test]
async fn a_role_taken_away_is_missing_with_the_next_request() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let township = app.administrator(Role::Township, "town-a1").await;
    let id = own_id(&app, &township, "town-a1").await;
    let filter = AccountFilter::default();
    township.call::<ListAccounts>(&org("town-a1"), &filter).await.ok();
    county.with_version(1).call::<EditAccount>(&id, &account_changes(Role::Operator)).await.ok();
    let reply = township.call::<ListAccounts>(&org("town-a1"), &filter).await;
    assert_eq!(reply.refusal(), Refusal::Forbidden);
}
