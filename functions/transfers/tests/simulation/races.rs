//! Somebody else comes between what a write was built on and the write. With all its conditions nothing breaks; and for
//! every condition there is somebody who breaks something as soon as it is taken out. Those for whom there is nobody
//! are listed with the reason.

use crate::checks;
use crate::deeds::{Deed, Outcome};
use crate::rivals::{Done, Rival};
use crate::world::World;
use platform::testing::faults::{Event, Plan};
use serde_json::Value;
use shared_types::transfers::Transfer;
use std::collections::BTreeSet;
use tokio::sync::mpsc;

/// Why nothing breaks without a condition; none where something must.
fn redundant(deed: Deed, condition: &str, world: &World) -> Option<&'static str> {
    let words: Vec<&str> = condition.splitn(5, ' ').collect();
    let [_, kind, pk, sk, condition] = words[..] else { return None };
    let family = pk.split('#').next().unwrap_or_default();
    let out = matches!(deed, Deed::SubmitOut | Deed::IssueOut | Deed::Receipt);
    let accepts =
        matches!(deed, Deed::Accept | Deed::AcceptWithin | Deed::AcceptArrival | Deed::AcceptReturning);
    let dissolvable = deed != Deed::Expire
        && [&world.empty_org, &world.direct_org].iter().any(|org| pk == format!("O#{org}"));
    match (kind, family, sk) {
        ("Put", "AUDIT", _) => Some("the entry's key is made of the request's own id"),
        ("Put", "LETTER", _) => Some("the letter's id is new"),
        ("Put", "M", "M") => Some("the member's id is new, and the transfer is accepted once"),
        ("Put", "M", _) => {
            Some("the number follows from the member's record, which is written at its version")
        }
        ("Update", "O", _) if condition == "attribute_exists(pk)" && !dissolvable => Some(
            "it holds the transfer or the member, or stands above a branch that is there: it cannot be dissolved",
        ),
        ("ConditionCheck", "MOVES", _) if accepts => Some(
            "the receiving branch is demanded at its version, which a move changes before it leaves anything behind",
        ),
        ("ConditionCheck", "MOVES", _) if out => Some(
            "all that is written stands above the member, whose own records a move has given new versions",
        ),
        _ => None,
    }
}

/// Does something; before its write the rival acts, to the end.
async fn raced(
    world: &World,
    deed: Deed,
    transfer: Option<&Transfer>,
    rival: Rival,
    without: Option<usize>,
) -> (Outcome, Done, Vec<String>) {
    let (director, mut events) = mpsc::unbounded_channel();
    let plan = Plan::directed(0, director);
    let plan = without.map_or(plan.clone(), |condition| plan.without_condition(condition));
    let between = async {
        let mut done = None;
        while let Some(event) = events.recv().await {
            match event {
                Event::Asks(asked) => {
                    if asked.operation == "TransactWriteItems" && done.is_none() {
                        done = Some(rival.act(world, deed, transfer).await);
                    }
                    asked.go(None);
                }
                Event::Late(asked) => asked.go(None),
                Event::Ended => break,
            }
        }
        done.unwrap_or_default()
    };
    let (outcome, done) = tokio::join!(plan.follow(deed.act(world, transfer)), between);
    world.settle().await;
    (outcome, done, plan.conditions())
}

