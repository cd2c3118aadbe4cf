//! Accounts: lists, single ones, new ones.

use crate::doors::new_account;
use crate::{app, org};
use platform::crypto;
use platform::store::{CredentialRecord, keys};
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, Refusal};
use shared_types::orgs::{AccountFilter, CreateAccount, ListAccounts, NewAccount, ShowAccount};
use shared_types::permission::Role;

#[tokio::test]
async fn a_created_account_is_shown_masked_and_its_password_opens_once() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let reply = county.call::<CreateAccount>(&org("town-a1"), &new_account("dongzhen", Role::Township)).await;
    let created = reply.ok();
    let account = created.account.clone();
    assert_eq!((account.login.as_str(), account.version, account.disabled), ("dongzhen", 1, false));
    assert_eq!((account.org_name.as_str(), account.mobile.as_str()), ("东镇党委", "139****1111"));
    assert!(account.editable);
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 0));
    let shown = county.call::<ShowAccount>(&account.account, &Nothing {}).await;
    assert_eq!((shown.ok(), shown.version()), (account.clone(), 1));
    assert_eq!(shown.usage().requests, 2);

    let credential: CredentialRecord =
        app.stored(&keys::credential(account.account.as_str())).await.expect("a password").record;
    assert!(credential.initial, "it must be replaced");
    let hash = credential.hash.expect("a hash");
    assert!(crypto::password_matches(&created.temporary_password, &hash));
    let written = format!("{:?}", app.items().await);
    assert!(!written.contains(&created.temporary_password) && !written.contains("13900001111"));
}

#[tokio::test]
async fn the_same_call_sent_again_gets_the_same_account_and_password() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await.with_key("0198-account-1");
    let new = new_account("dongzhen", Role::Township);
    let created = county.call::<CreateAccount>(&org("town-a1"), &new).await;
    let before = app.items().await;
    let again = county.call::<CreateAccount>(&org("town-a1"), &new).await;
    assert_eq!(again.text(), created.text());
    let elsewhere = county.call::<CreateAccount>(&org("town-a2"), &new).await;
    assert_eq!(elsewhere.refusal(), Refusal::KeyReused);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn accounts_are_created_below_ones_own_organisation_with_a_role_of_its_depth() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let county = app.administrator(Role::County, "county-a").await;
    let township = app.administrator(Role::Township, "town-a1").await;
    let choice = || Err(Refusal::field("role", Fault::Choice));
    let forbidden = || Err(Refusal::Forbidden);
    let cases = [
        (&city, "city", Role::CityDepartment, Ok(())),
        (&city, "city", Role::County, choice()),
        (&city, "county-b", Role::County, Ok(())),
        (&city, "direct", Role::CityDirect, Ok(())),
        (&city, "county-b", Role::CityDepartment, choice()),
        (&county, "county-a", Role::County, forbidden()),
        (&county, "county-a", Role::Operator, forbidden()),
        (&county, "town-a2", Role::CountyDirect, Ok(())),
        (&county, "town-a2", Role::County, choice()),
        (&county, "branch-a11", Role::Township, choice()),
        (&county, "branch-a11", Role::Operator, Ok(())),
        (&county, "town-b1", Role::Township, Err(Refusal::NotFound)),
        (&township, "town-a1", Role::Operator, forbidden()),
        (&township, "general-a11", Role::Operator, Ok(())),
    ];
    for (number, (caller, at, role, expected)) in cases.into_iter().enumerate() {
        let before = app.items().await;
        let new = new_account(&format!("login{number}"), role);
        let reply = caller.call::<CreateAccount>(&org(at), &new).await;
        match expected {
            Ok(()) => assert_eq!(reply.ok().account.role, role),
            Err(refusal) => {
                assert_eq!(reply.refusal(), refusal, "{role:?} at {at}");
                assert_eq!(app.items().await, before);
            }
        }
    }
}

#[tokio::test]
async fn a_login_name_is_given_once_and_wrong_fields_are_named() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let new = |login: &str| new_account(login, Role::Township);
    county.call::<CreateAccount>(&org("town-a1"), &new("dongzhen")).await.ok();
    let before = app.items().await;
    let wrong = |field: &str, fault| Refusal::field(field, fault);
    for (new, refusal) in [
        (new("dongzhen"), Refusal::LoginTaken),
        (new("Dong Zhen"), wrong("login", Fault::LoginName)),
        (NewAccount { name: "".into(), ..new("other") }, wrong("name", Fault::Required)),
        (NewAccount { mobile: "1390000111".into(), ..new("other") }, wrong("mobile", Fault::Mobile)),
    ] {
        let reply = county.call::<CreateAccount>(&org("town-a2"), &new).await;
        assert_eq!(reply.refusal(), refusal);
    }
    assert_eq!(app.items().await, before);
    let (new, here, there) = (new("atonce"), org("town-a1"), org("town-a2"));
    let (one, other) =
        tokio::join!(county.call::<CreateAccount>(&here, &new), county.call::<CreateAccount>(&there, &new),);
    let mut statuses = [one.status(), other.status()];
    statuses.sort();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn a_list_shows_who_is_at_or_below_and_whom_one_may_change() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let county = app.administrator(Role::County, "county-a").await;
    for (login, name, at, role) in [
        ("xian.a", "陈建", "county-a", Role::County),
        ("dongzhen", "周海燕", "town-a1", Role::Township),
        ("wangzhuang", "周强", "branch-a11", Role::Operator),
        ("xian.b", "周平", "county-b", Role::County),
    ] {
        let new = NewAccount { name: name.into(), ..new_account(login, role) };
        city.call::<CreateAccount>(&org(at), &new).await.ok();
    }
    let filter = |name: &str| AccountFilter { name: Some(name.into()), cursor: None };
    for (at, name, expected) in [
        ("county-a", "周", vec![("dongzhen", true), ("wangzhuang", true)]),
        ("county-a", "陈", vec![("xian.a", false)]),
        ("town-a1", "", vec![("dongzhen", true), ("wangzhuang", true)]),
        ("branch-a11", "周海", vec![]),
        ("town-a2", "", vec![]),
    ] {
        let reply = county.call::<ListAccounts>(&org(at), &filter(name)).await;
        let page = reply.ok();
        let mut found: Vec<_> = page.rows.iter().map(|row| (row.login.as_str(), row.editable)).collect();
        found.sort();
        assert_eq!(found, expected, "{name} at {at}");
        assert!(page.rows.iter().all(|row| row.version == 1 && row.mobile == "139****1111"));
        assert_eq!((reply.usage().requests, reply.usage().queries), (2, 1));
    }
    let all = city.call::<ListAccounts>(&org("city"), &filter("")).await.ok();
    assert!(all.rows.iter().all(|row| row.editable), "the city department manages its own, too");
    assert_eq!(all.rows.len(), 6);
}
