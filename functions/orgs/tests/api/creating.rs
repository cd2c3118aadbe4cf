//! Creating organisations.

use crate::{app, create, new_org, org};
use projections::testing::Follower;
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::orgs::{Create, ListChildren, NewOrg, Office, OrgKind, Show};
use shared_types::page::After;
use shared_types::permission::Role;

fn office() -> Office {
    Office {
        secretary: Some(" 赵永明 ".into()),
        secretary_mobile: Some("+86 139-1234-0000".into()),
        phone: Some("".into()),
        address: Some("解放路 8 号".into()),
        fax: Some("0527-84210009".into()),
        postcode: Some("223800".into()),
        term_starts: "2025-03-01".parse().ok(),
        term_ends: "2028-02-28".parse().ok(),
    }
}

#[tokio::test]
async fn a_created_organisation_is_shown_listed_and_counted() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let county = app.administrator(Role::County, "county-a").await;
    let new =
        NewOrg {
            office: office(), village: true, ..new_org("town-a1", " 陈集村党支部", OrgKind::Branch)
        };
    let reply = county.call::<Create>(&(), &new).await;
    let created = reply.ok();
    assert_eq!((reply.version(), created.version, created.depth), (1, 1, 3));
    assert_eq!((reply.usage().requests, reply.usage().queries), (3, 0));
    assert_eq!(created.name, "陈集村党支部");
    assert_eq!(created.secretary.as_deref(), Some("赵永明"));
    assert_eq!(created.secretary_mobile.as_deref(), Some("13912340000"));
    assert_eq!(created.phone, None, "an empty text means none");
    let way: Vec<&str> = created.path.iter().map(|crumb| crumb.name.as_str()).collect();
    assert_eq!(way, ["中共甲县委组织部", "东镇党委", "陈集村党支部"]);

    let shown = county.call::<Show>(&created.org, &Nothing {}).await;
    assert_eq!(shown.ok(), created, "what was answered is what is stored");
    assert!(!format!("{:?}", app.items().await).contains("13912340000"), "the mobile is sealed");
    let listed = county.call::<ListChildren>(&org("town-a1"), &After::default()).await.ok();
    assert!(listed.rows.iter().any(|row| row.org == created.org));
    stream.catch_up().await;
    for (above, orgs, children) in
        [("town-a1", 5, 4), ("county-a", 7, 2), ("city", 13, 3), ("county-b", 2, 1)]
    {
        let counts = app.org(above).await.record.counts;
        assert_eq!((counts.orgs, counts.children), (orgs, children), "{above}");
    }
}

#[tokio::test]
async fn the_same_call_sent_again_creates_nothing_new() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await.with_key("0198-create-1");
    let new = new_org("town-a1", "陈集村党支部", OrgKind::Branch);
    let created = county.call::<Create>(&(), &new).await.ok();
    let before = app.items().await;
    assert_eq!(county.call::<Create>(&(), &new).await.ok(), created);
    let other = new_org("town-a1", "另一党支部", OrgKind::Branch);
    assert_eq!(county.call::<Create>(&(), &other).await.refusal(), Refusal::KeyReused);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn two_at_once_are_both_created_and_the_same_twice_at_once_only_one() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let (one, other) = (
        new_org("town-a2", "甲村党支部", OrgKind::Branch),
        new_org("town-a2", "乙村党支部", OrgKind::Branch),
    );
    let (first, second) = tokio::join!(county.call::<Create>(&(), &one), county.call::<Create>(&(), &other));
    assert_ne!(first.ok().org, second.ok().org);
    assert_eq!(app.org("town-a2").await.record.held.orgs, 2);

    let same = county.with_key("0198-create-2");
    let third = new_org("town-a2", "丙村党支部", OrgKind::Branch);
    let (first, second) = tokio::join!(same.call::<Create>(&(), &third), same.call::<Create>(&(), &third));
    assert_eq!(first.ok(), second.ok());
    assert_eq!(app.org("town-a2").await.record.held.orgs, 3);
}

#[tokio::test]
async fn what_may_not_stand_there_is_refused_and_nothing_is_written() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let deep = create(&county, &org("town-a1"), "村党委", OrgKind::Committee).await;
    let deeper = create(&county, &deep.org, "片区党总支", OrgKind::Committee).await;
    let deepest = create(&county, &deeper.org, "小组党总支", OrgKind::GeneralBranch).await;
    assert_eq!(deepest.depth, 5);
    let field = |field: &str, fault| Refusal::field(field, fault);
    let named = |name: &str| new_org("town-a1", name, OrgKind::Branch);
    let before = app.items().await;
    let late =
        Office { term_starts: "2026-01-01".parse().ok(), term_ends: "2025-12-31".parse().ok(), ..office() };
    let two = Office { secretary_mobile: Some("12345".into()), phone: Some("x".into()), ..office() };
    let both = [("office.phone", Fault::Phone), ("office.secretary_mobile", Fault::Mobile)]
        .map(|(field, fault)| FieldFault { field: field.into(), fault });
    for (new, refusal) in [
        (new_org(deepest.org.as_str(), "党支部", OrgKind::Branch), Refusal::TooDeep),
        (new_org("branch-a11", "党支部", OrgKind::Branch), Refusal::KindBelowKind),
        (new_org("general-a11", "党委", OrgKind::Committee), Refusal::KindBelowKind),
        (new_org("town-a1", "组织部", OrgKind::Department), Refusal::KindBelowKind),
        (named("  "), field("name", Fault::Required)),
        (named(&"长".repeat(61)), field("name", Fault::TooLong(60))),
        (NewOrg { office: late, ..named("村") }, field("office.term_ends", Fault::Order)),
        (NewOrg { office: two, ..named("村") }, Refusal::Invalid { fields: both.to_vec() }),
    ] {
        assert_eq!(county.call::<Create>(&(), &new).await.refusal(), refusal, "{}", new.name);
    }
    assert_eq!(app.items().await, before);
}
