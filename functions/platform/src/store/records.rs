//! The records that more than one feature reads. A stored record is never the wire type: each feature
//! converts by hand.

use super::codec::{self, Item, ListRow, Record};
use super::holdings::Holdings;
use super::keys::{self, Key, Listed};
use super::place::{Chain, Place};
use super::table::Versioned;
use crate::crypto::Sealed;
use serde::{Deserialize, Serialize};
use shared_types::dates::{Day, Moment};
use shared_types::id_number::Sex;
use shared_types::ids::{AccountId, DeviceId, MemberId, OrgId, SessionId, TransferId};
use shared_types::members::{MemberKind, Particulars, Standing};
use shared_types::orgs::{Counts, OrgKind};
use shared_types::permission::Role;

/// An organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OrgRecord {
    /// Its id.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrgKind,
    /// Whether it belongs to a village or community.
    pub village: bool,
    /// From the root down to itself.
    pub chain: Chain,
    /// Names that it had before, the latest last: by them it is still found. At most [`FORMER_NAMES`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
    /// The secretary's name.
    pub secretary: Option<String>,
    /// The secretary's mobile, sealed for field `secretary_mobile` of this record.
    pub secretary_mobile: Option<Sealed>,
    /// Office phone.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Fax.
    #[serde(default)]
    pub fax: Option<String>,
    /// Postcode.
    #[serde(default)]
    pub postcode: Option<String>,
    /// Beginning of the current term.
    pub term_starts: Option<Day>,
    /// End of the current term.
    pub term_ends: Option<Day>,
    /// Kept beside the record by the projection.
    #[serde(skip)]
    pub counts: Counts,
    /// Kept beside the record by whoever adds to the organisation or takes from it. A writer that creates
    /// an organisation together with what it holds states it here.
    #[serde(skip)]
    pub held: Holdings,
}

/// What lists show of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OrgLine {
    /// Its id.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrgKind,
    /// From the root down to itself, as stored.
    pub chain: Chain,
    /// Names that it had before, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
    /// The secretary's name.
    pub secretary: Option<String>,
    /// End of the current term.
    pub term_ends: Option<Day>,
    /// Kept beside the record by the projection.
    #[serde(skip)]
    pub counts: Counts,
}

/// How many former names an organisation keeps: the latest ones.
pub const FORMER_NAMES: usize = 8;

/// Names of the counts beside an organisation's record.
pub const COUNTS: [&str; 4] = ["n_members", "n_orgs", "n_children", "n_corrections"];

fn counts(item: &Item) -> Counts {
    let [members, orgs, children, corrections] = COUNTS.map(|name| codec::number(item, name));
    Counts { members, orgs, children, corrections }
}

impl Record for OrgRecord {
    type Row = OrgLine;
    fn key(&self) -> Key {
        keys::org(&self.org)
    }
    fn place(&self) -> Option<Place> {
        let parent = self.chain.parent().and_then(|parent| parent.last().cloned());
        let sort = Listed::Orgs.sort(&self.name, self.org.as_str());
        Some(Place { chain: self.chain.clone(), parent, sort })
    }
    fn row(&self) -> Option<OrgLine> {
        Some(OrgLine {
            org: self.org.clone(),
            name: self.name.clone(),
            kind: self.kind,
            chain: self.chain.clone(),
            former: self.former.clone(),
            secretary: self.secretary.clone(),
            term_ends: self.term_ends,
            counts: self.counts,
        })
    }
    fn absorb(&mut self, item: &Item) {
        self.counts = counts(item);
        self.held = Holdings::beside(item);
    }
    fn beside(&self) -> Vec<(&'static str, u32)> {
        self.held.numbers().to_vec()
    }
}

impl ListRow for OrgLine {
    fn chain(&self) -> &Chain {
        &self.chain
    }
    fn absorb(&mut self, item: &Item) {
        self.counts = counts(item);
    }
}

/// A member.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberRecord {
    /// The member's id.
    pub member: MemberId,
    /// From the root down to the branch.
    pub chain: Chain,
    /// The branch's name.
    pub branch_name: String,
    /// Sealed for field `id_number` of this record.
    pub id_number: Sealed,
    /// Its keyed hash, as it is reserved.
    pub id_hash: String,
    /// Sealed for field `mobile` of this record.
    pub mobile: Option<Sealed>,
    /// Its keyed hash, as it is found by.
    pub mobile_hash: Option<String>,
    /// From the ID number.
    pub sex: Sex,
    /// From the ID number.
    pub born: Day,
    /// Where the membership stands.
    pub standing: Standing,
    /// The typed part.
    pub particulars: Particulars,
    /// The transfer that is under way; a member has one at most.
    #[serde(default)]
    pub transfer: Option<TransferId>,
}

