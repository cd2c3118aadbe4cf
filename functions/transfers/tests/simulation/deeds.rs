//! Everything that writes a transfer, each with what leads up to it, and how a client does it again.

use crate::cast::*;
use crate::world::World;
use platform::store::keys;
use platform::store::{FileRecord, FileState, Size};
use platform::testing::{Caller, Reply};
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::error::Refusal;
use shared_types::ids::FileId;
use shared_types::transfers::*;
use shared_types::uploads::{Media, Purpose};

/// The key of the call that is looked at.
pub(crate) const KEY: &str = "the-same-key";
/// The file of a receipt slip.
pub(crate) const SLIP: &str = "slip-1";
/// The member whose transfer stands beside the one that is looked at.
pub(crate) const OTHER: &str = "branch-a11-m2";

/// What writes a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    Submit,
    SubmitWithin,
    SubmitOut,
    Register,
    RegisterDirect,
    RegisterReturning,
    Pass,
    PassLast,
    Issue,
    IssueOut,
    Accept,
    AcceptWithin,
    AcceptArrival,
    AcceptReturning,
    Return,
    Resubmit,
    Withdraw,
    WithdrawArrival,
    Redirect,
    Reissue,
    ReissueExpired,
    Receipt,
    Expire,
}

impl Deed {
    pub(crate) const ALL: [Deed; 23] = [
        Deed::Submit,
        Deed::SubmitWithin,
        Deed::SubmitOut,
        Deed::Register,
        Deed::RegisterDirect,
        Deed::RegisterReturning,
        Deed::Pass,
        Deed::PassLast,
        Deed::Issue,
        Deed::IssueOut,
        Deed::Accept,
        Deed::AcceptWithin,
        Deed::AcceptArrival,
        Deed::AcceptReturning,
        Deed::Return,
        Deed::Resubmit,
        Deed::Withdraw,
        Deed::WithdrawArrival,
        Deed::Redirect,
        Deed::Reissue,
        Deed::ReissueExpired,
        Deed::Receipt,
        Deed::Expire,
    ];

    /// Whether a repeat is known by its key.
    pub(crate) fn is_keyed(self) -> bool {
        matches!(
            self,
            Deed::Submit
                | Deed::SubmitWithin
                | Deed::SubmitOut
                | Deed::Register
                | Deed::RegisterDirect
                | Deed::RegisterReturning
        )
    }
}

/// What a deed came to: the transfers that it acknowledged, with their versions.
pub(crate) type Outcome = Result<Vec<(String, u64)>, Refusal>;

/// What a reply came to.
pub(crate) fn outcome<E: Endpoint<Reply = Transfer>>(reply: &Reply<E>) -> Outcome {
    if reply.status() == 200 {
        let transfer = reply.ok();
        Ok(vec![(transfer.transfer.to_string(), transfer.version)])
    } else {
        Err(reply.refusal())
    }
}

async fn submitted(world: &World, who: &str, kind: TransferKind, to: Option<&str>) -> Transfer {
    world.cast.branch.call::<Submit>(&(), &new_transfer(who, kind, to)).await.ok()
}

/// Lets everybody pass whose turn it is, `times` times.
pub(crate) async fn passed(world: &World, mut transfer: Transfer, times: usize) -> Transfer {
    for _ in 0..times {
        let turn = transfer.ahead.first().expect("a turn").org.clone();
        transfer = pass(world.at(turn.as_str()), &transfer).await;
    }
    transfer
}

async fn returned(world: &World) -> Transfer {
    let transfer =
        passed(world, submitted(world, WHO, TransferKind::InCity, Some("branch-b11")).await, 3).await;
    act::<Return>(&world.cast.other_county, &transfer, &reason("去往支部填写有误")).await.ok()
}

async fn left(world: &World) {
    let transfer = passed(world, submitted(world, WHO, TransferKind::Out, None).await, 3).await;
    act::<RegisterReceipt>(&world.cast.town, &transfer, &receipt(world, None).await).await.ok();
}

async fn receipt(world: &World, file: Option<FileId>) -> NewReceipt {
    let day = world.app().context().await.now().day();
    NewReceipt { day, handler: "刘建军".into(), handler_phone: None, file }
}

