//! Looking at the tree.

use crate::{app, create, org};
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, Refusal};
use shared_types::orgs::{Home, ListChildren, OrgKind, OrgSearch, Search, Show};
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
    assert!(page.next.is_none() && page.rows.iter().all(|row| row.path.is_empty()));
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 1));
    let none = county.call::<ListChildren>(&org("branch-a11"), &After::default()).await.ok();
    assert_eq!((none.rows.len(), none.next), (0, None));
}

#[tokio::test]
async fn a_search_finds_by_the_beginning_of_the_name_within_reach() {
    let app = app().await;
    let search = |name: &str, below: Option<&str>| OrgSearch {
        name: name.into(),
        below: below.map(org),
        cursor: None,
    };
    let city = app.administrator(Role::CityDepartment, "city").await;
    let county = app.administrator(Role::County, "county-a").await;
    for (caller, name, below, expected) in [
        (&city, "中共", None, vec!["county-a", "county-b", "city"]),
        (&county, "中共", None, vec!["county-a"]),
        (&county, "幸福社区", None, vec!["general-a11", "branch-a111"]),
        (&county, " 王庄 ", None, vec!["branch-a11"]),
        (&county, "王庄", Some("general-a11"), vec![]),
        (&county, "幸福", Some("general-a11"), vec!["general-a11", "branch-a111"]),
        (&county, "赵庄", None, vec![]),
        (&county, "村", None, vec![]),
    ] {
        let reply = caller.call::<Search>(&(), &search(name, below)).await;
        let mut found: Vec<String> = reply.ok().rows.iter().map(|row| row.org.to_string()).collect();
        let mut expected: Vec<String> = expected.into_iter().map(Into::into).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{name}");
        assert!(reply.usage().queries == 1 && reply.usage().requests <= 3, "{:?}", reply.usage());
    }
    let found = county.call::<Search>(&(), &search("幸福社区第一", None)).await.ok();
    assert_eq!(found.rows[0].path, ["中共甲县委组织部", "东镇党委", "幸福社区党总支"]);
    let refusal = county.call::<Search>(&(), &search(" ", None)).await.refusal();
    assert_eq!(refusal, Refusal::field("name", Fault::Required));
}

#[tokio::test]
async fn pages_go_on_where_the_last_ended_and_cursors_serve_only_their_list() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    for number in 0..45 {
        create(&city, &org("town-b1"), &format!("陈集第{number:02}党支部"), OrgKind::Branch).await;
    }
    let mut search = OrgSearch { name: "陈集".into(), below: None, cursor: None };
    let (mut names, mut pages) = (Vec::new(), 0);
    let mut first = None;
    loop {
        let reply = city.call::<Search>(&(), &search).await;
        let page = reply.ok();
        assert_eq!((reply.usage().requests, reply.usage().queries), (3, 1));
        names.extend(page.rows.into_iter().map(|row| row.name));
        pages += 1;
        search.cursor = page.next;
        first = first.or(search.cursor.clone());
        if search.cursor.is_none() {
            break;
        }
    }
    let mut sorted = names.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((names.len(), pages), (45, 3));
    assert_eq!(names, sorted, "by name, each once");

    let cursor = first.expect("a second page");
    let other = app.administrator(Role::CityDepartment, "city").await;
    let with = |name: &str, cursor: &Cursor| OrgSearch {
        name: name.into(),
        below: None,
        cursor: Some(cursor.clone()),
    };
    let altered = Cursor(cursor.0.replace('a', "b"));
    for (caller, search) in [
        (&other, with("陈集", &cursor)),
        (&city, with("陈", &cursor)),
        (&city, with("陈集", &altered)),
        (&city, with("陈集", &Cursor("nonsense".into()))),
    ] {
        assert_eq!(caller.call::<Search>(&(), &search).await.refusal(), Refusal::Malformed);
    }
    let elsewhere = city.call::<ListChildren>(&org("town-b1"), &After { cursor: Some(cursor) }).await;
    assert_eq!(elsewhere.refusal(), Refusal::Malformed);
}
