//! Adding members.

use crate::roll::{MOBILE, NUMBER, YOUNG, app, county_a, county_b, deeds, new_member, particulars};
use platform::audit::Deed;
use platform::store::keys;
use platform::testing::TestApp;
use shared_types::error::{Fault, Refusal};
use shared_types::id_number::Sex;
use shared_types::members::{Add, List, MemberFilter, Particulars, Standing};
use shared_types::permission::Role;

#[tokio::test]
async fn a_member_is_added_with_sex_and_birth_date_of_the_id_number() {
    let app = app().await;
    let reply = county_a(&app).await.call::<Add>(&(), &new_member("branch-a11", NUMBER)).await;
    let added = reply.ok();
    assert_eq!((added.sex, added.born.to_string().as_str()), (Sex::Female, "1949-12-31"));
    assert_eq!(
        (added.id_number.as_str(), added.mobile.as_deref()),
        ("110105********002X", Some("139****5678"))
    );
    assert_eq!((added.branch.as_str(), added.branch_name.as_str()), ("branch-a11", "王庄村党支部"));
    assert_eq!((added.standing, added.particulars.clone()), (Standing::Normal, particulars("陈桂英")));
    assert_eq!((reply.version(), added.version), (1, 1));
    assert_eq!(reply.usage().requests, 2);

    let stored = app.member_record(added.member.as_str()).await.record;
    let chain: Vec<_> = stored.chain.ids().iter().map(|org| org.as_str()).collect();
    assert_eq!(chain, ["city", "county-a", "town-a1", "branch-a11"]);
    let deeds = deeds(&app, &keys::member(&added.member), 'C').await;
    assert_eq!(deeds, [Deed::Changed("members.add".into())]);
    let listed = app.administrator(Role::Operator, "branch-a11").await;
    let rows = listed.call::<List>(&(), &MemberFilter::default()).await.ok().rows;
    assert!(rows.iter().any(|row| row.member == added.member));
}

#[tokio::test]
async fn no_number_is_stored_in_the_open() {
    let app = app().await;
    county_a(&app).await.call::<Add>(&(), &new_member("branch-a11", NUMBER)).await.ok();
    let items = format!("{:?}", app.items().await);
    assert!(items.contains("陈桂英"));
    assert!(!items.contains(NUMBER) && !items.contains(MOBILE) && !items.contains("139****5678"));
}

#[tokio::test]
async fn a_wrong_body_is_refused_at_the_field_and_nothing_is_written() {
    let app = app().await;
    let county = county_a(&app).await;
    let before = app.items().await;
    let right = || new_member("branch-a11", NUMBER);
    let with = |particulars: Particulars| shared_types::members::NewMember { particulars, ..right() };
    let day = |text: &str| text.parse().expect("a day");
    for (body, field, fault) in [
        (new_member("branch-a11", "110105194912310021"), "id_number", Fault::IdNumberCheck),
        (new_member("branch-a11", ""), "id_number", Fault::Required),
        (new_member("branch-a11", YOUNG), "id_number", Fault::Under18),
        (
            shared_types::members::NewMember { mobile: Some("12812345678".into()), ..right() },
            "mobile",
            Fault::Mobile,
        ),
        (with(particulars("王")), "particulars.name", Fault::TooShort(2)),
        (
            with(Particulars { joined: day("2999-01-01"), ..particulars("王岚") }),
            "particulars.joined",
            Fault::InFuture,
        ),
        (
            with(Particulars { full_since: None, ..particulars("王岚") }),
            "particulars.full_since",
            Fault::Required,
        ),
    ] {
        let Refusal::Invalid { fields } = county.call::<Add>(&(), &body).await.refusal() else {
            panic!("{field}")
        };
        assert!(
            fields.iter().any(|wrong| wrong.field == field && wrong.fault == fault),
            "{field}: {fields:?}"
        );
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn members_are_on_the_rolls_of_branches_only() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let before = app.items().await;
    for holder in ["city", "county-a", "town-a1", "general-a11"] {
        let refusal = city.call::<Add>(&(), &new_member(holder, NUMBER)).await.refusal();
        assert_eq!(refusal, Refusal::NotABranch, "{holder}");
    }
    assert_eq!(app.items().await, before);
    city.call::<Add>(&(), &new_member("branch-a111", NUMBER)).await.ok();
}

#[tokio::test]
async fn a_branch_outside_is_not_found_and_nothing_is_written() {
    let app = app().await;
    let county = county_b(&app).await;
    let before = app.items().await;
    for branch in ["branch-a11", "branch-d1", "nowhere"] {
        let refusal = county.call::<Add>(&(), &new_member(branch, NUMBER)).await.refusal();
        assert_eq!(refusal, Refusal::NotFound, "{branch}");
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn the_same_call_twice_adds_one_member() {
    let app = app().await;
    let county = county_a(&app).await.with_key("the-same-key");
    let first = county.call::<Add>(&(), &new_member("branch-a11", NUMBER)).await.ok();
    let items = app.items().await;
    let second = county.call::<Add>(&(), &new_member("branch-a11", NUMBER)).await;
    assert_eq!(second.ok(), first);
    assert_eq!((second.version(), second.usage().requests), (1, 1));
    let other = county.call::<Add>(&(), &new_member("branch-a12", NUMBER)).await.refusal();
    assert_eq!(other, Refusal::KeyReused);
    assert_eq!(app.items().await, items);
}

#[tokio::test]
async fn the_same_call_twice_at_once_adds_one_member() {
    let app = app().await;
    let county = county_a(&app).await.with_key("the-same-key");
    let before = app.items().await.len();
    let body = new_member("branch-a11", NUMBER);
    let (first, second) = tokio::join!(county.call::<Add>(&(), &body), county.call::<Add>(&(), &body));
    assert_eq!(first.ok(), second.ok());
    // The record, the reservation, the look-up, the audit entry and the kept answer.
    assert_eq!(app.items().await.len(), before + 5);
}

#[tokio::test]
async fn an_id_number_is_on_one_roll_and_its_branch_named_only_within_reach() {
    let app = app().await;
    let taken = TestApp::id_number("branch-a11-m1");
    let callers = [
        (county_a(&app).await, "branch-a12", Some("王庄村党支部")),
        (app.administrator(Role::Operator, "branch-a12").await, "branch-a12", None),
        (county_b(&app).await, "branch-b11", None),
        (app.administrator(Role::CityDepartment, "city").await, "branch-b11", Some("王庄村党支部")),
    ];
    let before = app.items().await;
    for (caller, branch, named) in callers {
        let refusal = caller.call::<Add>(&(), &new_member(branch, &taken)).await.refusal();
        assert_eq!(refusal, Refusal::IdNumberTaken { branch: named.map(Into::into) }, "{branch}");
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn of_two_branches_that_add_the_same_person_at_once_one_succeeds() {
    let app = app().await;
    let (a, b) = (county_a(&app).await, county_b(&app).await);
    let (in_a, in_b) = (new_member("branch-a11", NUMBER), new_member("branch-b11", NUMBER));
    let (one, other) = tokio::join!(a.call::<Add>(&(), &in_a), b.call::<Add>(&(), &in_b));
    let statuses = [one.status(), other.status()];
    assert!(statuses.contains(&200) && statuses.contains(&409), "{statuses:?}");
    let refused = if one.status() == 409 { one.refusal() } else { other.refusal() };
    assert_eq!(refused, Refusal::IdNumberTaken { branch: None });
}
