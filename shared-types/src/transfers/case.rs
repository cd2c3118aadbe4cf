//! What a transfer is and how far it has come (product, "Transfers").

use super::LetterState;
use crate::dates::{Day, Moment, Month};
use crate::ids::{LetterId, MemberId, OrgId, TransferId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The four kinds of transfer (guide).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferKind {
    /// 市内转接: between branches of different basic committees.
    InCity,
    /// 转到市外
    Out,
    /// 从市外转入
    In,
    /// 单位内部调整: between branches of one basic committee.
    IntraUnit,
}

impl TransferKind {
    /// Every kind, in the order of the guide.
    pub const ALL: [TransferKind; 4] =
        [TransferKind::InCity, TransferKind::Out, TransferKind::In, TransferKind::IntraUnit];
}

/// Where a transfer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferState {
    /// Somebody's turn to pass or return it.
    Waiting,
    /// Back with who submitted it, for correction.
    Returned,
    /// The letter's validity passed before acceptance; its issuer issues another or returns the transfer.
    Expired,
    /// The letter was handed out for another city; its receipt slip is awaited.
    AwaitingReceipt,
    /// The member has moved.
    Done,
    /// Taken back; the member has stayed.
    Withdrawn,
}

impl TransferState {
    /// Every state.
    pub const ALL: [TransferState; 6] = [
        TransferState::Waiting,
        TransferState::Returned,
        TransferState::Expired,
        TransferState::AwaitingReceipt,
        TransferState::Done,
        TransferState::Withdrawn,
    ];

    /// Whether nothing can happen to it any more.
    pub fn is_closed(self) -> bool {
        matches!(self, TransferState::Done | TransferState::Withdrawn)
    }
}

/// What is to be done at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// A committee passes or returns.
    Approve,
    /// The same, and its passing issues the introduction letter.
    Issue,
    /// The receiving branch accepts.
    Accept,
    /// The receiving branch is gone: an organisation above it names another.
    Redirect,
    /// Who submitted corrects and submits again.
    Correct,
    /// The issuer of an expired letter issues another.
    Reissue,
    /// The receipt slip is registered.
    RegisterReceipt,
}

/// What happened to a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// Submitted by the sending side.
    Submitted,
    /// A paper letter from another city was registered.
    Registered,
    /// A committee passed it.
    Passed,
    /// Passed, and the introduction letter issued.
    Issued,
    /// Returned for correction; the reason says why.
    Returned,
    /// Corrected and submitted again.
    Resubmitted,
    /// Taken back.
    Withdrawn,
    /// Another receiving branch was named.
    Redirected,
    /// The letter's validity passed.
    Expired,
    /// The letter was declared void and another issued; the reason says why.
    Reissued,
    /// The receiving branch accepted: the member is on its roll.
    Accepted,
    /// The receipt slip was registered: the member is on another city's roll.
    ReceiptRegistered,
}

/// Something that happened: a step of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Happened {
    /// When.
    pub at: Moment,
    /// What.
    pub what: Happening,
    /// The organisation whose step it was, as it was named then.
    pub org_name: String,
    /// The organisation that acted, where another acted for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acted_for_it: Option<String>,
    /// The administrator's name; absent where the clock did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The reason of a return or of another letter, a word with a passing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A step that is still ahead; the first one is the present turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ahead {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// What it has to do.
    pub task: Task,
    /// The superior with an account that does it for an organisation without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// One end of a transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct End {
    /// The branch; absent for one of another city, and where it has been dissolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<OrgId>,
    /// Its name.
    pub name: String,
    /// Names of the organisations above, from the highest that both callers and members know: the root of the
    /// tree. Empty for another city.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
}

/// What the caller may do with a transfer now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// [`super::Pass`]
    Pass,
    /// [`super::Accept`]
    Accept,
    /// [`super::Return`]
    Return,
    /// [`super::Resubmit`]
    Resubmit,
    /// [`super::Withdraw`]
    Withdraw,
    /// [`super::Redirect`]
    Redirect,
    /// [`super::Reissue`]
    Reissue,
    /// [`super::RegisterReceipt`]
    RegisterReceipt,
}

/// A letter as the case mentions it; the whole letter is asked for by itself, which is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LetterMention {
    /// Names it in its QR code.
    pub letter: LetterId,
    /// Its number with the year: `2026第12号`.
    pub number: String,
    /// Its issuer.
    pub issuer: String,
    /// The last day on which it can be accepted.
    pub valid_until: Day,
    /// Where it stands.
    pub state: LetterState,
}

/// A transfer with its timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Transfer {
    /// The transfer.
    pub transfer: TransferId,
    /// For `If-Match`.
    pub version: u64,
    /// Its kind.
    pub kind: TransferKind,
    /// Where it stands.
    pub state: TransferState,
    /// The member; absent while a member from another city has no record yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// The member's name.
    pub name: String,
    /// From where.
    pub from: End,
    /// To where.
    pub to: End,
    /// 抬头: to which organisation of another city the letter is addressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// Dues are paid through this month.
    pub paid_through: Month,
    /// Months of dues in arrears when it was submitted, as the branch stated; they warn, they do not block.
    pub arrears: u16,
    /// A word of the sending side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was first submitted.
    pub submitted: Moment,
    /// What happened, in order.
    pub happened: Vec<Happened>,
    /// What is still ahead; empty when it is closed.
    pub ahead: Vec<Ahead>,
    /// When the present step should be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// The last letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterMention>,
    /// Whether the receipt slip was registered with a photo or scan, which [`super::ShowSlip`] shows.
    #[serde(default)]
    pub slip: bool,
    /// What the caller may do now; nothing for a member.
    pub actions: Vec<Action>,
}

/// A row of a list of transfers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TransferRow {
    /// The transfer.
    pub transfer: TransferId,
    /// Its kind.
    pub kind: TransferKind,
    /// Where it stands.
    pub state: TransferState,
    /// The member's name.
    pub name: String,
    /// From where, as it was named.
    pub from_name: String,
    /// To where, as it was named.
    pub to_name: String,
    /// Whose turn it is; absent when it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
    /// What they have to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// When the present step should be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// When it was submitted; when it is closed, when that was.
    pub since: Moment,
}

/// What waits for the caller's own organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiting {
    /// Transfers whose turn is here; 100 stands for 100 or more.
    pub to_do: u16,
    /// Those of them that should be done already.
    pub overdue: u16,
}

/// The way that a transfer would take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Way {
    /// The kind that these two ends make.
    pub kind: TransferKind,
    /// From where.
    pub from: End,
    /// To where; absent as long as none is picked, and for another city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<End>,
    /// The steps.
    pub ahead: Vec<Ahead>,
    /// Days that the letter will be valid; absent where none is issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_days: Option<u16>,
}

/// A member's transfers, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Transfers {
    /// At most twenty.
    pub transfers: Vec<Transfer>,
}
