//! Every key string of the table, and nothing else. No other module writes one.
//!
//! | record | pk | sk | written by | read by |
//! |---|---|---|---|---|
//! | organisation, with its counts | `O#org` | `O` | orgs, projections | everybody |
//! | member | `M#member` | `M` | members | auth, members |
//! | account | `A#account` | `A` | orgs | auth, orgs |
//! | correction | `M#member` | `C#number` | members | members |
//! | transfer | `M#member` | `T#number` | transfers | transfers |
//! | transfer, as the receiving side lists it | `M#member` | `TR#number` | transfers | transfers |
//! | transfer, as who has to act lists it | `M#member` | `TW#number` | transfers | transfers |
//! | letter | `LETTER#letter` | `LETTER` | transfers | transfers, everybody who has its code |
//! | last letter number | `LETTERS#org` | year | transfers | transfers |
//! | credential | `U#user` | `P` | auth | auth |
//! | session | `U#user` | `S#session` | auth | every request |
//! | device | `U#user` | `D#device` | auth | auth |
//! | sign-in step | `STEP#challenge` | `STEP` | auth | auth |
//! | rate limit | `LIMIT#what` | `LIMIT` | auth | auth |
//! | unique ID number, login | `UNIQUE#what` | `UNIQUE` | members, orgs | auth, members |
//! | mobile look-up | `MOBILE#hash` | member | members | members |
//! | audit and viewings | `AUDIT#subject` | `kind#time#request` | all | members |
//! | look recorded today | `LOOK#account#member` | day | members | members |
//! | answered key | `KEY#user#key` | `KEY` | all | all |
//! | photo or scan | `F#file` | `F` | uploads, and who attaches it | uploads, who attaches it, projections |
//! | active moves | `MOVES#root` | `MOVES` | orgs, projections | every request |
//! | rewriting of copies | `JOB#org` | `MOVE` or `NAME` | orgs, projections | orgs, projections |
//! | rewriting that has not ended | `OPEN` | key of the rewriting | orgs, projections | projections |
//! | progress of a stream shard | `SHARD#shard` | `SHARD` | projections | projections |
//! | shard of the search index | `INDEX#root` | county-level organisation, or the root | projections | search, projections |
//! | progress of an import | `IMPORT` | `IMPORT` | imports | imports |
//!
//! A `user` is an account or a member. Lists go by the indexes: `sort` is `O#name#org`, `M#name#member`,
//! `A#name#account`, `C#name#correction` (only while it waits), `T#date#transfer` (the latest first) or
//! `W#due#transfer` (whose turn it is); `parent` holds the organisation directly above, and of a turn the one that
//! has to act, and feeds the index `children`.

use serde::{Deserialize, Serialize};
use shared_types::dates::Day;
use shared_types::ids::{
    AccountId, ChallengeId, DeviceId, FileId, LetterId, MemberId, OrgId, RequestId, SessionId,
};

/// Partition and sort key of an item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Attribute `pk`.
    pub pk: String,
    /// Attribute `sk`.
    pub sk: String,
}

impl Key {
    /// Names a field of the record under this key, as the place that its value is sealed for.
    pub fn field(&self, name: &str) -> String {
        format!("{} {} {name}", self.pk, self.sk)
    }
}

fn key(pk: String, sk: impl Into<String>) -> Key {
    Key { pk, sk: sk.into() }
}

/// An organisation.
pub fn org(org: &OrgId) -> Key {
    key(format!("O#{org}"), "O")
}

/// A member.
pub fn member(member: &MemberId) -> Key {
    key(format!("M#{member}"), "M")
}

/// An account.
pub fn account(account: &AccountId) -> Key {
    key(format!("A#{account}"), "A")
}

/// The correction with this number of its member's, beside the member's record.
pub fn correction(member: &MemberId, number: u16) -> Key {
    key(format!("M#{member}"), format!("C#{number:05}"))
}

/// All corrections of a member: partition, and how their sort keys begin.
pub fn corrections(member: &MemberId) -> (String, &'static str) {
    (format!("M#{member}"), "C#")
}

