//! The part of the tree that a transfer goes through, as it stands now. Who reads it is `store`.

use crate::rules::{Desk, Node, Step, Way, desk, destination_kind};
use platform::Context;
use platform::store::{Chain, OrgRecord, Versioned};
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
    /// Of organisations as they were read, each with where it stands, between two chains. One that is gone is not in
    /// the tree.
    pub(crate) fn between(
        orgs: impl IntoIterator<Item = (Versioned<OrgRecord>, Chain)>,
        (from, to): (&Chain, Option<&Chain>),
    ) -> Self {
        let orgs = orgs.into_iter().map(|(found, stands)| (found.record.org.clone(), (found, stands)));
        let mut tree = Self { orgs: orgs.collect(), from: Vec::new(), to: Vec::new() };
        tree.from = tree.nodes(from);
        tree.to = to.map(|to| tree.nodes(to)).unwrap_or_default();
        tree
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
        Some((committee.desk(), contact))
    }

    /// Who acts for an organisation of the sending side: itself, or the nearest superior with an account.
    pub(crate) fn desk_of(&self, org: &OrgId) -> Option<Desk> {
        desk(&self.from, self.from.iter().position(|node| node.org == *org)?)
    }
}
