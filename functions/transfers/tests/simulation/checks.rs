//! What must hold at every moment, read from the items of the table alone: whoever wrote them, the checks know
//! nothing of the code that did.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The table at one moment.
pub(crate) struct Table<'a> {
    items: BTreeMap<(&'a str, &'a str), &'a Value>,
    moves: Vec<(Vec<&'a str>, Vec<&'a str>)>,
    wrong: Vec<String>,
}

/// Says what does not hold; nothing where everything does.
pub(crate) fn wrong(items: &[Value]) -> Vec<String> {
    let mut table = Table::of(items);
    table.organisations();
    table.members();
    table.transfers();
    table.letters();
    table.numbers();
    table.trail();
    table.files();
    table.wrong
}

/// What has happened to each transfer, in order.
pub(crate) fn histories(items: &[Value]) -> BTreeMap<String, Vec<Value>> {
    let table = Table::of(items);
    let history = |case| list(case, "/history").into_iter().cloned().collect();
    table.cases().iter().map(|(_, case)| (id_of(case), history(case))).collect()
}

/// How many things have happened to all transfers.
pub(crate) fn happened(items: &[Value]) -> usize {
    histories(items).values().map(Vec::len).sum()
}

fn at<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, path: &str) -> Vec<&'a Value> {
    value.pointer(path).and_then(Value::as_array).map(|list| list.iter().collect()).unwrap_or_default()
}

fn chain<'a>(value: &'a Value, path: &str) -> Vec<&'a str> {
    list(value, path).into_iter().filter_map(Value::as_str).collect()
}

fn id_of(case: &Value) -> String {
    format!("{}-{}", at(case, "/member"), case["number"])
}

fn is_open(case: &Value) -> bool {
    !matches!(at(case, "/state"), "done" | "withdrawn")
}

fn lasts(member: &Value) -> bool {
    matches!(at(member, "/rec/standing"), "normal" | "suspended")
}

impl<'a> Table<'a> {
    fn of(items: &'a [Value]) -> Self {
        let items: BTreeMap<_, _> =
            items.iter().map(|item| ((at(item, "/pk"), at(item, "/sk")), item)).collect();
        let moves = items.values().filter(|item| at(item, "/sk") == "MOVES");
        let moves = moves.flat_map(|item| list(item, "/rec/active"));
        let moves = moves.map(|one| (chain(one, "/from"), chain(one, "/to"))).collect();
        Self { items, moves, wrong: Vec::new() }
    }

