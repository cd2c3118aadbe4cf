//! Who comes between a write and what it was built on, and what must be true afterwards.

use crate::cast::*;
use crate::deeds::{Deed, KEY, OTHER, Outcome, outcome, slip_key};
use crate::world::World;
use platform::store::{FileRecord, FileState, Record, Size};
use serde_json::{Value, json};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::members::Standing;
use shared_types::transfers::*;

/// Somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rival {
    /// The same call, at the same time.
    Same,
    /// Whose turn it is returns the transfer.
    Returns,
    /// Whose turn it is passes it.
    Passes,
    /// The sender takes it back.
    Withdraws,
    /// Another transfer of the same member begins, or of the same ID number.
    Begins,
    /// The same key, for something else.
    ReusesKey,
    /// The same issuer issues a letter for somebody else.
    Issues,
    /// The member's record is written for another reason.
    Edits,
    /// The membership is suspended.
    Suspends,
    /// The sending township moves, and everything has followed.
    SenderMoves,
    /// The receiving township moves, or the branch that receives.
    ReceiverMoves,
    /// The receiving branch gets another name, and everything has followed.
    ReceiverRenamed,
    /// The receiving branch is dissolved.
    ReceiverDissolved,
    /// The photo comes to belong to something else.
    AttachesElsewhere,
}

/// What must be true of the table after somebody was acknowledged: partition, sort key, path, value.
pub(crate) type Stays = (String, String, &'static str, Value);

/// What a rival has done.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) told: Vec<(String, u64)>,
    pub(crate) stays: Vec<Stays>,
}

