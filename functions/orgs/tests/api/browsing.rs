//! Looking at the tree.

use crate::{app, create, org};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::orgs::{Home, ListChildren, OrgKind, Show};
use shared_types::page::{After, Cursor};
use shared_types::permission::Role;

#[tokio::test]
async fn an_organisation_is_shown_with_the_way_to_it() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let reply = county.call::<Show>(&org("branch-a111"), &Nothing {}).await;
    let shown = reply.ok();
    assert_eq!(reply.version(), shown.version);
    let way: Vec<&str> = shown.path.iter().map(|crumb| crumb.org.as_str()).collect();
    assert_eq!(way, ["county-a", "town-a1", "general-a11", "branch-a111"]);
    let names: Vec<&str> = shown.path.iter().map(|crumb| crumb.name.as_str()).collect();
    assert_eq!(names, ["中共甲县委组织部", "东镇党委", "幸福社区党总支", "幸福社区第一党支部"]);
    assert_eq!((shown.depth, shown.kind, shown.moving), (4, OrgKind::Branch, false));
    assert_eq!(shown.secretary_mobile.as_deref(), Some("13912345678"));
    assert_eq!((shown.counts.members, shown.counts.orgs), (2, 0));
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 0));
}

#[tokio::test]
async fn home_is_the_callers_own_organisation() {
    let app = app().await;
    for (role, own) in [(Role::CityDepartment, "city"), (Role::Township, "town-a1")] {
        let reply = app.administrator(role, own).await.call::<Home>(&(), &Nothing {}).await;
        let home = reply.ok();
        assert_eq!(home.org.org, org(own));
        assert_eq!(home.org.path.len(), 1, "the way begins with the caller's own organisation");
        assert_eq!(reply.usage().requests, 1);
    }
    let city = app.administrator(Role::CityDepartment, "city").await;
    let counts = city.call::<Home>(&(), &Nothing {}).await.ok().org.counts;
    assert_eq!((counts.members, counts.orgs, counts.children), (10, 12, 3));
}

#[tokio::test]
async fn the_level_below_comes_by_name_with_its_counts() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let reply = county.call::<ListChildren>(&org("town-a1"), &After::default()).await;
    let page = reply.ok();
    let rows: Vec<(&str, u32)> = page.rows.iter().map(|row| (row.org.as_str(), row.counts.members)).collect();
    assert_eq!(rows, [("general-a11", 2), ("branch-a12", 2), ("branch-a11", 2)]);
    assert!(page.next.is_none());
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 1));
    let none = county.call::<ListChildren>(&org("branch-a11"), &After::default()).await.ok();
    assert_eq!((none.rows.len(), none.next), (0, None));
}

#[tokio::test]
async fn pages_go_on_where_the_last_ended_and_cursors_serve_only_their_list() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    for number in 0..105 {
        create(&city, &org("town-b1"), &format!("陈集第{number:03}党支部"), OrgKind::Branch).await;
    }
    let town = org("town-b1");
    let (mut after, mut names, mut pages) = (After::default(), Vec::new(), 0);
    let mut first = None;
    loop {
        let reply = city.call::<ListChildren>(&town, &after).await;
        let page = reply.ok();
        assert_eq!((reply.usage().requests, reply.usage().queries), (2, 1));
        names.extend(page.rows.into_iter().map(|row| row.name));
        pages += 1;
        after.cursor = page.next;
        first = first.or(after.cursor.clone());
        if after.cursor.is_none() {
            break;
        }
    }
    let mut sorted = names.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((names.len(), pages), (106, 2));
    assert_eq!(names, sorted, "by name, each once");

    let cursor = first.expect("a second page");
    let other = app.administrator(Role::CityDepartment, "city").await;
    let altered = Cursor(cursor.0.replace('a', "b"));
    for (caller, below, cursor) in [
        (&other, "town-b1", &cursor),
        (&city, "town-a1", &cursor),
        (&city, "town-b1", &altered),
        (&city, "town-b1", &Cursor("nonsense".into())),
    ] {
        let after = After { cursor: Some(cursor.clone()) };
        let reply = caller.call::<ListChildren>(&org(below), &after).await;
        assert_eq!(reply.refusal(), Refusal::Malformed);
    }
}
