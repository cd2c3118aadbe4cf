//! How a transfer is stored: once with its history, beside its member's record; as a row at the receiving side; as a
//! row at the organisation whose turn it is. Each row stands in the tree by its own chain, which moves keep right.

use super::broken;
use crate::rules::Case;
use platform::Result;
use platform::crypto::Sealed;
use platform::store::keys::{self, Key, Listed};
use platform::store::{Chain, ListRow, Place, Record};
use serde::{Deserialize, Serialize};
use shared_types::dates::{Day, Moment};
use shared_types::ids::{LetterId, MemberId, OrgId, TransferId};
use shared_types::members::Particulars;
use shared_types::transfers::{PaperLetter, Task, TransferKind, TransferState};

/// A transfer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TransferRecord {
    /// From the root down to the sending branch; down to who registered one from another city.
    pub(crate) chain: Chain,
    /// The transfer itself.
    pub(crate) case: Case,
    /// Who comes from another city.
    pub(crate) arrival: Option<StoredArrival>,
}

/// Somebody who comes from another city and has no record yet, or one that ended when they left.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredArrival {
    /// Sealed for field `id_number` of the record that will be.
    pub(crate) id_number: Sealed,
    /// Its keyed hash, as it is reserved.
    pub(crate) id_hash: String,
    /// Sealed for field `mobile` of the record that will be.
    pub(crate) mobile: Option<Sealed>,
    /// Its keyed hash.
    pub(crate) mobile_hash: Option<String>,
    /// The typed part.
    pub(crate) particulars: Particulars,
    /// What the paper letter says of itself.
    pub(crate) paper: PaperLetter,
}

/// The id of a member's transfer: so it is found by its id alone.
pub(crate) fn id(member: &MemberId, number: u16) -> Result<TransferId> {
    format!("{member}-{number}").parse().map_err(|_| broken("a member id that is too long"))
}

/// The member and the number that an id names.
pub(crate) fn parts(transfer: &TransferId) -> Option<(MemberId, u16)> {
    let (member, number) = transfer.as_str().rsplit_once('-')?;
    Some((member.parse().ok()?, number.parse().ok()?))
}

/// What lists show of a transfer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Line {
    /// Where this row stands.
    pub(crate) chain: Chain,
    pub(crate) transfer: TransferId,
    pub(crate) kind: TransferKind,
    pub(crate) state: TransferState,
    pub(crate) name: String,
    pub(crate) from_name: String,
    pub(crate) to_name: String,
    pub(crate) turn: Option<String>,
    pub(crate) task: Option<Task>,
    pub(crate) due: Option<Day>,
    pub(crate) since: Moment,
}

impl Line {
    /// The row of a transfer at `chain`.
    pub(crate) fn new(case: &Case, chain: Chain) -> Result<Self> {
        let turn = case.turn.as_ref();
        Ok(Self {
            chain,
            transfer: id(&case.member, case.number)?,
            kind: case.kind,
            state: case.state,
            name: case.name.clone(),
            from_name: case.from.name.clone(),
            to_name: case.to.name.clone(),
            turn: turn.map(|turn| turn.step.org_name.clone()),
            task: turn.map(|turn| turn.step.task),
            due: turn.map(|turn| turn.due),
            since: case.closed.unwrap_or(case.submitted),
        })
    }

    /// Where the row stands in lists: those that are under way before closed ones, the latest first.
    fn place(&self) -> Place {
        let letter = if self.state.is_closed() { CLOSED } else { RUNNING };
        let sort =
            Listed::Transfers.sort(&format!("{letter}{}", latest_first(self.since)), self.transfer.as_str());
        Place { chain: self.chain.clone(), parent: None, sort }
    }
}

impl ListRow for Line {
    fn chain(&self) -> &Chain {
        &self.chain
    }
}

/// How the sort keys of transfers under way begin, and of closed ones.
pub(crate) const RUNNING: char = 'r';
pub(crate) const CLOSED: char = 'z';

