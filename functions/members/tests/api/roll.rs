//! What the tests of the roll share: bodies, people to call, and more members than the test tree has.

use platform::audit::{AuditRecord, Deed};
use platform::store::keys::{self, Key};
use platform::store::{MemberRecord, Record};
use platform::testing::{Caller, TestApp};
use shared_types::ids::{MemberId, OrgId};
use shared_types::members::{
    DuesCategory, Education, MemberChanges, MemberKind, NewMember, Occupation, Particulars, Standing,
};
use shared_types::permission::Role;
use shared_types::search::{FindMembers, MemberSearch};

/// A number that nobody in the test tree has, of a woman born on 31 December 1949.
pub(crate) const NUMBER: &str = "11010519491231002X";
/// Another one, of somebody born on 7 March 2003.
pub(crate) const YOUNG: &str = "110105200303070014";
/// A mobile that nobody in the test tree has.
pub(crate) const MOBILE: &str = "13912345678";

pub(crate) fn org(id: &str) -> OrgId {
    id.parse().expect("an id")
}

pub(crate) fn member(id: &str) -> MemberId {
    id.parse().expect("an id")
}

pub(crate) async fn app() -> TestApp {
    TestApp::new(members::routes()).await
}

pub(crate) async fn county_a(app: &TestApp) -> Caller {
    app.administrator(Role::County, "county-a").await
}

pub(crate) async fn county_b(app: &TestApp) -> Caller {
    app.administrator(Role::County, "county-b").await
}

/// Who has exactly this number, as the search says.
pub(crate) async fn with_number(app: &TestApp, caller: &Caller, number: &str) -> Vec<String> {
    let search = MemberSearch { text: number.into(), ..MemberSearch::default() };
    let found = caller.through(&app.serving(search::routes())).call::<FindMembers>(&(), &search).await.ok();
    found.hits.into_iter().map(|hit| hit.row.member.to_string()).collect()
}

pub(crate) fn particulars(name: &str) -> Particulars {
    Particulars {
        name: name.into(),
        ethnicity: "汉族".into(),
        native_place: None,
        home_address: Some("王庄村二组".into()),
        education: Education::SeniorSecondary,
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

pub(crate) fn new_member(branch: &str, id_number: &str) -> NewMember {
    NewMember {
        branch: org(branch),
        id_number: id_number.into(),
        mobile: Some(MOBILE.into()),
        particulars: particulars("陈桂英"),
    }
}

/// Changes that change nothing.
pub(crate) async fn unchanged(app: &TestApp, member: &str) -> MemberChanges {
    let stored = app.member_record(member).await.record;
    MemberChanges {
        id_number: None,
        mobile: None,
        standing: stored.standing,
        particulars: stored.particulars,
    }
}

/// More members of a branch, `name` of each by its number, ids `<prefix>-00000` and on.
pub(crate) async fn plant(
    app: &TestApp,
    branch: &str,
    prefix: &str,
    numbers: std::ops::Range<u32>,
    name: impl Fn(u32) -> String,
) {
    let cx = app.context().await;
    let pattern = app.member_record(&format!("{branch}-m1")).await.record;
    let record = |number: u32| {
        let mut record = MemberRecord { member: member(&format!("{prefix}-{number:05}")), ..pattern.clone() };
        let key = record.key();
        record.id_number = cx.ring().seal(&key.field("id_number"), NUMBER).expect("seals");
        record.mobile = cx.ring().seal(&key.field("mobile"), MOBILE).ok();
        record.particulars.name = name(number);
        // One in ten is probationary, one in a hundred has died.
        if number.is_multiple_of(10) {
            record.particulars.kind = MemberKind::Probationary;
            record.particulars.full_since = None;
        }
        if number.is_multiple_of(100) {
            record.standing = Standing::Deceased;
        }
        record
    };
    app.put(&numbers.map(record).collect::<Vec<_>>()).await;
}

/// What was done to a record, oldest first: `V` looked at, `C` changed, `E` exported.
pub(crate) async fn deeds(app: &TestApp, subject: &Key, kind: char) -> Vec<Deed> {
    let cx = app.context().await;
    let entries = keys::audits(subject, kind);
    let (found, _) = cx.table().partition::<AuditRecord>(entries, false, 200, None).await.expect("reads");
    found.into_iter().map(|entry| entry.record.deed).collect()
}