/// What does not hold after a race.
fn broken(before: &[Value], after: &[Value], deed: Deed, outcome: &Outcome, done: &Done) -> Vec<String> {
    let mut broken = checks::wrong(after);
    let told: Vec<&(String, u64)> = outcome.iter().flatten().chain(&done.told).collect();
    let distinct: BTreeSet<&(String, u64)> = told.iter().copied().collect();
    if distinct.len() < told.len() && !deed.is_keyed() {
        broken.push(format!("two were told the same: {told:?}"));
    }
    let happened = checks::happened(after) - checks::happened(before);
    // The clock tells nobody.
    if deed != Deed::Expire && happened != distinct.len() {
        broken.push(format!("{happened} happened, and {told:?} was told"));
    }
    let ids: BTreeSet<&String> = told.iter().map(|(id, _)| id).collect();
    for (pk, sk, path, value) in &done.stays {
        let item = after.iter().find(|item| item["pk"] == **pk && item["sk"] == **sk);
        if item.and_then(|item| item.pointer(path)) != Some(value) {
            broken.push(format!("{pk} {sk} {path} is no longer {value}: it was overwritten"));
        }
    }
    // One key stands for one call.
    let keys = |items: &[Value]| items.iter().filter(|item| item["sk"] == "KEY").count();
    if deed.is_keyed() && ids.len() > 1 && keys(after) - keys(before) < ids.len() {
        broken.push(format!("one key began {ids:?}"));
    }
    broken
}

async fn every_condition_is_needed(deed: Deed) {
    let mut world = World::new().await;
    let transfer = deed.prepare(&mut world).await;
    let transfer = transfer.as_ref();
    let begun = world.app().items().await;
    let before = world.values().await;
    assert_eq!(checks::wrong(&before), Vec::<String>::new(), "{deed:?}");
    let plan = Plan::default();
    plan.follow(deed.act(&world, transfer)).await.unwrap_or_else(|refusal| panic!("{deed:?}: {refusal:?}"));
    let conditions = plan.conditions();
    let (mut held, mut survivors) = (Vec::new(), Vec::new());
    for (number, condition) in conditions.iter().enumerate() {
        if redundant(deed, condition, &world).is_some() {
            continue;
        }
        let mut breaks = false;
        for rival in Rival::of(condition) {
            if !held.contains(rival) {
                world.restore(&begun).await;
                let (outcome, done, _) = raced(&world, deed, transfer, *rival, None).await;
                let broken = broken(&before, &world.values().await, deed, &outcome, &done);
                assert_eq!(broken, Vec::<String>::new(), "{deed:?} against {rival:?}: {outcome:?} {done:?}");
                held.push(*rival);
            }
            world.restore(&begun).await;
            let (outcome, done, _) = raced(&world, deed, transfer, *rival, Some(number)).await;
            breaks = !broken(&before, &world.values().await, deed, &outcome, &done).is_empty();
            if breaks {
                break;
            }
        }
        if !breaks {
            survivors.push(condition.clone());
        }
    }
    assert_eq!(survivors, Vec::<String>::new(), "{deed:?}: nothing breaks without these");
}

macro_rules! every_condition_is_needed {
    ($($name:ident $deeds:expr;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                for deed in $deeds {
                    every_condition_is_needed(deed).await;
                }
            }
        )*
    };
}

every_condition_is_needed! {
    to_begin [Deed::Submit, Deed::SubmitWithin, Deed::SubmitOut];
    to_register [Deed::Register, Deed::RegisterDirect, Deed::RegisterReturning];
    to_pass [Deed::Pass, Deed::PassLast];
    to_issue [Deed::Issue, Deed::IssueOut, Deed::Reissue, Deed::ReissueExpired];
    to_accept [Deed::Accept, Deed::AcceptWithin];
    to_accept_an_arrival [Deed::AcceptArrival, Deed::AcceptReturning];
    to_send_back [Deed::Return, Deed::Resubmit, Deed::Redirect];
    to_end [Deed::Withdraw, Deed::WithdrawArrival, Deed::Receipt];
    to_let_a_letter_expire [Deed::Expire];
}

/// Every deed is raced, and failed at each of its calls.
#[test]
fn every_deed_takes_part() {
    let sources = [include_str!("races.rs"), include_str!("faults.rs")];
    for deed in Deed::ALL {
        let word = format!("Deed::{deed:?}");
        let named =
            |source: &&str| source.split(|c: char| !c.is_alphanumeric() && c != ':').any(|w| w == word);
        assert!(sources.iter().all(named), "{deed:?}");
    }
}
