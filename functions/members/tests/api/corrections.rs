//! Corrections that members propose and branches decide.

use crate::roll::{MOBILE, app, county_a, county_b, deeds, member, unchanged, with_number};
use platform::audit::Deed;
use platform::store::keys;
use platform::testing::{Caller, TestApp};
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::members::{
    Approve, Correction, CorrectionState, Edit, List, ListCorrections, MemberChanges, MemberFilter, Mine,
    MyCorrections, Particulars, Proposal, Propose, ProposedValue, Reason, RecordField, Return,
    ShowCorrection,
};
use shared_types::page::After;
use shared_types::permission::Role;

const WHO: &str = "branch-a11-m1";

fn proposal(values: &[(RecordField, &str)]) -> Proposal {
    let changes =
        values.iter().map(|(field, to)| ProposedValue { field: *field, to: (*to).into() }).collect();
    Proposal { changes, note: Some(" 登记有误 ".into()) }
}

fn usual() -> Proposal {
    proposal(&[
        (RecordField::Name, "王秀岚"),
        (RecordField::Mobile, MOBILE),
        (RecordField::Degree, "bachelor"),
    ])
}

fn reason() -> Reason {
    Reason { reason: "请带身份证来支部".into() }
}

async fn waiting(caller: &Caller) -> Vec<Correction> {
    caller.call::<ListCorrections>(&(), &After::default()).await.ok().rows
}

async fn proposed(app: &TestApp) -> Correction {
    app.member(WHO).await.call::<Propose>(&(), &usual()).await.ok()
}

#[tokio::test]
async fn a_proposed_correction_waits_for_everybody_above_and_nobody_else() {
    let app = app().await;
    let me = app.member(WHO).await;
    let reply = me.call::<Propose>(&(), &usual()).await;
    let correction = reply.ok();
    assert_eq!(reply.usage().requests, 3);
    assert_eq!(
        (correction.state.clone(), correction.note.as_deref()),
        (CorrectionState::Waiting, Some("登记有误"))
    );
    assert_eq!((correction.member.as_str(), correction.branch_name.as_str()), (WHO, "王庄村党支部"));
    let mobile = TestApp::mobile(WHO);
    let masked = format!("{}****{}", &mobile[..3], &mobile[7..]);
    let changes: Vec<_> =
        correction.changes.iter().map(|change| (change.from.as_str(), change.to.as_str())).collect();
    let name = app.member_record(WHO).await.record.particulars.name;
    assert_eq!(changes, [(name.as_str(), "王秀岚"), (masked.as_str(), MOBILE), ("", "bachelor")]);

    for (role, at) in [
        (Role::CityDepartment, "city"),
        (Role::County, "county-a"),
        (Role::Township, "town-a1"),
        (Role::Operator, "branch-a11"),
    ] {
        let caller = app.administrator(role, at).await;
        assert_eq!(waiting(&caller).await, std::slice::from_ref(&correction), "{at}");
        let shown = caller.call::<ShowCorrection>(&correction.correction, &Nothing {}).await;
        assert_eq!(shown.ok(), correction, "{at}");
        assert_eq!(shown.usage().requests, 2);
    }
    for (role, at) in
        [(Role::County, "county-b"), (Role::Township, "town-a2"), (Role::Operator, "branch-a12")]
    {
        let caller = app.administrator(role, at).await;
        assert!(waiting(&caller).await.is_empty(), "{at}");
        let refusal = caller.call::<ShowCorrection>(&correction.correction, &Nothing {}).await.refusal();
        assert_eq!(refusal, Refusal::NotFound, "{at}");
    }
    assert_eq!(me.call::<MyCorrections>(&(), &Nothing {}).await.ok().corrections, [correction]);
    let items = format!("{:?}", app.items().await);
    assert!(items.contains("登记有误") && !items.contains(MOBILE));
}

