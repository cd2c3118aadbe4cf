//! Thousands of histories: people do what is next and what is not, days pass, the tree changes under it all. What is
//! refused changes nothing; what is admitted leads where the model leads.

use super::super::parts::{Actor, Branch, Deadline, Issued, NewCase, Receipt, awaits_receipt};
use super::super::way::{Desk, Step};
use super::model::{Model, Next, Try};
use super::{chain, steps};
use crate::rules::Case;
use platform::config::TransferSettings;
use proptest::prelude::*;
use shared_types::dates::Moment;
use shared_types::error::Refusal;
use shared_types::transfers::{
    Action, Happening, LetterState, Outside, Task, TransferForm, TransferKind, TransferState,
};

/// The tree as it may be, whenever somebody looks: a sending and a receiving chain.
const TREES: [(&str, &str); 9] = [
    ("d0 d1 c2 b3", "d0 d4 c5 b6"),
    ("d0 d1 (c2) b3", "d0 d4 c5 b6"),
    ("d0 d4 c2 b3", "d0 d4 c5 b6"),
    ("d0 d1 c2 c8 b3", "d0 d4 c5 g7 b6"),
    ("d0 d1 c2 b3", "d0 d1 c5 b6"),
    ("d0 c2 b3", "d0 c5 b6"),
    ("d0 (d1) (c2) b3", "d0 (d4) (c5) (b6)"),
    ("d0 d1 c2 b3", "d0 d4 c5"),
    ("d0 d1 c2 b3", "d0 d4"),
];

const DAYS: Deadline = Deadline(5);
const VALID: u16 = 10;

fn desk(text: &str) -> Desk {
    Desk { org: text.parse().expect("an id"), name: text.to_owned() }
}

fn actor(now: Moment) -> Actor {
    Actor { desk: desk("d0"), by: "孙丽".into(), now }
}

fn form() -> TransferForm {
    TransferForm {
        to: "b6".parse().ok(),
        outside: None,
        paid_through: "2026-10".parse().expect("a month"),
        arrears: 1,
        note: None,
    }
}

fn branch(name: &str) -> Branch {
    Branch { org: name.parse().ok(), name: name.to_owned() }
}

fn new_case(kind: TransferKind) -> NewCase {
    let outside = Outside {
        addressee: "中共南京市委组织部".into(), unit: "南京大学文学院党支部".into()
    };
    NewCase {
        member: "m".parse().expect("an id"),
        number: 1,
        kind,
        name: "王秀兰".into(),
        from: branch("b3"),
        to: branch("b6"),
        outside: (kind == TransferKind::Out).then_some(outside),
        paid_through: "2026-10".parse().expect("a month"),
        arrears: 0,
        note: None,
    }
}

/// The way of a kind in a tree; from another city it begins at the county that registers.
fn way(kind: TransferKind, tree: usize) -> Vec<Step> {
    let (from, to) = TREES[tree];
    let from = if kind == TransferKind::In { "d0 d4" } else { from };
    let to = if kind == TransferKind::Out { "" } else { to };
    steps(kind, from, to, &TransferSettings::default())
}

/// The transfer as it is read: where the branch is gone another has to be named.
fn read(case: &Case, tree: usize) -> Case {
    let to = chain(TREES[tree].1);
    match to.last().filter(|last| case.kind != TransferKind::Out && !last.kind.is_branch()) {
        Some(above) => case.clone().without_branch(&desk(above.org.as_str()), to.len() - 1),
        None => case.clone(),
    }
}

fn letter(case: &Case, issuer: &Desk, now: Moment) -> Issued {
    let number = u32::try_from(case.letters.len()).expect("few") + 1;
    Issued {
        letter: format!("letter-{number}").parse().expect("an id"),
        number,
        year: 2026,
        issuer: issuer.clone(),
        desk: issuer.clone(),
        issued: now.day(),
        valid_days: VALID,
        state: LetterState::Valid,
    }
}

fn attempt(case: Case, tried: Try, steps: &[Step], now: Moment) -> Result<Case, Refusal> {
    let actor = actor(now);
    match tried {
        Try::Pass => {
            let letter = case.issuer(steps).map(|step| letter(&case, &step.issuer(), now));
            let receipt = awaits_receipt(&desk("c2"), &desk("c2"));
            case.pass(letter, steps, Some(receipt), (&actor, None), DAYS)
        }
        Try::Accept => case.accept((&actor, None), None),
        Try::Return => case.send_back((&actor, "材料不全".into()), DAYS),
        Try::Resubmit => case.resubmit(form(), branch("b6"), steps, &actor, DAYS),
        Try::Withdraw => case.withdraw(&actor),
        Try::Redirect => case.redirect(branch("b9"), steps, &actor, DAYS),
        Try::Reissue => {
            let issuer = case.letter().map_or_else(|| desk("d1"), |letter| letter.issuer.clone());
            let letter = letter(&case, &issuer, now);
            case.reissue(letter, steps, (&actor, "介绍信遗失".into()), DAYS)
        }
        Try::RegisterReceipt => {
            let receipt = Receipt {
                day: now.day(),
                org_name: "b6".into(),
                handler: "刘建军".into(),
                handler_phone: None,
            };
            case.register_receipt(receipt, None, &actor)
        }
        Try::Expire => case.expire(now, DAYS),
    }
}