    fn get(&self, pk: &str, sk: &str) -> Option<&'a Value> {
        self.items.get(&(pk, sk)).copied()
    }

    fn beginning(&self, pk: &'static str) -> Vec<(&'a str, &'a str, &'a Value)> {
        self.items
            .iter()
            .filter(|((p, _), _)| p.starts_with(pk))
            .map(|((p, s), item)| (*p, *s, *item))
            .collect()
    }

    fn cases(&self) -> Vec<(&'a Value, &'a Value)> {
        let all = self.beginning("M#").into_iter().filter(|(_, sk, _)| sk.starts_with("T#"));
        all.map(|(_, _, item)| (item, &item["rec"]["case"])).collect()
    }

    fn now(&self, stored: Vec<&'a str>) -> Vec<&'a str> {
        let moved = self.moves.iter().find(|(from, _)| stored.starts_with(from));
        moved.map_or(stored.clone(), |(from, to)| [&to[..], &stored[from.len()..]].concat())
    }

    fn demand(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.wrong.push(what());
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, one: &T, other: &T, what: &str) {
        self.demand(one == other, || format!("{what}: {one:?} is not {other:?}"));
    }

    /// Whatever stands in the tree stands where its organisation stands, in record, row and index alike.
    fn stands(&mut self, item: &'a Value, what: &str) {
        let stored = chain(item, "/rec/chain");
        let of_index: Vec<&str> =
            (0..6).map(|depth| at(item, &format!("/a{depth}"))).take_while(|id| !id.is_empty()).collect();
        self.same(&stored, &of_index, &format!("{what}: chain and index"));
        if !item["row"].is_null() {
            self.same(&stored, &chain(item, "/row/chain"), &format!("{what}: chain and row"));
        }
        let last = stored.last().copied().unwrap_or_default();
        let org = self.get(&format!("O#{last}"), "O");
        match org {
            Some(org) => {
                let (now, its) = (self.now(stored), self.now(chain(org, "/rec/chain")));
                self.same(&now, &its, &format!("{what}: stands where its organisation stands"));
            }
            None => self.wrong.push(format!("{what}: stands at {last}, which is gone")),
        }
    }

    /// The same, as long as its organisation is there: lists keep what has ended, and name who is gone.
    fn stands_if_there(&mut self, item: &'a Value, what: &str) {
        let last = chain(item, "/rec/chain").last().copied().unwrap_or_default();
        if self.get(&format!("O#{last}"), "O").is_some() {
            self.stands(item, what);
        }
    }

    /// What organisations hold is what a recount finds.
    fn organisations(&mut self) {
        let mut held: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        let mut add = |org: Option<&&'a str>, what| {
            *held.entry((org.copied().unwrap_or_default(), what)).or_default() += 1;
        };
        for ((pk, sk), item) in &self.items {
            let stored = chain(item, "/rec/chain");
            let ended = item.pointer("/rec/disabled") == Some(&Value::Bool(true));
            match (pk.split('#').next(), *sk) {
                (Some("M"), "M") if lasts(item) => add(stored.last(), "held_members"),
                (Some("A"), _) if !ended => add(stored.last(), "held_accounts"),
                (Some("M"), sk) if sk.starts_with("TW#") => add(stored.last(), "held_transfers"),
                (Some("O"), _) => {
                    let now = self.now(stored);
                    add(now.iter().rev().nth(1), "held_orgs");
                }
                _ => {}
            }
        }
        for (pk, _, item) in self.beginning("O#") {
            let org = pk.trim_start_matches("O#");
            self.demand(!item["rec"].is_null(), || format!("{org}: numbers without an organisation"));
            for what in ["held_members", "held_orgs", "held_accounts", "held_transfers"] {
                let kept = item[what].as_i64().unwrap_or_default();
                let counted = held.get(&(org, what)).copied().unwrap_or_default();
                self.same(&kept, &counted, &format!("{org}: {what} against a recount"));
            }
        }
    }

    /// Each member is on one roll: where the last transfer that was done has led.
    fn members(&mut self) {
        let settled = self.beginning("OPEN").is_empty();
        for (pk, _, item) in self.beginning("M#").into_iter().filter(|(_, sk, _)| *sk == "M") {
            let who = pk.trim_start_matches("M#");
            self.stands(item, who);
            let branch = chain(item, "/rec/chain").last().copied().unwrap_or_default();
            if let Some(org) = self.get(&format!("O#{branch}"), "O").filter(|_| settled) {
                self.same(
                    &at(item, "/rec/branch_name"),
                    &at(org, "/rec/name"),
                    &format!("{who}: branch's name"),
                );
            }
            let mut cases: Vec<&Value> = self
                .cases()
                .into_iter()
                .map(|(_, case)| case)
                .filter(|case| at(case, "/member") == who)
                .collect();
            cases.sort_by_key(|case| case["number"].as_u64());
            let open: Vec<String> =
                cases.iter().filter(|case| is_open(case)).map(|case| id_of(case)).collect();
            let mark: Vec<String> = item["rec"]["transfer"].as_str().map(str::to_owned).into_iter().collect();
            self.same(&mark, &open, &format!("{who}: the mark against open transfers"));
            let numbers: Vec<u64> = cases.iter().filter_map(|case| case["number"].as_u64()).collect();
            let through: Vec<u64> = (1..).take(numbers.len()).collect();
            self.same(&numbers, &through, &format!("{who}: transfers are numbered"));
            let done: Vec<&&Value> = cases.iter().filter(|case| at(case, "/state") == "done").collect();
            let out = done.last().is_some_and(|case| at(case, "/kind") == "out");
            self.same(
                &out,
                &(at(item, "/rec/standing") == "transferred_out"),
                &format!("{who}: has left the city"),
            );
            if let Some(last) = done.last() {
                let path = if out { "/from/org" } else { "/to/org" };
                self.same(
                    &branch,
                    &at(last, path),
                    &format!("{who}: on the roll that the last transfer led to"),
                );
            }
            for case in cases.iter().filter(|case| is_open(case) && at(case, "/kind") != "in") {
                self.same(&branch, &at(case, "/from/org"), &format!("{who}: stays until it is done"));
            }
            if let Some(hash) = item["rec"]["mobile_hash"].as_str() {
                let found = self.get(&format!("MOBILE#{hash}"), who).is_some();
                self.demand(found, || format!("{who}: is not found by mobile"));
            }
        }
        for (pk, who, _) in self.beginning("MOBILE#") {
            let hash = self.get(&format!("M#{who}"), "M").map(|item| at(item, "/rec/mobile_hash"));
            self.demand(hash == pk.strip_prefix("MOBILE#"), || {
                format!("{pk}: leads to {who} who has another")
            });
        }
    }

    /// A transfer, its row at the receiving side and its turn agree.
    fn transfers(&mut self) {
        let mut known = BTreeSet::new();
        for (item, case) in self.cases() {
            let (pk, id) = (at(item, "/pk"), id_of(case));
            let number = at(item, "/sk").trim_start_matches("T#");
            known.insert((pk, number));
            let (receiving, turn) =
                (self.get(pk, &format!("TR#{number}")), self.get(pk, &format!("TW#{number}")));
            let open = is_open(case);
            self.same(&open, &!case["turn"].is_null(), &format!("{id}: whose turn"));
            self.same(&open, &turn.is_some(), &format!("{id}: a turn is listed"));
            self.same(&open, &case["closed"].is_null(), &format!("{id}: closed"));
            self.stands_if_there(item, &id);
            self.same(
                &(at(case, "/kind") != "out"),
                &receiving.is_some(),
                &format!("{id}: listed at its receiver"),
            );
            let row = |item: &Value| {
                let mut row = item["row"].clone();
                row.as_object_mut().map(|row| row.remove("chain"));
                row
            };
            self.same(&at(&item["row"], "/state"), &at(case, "/state"), &format!("{id}: its row"));
            if let Some(receiving) = receiving {
                self.same(&row(receiving), &row(item), &format!("{id}: rows of both sides"));
                let to = chain(receiving, "/rec/chain").last().copied().unwrap_or_default();
                self.same(&to, &at(case, "/to/org"), &format!("{id}: to where"));
                self.stands_if_there(receiving, &format!("{id} at its receiver"));
            }
            if let Some(turn) = turn {
                self.same(&row(turn), &row(item), &format!("{id}: the turn's row"));
                let desk = at(case, "/turn/step/desk/org");
                let last = chain(turn, "/rec/chain").last().copied().unwrap_or_default();
                self.same(
                    &[last, at(turn, "/rec/desk"), at(turn, "/parent")],
                    &[desk; 3],
                    &format!("{id}: who acts"),
                );
                self.same(&at(turn, "/rec/due"), &at(case, "/turn/due"), &format!("{id}: when"));
                self.stands(turn, &format!("{id}'s turn"));
            }
        }
        for (pk, sk, _) in self.beginning("M#") {
            if let Some(number) = sk.strip_prefix("TR#").or(sk.strip_prefix("TW#")) {
                self.demand(known.contains(&(pk, number)), || format!("{pk} {sk}: of no transfer"));
            }
        }
    }

    /// Letters are numbered from 1 by issuer and year, each once and none left out; one at most counts.
    fn letters(&mut self) {
        let mut numbers: BTreeMap<(&str, u64), Vec<u64>> = BTreeMap::new();
        let mut issued = BTreeSet::new();
        for (_, case) in self.cases() {
            let letters = list(case, "/letters");
            for (place, letter) in letters.iter().enumerate() {
                let year = letter["year"].as_u64().unwrap_or_default();
                numbers
                    .entry((at(letter, "/issuer/org"), year))
                    .or_default()
                    .extend(letter["number"].as_u64());
                issued.insert((at(letter, "/letter"), id_of(case)));
                let counts = at(letter, "/state") != "void";
                let last = place + 1 == letters.len();
                self.demand(last || !counts, || format!("{}: two letters count", id_of(case)));
            }
            let accepted = letters.last().is_some_and(|letter| at(letter, "/state") == "accepted");
            self.demand(!accepted || at(case, "/state") == "done", || format!("{}: accepted", id_of(case)));
        }
        for ((issuer, year), mut numbers) in numbers {
            numbers.sort_unstable();
            let through: Vec<u64> = (1..).take(numbers.len()).collect();
            self.same(&numbers, &through, &format!("letters of {issuer} in {year}"));
            let last = self.get(&format!("LETTERS#{issuer}"), &format!("{year:04}"));
            let last = last.and_then(|last| last["rec"]["number"].as_u64());
            self.same(&last, &through.last().copied(), &format!("the last letter of {issuer} in {year}"));
        }
        let kept: BTreeSet<(&str, String)> = (self.beginning("LETTER#").into_iter())
            .map(|(pk, _, item)| {
                let id = format!("{}-{}", at(item, "/rec/member"), item["rec"]["number"]);
                (pk.trim_start_matches("LETTER#"), id)
            })
            .collect();
        self.same(&kept, &issued, "letters that are kept against letters of transfers");
    }

    /// An ID number is reserved for whoever is on a roll or on the way to one.
    fn numbers(&mut self) {
        let of_member = self.beginning("M#").into_iter().filter(|(_, sk, _)| *sk == "M");
        let mut expected: BTreeSet<(&str, &str)> =
            of_member.map(|(pk, _, item)| (at(item, "/rec/id_hash"), pk.trim_start_matches("M#"))).collect();
        for (item, case) in self.cases() {
            let arrives = is_open(case) && !item["rec"]["arrival"].is_null();
            if arrives && self.get(at(item, "/pk"), "M").is_none() {
                expected.insert((at(item, "/rec/arrival/id_hash"), at(case, "/member")));
            }
        }
        let reserved: BTreeSet<(&str, &str)> = (self.beginning("UNIQUE#ID#").into_iter())
            .map(|(pk, _, item)| (pk.trim_start_matches("UNIQUE#ID#"), at(item, "/rec/holder")))
            .collect();
        self.same(&reserved, &expected, "reserved ID numbers");
    }

    /// Whatever somebody did stands in the audit trail, once.
    fn trail(&mut self) {
        let mut done: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, case) in self.cases() {
            let by_people =
                list(case, "/history").iter().filter(|event| at(event, "/what") != "expired").count();
            *done.entry(at(case, "/member")).or_default() += by_people;
        }
        let mut logged: BTreeMap<&str, usize> = BTreeMap::new();
        for (pk, _, item) in self.beginning("AUDIT#M#") {
            if at(item, "/rec/deed/changed").starts_with("transfers.") {
                *logged.entry(pk.trim_start_matches("AUDIT#M#")).or_default() += 1;
            }
        }
        self.same(&logged, &done, "the audit trail");
    }

    /// A receipt slip's photo belongs to the transfer that shows it.
    fn files(&mut self) {
        for (pk, _, item) in self.beginning("F#") {
            let file = pk.trim_start_matches("F#");
            let shown: Vec<(&str, &str)> = (self.cases().into_iter())
                .filter(|(_, case)| at(case, "/slip") == file)
                .map(|(item, _)| (at(item, "/pk"), at(item, "/sk")))
                .collect();
            let attached = item.pointer("/rec/state/Attached/1");
            let attached = attached.map(|key| (at(key, "/pk"), at(key, "/sk")));
            let attached: Vec<(&str, &str)> =
                attached.into_iter().filter(|(_, sk)| sk.starts_with("T#")).collect();
            self.same(&shown, &attached, &format!("{pk}: belongs to"));
        }
    }
}
