//! How far a caller reaches. A [`Scope`] is made only when a call is admitted, after role and reach were
//! checked; store functions take one, so that a forgotten check does not compile.

use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::cursors;
use crate::store::{Chain, ListRow, Listing, Moves, OrgRecord, Versioned, keys};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use shared_types::page::{Cursor, Page};
use std::sync::Arc;

/// An organisation within the caller's reach, and everything below it.
#[derive(Debug, Clone)]
pub struct Scope {
    moves: Arc<Moves>,
    moves_version: u64,
    reach: Chain,
    org: Versioned<OrgRecord>,
    now: Chain,
}

impl Scope {
    /// The caller's whole reach: the organisation where the role is held.
    pub(super) fn whole(moves: Moves, moves_version: u64, own: Versioned<OrgRecord>) -> Self {
        let now = moves.current(&own.record.chain);
        Self { moves: Arc::new(moves), moves_version, reach: now.clone(), org: own, now }
    }

    /// The same reach, seen from an organisation in it.
    pub(super) fn at(&self, org: Option<Versioned<OrgRecord>>) -> Result<Self> {
        let org = org.ok_or(Refusal::NotFound)?;
        let now = self.moves.current(&org.record.chain);
        if !self.reach.covers(&now) {
            return Err(Refusal::NotFound.into());
        }
        Ok(Self { org, now, ..self.clone() })
    }

    /// Another organisation in the caller's reach.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] where there is none or it lies outside.
    pub async fn of(&self, cx: &Context, org: &OrgId) -> Result<Self> {
        self.at(cx.table().get(&keys::org(org)).await?)
    }

    /// The organisation itself, as it was read.
    pub fn org(&self) -> &Versioned<OrgRecord> {
        &self.org
    }

    /// Where it stands now.
    pub fn chain(&self) -> &Chain {
        &self.now
    }

    /// Where the caller's own organisation stands now.
    pub fn reach(&self) -> &Chain {
        &self.reach
    }

    /// Moves that are under way.
    pub fn moves(&self) -> &Moves {
        &self.moves
    }

    /// The version of the record of moves, 0 where there is none: a write that builds on where things stand
    /// demands that it is unchanged.
    pub fn moves_version(&self) -> u64 {
        self.moves_version
    }

    /// Whether the organisation lies below the caller's own one, not at it.
    pub fn is_subordinate(&self) -> bool {
        self.now.depth() > self.reach.depth()
    }

    /// Lets a record pass that stands at or below this organisation, by its stored chain.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]: outside, a record does not exist.
    pub fn admit(&self, stored: &Chain) -> Result<Chain> {
        let now = self.moves.current(stored);
        if self.now.covers(&now) { Ok(now) } else { Err(Error::Refused(Refusal::NotFound)) }
    }

    /// One page of what stands at or below this organisation: one Query. `list` binds the cursor to the
    /// endpoint, the caller and the filter.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] where the cursor is not one of this list.
    pub async fn page<R: ListRow>(
        &self,
        cx: &Context,
        listing: &Listing,
        list: &cursors::List,
        cursor: Option<&Cursor>,
    ) -> Result<Page<R>> {
        let mark = cursor.map(|cursor| list.open(cx, cursor)).transpose()?;
        let found = cx.table().below(&self.moves, &self.now, listing, mark).await?;
        let next = found.next.map(|mark| list.seal(cx, &mark)).transpose()?;
        Ok(Page { rows: found.rows, next })
    }
}
