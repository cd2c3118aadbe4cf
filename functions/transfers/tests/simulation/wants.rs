//! What those want who act in the simulation: mostly what is to be done next, by who has to do it; now and then
//! something else, by somebody else.

use crate::cast::*;
use crate::deeds::{Outcome, outcome};
use crate::director::Chance;
use crate::world::World;
use serde_json::Value;
use shared_types::endpoint::Nothing;
use shared_types::ids::OrgId;
use shared_types::transfers::*;
// Lists of transfers are of a box, too.
use std::boxed::Box;

const MEMBERS: [&str; 4] = [WHO, "branch-a11-m2", "branch-a12-m1", "branch-b11-m1"];
const NUMBERS: [&str; 2] = [NUMBER, "110105194903071231"];
const BRANCHES: [&str; 7] =
    ["branch-a11", "branch-a12", "branch-a111", "branch-b11", "branch-d1", "empty", "direct"];
const ACTORS: [&str; 8] =
    ["city", "county-a", "county-b", "town-a1", "town-b1", "branch-a11", "branch-b11", "empty"];

/// What somebody wants.
#[derive(Clone)]
pub(crate) enum Want {
    Submit { by: String, new: NewTransfer },
    Register { by: String, new: Box<Arrival> },
    Act { by: String, action: Action, seen: Box<Transfer>, to: OrgId },
    Clock,
    Resume,
    Moves { what: &'static str, below: &'static str },
    Renames { what: &'static str, name: String },
    Enables { whose: &'static str, enabled: bool },
    Dissolves { what: OrgId },
    Edits { who: &'static str },
}

fn branch(world: &World, chance: &mut Chance) -> String {
    match chance.pick(&BRANCHES) {
        "empty" => world.empty_org.to_string(),
        "direct" => world.direct_org.to_string(),
        other => other.to_owned(),
    }
}

impl Want {
    /// For the trace of a run.
    pub(crate) fn brief(&self) -> String {
        match self {
            Want::Submit { by, new } => {
                format!("{by} submits {} {:?} to {:?}", new.member, new.kind, new.form.to)
            }
            Want::Register { by, new } => format!("{by} registers {} for {}", new.id_number, new.to),
            Want::Act { by, action, seen, to } => {
                format!("{by} does {action:?} to {} version {} ({to})", seen.transfer, seen.version)
            }
            Want::Clock => "the clock".into(),
            Want::Resume => "a step of the rewritings".into(),
            Want::Moves { what, below } => format!("{what} moves below {below}"),
            Want::Renames { what, name } => format!("{what} becomes {name}"),
            Want::Enables { whose, enabled } => format!("the account of {whose}: {enabled}"),
            Want::Dissolves { what } => format!("{what} is dissolved"),
            Want::Edits { who } => format!("{who} is edited"),
        }
    }

    /// What the next one wants, as the table is.
    pub(crate) async fn next(world: &World, chance: &mut Chance, items: &[Value]) -> Self {
        if chance.one_in(5) {
            return Self::around(world, chance);
        }
        let mut open: Vec<String> = (items.iter())
            .filter(|item| item["sk"].as_str().is_some_and(|sk| sk.starts_with("TW#")))
            .filter_map(|item| item["row"]["transfer"].as_str().map(str::to_owned))
            .collect();
        open.sort();
        if open.len() < 2 || chance.one_in(4) {
            Self::begin(world, chance, items).await
        } else {
            let id = chance.pick(&open).parse().expect("an id");
            let seen = world.cast.city.call::<Show>(&id, &Nothing {}).await.ok();
            Self::further(world, chance, seen)
        }
    }

    /// Something around transfers.
    fn around(world: &World, chance: &mut Chance) -> Self {
        match chance.below(9) {
            0 | 1 => Want::Clock,
            2 => Want::Moves { what: "town-a1", below: chance.pick(&["county-a", "county-b"]) },
            3 => Want::Moves { what: "town-b1", below: chance.pick(&["county-a", "county-b"]) },
            4 => Want::Moves { what: "branch-a12", below: chance.pick(&["town-a1", "town-a2", "town-b1"]) },
            5 => Want::Renames {
                what: chance.pick(&["branch-b11", "branch-a12", "town-b1"]),
                name: format!("新名{}", chance.below(100)),
            },
            6 => Want::Enables {
                whose: chance.pick(&["empty", "town-b1", "county-b"]),
                enabled: chance.one_in(2),
            },
            7 => Want::Dissolves {
                what: if chance.one_in(2) { world.empty_org.clone() } else { world.direct_org.clone() },
            },
            _ => Want::Edits { who: chance.pick(&MEMBERS) },
        }
    }

    async fn begin(world: &World, chance: &mut Chance, items: &[Value]) -> Self {
        if chance.one_in(4) {
            let to = branch(world, chance);
            let mut number = chance.pick(&NUMBERS).to_owned();
            if chance.one_in(2) {
                number = platform::testing::TestApp::id_number(chance.pick(&MEMBERS));
            }
            let by = chance.pick(&["city", "county-a", "county-b"]).to_owned();
            return Want::Register { by, new: Box::new(arrival(world.app(), &to, &number).await) };
        }
        let who = chance.pick(&MEMBERS);
        let record = items.iter().find(|item| item["pk"] == format!("M#{who}") && item["sk"] == "M");
        let stands = record.and_then(|record| record["rec"]["chain"].as_array()?.last()?.as_str());
        let by = stands.unwrap_or("city").to_owned();
        let kind = chance.pick(&[
            TransferKind::InCity,
            TransferKind::InCity,
            TransferKind::IntraUnit,
            TransferKind::Out,
        ]);
        let to = branch(world, chance);
        let to = (kind != TransferKind::Out).then_some(to.as_str());
        Want::Submit { by, new: new_transfer(who, kind, to) }
    }

    fn further(world: &World, chance: &mut Chance, seen: Transfer) -> Self {
        let task = seen.ahead.first().map(|step| (step.org.to_string(), step.task));
        let (turn, task) = task.unwrap_or(("city".to_owned(), Task::Approve));
        let right = match task {
            Task::Approve | Task::Issue => Action::Pass,
            Task::Accept => Action::Accept,
            Task::Redirect => Action::Redirect,
            Task::Correct => Action::Resubmit,
            Task::Reissue => Action::Reissue,
            Task::RegisterReceipt => Action::RegisterReceipt,
        };
        let action = match chance.below(12) {
            0 => Action::Return,
            1 => Action::Withdraw,
            2 => Action::Reissue,
            3 => chance.pick(&[Action::Pass, Action::Accept, Action::Redirect, Action::Resubmit]),
            _ => right,
        };
        let by = match chance.below(8) {
            0 => chance.pick(&ACTORS).to_owned(),
            1 | 2 => "city".to_owned(),
            _ => turn,
        };
        let to = branch(world, chance).parse().expect("an id");
        Want::Act { by, action, seen: Box::new(seen), to }
    }

    /// Does it, with this idempotency key.
    pub(crate) async fn act(&self, world: &World, key: &str) -> Outcome {
        let done = |_: bool| Ok(Vec::new());
        match self {
            Want::Submit { by, new } => outcome(&world.at(by).with_key(key).call::<Submit>(&(), new).await),
            Want::Register { by, new } => {
                outcome(&world.at(by).with_key(key).call::<Register>(&(), new).await)
            }
            Want::Act { by, action, seen, to } => act_on(world, by, *action, seen, to).await,
            Want::Clock => {
                let cx = world.app().context().await;
                let _ = transfers::expire_overdue(&cx, &org("city")).await;
                Ok(Vec::new())
            }
            Want::Resume => {
                let asked = serde_json::from_value(serde_json::json!({ "resume": "all" })).expect("an event");
                let _ = projections::answer(world.app().shared(), asked).await;
                Ok(Vec::new())
            }
            Want::Moves { what, below } => done(world.moves(what, below).await),
            Want::Renames { what, name } => done(world.renames(what, name).await),
            Want::Enables { whose, enabled } => {
                let whose = if *whose == "empty" { &world.empty } else { world.at(whose) };
                done(world.enables(whose, *enabled).await)
            }
            Want::Dissolves { what } => done(world.dissolves(what).await),
            Want::Edits { who } => done(world.edits(who, "满族", None).await),
        }
    }
}

async fn act_on(world: &World, by: &str, action: Action, seen: &Transfer, to: &OrgId) -> Outcome {
    let caller = world.at(if by == "empty" { world.empty_org.as_str() } else { by });
    let form = form(seen.to.org.as_ref().filter(|_| seen.kind != TransferKind::Out).map(|_| to.as_str()));
    let why = reason("有变化");
    match action {
        Action::Pass => outcome(&act::<Pass>(caller, seen, &Remark::default()).await),
        Action::Accept => outcome(&act::<Accept>(caller, seen, &Remark::default()).await),
        Action::Return => outcome(&act::<Return>(caller, seen, &why).await),
        Action::Resubmit => outcome(&act::<Resubmit>(caller, seen, &form).await),
        Action::Withdraw => outcome(&act::<Withdraw>(caller, seen, &Nothing {}).await),
        Action::Redirect => outcome(&act::<Redirect>(caller, seen, &NewBranch { to: to.clone() }).await),
        Action::Reissue => outcome(&act::<Reissue>(caller, seen, &why).await),
        Action::RegisterReceipt => {
            let day = world.app().context().await.now().day();
            let receipt = NewReceipt { day, handler: "刘建军".into(), handler_phone: None, file: None };
            outcome(&act::<RegisterReceipt>(caller, seen, &receipt).await)
        }
    }
}
