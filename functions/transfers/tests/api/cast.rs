//! Who takes part in the transfers of these tests, and what they send.

use platform::store::keys::{self, Key};
use platform::store::{Holdings, MemberRecord};
use platform::testing::{Caller, Reply, TestApp};
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::error::Refusal;
use shared_types::ids::{MemberId, OrgId, TransferId};
use shared_types::members::{DuesCategory, Education, MemberKind, Occupation, Particulars};
use shared_types::permission::Role;
use shared_types::transfers::*;

/// The member most tests transfer.
pub(crate) const WHO: &str = "branch-a11-m1";
/// A number that nobody in the test tree has, of a woman born on 31 December 1949.
pub(crate) const NUMBER: &str = "11010519491231002X";

/// A tree in which every organisation on the way from 王庄村 to 赵庄村 has an account.
pub(crate) struct Cast {
    pub(crate) app: TestApp,
    pub(crate) branch: Caller,
    pub(crate) town: Caller,
    pub(crate) county: Caller,
    pub(crate) city: Caller,
    pub(crate) other_county: Caller,
    pub(crate) other_town: Caller,
    pub(crate) other_branch: Caller,
}

impl Cast {
    pub(crate) async fn new() -> Self {
        Self::of(TestApp::new(transfers::routes()).await).await
    }

    /// The same posts, signed in again: no session lasts for days.
    pub(crate) async fn later(&self) -> Self {
        Self::of(self.app.clone()).await
    }

    async fn of(app: TestApp) -> Self {
        Self {
            branch: app.administrator(Role::Operator, "branch-a11").await,
            town: app.administrator(Role::Township, "town-a1").await,
            county: app.administrator(Role::County, "county-a").await,
            city: app.administrator(Role::CityDepartment, "city").await,
            other_county: app.administrator(Role::County, "county-b").await,
            other_town: app.administrator(Role::Township, "town-b1").await,
            other_branch: app.administrator(Role::Operator, "branch-b11").await,
            app,
        }
    }

    /// Those who pass a transfer from 王庄村 to 赵庄村, in their order.
    pub(crate) fn approvers(&self) -> [&Caller; 5] {
        [&self.town, &self.county, &self.city, &self.other_county, &self.other_town]
    }

    /// A transfer from 王庄村 to 赵庄村, as it was submitted.
    pub(crate) async fn submitted(&self) -> Transfer {
        let new = new_transfer(WHO, TransferKind::InCity, Some("branch-b11"));
        self.branch.call::<Submit>(&(), &new).await.ok()
    }

    /// The same, passed by everybody.
    pub(crate) async fn passed(&self) -> Transfer {
        let mut transfer = self.submitted().await;
        for approver in self.approvers() {
            transfer = pass(approver, &transfer).await;
        }
        transfer
    }

    /// A letter to another city: submitted, passed and issued.
    pub(crate) async fn sent_out(&self) -> Transfer {
        let new = new_transfer(WHO, TransferKind::Out, None);
        let mut transfer = self.branch.call::<Submit>(&(), &new).await.ok();
        for approver in [&self.town, &self.county, &self.city] {
            transfer = pass(approver, &transfer).await;
        }
        transfer
    }

    /// The branch of a member, and whether a transfer is under way.
    pub(crate) async fn roll(&self, member: &str) -> (String, bool) {
        let record = self.app.member_record(member).await.record;
        (record.chain.last().expect("a branch").to_string(), record.transfer.is_some())
    }

    /// What an organisation holds: members, and transfers that wait for it.
    pub(crate) async fn holds(&self, org: &str) -> (u32, u32) {
        let Holdings { members, transfers, .. } = self.app.org(org).await.record.held;
        (members, transfers)
    }

    /// The member's record, where there is one.
    pub(crate) async fn member(&self, member: &MemberId) -> Option<MemberRecord> {
        self.app.stored::<MemberRecord>(&keys::member(member)).await.map(|found| found.record)
    }
}

pub(crate) fn org(id: &str) -> OrgId {
    id.parse().expect("an id")
}

pub(crate) fn form(to: Option<&str>) -> TransferForm {
    let outside = Outside {
        addressee: "中共南京市委组织部".into(), unit: "南京大学文学院党支部".into()
    };
    TransferForm {
        to: to.map(org),
        outside: to.is_none().then_some(outside),
        paid_through: "2026-01".parse().expect("a month"),
        arrears: 2,
        note: Some("因工作调动".into()),
    }
}

pub(crate) fn new_transfer(member: &str, kind: TransferKind, to: Option<&str>) -> NewTransfer {
    NewTransfer { member: member.parse().expect("an id"), kind, form: form(to) }
}

pub(crate) fn particulars(name: &str) -> Particulars {
    Particulars {
        name: name.into(),
        ethnicity: "汉族".into(),
        native_place: None,
        home_address: None,
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

/// Somebody from another city for a branch, with a letter of today.
pub(crate) async fn arrival(app: &TestApp, branch: &str, id_number: &str) -> Arrival {
    Arrival {
        to: org(branch),
        letter: PaperLetter {
            number: "宁组转2026第7号".into(),
            issuer: "中共南京市委组织部".into(),
            from: "南京大学文学院党支部".into(),
            issued: app.context().await.now().day(),
            valid_days: 30,
        },
        id_number: id_number.into(),
        mobile: Some("13912345678".into()),
        particulars: particulars("陈桂英"),
        paid_through: "2026-01".parse().expect("a month"),
        arrears: 0,
        note: None,
    }
}

/// Passes a transfer as it was seen.
pub(crate) async fn pass(caller: &Caller, transfer: &Transfer) -> Transfer {
    act::<Pass>(caller, transfer, &Remark::default()).await.ok()
}

/// Does something to a transfer as it was seen.
pub(crate) async fn act<E: Endpoint<Path = TransferId>>(
    caller: &Caller,
    transfer: &Transfer,
    body: &E::Body,
) -> Reply<E> {
    caller.with_version(transfer.version).call::<E>(&transfer.transfer, body).await
}

/// The transfer as a caller sees it now.
pub(crate) async fn seen(caller: &Caller, transfer: &Transfer) -> Result<Transfer, Refusal> {
    let reply = caller.call::<Show>(&transfer.transfer, &Nothing {}).await;
    if reply.status() == 200 { Ok(reply.ok()) } else { Err(reply.refusal()) }
}

pub(crate) fn reason(text: &str) -> Reason {
    Reason { reason: text.into() }
}

/// Names of those ahead, with what they have to do.
pub(crate) fn ahead(transfer: &Transfer) -> Vec<(&str, Task)> {
    transfer.ahead.iter().map(|step| (step.org.as_str(), step.task)).collect()
}

/// What has happened, in order.
pub(crate) fn happened(transfer: &Transfer) -> Vec<Happening> {
    transfer.happened.iter().map(|event| event.what).collect()
}

/// Where a member's record stands.
pub(crate) fn member_key(member: &str) -> Key {
    keys::member(&member.parse().expect("an id"))
}