#[tokio::test]
async fn an_approved_correction_changes_the_record_and_what_it_is_found_by() {
    let app = app().await;
    let correction = proposed(&app).await;
    let county = county_a(&app).await;
    let reply = county.call::<Approve>(&correction.correction, &Nothing {}).await;
    let CorrectionState::Approved { by, .. } = reply.ok().state else { panic!("{}", reply.text()) };
    assert_eq!((by.as_str(), reply.usage().requests), ("孙丽", 3));

    let own = app.member(WHO).await.call::<Mine>(&(), &Nothing {}).await.ok();
    assert_eq!((own.particulars.name.as_str(), own.mobile.as_deref()), ("王秀岚", Some("139****5678")));
    assert_eq!(own.version, 2);
    let listed = county.call::<List>(&(), &MemberFilter::default()).await.ok();
    assert_eq!(listed.rows.iter().filter(|row| row.name == "王秀岚").count(), 1);
    for (number, count) in [(MOBILE.to_owned(), 1), (TestApp::mobile(WHO), 0)] {
        assert_eq!(with_number(&app, &county, &number).await.len(), count);
    }
    assert!(waiting(&county).await.is_empty());
    let deeds = deeds(&app, &keys::member(&member(WHO)), 'C').await;
    let expected =
        ["members.propose", "members.approve mobile name degree"].map(|what| Deed::Changed(what.into()));
    assert_eq!(deeds, expected);
}

#[tokio::test]
async fn a_returned_correction_leaves_the_record_and_tells_the_member_why() {
    let app = app().await;
    let correction = proposed(&app).await;
    let operator = app.administrator(Role::Operator, "branch-a11").await;
    let returned = operator.call::<Return>(&correction.correction, &reason()).await.ok();
    let me = app.member(WHO).await;
    let own = me.call::<MyCorrections>(&(), &Nothing {}).await;
    assert_eq!(own.ok().corrections, std::slice::from_ref(&returned));
    assert_eq!((own.usage().requests, own.usage().queries), (2, 1));
    let CorrectionState::Returned { by, reason, .. } = returned.state else { panic!("not returned") };
    assert_eq!((by.as_str(), reason.as_str()), ("孙丽", "请带身份证来支部"));
    assert_eq!(app.member_record(WHO).await.version, 1);
    assert!(waiting(&operator).await.is_empty());

    // After that another one may be proposed; the latest comes first.
    let next = me.call::<Propose>(&(), &proposal(&[(RecordField::Post, "组长")])).await.ok();
    let own = me.call::<MyCorrections>(&(), &Nothing {}).await.ok().corrections;
    let ids: Vec<_> = own.iter().map(|correction| &correction.correction).collect();
    assert_eq!(ids, [&next.correction, &correction.correction]);
}

