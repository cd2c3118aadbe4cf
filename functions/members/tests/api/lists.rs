//! Lists of members.

use crate::roll::{NUMBER, app, county_a, county_b, member, new_member, org, plant};
use platform::store::{Move, Moves};
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::members::{Add, List, MemberFilter, MemberKind, Show, Standing};
use shared_types::permission::Role;
use std::collections::BTreeSet;

fn of_kind(kind: MemberKind) -> MemberFilter {
    MemberFilter { kind: Some(kind), ..MemberFilter::default() }
}

fn below(id: &str) -> MemberFilter {
    MemberFilter { org: Some(org(id)), ..MemberFilter::default() }
}

#[tokio::test]
async fn everybody_lists_who_stands_at_or_below_their_organisation() {
    let app = app().await;
    for (role, at, count) in [
        (Role::CityDepartment, "city", 10),
        (Role::County, "county-a", 6),
        (Role::Township, "town-a1", 6),
        (Role::Township, "town-a2", 0),
        (Role::Operator, "branch-a111", 2),
    ] {
        let page = app.administrator(role, at).await.call::<List>(&(), &MemberFilter::default()).await.ok();
        assert_eq!(page.rows.len(), count, "{at}");
        assert_eq!(page.next, None);
    }
}

#[tokio::test]
async fn a_row_shows_the_number_masked() {
    let app = app().await;
    let page = county_a(&app).await.call::<List>(&(), &below("branch-a12")).await.ok();
    let row = page.rows.iter().find(|row| row.member == member("branch-a12-m1")).expect("listed");
    let number = TestApp::id_number("branch-a12-m1");
    assert_eq!(row.id_number, format!("{}********{}", &number[..6], &number[14..]));
    assert_eq!((row.branch.as_str(), row.branch_name.as_str()), ("branch-a12", "李庄村党支部"));
    assert_eq!((row.kind, row.standing), (MemberKind::Full, Standing::Normal));
}

#[tokio::test]
async fn an_organisation_outside_is_not_found() {
    let app = app().await;
    let county = county_b(&app).await;
    for outside in ["county-a", "branch-a11", "city", "direct", "nowhere"] {
        assert_eq!(county.call::<List>(&(), &below(outside)).await.refusal(), Refusal::NotFound, "{outside}");
    }
    assert_eq!(county.call::<List>(&(), &below("branch-b11")).await.ok().rows.len(), 2);
}

#[tokio::test]
async fn rows_are_filtered_by_kind_and_standing() {
    let app = app().await;
    plant(&app, "branch-a11", "many", 0..40, |number| format!("丁{number}")).await;
    let county = county_a(&app).await;
    for (filter, count) in [
        (MemberFilter::default(), 46),
        (of_kind(MemberKind::Probationary), 4),
        (MemberFilter { standing: Some(Standing::Deceased), ..MemberFilter::default() }, 1),
        (
            MemberFilter {
                kind: Some(MemberKind::Full),
                standing: Some(Standing::Deceased),
                ..MemberFilter::default()
            },
            0,
        ),
    ] {
        let reply = county.call::<List>(&(), &filter).await;
        assert_eq!(reply.ok().rows.len(), count, "{filter:?}");
        assert_eq!(reply.usage().requests, 2);
    }
}

#[tokio::test]
async fn pages_hold_fifty_and_show_each_member_once() {
    let app = app().await;
    plant(&app, "branch-a11", "many", 0..130, |number| format!("丁{}", number % 7)).await;
    let county = county_a(&app).await;
    let (mut filter, mut pages, mut seen) = (MemberFilter::default(), Vec::new(), BTreeSet::new());
    loop {
        let page = county.call::<List>(&(), &filter).await.ok();
        pages.push(page.rows.len());
        for row in page.rows {
            assert!(seen.insert(row.member.clone()), "{} twice", row.member);
        }
        filter.cursor = page.next;
        if filter.cursor.is_none() {
            break;
        }
    }
    assert_eq!(pages, [50, 50, 36]);
}

#[tokio::test]
async fn a_cursor_is_of_use_only_where_it_was_given() {
    let app = app().await;
    plant(&app, "branch-a11", "many", 0..60, |number| format!("丁{number}")).await;
    let county = county_a(&app).await;
    let next = county.call::<List>(&(), &below("branch-a11")).await.ok().next.expect("more");
    let with = |filter: MemberFilter| MemberFilter { cursor: Some(next.clone()), ..filter };
    assert_eq!(county.call::<List>(&(), &with(below("branch-a11"))).await.ok().rows.len(), 12);
    for filter in [below("branch-a12"), MemberFilter::default(), of_kind(MemberKind::Full)] {
        assert_eq!(
            county.call::<List>(&(), &with(filter.clone())).await.refusal(),
            Refusal::Malformed,
            "{filter:?}"
        );
    }
    for other in [county_a(&app).await, app.administrator(Role::CityDepartment, "city").await] {
        assert_eq!(other.call::<List>(&(), &with(below("branch-a11"))).await.refusal(), Refusal::Malformed);
    }
    let outside = county_b(&app).await.call::<List>(&(), &with(below("branch-a11"))).await;
    assert_eq!(outside.refusal(), Refusal::NotFound);
}

/// The bar: one page is two requests, one of them the Query, and costs the same however many members exist.
#[tokio::test]
async fn a_page_costs_the_same_with_three_hundred_and_three_thousand_members() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let filters = [
        MemberFilter::default(),
        below("county-a"),
        of_kind(MemberKind::Full),
        MemberFilter { kind: Some(MemberKind::Probationary), ..below("branch-a11") },
    ];
    let mut costs = Vec::new();
    for numbers in [0..300, 300..3000] {
        plant(&app, "branch-a11", "many", numbers, |_| "丁一一".into()).await;
        for filter in &filters {
            let reply = city.call::<List>(&(), filter).await;
            assert!(!reply.ok().rows.is_empty() && reply.ok().next.is_some());
            let usage = reply.usage();
            assert_eq!((usage.requests, usage.queries), (2, 1), "{filter:?}");
            costs.push(usage.units);
        }
    }
    assert_eq!(costs[..4], costs[4..]);
    assert!(costs.iter().all(|units| (4.0..12.0).contains(units)), "{costs:?}");
}

/// The stored chains still tell the old place; what is shown tells the new one.
#[tokio::test]
async fn while_a_subtree_is_being_moved_its_members_are_at_the_new_place_only() {
    let app = app().await;
    let from = app.org("general-a11").await.record.chain;
    let to = app.org("town-b1").await.record.chain.child(org("general-a11"));
    let (a, b) = (county_a(&app).await, county_b(&app).await);
    app.put(&[Moves { active: vec![Move { from, to }], ..Moves::none(org("city")) }]).await;
    let path = member("branch-a111-m1");
    for (caller, count, shown) in [(&a, 4, 404), (&b, 4, 200)] {
        let (mut filter, mut seen) = (MemberFilter::default(), 0);
        loop {
            let page = caller.call::<List>(&(), &filter).await.ok();
            seen += page.rows.len();
            filter.cursor = page.next;
            if filter.cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, count);
        assert_eq!(caller.call::<Show>(&path, &Nothing {}).await.status(), shown);
        let listed = caller.call::<List>(&(), &below("branch-a111")).await.status();
        assert_eq!(listed, shown);
    }
    // Whoever is added meanwhile stands at the new place at once.
    let added = b.call::<Add>(&(), &new_member("branch-a111", NUMBER)).await.ok();
    let stored = app.member_record(added.member.as_str()).await.record.chain;
    assert!(stored.contains(&org("town-b1")), "{stored:?}");
}
