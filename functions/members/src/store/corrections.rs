//! Corrections, stored beside the record they are about and numbered in their order. Only a waiting one
//! stands in the tree, so that lists and counts see just those.

use super::{AGAIN, broken, last_of};
use crate::rules::Change;
use platform::auth::{Oneself, Scope};
use platform::crypto::Sealed;
use platform::http::cursors;
use platform::numbers::MOBILE;
use platform::store::keys::{self, Key, Listed};
use platform::store::{Chain, ListRow, Listing, MemberRecord, Place, Record, Transaction, Versioned};
use platform::{Context, Result};
use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::error::Refusal;
use shared_types::ids::{AccountId, CorrectionId, MemberId};
use shared_types::members::{Correction, CorrectionState, FieldChange, RecordField};
use shared_types::page::{Cursor, Page};

const ROWS: u8 = 50;
/// As many as a member is shown of their own.
const OWN_ROWS: u8 = 20;

/// A correction.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CorrectionRecord {
    /// Whose record.
    member: MemberId,
    /// The member's first correction is number 1.
    pub(crate) number: u16,
    /// From the root down to the member's branch when proposing; while it waits, moves keep it right.
    chain: Chain,
    /// The branch's name when proposing.
    branch_name: String,
    /// The member's name when proposing.
    name: String,
    /// When.
    proposed: Moment,
    /// The fields.
    changes: Vec<StoredChange>,
    /// The proposed mobile, sealed for field `mobile` of this record.
    mobile: Option<Sealed>,
    /// A word to the branch.
    note: Option<String>,
    /// Absent while it waits.
    decision: Option<Decision>,
}

/// A field's present and proposed value; the proposed mobile stands sealed beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct StoredChange {
    field: RecordField,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    to: String,
}

/// What was decided.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Decision {
    /// The account that decided.
    pub(crate) account: AccountId,
    /// Its administrator's name.
    pub(crate) by: String,
    /// When.
    pub(crate) at: Moment,
    /// Why it was returned; absent where it was approved.
    pub(crate) returned: Option<String>,
}

impl CorrectionRecord {
    /// The same, decided.
    pub(crate) fn decided(self, decision: Decision) -> Self {
        Self { decision: Some(decision), ..self }
    }

    /// Whether nobody has decided.
    pub(crate) fn waits(&self) -> bool {
        self.decision.is_none()
    }

    /// The member and the number: so a correction is found by its id alone.
    fn id(&self) -> Result<CorrectionId> {
        format!("{}-{}", self.member, self.number).parse().map_err(|_| broken("a member id that is too long"))
    }
}

fn key_of(correction: &CorrectionId) -> Option<(MemberId, Key)> {
    let (member, number) = correction.as_str().rsplit_once('-')?;
    let (member, number) = (member.parse().ok()?, number.parse::<u16>().ok()?);
    let key = keys::correction(&member, number);
    Some((member, key))
}

impl Record for CorrectionRecord {
    type Row = CorrectionRecord;
    fn key(&self) -> Key {
        keys::correction(&self.member, self.number)
    }
    fn place(&self) -> Option<Place> {
        let sort = Listed::Corrections.sort(&self.name, self.member.as_str());
        self.waits().then(|| Place { chain: self.chain.clone(), parent: None, sort })
    }
    fn row(&self) -> Option<CorrectionRecord> {
        self.waits().then(|| self.clone())
    }
}

