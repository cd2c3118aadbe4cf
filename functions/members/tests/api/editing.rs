//! Changing records and asking for whole numbers.

use crate::roll::{
    MOBILE, NUMBER, YOUNG, app, county_a, county_b, deeds, member, new_member, unchanged, with_number,
};
use platform::audit::Deed;
use platform::store::keys;
use platform::testing::TestApp;
use shared_types::error::{Fault, Refusal};
use shared_types::id_number::Sex;
use shared_types::members::{
    Add, Edit, MaskedField, MemberChanges, Particulars, Standing, Unmask, Unmasking, Viewed,
};

const WHO: &str = "branch-a11-m1";

#[tokio::test]
async fn an_edit_changes_what_it_says_and_the_trail_names_the_fields() {
    let app = app().await;
    let county = county_a(&app).await;
    let changes = unchanged(&app, WHO).await;
    let particulars =
        Particulars {
            name: " 王秀岚 ".into(), post: Some("组长".into()), ..changes.particulars.clone()
        };
    let changes = MemberChanges { standing: Standing::Suspended, particulars, ..changes };
    let reply = county.with_version(1).call::<Edit>(&member(WHO), &changes).await;
    let edited = reply.ok();
    assert_eq!((reply.version(), edited.version), (2, 2));
    assert_eq!((edited.particulars.name.as_str(), edited.standing), ("王秀岚", Standing::Suspended));
    assert_eq!(reply.usage().requests, 3);
    let stored = app.member_record(WHO).await;
    assert_eq!((stored.version, stored.record.particulars), (2, edited.particulars));
    let deeds = deeds(&app, &keys::member(&member(WHO)), 'C').await;
    assert_eq!(deeds, [Deed::Changed("members.edit standing name post".into())]);
}

