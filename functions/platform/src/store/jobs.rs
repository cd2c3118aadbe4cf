//! Rewritings that are under way. One follows a change that many records copy: the move of a subtree, or a
//! new name. It is written in the transaction of the change, and each of its versions in the table's stream
//! makes `projections` take the next step, so that it goes on after whatever stops it. A record of its own says as
//! long as it has not ended, so that one whose change was never followed can be found and taken up again.

use super::codec::Record;
use super::keys::{self, Key, Listed};
use super::place::Chain;
use super::rewriting::SweepMark;
use super::table::{StoreError, Table};
use super::transaction::Transaction;
use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::error::Refusal;
use shared_types::ids::OrgId;

/// Seconds that the record of a finished rewriting is kept.
const KEPT_SECONDS: i64 = 7 * 24 * 3600;

/// Open rewritings read at once.
const PAGE: u8 = 100;

/// A rewriting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The organisation that was moved or renamed.
    pub org: OrgId,
    /// The root of its tree.
    pub root: OrgId,
    /// What is rewritten.
    pub work: Work,
    /// Records rewritten so far.
    pub rewritten: u32,
    /// The present round over all that may need it.
    pub round: Round,
    /// When it ended.
    pub finished: Option<Moment>,
}

/// What is rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// The chains of everything stored at or below a moved organisation.
    Move {
        /// Its chain before.
        from: Chain,
        /// And after.
        to: Chain,
    },
    /// The copies of an organisation's name.
    Name,
}

/// One round over all records that may need rewriting. Indexes follow the table a moment later, so a job ends
/// with a round that began well after the last finding and found nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// When it began.
    pub began: Moment,
    /// When the change was made, or a record in need was seen for the last time.
    pub last_found: Moment,
    /// Where it goes on; `None` at its beginning.
    pub at: Option<Stretch>,
}

/// A part of a round: records of one kind, stored under one chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Under which chain.
    pub range: Chain,
    /// Of which kind.
    pub kind: Listed,
    /// Where in it; `None` at its beginning.
    pub mark: Option<SweepMark>,
}

impl Job {
    /// The rewriting that follows a change made `now`.
    pub fn new(org: OrgId, root: OrgId, work: Work, now: Moment) -> Self {
        let round = Round { began: now, last_found: now, at: None };
        Self { org, root, work, rewritten: 0, round, finished: None }
    }
}

impl Record for Job {
    type Row = ();
    fn key(&self) -> Key {
        match self.work {
            Work::Move { .. } => keys::move_job(&self.org),
            Work::Name => keys::name_job(&self.org),
        }
    }
    fn ends(&self) -> Option<Moment> {
        self.finished.map(|at| at.plus_seconds(KEPT_SECONDS))
    }
}

/// A rewriting that has not ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenJob {
    /// Its key.
    pub job: Key,
}

impl Record for OpenJob {
    type Row = ();
    fn key(&self) -> Key {
        keys::open_job(&self.job)
    }
}

impl Table {
    /// The keys of all rewritings that have not ended.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_jobs(&self) -> Result<Vec<Key>, StoreError> {
        let (mut jobs, mut after) = (Vec::new(), None);
        loop {
            let (open, next) =
                self.partition::<OpenJob>(keys::open_jobs(), false, PAGE, after.as_ref()).await?;
            jobs.extend(open.into_iter().map(|open| open.record.job));
            after = next;
            if after.is_none() {
                return Ok(jobs);
            }
        }
    }
}

impl Transaction {
    /// Begins a rewriting; one of the same organisation and kind begins anew.
    pub fn begin_job(&mut self, job: &Job) -> &mut Self {
        self.put(job).put(&OpenJob { job: job.key() })
    }

    /// Ends a rewriting at the version that was read.
    pub fn end_job(&mut self, job: &Job, version: u64) -> &mut Self {
        self.save(job, version, Refusal::Stale).forget(&keys::open_job(&job.key()))
    }
}