/// The transfer with this number of its member's, beside the member's record.
pub fn transfer(member: &MemberId, number: u16) -> Key {
    key(format!("M#{member}"), format!("T#{number:05}"))
}

/// All transfers of a member: partition, and how their sort keys begin.
pub fn transfers(member: &MemberId) -> (String, &'static str) {
    (format!("M#{member}"), "T#")
}

/// A transfer as the receiving side lists it.
pub fn receiving(member: &MemberId, number: u16) -> Key {
    key(format!("M#{member}"), format!("TR#{number:05}"))
}

/// Beginning of the sort keys of turns, for who follows the table's stream.
pub const TURNS: &str = "TW#";

/// A transfer as the organisation lists it that has to act.
pub fn turn(member: &MemberId, number: u16) -> Key {
    key(format!("M#{member}"), format!("{TURNS}{number:05}"))
}

/// An introduction letter, by what its QR code names it.
pub fn letter(letter: &LetterId) -> Key {
    key(format!("LETTER#{letter}"), "LETTER")
}

/// The last number of an organisation's letters in a year.
pub fn last_letter(issuer: &OrgId, year: u16) -> Key {
    key(format!("LETTERS#{issuer}"), format!("{year:04}"))
}

/// The password of an account or member, by id.
pub fn credential(user: &str) -> Key {
    key(format!("U#{user}"), "P")
}

/// A session.
pub fn session(user: &str, session: &SessionId) -> Key {
    key(format!("U#{user}"), format!("S#{session}"))
}

/// All sessions of a user.
pub fn sessions(user: &str) -> (String, &'static str) {
    (format!("U#{user}"), "S#")
}

/// A device.
pub fn device(user: &str, device: &DeviceId) -> Key {
    key(format!("U#{user}"), format!("D#{device}"))
}

/// All devices of a user.
pub fn devices(user: &str) -> (String, &'static str) {
    (format!("U#{user}"), "D#")
}

/// A sign-in that waits for its next step.
pub fn step(challenge: &ChallengeId) -> Key {
    key(format!("STEP#{challenge}"), "STEP")
}

/// A counter of attempts; `what` names what is limited and its time window.
pub fn limit(what: &str) -> Key {
    key(format!("LIMIT#{what}"), "LIMIT")
}

/// Reserves an ID number, by its keyed hash.
pub fn unique_id_number(hash: &str) -> Key {
    key(format!("UNIQUE#ID#{hash}"), "UNIQUE")
}

/// Reserves a login name.
pub fn unique_login(login: &str) -> Key {
    key(format!("UNIQUE#LOGIN#{login}"), "UNIQUE")
}

/// Says that a member has this mobile, by its keyed hash; several may share one.
pub fn mobile(hash: &str, member: &MemberId) -> Key {
    key(format!("MOBILE#{hash}"), member.as_str())
}

/// All members with a mobile.
pub fn mobiles(hash: &str) -> (String, &'static str) {
    (format!("MOBILE#{hash}"), "")
}

/// An audit entry about a subject (`M#…`, `A#…`, `O#…` as in their own keys): `kind` is one letter.
pub fn audit(subject: &Key, kind: char, millis: i64, request: &RequestId) -> Key {
    key(format!("AUDIT#{}", subject.pk), format!("{kind}#{millis:013}#{request}"))
}

/// All audit entries of one kind about a subject.
pub fn audits(subject: &Key, kind: char) -> (String, String) {
    (format!("AUDIT#{}", subject.pk), format!("{kind}#"))
}

/// Says that an account's look at a member's record on this day has been recorded.
pub fn look(account: &AccountId, member: &MemberId, day: Day) -> Key {
    key(format!("LOOK#{account}#{member}"), day.to_string())
}

/// The answer that an idempotency key got.
pub fn answered(user: &str, idempotency_key: &str) -> Key {
    key(format!("KEY#{user}#{idempotency_key}"), "KEY")
}

/// Beginning of the partition keys of files, for who follows the table's stream.
pub(super) const FILES: &str = "F#";