async fn slip(world: &World, caller: &Caller) {
    let cx = world.app().context().await;
    let record = FileRecord {
        file: SLIP.parse().expect("an id"),
        purpose: Purpose::Slip,
        account: caller.user().parse().expect("an id"),
        org: org("town-a1"),
        bytes: 1000,
        media: Media::Jpeg,
        name: "n".into(),
        state: FileState::Ready(Size { width: 4, height: 3 }),
        ends: Some(cx.now().plus_seconds(3600)),
    };
    world.app().put(&[record]).await;
}

impl Deed {
    /// Whatever comes before it; the transfer as it then is, where there is one.
    pub(crate) async fn prepare(self, world: &mut World) -> Option<Transfer> {
        let in_city = (TransferKind::InCity, Some("branch-b11"));
        let to_empty = world.empty_org.to_string();
        match self {
            Deed::Submit | Deed::SubmitWithin | Deed::SubmitOut | Deed::Register | Deed::RegisterDirect => {
                None
            }
            Deed::RegisterReturning => {
                left(world).await;
                None
            }
            Deed::Pass | Deed::Withdraw => Some(submitted(world, WHO, in_city.0, in_city.1).await),
            Deed::PassLast => {
                Some(passed(world, submitted(world, WHO, in_city.0, Some(&to_empty)).await, 4).await)
            }
            Deed::Issue => {
                // Two stand before the same issuer.
                passed(world, submitted(world, OTHER, in_city.0, in_city.1).await, 1).await;
                Some(passed(world, submitted(world, WHO, in_city.0, in_city.1).await, 1).await)
            }
            Deed::IssueOut => {
                passed(world, submitted(world, OTHER, TransferKind::Out, None).await, 2).await;
                Some(passed(world, submitted(world, WHO, TransferKind::Out, None).await, 2).await)
            }
            Deed::Accept => Some(passed(world, submitted(world, WHO, in_city.0, in_city.1).await, 5).await),
            Deed::AcceptWithin => {
                let new = submitted(world, WHO, TransferKind::IntraUnit, Some("branch-a12")).await;
                Some(passed(world, new, 1).await)
            }
            Deed::WithdrawArrival | Deed::AcceptArrival => {
                let body = arrival(world.app(), "branch-b11", NUMBER).await;
                let registered = world.cast.other_county.call::<Register>(&(), &body).await.ok();
                let passes = usize::from(self == Deed::AcceptArrival);
                Some(passed(world, registered, passes).await)
            }
            Deed::AcceptReturning => {
                left(world).await;
                let number = platform::testing::TestApp::id_number(WHO);
                let body = arrival(world.app(), "branch-b11", &number).await;
                let registered = world.cast.other_county.call::<Register>(&(), &body).await.ok();
                Some(passed(world, registered, 1).await)
            }
            Deed::Return => Some(passed(world, submitted(world, WHO, in_city.0, in_city.1).await, 3).await),
            Deed::Resubmit => Some(returned(world).await),
            Deed::Redirect => {
                let gone = world.another_branch().await;
                let new = submitted(world, WHO, in_city.0, Some(gone.as_str())).await;
                let transfer = passed(world, new, 4).await;
                assert!(world.dissolves(&gone).await, "it holds nothing yet");
                Some(pass(&world.cast.other_town, &transfer).await)
            }
            Deed::Reissue => {
                passed(world, submitted(world, OTHER, in_city.0, in_city.1).await, 1).await;
                Some(passed(world, submitted(world, WHO, in_city.0, in_city.1).await, 5).await)
            }
            Deed::ReissueExpired | Deed::Expire => {
                let new = submitted(world, WHO, in_city.0, Some(&to_empty)).await;
                let transfer = passed(world, new, 5).await;
                world.days(11).await;
                // What stands beside must not expire with it.
                passed(world, submitted(world, OTHER, in_city.0, in_city.1).await, 1).await;
                if self == Deed::ReissueExpired {
                    self.expire(world).await.expect("expires");
                }
                Some(seen(&world.cast.city, &transfer).await.expect("the root sees all"))
            }
            Deed::Receipt => {
                slip(world, &world.cast.town).await;
                Some(passed(world, submitted(world, WHO, TransferKind::Out, None).await, 3).await)
            }
        }
    }