#[tokio::test]
async fn a_correction_is_decided_once() {
    let app = app().await;
    let (county, branch) = (county_a(&app).await, app.administrator(Role::Operator, "branch-a11").await);
    let id = proposed(&app).await.correction;
    let why = reason();
    let (approved, returned) =
        tokio::join!(county.call::<Approve>(&id, &Nothing {}), branch.call::<Return>(&id, &why));
    let mut statuses = [approved.status(), returned.status()];
    statuses.sort();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(app.member_record(WHO).await.version, if approved.status() == 200 { 2 } else { 1 });
    let before = app.items().await;
    for caller in [&county, &branch] {
        let refusal = caller.call::<Approve>(&id, &Nothing {}).await.refusal();
        assert_eq!(refusal, Refusal::CorrectionDecided);
        assert_eq!(caller.call::<Return>(&id, &reason()).await.refusal(), Refusal::CorrectionDecided);
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn one_correction_waits_at_a_time() {
    let app = app().await;
    let me = app.member(WHO).await;
    let (one, other) = (usual(), proposal(&[(RecordField::Post, "组长")]));
    let (first, second) = tokio::join!(me.call::<Propose>(&(), &one), me.call::<Propose>(&(), &other));
    let refused = if first.status() == 200 { second.refusal() } else { first.refusal() };
    assert_eq!(refused, Refusal::CorrectionWaiting);
    assert_eq!(waiting(&county_a(&app).await).await.len(), 1);
    let before = app.items().await;
    assert_eq!(me.call::<Propose>(&(), &other).await.refusal(), Refusal::CorrectionWaiting);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn the_same_proposal_twice_is_one() {
    let app = app().await;
    let me = app.member(WHO).await.with_key("the-same-key");
    let (body, other) = (usual(), proposal(&[(RecordField::Post, "组长")]));
    let (first, second) = tokio::join!(me.call::<Propose>(&(), &body), me.call::<Propose>(&(), &body));
    assert_eq!(first.ok(), second.ok());
    let before = app.items().await;
    assert_eq!(me.call::<Propose>(&(), &body).await.ok(), first.ok());
    assert_eq!(me.call::<Propose>(&(), &other).await.refusal(), Refusal::KeyReused);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn a_wrong_proposal_is_refused_at_the_value_and_nothing_is_written() {
    let app = app().await;
    let me = app.member(WHO).await;
    let before = app.items().await;
    let same = TestApp::mobile(WHO);
    for (body, field, fault) in [
        (proposal(&[]), "changes", Fault::Unchanged),
        (proposal(&[(RecordField::Mobile, "12812345678")]), "changes[0].to", Fault::Mobile),
        (
            proposal(&[(RecordField::Post, "组长"), (RecordField::Mobile, &same)]),
            "changes[1].to",
            Fault::Unchanged,
        ),
        (proposal(&[(RecordField::Education, "doctor")]), "changes[0].to", Fault::Choice),
        (proposal(&[(RecordField::Joined, "1999-01-01")]), "changes[0].to", Fault::Order),
        (proposal(&[(RecordField::Joined, "1975-01-01")]), "changes[0].to", Fault::Under18),
        (proposal(&[(RecordField::Post, "甲"), (RecordField::Post, "乙")]), "changes", Fault::Choice),
    ] {
        let refusal = me.call::<Propose>(&(), &body).await.refusal();
        assert_eq!(refusal, Refusal::Invalid { fields: vec![FieldFault { field: field.into(), fault }] });
    }
    assert_eq!(app.items().await, before);
    let county = county_a(&app).await;
    let id = proposed(&app).await.correction;
    let before = app.items().await;
    let blank = Reason { reason: " ".into() };
    assert_eq!(county.call::<Return>(&id, &blank).await.refusal(), Refusal::field("reason", Fault::Required));
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn a_correction_that_no_longer_fits_the_record_cannot_be_approved() {
    let app = app().await;
    let county = county_a(&app).await;
    let me = app.member(WHO).await;
    let id =
        me.call::<Propose>(&(), &proposal(&[(RecordField::FullSince, "1985-08-01")])).await.ok().correction;
    let changes = unchanged(&app, WHO).await;
    let joined = "1985-09-01".parse().expect("a day");
    let changes =
        MemberChanges { particulars: Particulars { joined, ..changes.particulars.clone() }, ..changes };
    county.with_version(1).call::<Edit>(&member(WHO), &changes).await.ok();
    let before = app.items().await;
    let refusal = county.call::<Approve>(&id, &Nothing {}).await.refusal();
    assert_eq!(refusal, Refusal::field("full_since", Fault::Order));
    assert_eq!(app.items().await, before);
    county.call::<Return>(&id, &reason()).await.ok();
}

#[tokio::test]
async fn nobody_outside_decides_and_made_up_ids_are_not_found() {
    let app = app().await;
    let id = proposed(&app).await.correction;
    let (a, b) = (county_a(&app).await, county_b(&app).await);
    let before = app.items().await;
    assert_eq!(b.call::<Approve>(&id, &Nothing {}).await.refusal(), Refusal::NotFound);
    assert_eq!(b.call::<Return>(&id, &reason()).await.refusal(), Refusal::NotFound);
    for made_up in
        ["branch-a11-m1-2", "branch-a11-m1-0", "branch-a11-m1", "1", "-1", "nobody-1", "branch-a11-m1-99999"]
    {
        let id = made_up.parse().expect("an id");
        assert_eq!(
            a.call::<ShowCorrection>(&id, &Nothing {}).await.refusal(),
            Refusal::NotFound,
            "{made_up}"
        );
        assert_eq!(a.call::<Approve>(&id, &Nothing {}).await.refusal(), Refusal::NotFound, "{made_up}");
        assert_eq!(a.call::<Return>(&id, &reason()).await.refusal(), Refusal::NotFound, "{made_up}");
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn a_list_of_corrections_is_one_query_and_comes_in_pages() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let branches = ["branch-a11", "branch-a12", "branch-a111", "branch-b11", "branch-d1"];
    for branch in branches {
        for number in ["m1", "m2"] {
            let me = app.member(&format!("{branch}-{number}")).await;
            me.call::<Propose>(&(), &proposal(&[(RecordField::Post, "组长")])).await.ok();
        }
    }
    let reply = city.call::<ListCorrections>(&(), &After::default()).await;
    assert_eq!((reply.ok().rows.len(), reply.ok().next), (10, None));
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 1));
    let names: Vec<_> = reply.ok().rows.into_iter().map(|correction| correction.name).collect();
    assert!(names.is_sorted(), "{names:?}");
}