/// What lists show of a member.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberLine {
    /// The member's id.
    pub member: MemberId,
    /// 姓名
    pub name: String,
    /// From the root down to the branch, as stored.
    pub chain: Chain,
    /// The branch's name.
    pub branch_name: String,
    /// Sealed for field `id_number` of the record.
    pub id_number: Sealed,
    /// From the ID number.
    pub sex: Sex,
    /// From the ID number.
    pub born: Day,
    /// 正式 or 预备
    pub kind: MemberKind,
    /// Where the membership stands.
    pub standing: Standing,
}

impl Record for MemberRecord {
    type Row = MemberLine;
    fn key(&self) -> Key {
        keys::member(&self.member)
    }
    fn place(&self) -> Option<Place> {
        let sort = Listed::Members.sort(&self.particulars.name, self.member.as_str());
        Some(Place { chain: self.chain.clone(), parent: None, sort })
    }
    fn row(&self) -> Option<MemberLine> {
        Some(MemberLine {
            member: self.member.clone(),
            name: self.particulars.name.clone(),
            chain: self.chain.clone(),
            branch_name: self.branch_name.clone(),
            id_number: self.id_number.clone(),
            sex: self.sex,
            born: self.born,
            kind: self.particulars.kind,
            standing: self.standing,
        })
    }
}

impl ListRow for MemberLine {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

/// Says that a member has a mobile; found by the mobile's keyed hash.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MobileRecord {
    /// The keyed hash.
    pub hash: String,
    /// Who has it.
    pub member: MemberId,
}

impl Record for MobileRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::mobile(&self.hash, &self.member)
    }
}

/// Reserves an ID number or a login name for its holder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UniqueRecord {
    /// What is reserved.
    pub what: Unique,
    /// Id of the member or account that holds it.
    pub holder: String,
}

/// What can be reserved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Unique {
    /// An ID number, by its keyed hash.
    IdNumber(String),
    /// A login name.
    Login(String),
}

impl Record for UniqueRecord {
    type Row = ();
    fn key(&self) -> Key {
        match &self.what {
            Unique::IdNumber(hash) => keys::unique_id_number(hash),
            Unique::Login(login) => keys::unique_login(login),
        }
    }
}

/// An account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountRecord {
    /// The account's id.
    pub account: AccountId,
    /// Login name.
    pub login: String,
    /// The administrator's name.
    pub name: String,
    /// From the root down to the organisation where the role is held.
    pub chain: Chain,
    /// That organisation's name.
    pub org_name: String,
    /// The role.
    pub role: Role,
    /// 职务
    pub post: Option<String>,
    /// Office phone.
    pub office_phone: Option<String>,
    /// Sealed for field `mobile` of this record.
    pub mobile: Sealed,
    /// Whether it may not sign in.
    pub disabled: bool,
}

impl Record for AccountRecord {
    type Row = AccountRecord;
    fn key(&self) -> Key {
        keys::account(&self.account)
    }
    fn place(&self) -> Option<Place> {
        let sort = Listed::Accounts.sort(&self.name, self.account.as_str());
        Some(Place { chain: self.chain.clone(), parent: None, sort })
    }
    fn row(&self) -> Option<AccountRecord> {
        Some(self.clone())
    }
}

/// What lists show of an account: the record, and its version for edits.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "AccountRecord")]
pub struct AccountLine(pub Versioned<AccountRecord>);

impl From<AccountRecord> for AccountLine {
    fn from(record: AccountRecord) -> Self {
        Self(Versioned { record, version: 0 })
    }
}

impl ListRow for AccountLine {
    fn chain(&self) -> &Chain {
        &self.0.record.chain
    }
    fn absorb(&mut self, item: &Item) {
        self.0.version = codec::version(item);
    }
}

/// The password of an account or member. A member without one has the deployment's initial password.
#[derive(Clone, Serialize, Deserialize)]
pub struct CredentialRecord {
    /// Id of the account or member.
    pub user: String,
    /// Argon2id in PHC form; absent for the deployment's initial password.
    pub hash: Option<String>,
    /// Whether it must be replaced before anything else.
    pub initial: bool,
}

impl CredentialRecord {
    /// A password that must be replaced at the first sign-in; `hash` as in the record.
    pub fn initial(user: &str, hash: Option<String>) -> Self {
        Self { user: user.to_owned(), hash, initial: true }
    }
}

impl Record for CredentialRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::credential(&self.user)
    }
}

/// A session: one sign-in on one device.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Id of the account or member.
    pub user: String,
    /// The session's id, also in the access token.
    pub session: SessionId,
    /// Where it runs.
    pub device: DeviceId,
    /// SHA-256 of the present refresh token.
    pub refresh: String,
    /// SHA-256 of the one before and when it was replaced: admitted for a short grace, in case the reply
    /// was lost.
    pub before: Option<(String, Moment)>,
    /// When it ends if it is not used; never after `until`.
    pub ends: Moment,
    /// When it ends in any case.
    pub until: Moment,
}

impl Record for SessionRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::session(&self.user, &self.session)
    }
    fn ends(&self) -> Option<Moment> {
        Some(self.ends)
    }
}
