//! The part of the tree that a transfer goes through, as it stands now: one batch read.

use crate::rules::{Desk, Node, Step, Way, destination_kind};
use platform::store::keys::{self, Key};
use platform::store::{Chain, Moves, OrgRecord, Versioned};
use platform::{Context, Result};
use shared_types::ids::OrgId;
use shared_types::orgs::OrgKind;
use shared_types::transfers::{Contact, TransferKind};
use std::collections::HashMap;

/// Organisations on the way of a transfer.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    orgs: HashMap<OrgId, (Versioned<OrgRecord>, Chain)>,
    /// From the root down to the sending end.
    pub(crate) from: Vec<Node>,
    /// From the root down to the receiving end; empty beyond the city.
    pub(crate) to: Vec<Node>,
}

impl Tree {
    /// Reads the organisations on both chains, and those besides. An organisation that is gone is not in the tree.
    ///
    /// # Errors
    /// The table's.
    pub(crate) async fn read(
        cx: &Context,
        moves: &Moves,
        (from, to): (&Chain, Option<&Chain>),
        besides: &[OrgId],
    ) -> Result<Self> {
        let ids = from.ids().iter().chain(to.into_iter().flat_map(|to| to.ids())).chain(besides);
        let wanted: Vec<&OrgId> = ids.collect();
        let keys: Vec<Key> = wanted.iter().map(|org| keys::org(org)).collect();
        let batch = cx.table().batch(&keys).await?;
        let mut orgs = HashMap::with_capacity(wanted.len());
        for (org, key) in wanted.into_iter().zip(&keys) {
            if let Some(found) = batch.get::<OrgRecord>(key)? {
                let stands = moves.current(&found.record.chain);
                orgs.insert(org.clone(), (found, stands));
            }
        }
        let mut tree = Self { orgs, from: Vec::new(), to: Vec::new() };
        tree.from = tree.nodes(from);
        tree.to = to.map(|to| tree.nodes(to)).unwrap_or_default();
        Ok(tree)
    }

    fn nodes(&self, chain: &Chain) -> Vec<Node> {
        let node = |org: &OrgId| {
            let record = &self.org(org)?.record;
            let (name, kind, staffed) = (record.name.clone(), record.kind, record.held.accounts > 0);
            Some(Node { org: org.clone(), name, kind, staffed })
        };
        chain.ids().iter().filter_map(node).collect()
    }

    /// An organisation, as it was read.
    pub(crate) fn org(&self, org: &OrgId) -> Option<&Versioned<OrgRecord>> {
        self.orgs.get(org).map(|(found, _)| found)
    }

    /// Where an organisation stands now.
    pub(crate) fn stands(&self, org: &OrgId) -> Option<&Chain> {
        self.orgs.get(org).map(|(_, chain)| chain)
    }

    /// The steps of a transfer of this kind between the two ends.
    pub(crate) fn steps(&self, cx: &Context, kind: TransferKind) -> Vec<Step> {
        Way { kind, from: &self.from, to: &self.to }.steps(&cx.config().transfers)
    }

    /// The kind that the two ends make.
    pub(crate) fn kind(&self, cx: &Context) -> TransferKind {
        destination_kind(&self.from, &self.to, &cx.config().transfers)
    }

    /// The sending basic committee: the nearest committee above the branch.
    pub(crate) fn committee(&self) -> Option<(Desk, Contact)> {
        let above = self.from.split_last()?.1;
        let committee = above.iter().rev().find(|node| node.kind != OrgKind::GeneralBranch)?;
        let record = &self.org(&committee.org)?.record;
        let contact = Contact {
            address: record.address.clone(),
            phone: record.phone.clone(),
            fax: record.fax.clone(),
            postcode: record.postcode.clone(),
        };
        Some((Desk { org: committee.org.clone(), name: committee.name.clone() }, contact))
    }

    /// Who acts for an organisation of the sending side: itself, or the nearest superior with an account.
    pub(crate) fn desk_of(&self, org: &OrgId) -> Option<Desk> {
        let at = self.from.iter().position(|node| node.org == *org)?;
        let node = self.from.get(..=at)?.iter().rev().find(|node| node.staffed).or(self.from.get(at))?;
        Some(Desk { org: node.org.clone(), name: node.name.clone() })
    }
}