#[tokio::test]
async fn a_form_sent_unchanged_writes_nothing() {
    let app = app().await;
    let county = county_a(&app).await;
    let same = MemberChanges {
        id_number: Some(TestApp::id_number(WHO)),
        mobile: Some(TestApp::mobile(WHO)),
        ..unchanged(&app, WHO).await
    };
    let before = app.items().await;
    assert_eq!(county.with_version(1).call::<Edit>(&member(WHO), &same).await.version(), 1);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn another_id_number_moves_reservation_sex_and_birth_date() {
    let app = app().await;
    let county = county_a(&app).await;
    let old = TestApp::id_number(WHO);
    let changes = MemberChanges { id_number: Some(NUMBER.into()), ..unchanged(&app, WHO).await };
    let edited = county.with_version(1).call::<Edit>(&member(WHO), &changes).await.ok();
    assert_eq!((edited.sex, edited.born.to_string().as_str()), (Sex::Female, "1949-12-31"));
    assert_eq!(edited.id_number, "110105********002X");
    assert_eq!(with_number(&app, &county, NUMBER).await, [WHO]);
    assert!(with_number(&app, &county, &old).await.is_empty());
    // The old number is free again, the new one is taken.
    let refusal = county.call::<Add>(&(), &new_member("branch-a12", NUMBER)).await.refusal();
    assert_eq!(refusal, Refusal::IdNumberTaken { branch: Some("王庄村党支部".into()) });
    county.call::<Add>(&(), &new_member("branch-a12", &old)).await.ok();
}

#[tokio::test]
async fn another_members_id_number_is_taken_and_nothing_is_written() {
    let app = app().await;
    let county = county_a(&app).await;
    let before = app.items().await;
    for (other, branch) in [("branch-a12-m1", Some("李庄村党支部".to_owned())), ("branch-b11-m1", None)]
    {
        let changes =
            MemberChanges { id_number: Some(TestApp::id_number(other)), ..unchanged(&app, WHO).await };
        let refusal = county.with_version(1).call::<Edit>(&member(WHO), &changes).await.refusal();
        assert_eq!(refusal, Refusal::IdNumberTaken { branch }, "{other}");
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn another_mobile_moves_the_look_up() {
    let app = app().await;
    let county = county_a(&app).await;
    let old = TestApp::mobile(WHO);
    let items = app.items().await.len();
    for (version, mobile, shown, held) in [
        (1, Some(MOBILE.to_owned()), Some("139****5678"), vec![WHO]),
        (2, None, Some("139****5678"), vec![WHO]),
        (2, Some(String::new()), None, vec![]),
        (3, Some(MOBILE.to_owned()), Some("139****5678"), vec![WHO]),
    ] {
        let changes = MemberChanges { mobile: mobile.clone(), ..unchanged(&app, WHO).await };
        let edited = county.with_version(version).call::<Edit>(&member(WHO), &changes).await.ok();
        assert_eq!(edited.mobile.as_deref(), shown, "{mobile:?}");
        assert_eq!(with_number(&app, &county, MOBILE).await, held, "{mobile:?}");
        assert!(with_number(&app, &county, &old).await.is_empty());
    }
    // Three edits wrote something: three entries of the audit trail, and still one look-up.
    assert_eq!(app.items().await.len(), items + 3);
}

#[tokio::test]
async fn a_branch_holds_the_members_whose_membership_lasts() {
    let app = app().await;
    let county = county_a(&app).await;
    for (version, standing, held) in [
        (1, Standing::Suspended, 2),
        (2, Standing::Expelled, 1),
        (3, Standing::Deceased, 1),
        (4, Standing::Normal, 2),
        (5, Standing::Removed, 1),
    ] {
        let changes = MemberChanges { standing, ..unchanged(&app, WHO).await };
        county.with_version(version).call::<Edit>(&member(WHO), &changes).await.ok();
        assert_eq!(app.org("branch-a11").await.record.held.members, held, "{standing:?}");
    }
    county.call::<Add>(&(), &new_member("branch-a11", NUMBER)).await.ok();
    assert_eq!(app.org("branch-a11").await.record.held.members, 2);
    // Once nobody is left the branch can be dissolved; then nobody can be taken back into it.
    let other = member("branch-a12-m2");
    for (member, version) in [(member("branch-a12-m1"), 1), (other.clone(), 1)] {
        let changes =
            MemberChanges { standing: Standing::Withdrawn, ..unchanged(&app, member.as_str()).await };
        county.with_version(version).call::<Edit>(&member, &changes).await.ok();
    }
    let branch = app.org("branch-a12").await;
    let mut transaction = app.shared().table.transaction();
    transaction.dissolve(&branch.record.org, branch.version, Refusal::Stale);
    transaction.commit().await.expect("holds nothing");
    let back = MemberChanges { standing: Standing::Normal, ..unchanged(&app, other.as_str()).await };
    let refusal = county.with_version(2).call::<Edit>(&other, &back).await.refusal();
    assert_eq!(refusal, Refusal::NotFound);
}

#[tokio::test]
async fn a_stale_or_missing_version_is_refused_and_nothing_is_written() {
    let app = app().await;
    let county = county_a(&app).await;
    let changes = MemberChanges { standing: Standing::Suspended, ..unchanged(&app, WHO).await };
    county.with_version(1).call::<Edit>(&member(WHO), &changes).await.ok();
    let changes = MemberChanges { standing: Standing::Deceased, ..changes };
    let before = app.items().await;
    for version in [1, 3] {
        let refusal = county.with_version(version).call::<Edit>(&member(WHO), &changes).await.refusal();
        assert_eq!(refusal, Refusal::Stale, "{version}");
    }
    assert_eq!(county.call::<Edit>(&member(WHO), &changes).await.refusal(), Refusal::VersionMissing);
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn of_two_edits_at_once_one_succeeds() {
    let app = app().await;
    let county = county_a(&app).await.with_version(1);
    let one = MemberChanges { standing: Standing::Suspended, ..unchanged(&app, WHO).await };
    let other = MemberChanges { standing: Standing::Removed, ..one.clone() };
    let path = member(WHO);
    let (one, other) = tokio::join!(county.call::<Edit>(&path, &one), county.call::<Edit>(&path, &other));
    let mut statuses = [one.status(), other.status()];
    statuses.sort();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn a_wrong_edit_is_refused_at_the_field_and_nothing_is_written() {
    let app = app().await;
    let county = county_a(&app).await.with_version(1);
    let before = app.items().await;
    let right = unchanged(&app, WHO).await;
    let joined = |day: &str| {
        let particulars = Particulars { joined: day.parse().expect("a day"), ..right.particulars.clone() };
        MemberChanges { particulars, ..right.clone() }
    };
    for (changes, field, fault) in [
        (MemberChanges { id_number: Some(String::new()), ..right.clone() }, "id_number", Fault::Required),
        (MemberChanges { id_number: Some(YOUNG.into()), ..right.clone() }, "id_number", Fault::Under18),
        (MemberChanges { mobile: Some("1".into()), ..right.clone() }, "mobile", Fault::Mobile),
        (joined("1980-08-14"), "particulars.joined", Fault::Under18),
        (joined("1986-07-02"), "particulars.full_since", Fault::Order),
    ] {
        let refusal = county.call::<Edit>(&member(WHO), &changes).await.refusal();
        assert_eq!(refusal, Refusal::field(field, fault));
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn a_whole_number_is_shown_after_the_asking_is_recorded() {
    let app = app().await;
    let county = county_a(&app).await;
    for (field, value) in
        [(MaskedField::IdNumber, TestApp::id_number(WHO)), (MaskedField::Mobile, TestApp::mobile(WHO))]
    {
        let reply = county.call::<Unmask>(&member(WHO), &Unmasking { field }).await;
        assert_eq!(reply.ok().value, value);
        assert_eq!(reply.usage().requests, 3);
    }
    let deeds = deeds(&app, &keys::member(&member(WHO)), 'V').await;
    assert_eq!(deeds, [Deed::Viewed(Viewed::IdNumber), Deed::Viewed(Viewed::Mobile)]);
}

#[tokio::test]
async fn nothing_is_shown_or_recorded_of_somebody_outside_or_of_a_number_that_is_not_there() {
    let app = app().await;
    let (a, b) = (county_a(&app).await, county_b(&app).await);
    let changes = MemberChanges { mobile: Some(String::new()), ..unchanged(&app, WHO).await };
    a.with_version(1).call::<Edit>(&member(WHO), &changes).await.ok();
    let before = app.items().await;
    for field in [MaskedField::IdNumber, MaskedField::Mobile] {
        let refusal = b.call::<Unmask>(&member(WHO), &Unmasking { field }).await.refusal();
        assert_eq!(refusal, Refusal::NotFound);
    }
    let refusal = a.call::<Unmask>(&member(WHO), &Unmasking { field: MaskedField::Mobile }).await.refusal();
    assert_eq!(refusal, Refusal::MobileMissing);
    assert_eq!(app.items().await, before);
}