impl ListRow for CorrectionRecord {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

/// One page of the corrections that wait at or below the scope's organisation, by name: one Query.
pub(crate) async fn corrections_below(
    cx: &Context,
    scope: &Scope,
    list: &cursors::List,
    cursor: Option<&Cursor>,
) -> Result<Page<Correction>> {
    let listing = Listing { kind: Listed::Corrections, name: String::new(), only: Vec::new(), most: ROWS };
    let page: Page<CorrectionRecord> = scope.page(cx, &listing, list, cursor).await?;
    let rows = page.rows.iter().map(|record| shown_correction(cx, record)).collect::<Result<_>>()?;
    Ok(Page { rows, next: page.next })
}

/// A correction with its member's record, which must stand within the scope: one batch read. A decided one
/// goes where its member goes.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
pub(crate) async fn correction(
    cx: &Context,
    scope: &Scope,
    correction: &CorrectionId,
) -> Result<(Versioned<MemberRecord>, Versioned<CorrectionRecord>)> {
    let (member, key) = key_of(correction).ok_or(Refusal::NotFound)?;
    let member = keys::member(&member);
    let batch = cx.table().batch(&[member.clone(), key.clone()]).await?;
    let member: Versioned<MemberRecord> = batch.get(&member)?.ok_or(Refusal::NotFound)?;
    scope.admit(&member.record.chain)?;
    let correction: Versioned<CorrectionRecord> = batch.get(&key)?.ok_or(Refusal::NotFound)?;
    Ok((member, correction))
}

/// A member's last twenty corrections, latest first.
pub(crate) async fn corrections_of(cx: &Context, caller: &Oneself) -> Result<Vec<Correction>> {
    let own = keys::corrections(&caller.member.record.member);
    let (found, _) = cx.table().partition::<CorrectionRecord>(own, true, OWN_ROWS, None).await?;
    found.iter().map(|found| shown_correction(cx, &found.record)).collect()
}

/// A member's latest correction.
pub(crate) async fn last_correction(cx: &Context, caller: &Oneself) -> Result<Option<CorrectionRecord>> {
    let own = keys::corrections(&caller.member.record.member);
    let (found, _) = cx.table().partition::<CorrectionRecord>(own, true, 1, None).await?;
    Ok(found.into_iter().next().map(|found| found.record))
}

/// The record of a new correction.
pub(crate) fn draft_correction(
    cx: &Context,
    caller: &Oneself,
    number: u16,
    changes: Vec<Change>,
    note: Option<String>,
) -> Result<CorrectionRecord> {
    let member = &caller.member.record;
    let place = keys::correction(&member.member, number).field(MOBILE);
    let mobile = changes
        .iter()
        .find(|change| change.field == RecordField::Mobile)
        .map(|change| cx.ring().seal(&place, &change.to))
        .transpose()?;
    let stored = |change: Change| StoredChange {
        field: change.field,
        from: change.from,
        to: if change.field == RecordField::Mobile { String::new() } else { change.to },
    };
    Ok(CorrectionRecord {
        member: member.member.clone(),
        number,
        chain: caller.moves.current(&member.chain),
        branch_name: member.branch_name.clone(),
        name: member.particulars.name.clone(),
        proposed: cx.now(),
        changes: changes.into_iter().map(stored).collect(),
        mobile,
        note,
        decision: None,
    })
}

/// Proposes a correction. Of two at once the first one counts; the member's record must still be as it was
/// read, and stand where it stood.
pub(crate) fn propose(tx: &mut Transaction, caller: &Oneself, record: &CorrectionRecord) {
    tx.create(record, Refusal::CorrectionWaiting);
    tx.unchanged(&caller.member.record.key(), caller.member.version, AGAIN);
    tx.unchanged(&caller.moves.key(), caller.moves_version, AGAIN);
}

/// Saves a decision; of two at once the first one counts.
pub(crate) fn decide(tx: &mut Transaction, decided: &CorrectionRecord, version: u64) {
    tx.save(decided, version, Refusal::CorrectionDecided);
}

/// What a correction would change, the proposed mobile whole.
pub(crate) fn changes_of(cx: &Context, record: &CorrectionRecord) -> Result<Vec<Change>> {
    let mobile = record
        .mobile
        .as_ref()
        .map(|sealed| cx.ring().open(&record.key().field(MOBILE), sealed))
        .transpose()?
        .unwrap_or_default();
    let change = |stored: &StoredChange| Change {
        field: stored.field,
        from: stored.from.clone(),
        to: if stored.field == RecordField::Mobile { mobile.clone() } else { stored.to.clone() },
    };
    Ok(record.changes.iter().map(change).collect())
}

/// A correction as it is shown.
pub(crate) fn shown_correction(cx: &Context, record: &CorrectionRecord) -> Result<Correction> {
    let state = match &record.decision {
        None => CorrectionState::Waiting,
        Some(Decision { by, at, returned: None, .. }) => {
            CorrectionState::Approved { by: by.clone(), at: *at }
        }
        Some(Decision { by, at, returned: Some(reason), .. }) => {
            CorrectionState::Returned { by: by.clone(), at: *at, reason: reason.clone() }
        }
    };
    let shown = |change: Change| FieldChange { field: change.field, from: change.from, to: change.to };
    Ok(Correction {
        correction: record.id()?,
        member: record.member.clone(),
        name: record.name.clone(),
        branch: last_of(&record.chain)?,
        branch_name: record.branch_name.clone(),
        proposed: record.proposed,
        changes: changes_of(cx, record)?.into_iter().map(shown).collect(),
        note: record.note.clone(),
        state,
    })
}