    /// Does it, to the transfer as it was seen.
    pub(crate) async fn act(self, world: &World, transfer: Option<&Transfer>) -> Outcome {
        let cast = &world.cast;
        let transfer = transfer.cloned();
        let seen = || transfer.as_ref().expect("a transfer");
        let turn = || world.at(seen().ahead.first().map_or("city", |step| step.org.as_str()));
        match self {
            Deed::Submit | Deed::SubmitWithin | Deed::SubmitOut => {
                let (kind, to) = match self {
                    Deed::Submit => (TransferKind::InCity, Some("branch-b11")),
                    Deed::SubmitWithin => (TransferKind::IntraUnit, Some("branch-a12")),
                    _ => (TransferKind::Out, None),
                };
                let new = new_transfer(WHO, kind, to);
                outcome(&cast.branch.with_key(KEY).call::<Submit>(&(), &new).await)
            }
            Deed::Register => {
                let body = arrival(world.app(), "branch-b11", NUMBER).await;
                outcome(&cast.other_county.with_key(KEY).call::<Register>(&(), &body).await)
            }
            Deed::RegisterDirect => {
                let body = arrival(world.app(), world.direct_org.as_str(), NUMBER).await;
                outcome(&cast.city.with_key(KEY).call::<Register>(&(), &body).await)
            }
            Deed::RegisterReturning => {
                let number = platform::testing::TestApp::id_number(WHO);
                let body = arrival(world.app(), "branch-b11", &number).await;
                outcome(&cast.other_county.with_key(KEY).call::<Register>(&(), &body).await)
            }
            Deed::Pass | Deed::PassLast | Deed::Issue | Deed::IssueOut => {
                outcome(&act::<Pass>(turn(), seen(), &Remark::default()).await)
            }
            Deed::Accept | Deed::AcceptWithin | Deed::AcceptArrival | Deed::AcceptReturning => {
                let caller = if self == Deed::AcceptWithin { &cast.town } else { turn() };
                outcome(&act::<Accept>(caller, seen(), &Remark::default()).await)
            }
            Deed::Return => outcome(&act::<Return>(turn(), seen(), &reason("请补充材料")).await),
            Deed::Resubmit => {
                outcome(&act::<Resubmit>(&cast.branch, seen(), &form(Some("branch-b11"))).await)
            }
            Deed::Withdraw => outcome(&act::<Withdraw>(&cast.branch, seen(), &Nothing {}).await),
            Deed::WithdrawArrival => outcome(&act::<Withdraw>(&cast.other_county, seen(), &Nothing {}).await),
            Deed::Redirect => {
                let to = NewBranch { to: world.empty_org.clone() };
                outcome(&act::<Redirect>(&cast.other_town, seen(), &to).await)
            }
            Deed::Reissue | Deed::ReissueExpired => {
                outcome(&act::<Reissue>(&cast.county, seen(), &reason("介绍信遗失")).await)
            }
            Deed::Receipt => {
                let receipt = receipt(world, SLIP.parse().ok()).await;
                outcome(&act::<RegisterReceipt>(&cast.town, seen(), &receipt).await)
            }
            Deed::Expire => self.expire(world).await,
        }
    }

    async fn expire(self, world: &World) -> Outcome {
        let cx = world.app().context().await;
        let expired = transfers::expire_overdue(&cx, &org("city")).await;
        expired.map(|_| Vec::new()).map_err(platform::Error::told)
    }

    /// Does it again as a client does that has got no good answer: with the same key, or to the transfer as it is now,
    /// where that has not come further.
    pub(crate) async fn again(self, world: &World, transfer: Option<&Transfer>) -> Outcome {
        match transfer.filter(|_| !self.is_keyed()) {
            Some(before) => match seen(&world.cast.city, before).await {
                Ok(now) if now.version > before.version => Ok(vec![(now.transfer.to_string(), now.version)]),
                Ok(_) => self.act(world, transfer).await,
                Err(refusal) => Err(refusal),
            },
            None => self.act(world, transfer).await,
        }
    }
}

/// Where the file of the receipt slip stands.
pub(crate) fn slip_key() -> keys::Key {
    keys::file(&SLIP.parse().expect("an id"))
}
