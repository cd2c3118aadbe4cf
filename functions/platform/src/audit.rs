//! The audit trail: who did what to whose record, when. Entries are written in the transaction of what they
//! record, are never changed, and hold ids and kinds of things, no personal values.

use crate::auth::Administrator;
use crate::context::Context;
use crate::store::Record;
use crate::store::keys::{self, Key};
use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::ids::RequestId;
use shared_types::members::Viewed;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// A record was looked at.
    Viewed(Viewed),
    /// Something was changed; the endpoint's name says what.
    Changed(String),
    /// A part of a list was exported, of so many rows.
    Exported(u32),
}

impl Deed {
    /// The letter under which entries of this kind are found.
    pub const VIEWED: char = 'V';

    fn letter(&self) -> char {
        match self {
            Deed::Viewed(_) => Self::VIEWED,
            Deed::Changed(_) => 'C',
            Deed::Exported(_) => 'E',
        }
    }
}

/// An entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AuditRecord {
    /// Partition key of the record it is about.
    subject: String,
    /// When.
    pub at: Moment,
    /// In which request.
    request: RequestId,
    /// Id of the account or member who did it.
    pub actor: String,
    /// The actor's name, as it was; empty for somebody's own deed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The actor's organisation, as it was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub org_name: String,
    /// What.
    pub deed: Deed,
}

impl Record for AuditRecord {
    type Row = ();
    fn key(&self) -> Key {
        let subject = Key { pk: self.subject.clone(), sk: String::new() };
        keys::audit(&subject, self.deed.letter(), self.at.millis(), &self.request)
    }
}

/// An administrator's deed.
pub fn entry(cx: &Context, caller: &Administrator, subject: &Key, deed: Deed) -> AuditRecord {
    AuditRecord {
        subject: subject.pk.clone(),
        at: cx.now(),
        request: cx.request().clone(),
        actor: caller.account.account.to_string(),
        by: caller.account.name.clone(),
        org_name: caller.account.org_name.clone(),
        deed,
    }
}

/// A deed that somebody did to what is theirs: `user` is their id.
pub fn own(cx: &Context, user: &str, subject: &Key, deed: Deed) -> AuditRecord {
    AuditRecord {
        subject: subject.pk.clone(),
        at: cx.now(),
        request: cx.request().clone(),
        actor: user.to_owned(),
        by: String::new(),
        org_name: String::new(),
        deed,
    }
}
