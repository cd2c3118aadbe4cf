//! What organisations come to hold by a transaction, each named once: a transaction writes an item once.

use crate::store::AGAIN;
use platform::store::{Held, Transaction};
use shared_types::ids::OrgId;

/// What organisations come to hold.
#[derive(Debug, Default)]
pub(crate) struct Holds(Vec<Hold>);

/// What one organisation comes to hold.
#[derive(Debug)]
struct Hold {
    org: OrgId,
    by: Vec<(Held, i32)>,
    /// The version that it must still have, where that matters.
    version: Option<u64>,
}

impl Holds {
    /// `org` holds `by` more.
    pub(crate) fn add(&mut self, org: &OrgId, held: Held, by: i32) {
        match self.0.iter_mut().find(|hold| hold.org == *org) {
            Some(hold) => match hold.by.iter_mut().find(|(kind, _)| *kind == held) {
                Some((_, sum)) => *sum += by,
                None => hold.by.push((held, by)),
            },
            None => self.0.push(Hold { org: org.clone(), by: vec![(held, by)], version: None }),
        }
    }

    /// `org`, which holds more or fewer, must be as it was read.
    pub(crate) fn at(&mut self, org: &OrgId, version: u64) {
        if let Some(hold) = self.0.iter_mut().find(|hold| hold.org == *org) {
            hold.version = Some(version);
        }
    }

    /// Puts it into the transaction.
    pub(crate) fn write(self, tx: &mut Transaction) {
        for Hold { org, by, version } in self.0 {
            tx.hold_all(&org, &by, version, AGAIN);
        }
    }
}
