use super::*;
use proptest::prelude::*;
use shared_types::members::{DuesCategory, Education, MemberKind, Occupation};

fn today() -> Today {
    Today("2026-11-23".parse().expect("a day"))
}

/// Born on 31 December 1949.
const ELDER: &str = "11010519491231002X";
/// Born on 10 August 1962.
const OTHER: &str = "321322196208105029";
/// Born on 7 March 2003.
const YOUNG: &str = "110105200303070014";

fn particulars() -> Particulars {
    Particulars {
        name: "王秀兰".into(),
        ethnicity: "汉族".into(),
        native_place: None,
        home_address: Some("王庄村一组".into()),
        education: Education::Primary,
        degree: None,
        work_unit: None,
        post: None,
        occupation: Occupation::Farmer,
        kind: MemberKind::Full,
        joined: "1985-07-01".parse().expect("a day"),
        full_since: "1986-07-01".parse().ok(),
        dues_category: DuesCategory::Farmer,
        floating: false,
        lost_contact: false,
    }
}

fn present() -> Opened {
    Opened {
        id_number: ELDER.parse().expect("valid"),
        mobile: "13812345678".parse().ok(),
        standing: Standing::Normal,
        particulars: particulars(),
    }
}

fn unchanged() -> MemberChanges {
    MemberChanges { id_number: None, mobile: None, standing: Standing::Normal, particulars: particulars() }
}

fn proposal(changes: &[(RecordField, &str)]) -> Proposal {
    let changes =
        changes.iter().map(|(field, to)| ProposedValue { field: *field, to: (*to).into() }).collect();
    Proposal { changes, note: None }
}

#[test]
fn only_branches_hold_members() {
    for kind in OrgKind::ALL {
        assert_eq!(holds_members(kind).is_ok(), kind.is_branch(), "{kind:?}");
    }
}

#[test]
fn typed_texts_lose_their_blanks_and_empty_ones_are_none() {
    let registered = registered(NewMember {
        branch: "b1".parse().expect("an id"),
        id_number: "110105 1949 1231 002x".into(),
        mobile: Some("  ".into()),
        particulars: Particulars {
            name: " 王秀兰 ".into(),
            native_place: Some(" ".into()),
            post: Some(" 组长 ".into()),
            ..particulars()
        },
    })
    .expect("registers");
    assert_eq!(registered.id_number.expose(), ELDER);
    assert_eq!(registered.mobile, None);
    assert_eq!(registered.particulars.name, "王秀兰");
    assert_eq!(registered.particulars.native_place, None);
    assert_eq!(registered.particulars.post.as_deref(), Some("组长"));
}

#[test]
fn an_edit_keeps_a_number_that_is_not_sent() {
    for (id_number, mobile, names) in [
        (None, None, &[][..]),
        (Some(ELDER), Some("138 1234 5678"), &[]),
        (Some(OTHER), None, &["id_number"]),
        (None, Some(""), &["mobile"]),
        (None, Some("13912345678"), &["mobile"]),
        (Some(OTHER), Some("13912345678"), &["id_number", "mobile"]),
    ] {
        let changes = MemberChanges {
            id_number: id_number.map(Into::into),
            mobile: mobile.map(Into::into),
            ..unchanged()
        };
        let edited = edited(&present(), changes).expect("edits");
        assert_eq!(differences(&present(), &edited), names, "{id_number:?} {mobile:?}");
    }
}

#[test]
fn every_field_that_changes_is_named_and_no_other() {
    let before = present();
    type Edit = fn(&mut Opened);
    let edits: [(&str, Edit); 18] = [
        ("id_number", |record| record.id_number = OTHER.parse().expect("valid")),
        ("mobile", |record| record.mobile = None),
        ("standing", |record| record.standing = Standing::Suspended),
        ("name", |record| record.particulars.name = "李秀兰".into()),
        ("ethnicity", |record| record.particulars.ethnicity = "回族".into()),
        ("native_place", |record| record.particulars.native_place = Some("江苏".into())),
        ("home_address", |record| record.particulars.home_address = None),
        ("education", |record| record.particulars.education = Education::Bachelor),
        ("degree", |record| record.particulars.degree = Some(shared_types::members::Degree::Master)),
        ("work_unit", |record| record.particulars.work_unit = Some("村委会".into())),
        ("post", |record| record.particulars.post = Some("组长".into())),
        ("occupation", |record| record.particulars.occupation = Occupation::Retired),
        ("kind", |record| record.particulars.kind = MemberKind::Probationary),
        ("joined", |record| record.particulars.joined = "1985-07-02".parse().expect("a day")),
        ("full_since", |record| record.particulars.full_since = None),
        ("dues_category", |record| record.particulars.dues_category = DuesCategory::Relief),
        ("floating", |record| record.particulars.floating = true),
        ("lost_contact", |record| record.particulars.lost_contact = true),
    ];
    for (name, edit) in edits {
        let mut after = before.clone();
        edit(&mut after);
        assert_eq!(differences(&before, &after), [name]);
    }
}

#[test]
fn nobody_joined_under_eighteen_whichever_of_the_two_is_edited() {
    let born_too_late = edited(&present(), MemberChanges { id_number: Some(YOUNG.into()), ..unchanged() });
    assert_eq!(born_too_late, Err(Refusal::field("id_number", Fault::Under18)));
    for (joined, grown_up) in [("1967-12-31", true), ("1967-12-30", false)] {
        let joined = joined.parse().expect("a day");
        let changes = MemberChanges { particulars: Particulars { joined, ..particulars() }, ..unchanged() };
        let refusal = edited(&present(), changes).err();
        assert_eq!(
            refusal,
            (!grown_up).then(|| Refusal::field("particulars.joined", Fault::Under18)),
            "{joined}"
        );
    }
}