fn next_of(case: &Case) -> Next {
    match case.turn.as_ref().map(|turn| turn.step.task) {
        Some(Task::Accept) => Next::Accepting,
        Some(Task::Redirect) => Next::Naming,
        _ => Next::Passing,
    }
}

fn model_of(case: &Case, now: Moment) -> Model {
    Model {
        kind: case.kind,
        state: case.state,
        next: if case.state == TransferState::Waiting { next_of(case) } else { Next::Passing },
        passed: case.passed,
        letters: case.letters.len(),
        letter: case.letter().map(|letter| letter.state_on(now.day())),
        happened: case.history.len(),
    }
}

/// What is next, by the task.
fn right(case: &Case) -> Try {
    match case.turn.as_ref().map(|turn| turn.step.task) {
        Some(Task::Approve | Task::Issue) | None => Try::Pass,
        Some(Task::Accept) => Try::Accept,
        Some(Task::Redirect) => Try::Redirect,
        Some(Task::Correct) => Try::Resubmit,
        Some(Task::Reissue) => Try::Reissue,
        Some(Task::RegisterReceipt) => Try::RegisterReceipt,
    }
}

/// What holds of every transfer, always.
fn holds(case: &Case, now: Moment) -> Result<(), TestCaseError> {
    let closed = case.state.is_closed();
    prop_assert_eq!(case.turn.is_none(), closed, "a turn, exactly while it is open");
    prop_assert_eq!(case.closed.is_some(), closed);
    prop_assert_eq!(case.interrupted.is_some(), case.state == TransferState::Expired);
    let counting = case.letters.iter().filter(|letter| letter.state != LetterState::Void).count();
    prop_assert!(counting <= 1, "two letters count: {:?}", case.letters);
    let before = case.letters.split_last().map_or(&[][..], |(_, before)| before);
    prop_assert!(before.iter().all(|letter| letter.state == LetterState::Void));
    let accepted = case.letter().is_some_and(|letter| letter.state == LetterState::Accepted);
    prop_assert!(!accepted || case.state == TransferState::Done);
    let with_letter = matches!(case.kind, TransferKind::InCity | TransferKind::Out);
    prop_assert!(with_letter || case.letters.is_empty(), "{:?} needs none", case.kind);
    if with_letter && case.state == TransferState::Done {
        prop_assert!(accepted, "done without its letter");
    }
    if with_letter && case.state == TransferState::Waiting && next_of(case) != Next::Passing {
        prop_assert!(case.has_letter(), "at its end without a letter");
    }
    if let (Some(turn), TransferState::Waiting, true) = (&case.turn, case.state, case.has_letter()) {
        let until = case.letter().map(Issued::valid_until);
        prop_assert!(Some(turn.due) <= until, "due after the letter's last day");
    }
    let withdrawn = case.state == TransferState::Withdrawn;
    let last = case.history.last().map(|event| event.what);
    prop_assert_eq!(withdrawn, last == Some(Happening::Withdrawn));
    // Whoever reaches everything is offered what is admitted, and nothing else.
    let offered = case.actions(crate::rules::Reaches { turn: true, sender: true, issuer: true });
    let model = model_of(case, now);
    for (action, tried) in [
        (Action::Pass, Try::Pass),
        (Action::Accept, Try::Accept),
        (Action::Return, Try::Return),
        (Action::Resubmit, Try::Resubmit),
        (Action::Withdraw, Try::Withdraw),
        (Action::Redirect, Try::Redirect),
        (Action::Reissue, Try::Reissue),
        (Action::RegisterReceipt, Try::RegisterReceipt),
    ] {
        let over = model.letter == Some(LetterState::Expired);
        let until_the_clock_comes = over && matches!(tried, Try::Pass | Try::Accept);
        if !until_the_clock_comes {
            prop_assert_eq!(offered.contains(&action), model.admits(tried), "{:?} {:?}", action, case.state);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2500, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn every_history_is_one_of_the_model(
        kind in 0..4_usize,
        first in 0..7_usize,
        tries in proptest::collection::vec((0..24_usize, 0..100_i64, 0..TREES.len() * 3), 1..40),
    ) {
        let kind = TransferKind::ALL[kind];
        let mut now: Moment = "2026-11-26T02:00:00Z".parse().expect("a moment");
        let mut tree = first;
        let mut case = Case::submit(new_case(kind), &way(kind, tree), &actor(now), DAYS)
            .map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
        holds(&case, now)?;
        for (tried, days, another) in tries {
            // Now and then days pass, now and then the tree changes.
            now = now.plus_seconds(86_400 * (days - 88).max(0));
            tree = if another < TREES.len() { another } else { tree };
            let steps = way(kind, tree);
            let seen = read(&case, tree);
            let tried = Try::ALL.get(tried).copied().unwrap_or_else(|| right(&seen));
            let model = model_of(&seen, now);
            let issues = seen.issuer(&steps).is_some();
            let told = attempt(seen.clone(), tried, &steps, now);
            prop_assert_eq!(told.is_ok(), model.admits(tried), "{:?} in {:?}: {:?}", tried, model, &told);
            let Ok(after) = told else {
                let refusal = told.err();
                let over = refusal == Some(Refusal::LetterExpired);
                prop_assert!(over || refusal == Some(Refusal::TransferElsewhere), "{:?}", refusal);
                continue;
            };
            let expected = model.after(tried, issues, model_of(&after, now).next);
            prop_assert_eq!(model_of(&after, now), expected, "{:?}", tried);
            let (last, before) = after.history.split_last().expect("it has begun");
            prop_assert_eq!(before, &seen.history[..], "what had happened stays");
            prop_assert_eq!(last.at, now);
            prop_assert_eq!(last.by.is_none(), tried == Try::Expire);
            if let (Some(turn), false) = (&after.turn, tried == Try::Reissue) {
                let over = after.letter().map(Issued::valid_until).is_some_and(|until| until < now.day());
                prop_assert!(over || turn.due >= now.day(), "due before it begins: {:?} {:?}", tried, turn);
            }
            let stored = serde_json::to_string(&after).expect("serialises");
            let back: Case = serde_json::from_str(&stored).expect("reads");
            prop_assert_eq!(&back, &after);
            holds(&after, now)?;
            case = after;
        }
    }
}

#[test]
fn a_letter_counts_through_its_last_day() {
    let mut now: Moment = "2026-11-26T02:00:00Z".parse().expect("a moment");
    let steps = way(TransferKind::InCity, 0);
    let mut case = Case::submit(new_case(TransferKind::InCity), &steps, &actor(now), DAYS).expect("begins");
    for _ in 0..5 {
        case = attempt(case, Try::Pass, &steps, now).expect("passes");
    }
    now = now.plus_seconds(86_400 * i64::from(VALID));
    assert!(!case.has_expired(now.day()));
    assert_eq!(attempt(case.clone(), Try::Expire, &steps, now), Err(Refusal::TransferElsewhere));
    assert!(attempt(case.clone(), Try::Accept, &steps, now).is_ok());
    now = now.plus_seconds(86_400);
    assert_eq!(attempt(case.clone(), Try::Accept, &steps, now), Err(Refusal::LetterExpired));
    let expired = attempt(case, Try::Expire, &steps, now).expect("expires");
    let turn = expired.turn.clone().expect("a turn");
    assert_eq!((turn.step.org_name.as_str(), turn.step.task), ("d1", Task::Reissue));
    // Another letter, and it goes on where it was: even where the branch has been dissolved meanwhile.
    for (tree, task) in [(0, Task::Accept), (7, Task::Redirect), (8, Task::Redirect)] {
        let steps = way(TransferKind::InCity, tree);
        let again = attempt(expired.clone(), Try::Reissue, &steps, now).expect("another letter");
        assert_eq!(again.turn.map(|turn| turn.step.task), Some(task), "in tree {tree}");
    }
}

#[test]
fn there_is_one_letter_however_the_way_has_changed() {
    let now: Moment = "2026-11-26T02:00:00Z".parse().expect("a moment");
    let usual = way(TransferKind::InCity, 0);
    let begun = Case::submit(new_case(TransferKind::InCity), &usual, &actor(now), DAYS).expect("begins");
    let passed = |case: Case, trees: [usize; 8]| {
        let mut case = case;
        for tree in trees {
            if next_of(&case) == Next::Passing {
                case = attempt(case, Try::Pass, &way(TransferKind::InCity, tree), now).expect("passes");
            }
        }
        (case.letters.len(), case.letter().expect("a letter").issuer.name.clone())
    };
    // The township has passed as one of two; then it is the last below what both share: the next one issues.
    assert_eq!(passed(begun.clone(), [0, 4, 4, 4, 4, 4, 4, 4]), (1, "d1".to_owned()));
    // The township has issued as the last one; then a county comes above it, which would have issued.
    assert_eq!(passed(begun, [4, 0, 0, 0, 0, 0, 0, 0]), (1, "c2".to_owned()));
}