/// A moment as text that sorts the latest first; its first six characters are of its month.
fn latest_first(moment: Moment) -> String {
    let (year, month, day) = moment.day().parts();
    let (hour, minute) = moment.clock();
    let left = 24 * 60 - u16::from(hour) * 60 - u16::from(minute);
    format!("{}{:02}{left:04}", month_first(year, month), 99 - day)
}

/// How the texts of a month begin.
pub(crate) fn month_first(year: i32, month: u8) -> String {
    format!("{:04}{:02}", 9999 - year, 99 - month)
}

impl Record for TransferRecord {
    type Row = Line;
    fn key(&self) -> Key {
        keys::transfer(&self.case.member, self.case.number)
    }
    fn place(&self) -> Option<Place> {
        self.row().map(|line| line.place())
    }
    fn row(&self) -> Option<Line> {
        Line::new(&self.case, self.chain.clone()).ok()
    }
}

/// A transfer as the receiving side lists it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReceivingRecord {
    pub(crate) member: MemberId,
    pub(crate) number: u16,
    /// From the root down to the receiving branch.
    pub(crate) chain: Chain,
    pub(crate) line: Line,
}

impl Record for ReceivingRecord {
    type Row = Line;
    fn key(&self) -> Key {
        keys::receiving(&self.member, self.number)
    }
    fn place(&self) -> Option<Place> {
        self.row().map(|line| line.place())
    }
    fn row(&self) -> Option<Line> {
        Some(Line { chain: self.chain.clone(), ..self.line.clone() })
    }
}

/// A transfer as the organisation lists it that has to act: the most urgent first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TurnRecord {
    pub(crate) member: MemberId,
    pub(crate) number: u16,
    /// From the root down to who acts.
    pub(crate) chain: Chain,
    /// Who acts.
    pub(crate) desk: OrgId,
    /// When it should be done.
    pub(crate) due: Day,
    pub(crate) line: Line,
}

impl Record for TurnRecord {
    type Row = Line;
    fn key(&self) -> Key {
        keys::turn(&self.member, self.number)
    }
    fn place(&self) -> Option<Place> {
        let sort = Listed::Turns.sort(&self.due.to_string(), self.line.transfer.as_str());
        Some(Place { chain: self.chain.clone(), parent: Some(self.desk.clone()), sort })
    }
    fn row(&self) -> Option<Line> {
        Some(Line { chain: self.chain.clone(), ..self.line.clone() })
    }
}

/// A letter as it was issued. It never changes: where it stands follows from its transfer, whose last letter
/// counts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LetterRecord {
    pub(crate) letter: LetterId,
    pub(crate) member: MemberId,
    /// The transfer's number.
    pub(crate) number: u16,
    /// What it says, as JSON, sealed for field `contents` of this record.
    pub(crate) contents: Sealed,
}

impl Record for LetterRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::letter(&self.letter)
    }
}

/// The last number of an organisation's letters in a year.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LastLetter {
    pub(crate) issuer: OrgId,
    pub(crate) year: u16,
    pub(crate) number: u32,
}

impl Record for LastLetter {
    type Row = ();
    fn key(&self) -> Key {
        keys::last_letter(&self.issuer, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_first_and_a_month_is_a_beginning() {
        let moments = [
            "2027-01-01T03:00:00Z",
            "2026-11-26T08:00:00Z",
            "2026-11-26T07:59:00Z",
            "2026-11-25T08:00:00Z",
            "2025-12-31T08:00:00Z",
        ];
        let texts = moments.map(|moment| latest_first(moment.parse().expect("a moment")));
        assert!(texts.is_sorted(), "{texts:?}");
        assert!(texts[1].starts_with(&month_first(2026, 11)) && texts[3].starts_with(&month_first(2026, 11)));
        assert!(!texts[0].starts_with(&month_first(2026, 11)));
    }

    #[test]
    fn a_transfer_is_found_by_its_id_alone() {
        let member: MemberId = "0198f3b2-7".parse().expect("an id");
        let transfer = id(&member, 12).expect("an id");
        assert_eq!(parts(&transfer), Some((member, 12)));
        assert_eq!(parts(&"abc".parse().expect("an id")), None);
    }
}
