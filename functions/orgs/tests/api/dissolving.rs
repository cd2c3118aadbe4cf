//! Dissolving organisations: only what holds nothing, whatever happens at the same time.

use crate::doors::{account_changes, new_account};
use crate::{app, create, new_org, org};
use platform::testing::{Caller, TestApp};
use projections::testing::Follower;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use shared_types::orgs::{
    AccountChanges, Create, CreateAccount, Dissolve, EditAccount, ListChildren, OrgKind, Show,
};
use shared_types::page::After;
use shared_types::permission::Role;

async fn dissolve(caller: &Caller, org: &OrgId, version: u64) -> platform::testing::Reply<Dissolve> {
    caller.with_version(version).call::<Dissolve>(org, &Nothing {}).await
}

fn holds(members: u32, orgs: u32, accounts: u32) -> Refusal {
    Refusal::OrgHolds { members, orgs, accounts, transfers: 0 }
}

#[tokio::test]
async fn what_holds_something_stays_and_says_what() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let county = app.administrator(Role::County, "county-a").await;
    let before = app.items().await;
    for (id, refusal) in [
        ("branch-a11", holds(2, 0, 0)),
        ("town-a1", holds(0, 3, 0)),
        ("general-a11", holds(0, 1, 0)),
        ("county-a", holds(0, 2, 1)),
        ("city", holds(0, 3, 1)),
    ] {
        assert_eq!(dissolve(&city, &org(id), 1).await.refusal(), refusal, "{id}");
    }
    assert_eq!(dissolve(&county, &org("county-a"), 1).await.refusal(), holds(0, 2, 1), "even one's own");
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn an_empty_one_is_dissolved_at_once_and_counted_out() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let county = app.administrator(Role::County, "county-a").await;
    let general = create(&county, &org("town-a2"), "新村党总支", OrgKind::GeneralBranch).await;
    let branch = create(&county, &general.org, "新村第一党支部", OrgKind::Branch).await;
    assert_eq!(dissolve(&county, &general.org, 1).await.refusal(), holds(0, 1, 0));
    let reply = dissolve(&county, &branch.org, 1).await;
    reply.ok();
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 0));
    // Without waiting for indexes or counts.
    dissolve(&county, &general.org, 1).await.ok();
    assert_eq!(county.call::<Show>(&branch.org, &Nothing {}).await.refusal(), Refusal::NotFound);
    assert_eq!(dissolve(&county, &branch.org, 1).await.refusal(), Refusal::NotFound, "once more");
    let below = county.call::<ListChildren>(&org("town-a2"), &After::default()).await.ok();
    assert!(below.rows.is_empty());
    stream.catch_up().await;
    for (id, orgs, children) in [("town-a2", 0, 0), ("county-a", 6, 2), ("city", 12, 3)] {
        let counts = app.org(id).await.record.counts;
        assert_eq!((counts.orgs, counts.children), (orgs, children), "{id}");
    }
}

#[tokio::test]
async fn an_account_that_may_sign_in_is_held_a_disabled_one_is_not() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let town = org("town-a2");
    let created = county.call::<CreateAccount>(&town, &new_account("xizhen", Role::Township)).await.ok();
    assert_eq!(dissolve(&county, &town, 1).await.refusal(), holds(0, 0, 1));
    let id = created.account.account;
    let disabled = AccountChanges { disabled: true, ..account_changes(Role::Township) };
    county.with_version(1).call::<EditAccount>(&id, &disabled).await.ok();
    dissolve(&county, &town, 1).await.ok();
    // Where there is no organisation any more nobody is let in again.
    let before = app.items().await;
    let again = county.with_version(2).call::<EditAccount>(&id, &account_changes(Role::Township)).await;
    assert_eq!(again.refusal(), Refusal::NotFound);
    assert_eq!(app.items().await, before);
}

/// Whatever is added just while its organisation is dissolved: one of the two is refused, and nothing is left
/// without an organisation above it.
#[tokio::test]
async fn nothing_is_added_to_what_is_being_dissolved() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let (mut dissolved, mut added) = (0, 0);
    for round in 0..16 {
        let parent =
            create(&county, &org("town-a2"), &format!("第{round}党委"), OrgKind::Committee).await.org;
        let below = new_org(parent.as_str(), "下级党委", OrgKind::Committee);
        let login = new_account(&format!("login{round}"), Role::Operator);
        let end = dissolve(&county, &parent, 1);
        let (ended, came) = if round % 2 == 0 {
            let (ended, came) = tokio::join!(end, county.call::<Create>(&(), &below));
            (ended, came.status())
        } else {
            let (ended, came) = tokio::join!(end, county.call::<CreateAccount>(&parent, &login));
            (ended, came.status())
        };
        assert!((ended.status() == 200) != (came == 200), "round {round}: {} and {came}", ended.status());
        dissolved += u32::from(ended.status() == 200);
        added += u32::from(came == 200);
        if ended.status() != 200 {
            assert!(
                matches!(ended.refusal(), Refusal::OrgHolds { .. } | Refusal::Overloaded),
                "{}",
                ended.text()
            );
        }
    }
    assert_eq!(dissolved + added, 16);
    every_record_stands_below_an_organisation(&app).await;
}

async fn every_record_stands_below_an_organisation(app: &TestApp) {
    let items = app.items().await;
    let text = |item: &platform::store::Item, name: &str| {
        item.get(name).and_then(|value| value.as_s().ok()).cloned()
    };
    let keys: Vec<_> = items.iter().filter_map(|item| text(item, "pk")).collect();
    for item in &items {
        for depth in 0..6 {
            if let Some(above) = text(item, &format!("a{depth}")) {
                assert!(keys.contains(&format!("O#{above}")), "{:?} below {above}", text(item, "pk"));
            }
        }
    }
}