#[test]
fn a_number_that_is_not_there_cannot_be_shown() {
    let mut record = present();
    assert_eq!(unmasked(&record, MaskedField::IdNumber), Ok(ELDER.into()));
    assert_eq!(unmasked(&record, MaskedField::Mobile), Ok("13812345678".into()));
    record.mobile = None;
    assert_eq!(unmasked(&record, MaskedField::Mobile), Err(Refusal::MobileMissing));
}

#[test]
fn a_proposal_shows_what_stands_there_and_a_mobile_masked() {
    let proposal = proposal(&[
        (RecordField::Mobile, "139 1234 5678"),
        (RecordField::HomeAddress, " "),
        (RecordField::Education, "bachelor"),
    ]);
    let changes = proposed(&present(), &proposal, today()).expect("proposes");
    let shown: Vec<_> = changes.iter().map(|change| (change.from.as_str(), change.to.as_str())).collect();
    assert_eq!(shown, [("138****5678", "13912345678"), ("王庄村一组", ""), ("primary", "bachelor")]);
    let corrected = corrected(&present(), &changes, today()).expect("corrects");
    assert_eq!(differences(&present(), &corrected), ["mobile", "home_address", "education"]);
    assert_eq!(corrected.mobile.map(String::from).as_deref(), Some("13912345678"));
}

#[test]
fn a_proposal_that_could_not_be_approved_is_refused_at_the_value() {
    use RecordField::{FullSince, Joined, Mobile, Name, NativePlace};
    for (changes, field, fault) in [
        (&[(Name, "王秀兰")][..], "changes[0].to", Fault::Unchanged),
        (&[(NativePlace, " ")], "changes[0].to", Fault::Unchanged),
        (&[(Mobile, "138-1234-5678")], "changes[0].to", Fault::Unchanged),
        (&[(Name, "王岚"), (FullSince, "1985-06-30")], "changes[1].to", Fault::Order),
        (&[(Name, "王岚"), (Joined, "1990-07-01")], "changes[1].to", Fault::Order),
        (&[(Joined, "1967-12-30")], "changes[0].to", Fault::Under18),
        (&[(Name, "王岚"), (Joined, "2026-11-24")], "changes[1].to", Fault::InFuture),
    ] {
        assert_eq!(
            proposed(&present(), &proposal(changes), today()),
            Err(Refusal::field(field, fault)),
            "{changes:?}"
        );
    }
    let mut probationary = present();
    probationary.particulars.kind = MemberKind::Probationary;
    probationary.particulars.full_since = None;
    let refused = proposed(&probationary, &proposal(&[(FullSince, "1986-07-01")]), today());
    assert_eq!(refused, Err(Refusal::field("changes[0].to", Fault::Choice)));
}

#[test]
fn one_correction_waits_at_a_time_and_is_decided_once() {
    for (last, next) in [
        (None, Ok(1)),
        (Some((1, false)), Ok(2)),
        (Some((1, true)), Err(Refusal::CorrectionWaiting)),
        (Some((u16::MAX, false)), Ok(u16::MAX)),
    ] {
        assert_eq!(next_correction(last), next, "{last:?}");
    }
    assert_eq!(waits(true), Ok(()));
    assert_eq!(waits(false), Err(Refusal::CorrectionDecided));
}

fn any_value() -> impl Strategy<Value = (RecordField, String)> {
    let fields = proptest::sample::select(RecordField::ALL.to_vec());
    let texts = prop_oneof![
        "\\PC{0,12}",
        "[王李张·]{2,4}",
        "1[0-9]{10}",
        "(19[4-9][0-9]|20[0-2][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])",
        proptest::sample::select(vec!["primary", "bachelor", "master", "farmer", ""]).prop_map(String::from),
    ];
    (fields, texts)
}

proptest! {
    /// Whatever is proposed: either it is refused at one of its own values, or approving it right away gives
    /// a record that keeps all rules and differs in exactly the proposed fields.
    #[test]
    fn what_is_accepted_can_be_approved(values in proptest::collection::vec(any_value(), 1..5)) {
        let mut values = values;
        values.sort_by_key(|(field, _)| shared_types::members::code(field));
        values.dedup_by_key(|(field, _)| *field);
        let changes = values.into_iter().map(|(field, to)| ProposedValue { field, to }).collect();
        let proposal = Proposal { changes, note: None };
        prop_assume!(check(&proposal, today()).is_ok());
        match proposed(&present(), &proposal, today()) {
            Err(Refusal::Invalid { fields }) => for fault in fields {
                let at: usize = fault.field.trim_start_matches("changes[").trim_end_matches("].to").parse().expect("an index");
                prop_assert!(at < proposal.changes.len());
            },
            Err(other) => prop_assert!(false, "{:?}", other),
            Ok(changes) => {
                let after = corrected(&present(), &changes, today()).expect("what was accepted");
                prop_assert!(check(&after.particulars, today()).is_ok());
                let mut differing: Vec<String> = differences(&present(), &after).into_iter().map(str::to_owned).collect();
                let mut named: Vec<String> = changes.iter().map(|change| shared_types::members::code(&change.field)).collect();
                differing.sort();
                named.sort();
                prop_assert_eq!(differing, named);
            }
        }
    }
}
