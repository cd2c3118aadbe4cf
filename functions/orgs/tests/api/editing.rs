//! Changing organisations.

use crate::doors::changes;
use crate::{app, create, org};
use platform::testing::Caller;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use shared_types::orgs::{Create, Edit, Office, OrgChanges, OrgKind, Show};
use shared_types::permission::Role;

async fn edit(caller: &Caller, id: &OrgId, changes: &OrgChanges) -> platform::testing::Reply<Edit> {
    let version = caller.call::<Show>(id, &Nothing {}).await.version();
    caller.with_version(version).call::<Edit>(id, changes).await
}

#[tokio::test]
async fn changes_are_written_once_and_audited_by_field() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    let office = Office {
        secretary: Some("周海燕".into()),
        secretary_mobile: Some("13712345678".into()),
        term_ends: "2030-12-31".parse().ok(),
        ..Office::default()
    };
    let wanted = OrgChanges { village: true, office, ..changes("王庄村党支部", OrgKind::Branch) };
    let reply = edit(&county, &org("branch-a11"), &wanted).await;
    let after = reply.ok();
    assert_eq!((reply.version(), after.version), (2, 2));
    assert_eq!((reply.usage().requests, reply.usage().queries), (3, 0));
    assert_eq!(after.secretary_mobile.as_deref(), Some("13712345678"));
    assert_eq!((after.phone.clone(), after.term_starts), (None, None), "what is not sent is cleared");
    assert_eq!(county.call::<Show>(&org("branch-a11"), &Nothing {}).await.ok(), after);
    let written = format!("{:?}", app.items().await);
    assert!(written.contains("orgs.edit secretary secretary_mobile phone address term_starts term_ends"));
    assert!(!written.contains("13712345678"), "sealed, and no value in the audit trail");

    // The same again: a stale version, and with the new one nothing to write.
    let before = app.items().await;
    let stale = county.with_version(1).call::<Edit>(&org("branch-a11"), &wanted).await;
    assert_eq!(stale.refusal(), Refusal::Stale);
    let same = edit(&county, &org("branch-a11"), &wanted).await;
    assert_eq!((same.version(), same.ok().version), (2, 2));
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn of_two_edits_at_once_one_is_stale() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await.with_version(1);
    let town = org("town-a1");
    let (one, other) = (changes("东镇党工委", OrgKind::Committee), changes("东街党委", OrgKind::Committee));
    let (one, other) = tokio::join!(county.call::<Edit>(&town, &one), county.call::<Edit>(&town, &other));
    let mut statuses = [one.status(), other.status()];
    statuses.sort();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn a_kind_stays_consistent_with_what_stands_around() {
    use OrgKind::*;
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let empty = create(&city, &org("town-a1"), "新村党支部", Branch).await.org.to_string();
    let cases: [(&str, OrgKind, Result<(), Refusal>); 12] = [
        ("branch-a11", GeneralBranch, Err(Refusal::NotABranch)),
        ("branch-a11", JointBranch, Ok(())),
        (&empty, Department, Err(Refusal::KindBelowKind)),
        (&empty, Committee, Ok(())),
        (&empty, TemporaryBranch, Ok(())),
        ("general-a11", Branch, Err(Refusal::KindBelowKind)),
        ("general-a11", Committee, Ok(())),
        // Below it stands a committee now.
        ("town-a1", GeneralBranch, Err(Refusal::KindBelowKind)),
        ("town-a1", WorkingCommittee, Ok(())),
        ("county-a", Branch, Err(Refusal::KindBelowKind)),
        ("city", Committee, Err(Refusal::KindBelowKind)),
        ("county-b", Committee, Ok(())),
    ];
    for (id, kind, expected) in cases {
        let before = app.items().await;
        let shown = city.call::<Show>(&org(id), &Nothing {}).await.ok();
        let wanted = OrgChanges { kind, ..as_is(&shown) };
        let reply = city.with_version(shown.version).call::<Edit>(&org(id), &wanted).await;
        match expected {
            Ok(()) => assert_eq!(reply.ok().kind, kind, "{id}"),
            Err(refusal) => {
                assert_eq!(reply.refusal(), refusal, "{id} as {kind:?}");
                assert_eq!(app.items().await, before);
            }
        }
    }
}

fn as_is(org: &shared_types::orgs::Org) -> OrgChanges {
    OrgChanges {
        name: org.name.clone(),
        kind: org.kind,
        village: org.village,
        office: Office {
            secretary: org.secretary.clone(),
            secretary_mobile: org.secretary_mobile.clone(),
            phone: org.phone.clone(),
            address: org.address.clone(),
            fax: org.fax.clone(),
            postcode: org.postcode.clone(),
            term_starts: org.term_starts,
            term_ends: org.term_ends,
        },
    }
}

/// A committee becomes a general branch just while a committee is created below it, again and again: never
/// do both succeed.
#[tokio::test]
async fn a_kind_does_not_change_under_what_is_being_created() {
    let app = app().await;
    let county = app.administrator(Role::County, "county-a").await;
    for round in 0..12 {
        let parent = create(&county, &org("town-a2"), &format!("第{round}党委"), OrgKind::Committee).await;
        let wanted = changes(&parent.name, OrgKind::GeneralBranch);
        let below = crate::new_org(parent.org.as_str(), "下级党委", OrgKind::Committee);
        let editor = county.with_version(1);
        let (edited, created) =
            tokio::join!(editor.call::<Edit>(&parent.org, &wanted), county.call::<Create>(&(), &below));
        assert!(edited.status() != 200 || created.status() != 200, "round {round}: both succeeded");
        let now = app.org(parent.org.as_str()).await.record;
        assert!(now.held.orgs == 0 || now.kind == OrgKind::Committee, "round {round}");
    }
}
