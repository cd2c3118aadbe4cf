//! Lets those who act at once make one call after the other, in an order that a seed decides, with faults that a seed
//! decides: so a run is the same again. After every write the whole table is looked at.

use crate::checks;
use crate::world::World;
use platform::testing::faults::{Asked, Event, Fault};
use serde_json::Value;
use std::collections::BTreeMap;
use tokio::sync::mpsc::UnboundedReceiver;

/// Chance that a seed decides (splitmix64, public domain, by Sebastiano Vigna).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most.max(1)).expect("small");
        usize::try_from(self.next() % most).expect("small")
    }

    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// What a run has seen.
pub(crate) struct Director {
    pub(crate) chance: Chance,
    seed: u64,
    events: UnboundedReceiver<Event>,
    /// One call in so many fails; none where this is 0.
    pub(crate) faults: usize,
    /// What was let through, in order: for whoever looks at a run that went wrong, and to compare two.
    pub(crate) trace: Vec<String>,
    histories: BTreeMap<String, Vec<Value>>,
    pub(crate) writes: usize,
    pub(crate) struck: usize,
    shows: bool,
}

impl Director {
    pub(crate) fn new(seed: u64, events: UnboundedReceiver<Event>) -> Self {
        Self {
            chance: Chance::of(seed),
            seed,
            events,
            faults: 0,
            trace: Vec::new(),
            histories: BTreeMap::new(),
            writes: 0,
            struck: 0,
            shows: std::env::var("SIMULATION_SEED").is_ok(),
        }
    }

    /// Directs as many as have been begun, until all have ended and nothing is on its way.
    pub(crate) async fn direct(&mut self, world: &World, mut running: usize) {
        let mut waiting: Vec<(bool, Asked)> = Vec::new();
        let mut wrote = false;
        loop {
            while running > 0 {
                match self.events.recv().await.expect("somebody is running") {
                    Event::Asks(asked) => {
                        waiting.push((false, asked));
                        running -= 1;
                    }
                    Event::Late(asked) => waiting.push((true, asked)),
                    Event::Ended => running -= 1,
                }
            }
            if std::mem::take(&mut wrote) {
                self.look(world).await;
            }
            if waiting.is_empty() {
                return;
            }
            // Whoever asked first may differ from run to run.
            waiting.sort_by_key(|(late, asked)| (asked.who, *late));
            let (late, asked) = waiting.swap_remove(self.chance.below(waiting.len()));
            let writes = !matches!(asked.operation.as_str(), "GetItem" | "BatchGetItem" | "Query");
            let fault = (!late && self.faults > 0 && self.chance.one_in(self.faults)).then(|| {
                let all = [&Fault::ALL[..], &[Fault::Late]].concat();
                self.chance.pick(&all)
            });
            self.note(format!(
                "{} {}{}{fault:?}",
                asked.who,
                asked.operation,
                if late { " late " } else { " " }
            ));
            self.struck += usize::from(fault.is_some());
            self.writes += usize::from(writes);
            wrote = writes;
            running += 1;
            asked.go(fault);
        }
    }

    /// Keeps what happens, and shows it where one seed was asked for.
    pub(crate) fn note(&mut self, line: String) {
        if self.shows {
            eprintln!("{line}");
        }
        self.trace.push(line);
    }

    /// Looks at the whole table.
    pub(crate) async fn look(&mut self, world: &World) {
        let items = world.values().await;
        let mut wrong = checks::wrong(&items);
        let (mut histories, mut more) = (BTreeMap::new(), 0);
        for (id, history) in checks::histories(&items) {
            let before = self.histories.get(&id).map(Vec::as_slice).unwrap_or_default();
            if !history.starts_with(before) {
                wrong.push(format!("{id}: what had happened has changed"));
            }
            more += history.len().saturating_sub(before.len());
            histories.insert(id, history);
        }
        for id in self.histories.keys().filter(|id| !histories.contains_key(*id)) {
            wrong.push(format!("{id}: is gone"));
        }
        if more > 1 {
            wrong.push(format!("{more} things happened with one write"));
        }
        self.histories = histories;
        self.demand(&wrong);
    }

    /// Stops with what went wrong, and how to see it again.
    pub(crate) fn demand(&self, wrong: &[String]) {
        if !wrong.is_empty() {
            let last = &self.trace[self.trace.len().saturating_sub(60)..];
            panic!(
                "SIMULATION_SEED={} after {} steps: {wrong:#?}\n{}",
                self.seed,
                self.trace.len(),
                last.join("\n")
            );
        }
    }
}
