//! What an endpoint asks of the database does not depend on how much there is.

use crate::{account, app, org};
use platform::store::{AccountRecord, MemberRecord, OrgRecord, Prepared, Record};
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::orgs::{AccountFilter, Home, ListAccounts, ListChildren, Show};
use shared_types::page::After;
use shared_types::permission::Role;

/// Requests and units of each reading endpoint.
async fn usage(app: &TestApp) -> Vec<(&'static str, u32, f64)> {
    let city = app.administrator(Role::CityDepartment, "city").await;
    let filter = AccountFilter::default();
    [
        ("home", city.call::<Home>(&(), &Nothing {}).await.usage()),
        ("show", city.call::<Show>(&org("branch-b11"), &Nothing {}).await.usage()),
        ("children", city.call::<ListChildren>(&org("town-b1"), &After::default()).await.usage()),
        ("accounts", city.call::<ListAccounts>(&org("county-b"), &filter).await.usage()),
    ]
    .map(|(name, usage)| (name, usage.requests, usage.units))
    .into()
}

/// Branches below `town-b1`, a member and an account at each.
async fn grow(app: &TestApp, numbers: std::ops::Range<u32>) {
    let model = app.org("branch-b11").await.record;
    let member = app.member_record("branch-b11-m1").await.record;
    let cx = app.context().await;
    let town = app.org("town-b1").await.record.chain;
    let mut items = Vec::new();
    let prepared = "serialises";
    for number in numbers {
        let id = org(&format!("grown-{number:04}"));
        let chain = town.child(id.clone());
        let name = format!("陈集第{number:04}党支部");
        let mut grown = OrgRecord { org: id, chain: chain.clone(), name: name.clone(), ..model.clone() };
        let mobile = cx.ring().seal(&grown.key().field("secretary_mobile"), "13912345678").expect("seals");
        grown.secretary_mobile = Some(mobile);
        let member_id = format!("member-{number:04}").parse().expect("an id");
        let grown_member = MemberRecord {
            member: member_id,
            chain: chain.clone(),
            branch_name: name.clone(),
            ..member.clone()
        };
        items.push(Prepared::new(&grown_member).expect(prepared));
        let mut account = AccountRecord {
            account: account(&format!("account-{number:04}")),
            login: format!("login{number:04}"),
            name: "周海燕".into(),
            chain,
            org_name: name,
            role: Role::Operator,
            post: None,
            office_phone: None,
            mobile: cx.ring().seal("nowhere", "").expect("seals"),
            disabled: false,
        };
        account.mobile = cx.ring().seal(&account.key().field("mobile"), "13912345678").expect("seals");
        items.push(Prepared::new(&account).expect(prepared));
        items.push(Prepared::new(&grown).expect(prepared));
    }
    app.shared().table.put_all(items).await.expect("writes");
}

#[tokio::test]
async fn a_full_page_costs_the_same_however_many_rows_there_are() {
    let app = app().await;
    grow(&app, 0..300).await;
    let few = usage(&app).await;
    grow(&app, 300..3000).await;
    assert_eq!(few, usage(&app).await);
    println!("requests and units over 300 and over 3,000 of each: {few:?}");
}