/// A photo or scan.
pub fn file(file: &FileId) -> Key {
    key(format!("{FILES}{file}"), "F")
}

/// The active moves of a tree.
pub fn moves(root: &OrgId) -> Key {
    key(format!("MOVES#{root}"), "MOVES")
}

/// Beginning of the partition keys of rewritings, for who follows the table's stream.
pub const JOBS: &str = "JOB#";

/// The rewriting that follows the move of an organisation.
pub fn move_job(org: &OrgId) -> Key {
    key(format!("{JOBS}{org}"), "MOVE")
}

/// The rewriting that follows a new name of an organisation.
pub fn name_job(org: &OrgId) -> Key {
    key(format!("{JOBS}{org}"), "NAME")
}

/// Says that a rewriting has not ended.
pub fn open_job(job: &Key) -> Key {
    key("OPEN".to_owned(), format!("{} {}", job.pk, job.sk))
}

/// All rewritings that have not ended.
pub fn open_jobs() -> (String, &'static str) {
    ("OPEN".to_owned(), "")
}

/// Where a shard of the search index lies, and what has changed since it was written.
pub fn index(root: &OrgId, shard: &OrgId) -> Key {
    key(format!("INDEX#{root}"), shard.as_str())
}

/// All shards of a city's search index.
pub fn indexes(root: &OrgId) -> (String, &'static str) {
    (format!("INDEX#{root}"), "")
}

/// How far the projections have followed a shard of the table's stream.
pub fn shard(shard: &str) -> Key {
    key(format!("SHARD#{shard}"), "SHARD")
}

/// How far the import of a city has come.
#[cfg(feature = "provision")]
pub fn import() -> Key {
    key("IMPORT".to_owned(), "IMPORT")
}

/// What a key is of, for whoever goes through the whole table: the words with which its two parts begin (`M#…` and
/// `C#…` are `M C`); one word where the second part is an id or a day.
#[cfg(feature = "provision")]
pub fn family(key: &Key) -> String {
    let word = |part: &str| part.split('#').next().unwrap_or_default().to_owned();
    let (first, second) = (word(&key.pk), word(&key.sk));
    if second.bytes().all(|b| b.is_ascii_uppercase()) { format!("{first} {second}") } else { first }
}

/// Whether a record means something only to what runs now: sessions, sign-ins under way, how far a stream has been
/// followed, which objects the search reads. A restored table must not have it: who was signed out since would be
/// signed in again, another stream has other shards, and the index is of what the table held later.
#[cfg(feature = "provision")]
pub fn is_of_the_moment(key: &Key) -> bool {
    matches!(family(key).as_str(), "U S" | "STEP STEP" | "SHARD SHARD" | "INDEX")
}

/// The kinds of record that lists show: the first letter of `sort`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Listed {
    /// Organisations.
    Orgs,
    /// Members.
    Members,
    /// Accounts.
    Accounts,
    /// Waiting corrections.
    Corrections,
    /// Transfers, at the sending and at the receiving side.
    Transfers,
    /// Turns: transfers at the organisation that has to act.
    Turns,
}

impl Listed {
    /// Every kind.
    pub const ALL: [Listed; 6] = [
        Listed::Orgs,
        Listed::Members,
        Listed::Accounts,
        Listed::Corrections,
        Listed::Transfers,
        Listed::Turns,
    ];

    fn letter(self) -> char {
        match self {
            Listed::Orgs => 'O',
            Listed::Members => 'M',
            Listed::Accounts => 'A',
            Listed::Corrections => 'C',
            Listed::Transfers => 'T',
            Listed::Turns => 'W',
        }
    }

    /// The sort key of a row.
    pub fn sort(self, name: &str, id: &str) -> String {
        format!("{}#{name}#{id}", self.letter())
    }

    /// How the sort keys of rows begin whose name begins with `name`.
    pub fn prefix(self, name: &str) -> String {
        format!("{}#{name}", self.letter())
    }

    /// The kind of a row, from its sort key.
    pub fn of(sort: &str) -> Option<Listed> {
        Self::ALL.into_iter().find(|kind| sort.starts_with(kind.letter()))
    }
}