impl Rival {
    /// Who could make a condition matter, by the operation, key and condition that it is of.
    pub(crate) fn of(condition: &str) -> &'static [Rival] {
        let words: Vec<&str> = condition.splitn(5, ' ').collect();
        let family = words.get(2).and_then(|pk| pk.split('#').next()).unwrap_or_default();
        match (family, words.get(3).copied().unwrap_or_default()) {
            ("M", "M") => &[Rival::Begins, Rival::Edits, Rival::Suspends],
            ("M", _) => &[Rival::Same, Rival::Returns, Rival::Withdraws, Rival::Passes],
            ("MOVES", _) => &[Rival::ReceiverMoves, Rival::SenderMoves],
            ("LETTERS", _) => &[Rival::Issues],
            ("O", _) => &[Rival::ReceiverDissolved, Rival::ReceiverRenamed],
            ("UNIQUE", _) => &[Rival::Begins],
            ("KEY", _) => &[Rival::ReusesKey],
            ("F", _) => &[Rival::AttachesElsewhere],
            _ => &[Rival::Same],
        }
    }

    /// Does it.
    pub(crate) async fn act(self, world: &World, deed: Deed, transfer: Option<&Transfer>) -> Done {
        let told = |outcome: Outcome| Done { told: outcome.unwrap_or_default(), stays: Vec::new() };
        let nothing = Done::default();
        match self {
            Rival::Same => told(deed.act(world, transfer).await),
            Rival::Begins | Rival::ReusesKey => told(self.begins(world, deed).await),
            Rival::Returns | Rival::Passes | Rival::Withdraws => match transfer {
                Some(transfer) => told(self.meddles(world, deed, transfer).await),
                None => nothing,
            },
            Rival::Issues => told(self.issues(world).await),
            Rival::Edits | Rival::Suspends => self.edits(world).await,
            Rival::SenderMoves => {
                world.moves("town-a1", "county-b").await;
                world.settle().await;
                nothing
            }
            Rival::ReceiverMoves => {
                match deed {
                    Deed::SubmitWithin | Deed::AcceptWithin => world.moves("branch-a12", "town-a2").await,
                    Deed::RegisterDirect => world.moves(world.direct_org.as_str(), "town-a2").await,
                    _ => world.moves("town-b1", "county-a").await,
                };
                world.settle().await;
                nothing
            }
            Rival::ReceiverRenamed => {
                let branch = if deed == Deed::AcceptWithin { "branch-a12" } else { "branch-b11" };
                world.renames(branch, "新名党支部").await;
                world.settle().await;
                nothing
            }
            Rival::ReceiverDissolved => {
                let org = if deed == Deed::RegisterDirect { &world.direct_org } else { &world.empty_org };
                world.dissolves(org).await;
                nothing
            }
            Rival::AttachesElsewhere => self.attaches(world).await,
        }
    }

    async fn begins(self, world: &World, deed: Deed) -> Outcome {
        let key = if self == Rival::ReusesKey { KEY } else { "another-key" };
        let registers = matches!(deed, Deed::Register | Deed::RegisterDirect | Deed::RegisterReturning);
        if !registers {
            let who = if self == Rival::ReusesKey { OTHER } else { WHO };
            let new = new_transfer(who, TransferKind::InCity, Some("branch-d1"));
            return outcome(&world.cast.branch.with_key(key).call::<Submit>(&(), &new).await);
        }
        let number = match (self, deed) {
            (Rival::ReusesKey, _) => "110105194903071231".to_owned(),
            (_, Deed::RegisterReturning) => platform::testing::TestApp::id_number(WHO),
            _ => NUMBER.to_owned(),
        };
        let caller = if deed == Deed::RegisterDirect { &world.cast.city } else { &world.cast.other_county };
        let body = arrival(world.app(), "branch-b11", &number).await;
        outcome(&caller.with_key(key).call::<Register>(&(), &body).await)
    }

    async fn meddles(self, world: &World, deed: Deed, transfer: &Transfer) -> Outcome {
        let turn = transfer.ahead.first().expect("a turn");
        let turn = if deed == Deed::AcceptWithin { "town-a1" } else { turn.org.as_str() };
        let turn = world.at(turn);
        match self {
            Rival::Returns => outcome(&act::<Return>(turn, transfer, &reason("材料不全")).await),
            Rival::Passes => outcome(&act::<Pass>(turn, transfer, &Remark::default()).await),
            _ if deed == Deed::WithdrawArrival => {
                outcome(&act::<Withdraw>(&world.cast.other_county, transfer, &Nothing {}).await)
            }
            _ => outcome(&act::<Withdraw>(&world.cast.branch, transfer, &Nothing {}).await),
        }
    }

    async fn issues(self, world: &World) -> Outcome {
        let other = format!("{OTHER}-1").parse().expect("an id");
        let shown = world.cast.city.call::<Show>(&other, &Nothing {}).await;
        if shown.status() != 200 {
            return Err(Refusal::NotFound);
        }
        let other = shown.ok();
        let turn = world.at(other.ahead.first().expect("a turn").org.as_str());
        outcome(&act::<Pass>(turn, &other, &Remark::default()).await)
    }

    async fn edits(self, world: &World) -> Done {
        let (standing, code) = match self {
            Rival::Suspends => (Standing::Suspended, "suspended"),
            _ => (Standing::Normal, "normal"),
        };
        let standing = match world.cast.app.member_record(WHO).await.record.standing {
            Standing::TransferredOut => Standing::TransferredOut,
            _ => standing,
        };
        if !world.edits(WHO, "满族", Some(standing)).await {
            return Done::default();
        }
        let stays =
            |path: &'static str, value: &str| (format!("M#{WHO}"), "M".to_owned(), path, json!(value));
        let mut done = Done { stays: vec![stays("/rec/particulars/ethnicity", "满族")], told: Vec::new() };
        if self == Rival::Suspends && standing == Standing::Suspended {
            done.stays.push(stays("/rec/standing", code));
        }
        done
    }

    async fn attaches(self, world: &World) -> Done {
        let key = slip_key();
        let Some(found) = world.app().stored::<FileRecord>(&key).await else { return Done::default() };
        let elsewhere = platform::store::keys::org(&org("town-a1"));
        let state = FileState::Attached(Size { width: 4, height: 3 }, elsewhere.clone());
        let record = FileRecord { state, ends: None, ..found.record };
        let mut tx = world.app().shared().table.transaction();
        tx.save(&record, found.version, Refusal::FileTaken);
        let attached = tx.commit().await;
        assert_eq!(record.key(), key);
        let stays = (key.pk, key.sk, "/rec/state/Attached/1/pk", json!(elsewhere.pk));
        Done { stays: attached.is_ok().then_some(stays).into_iter().collect(), told: Vec::new() }
    }
}
