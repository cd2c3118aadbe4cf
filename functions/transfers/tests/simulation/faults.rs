//! A fault at every storage call of everything that writes a transfer: whatever goes wrong at whichever call, no moment
//! shows a half of it, and the client that does it again has done it once.

use crate::checks;
use crate::deeds::Deed;
use crate::world::World;
use platform::testing::faults::{Fault, Plan};

/// What goes wrong with a call that only reads, in turn: it changes nothing, however late its answer is lost.
const OF_READS: [Fault; 2] = [Fault::Error, Fault::Throttled];

async fn every_call_fails(deed: Deed) {
    let mut world = World::new().await;
    let transfer = deed.prepare(&mut world).await;
    let transfer = transfer.as_ref();
    let begun = world.app().items().await;
    let before = checks::happened(&world.values().await);
    let plan = Plan::default();
    plan.follow(deed.act(&world, transfer)).await.unwrap_or_else(|refusal| panic!("{deed:?}: {refusal:?}"));
    let calls = plan.calls();
    assert!(calls.iter().any(|call| call == "TransactWriteItems"), "{deed:?}: {calls:?}");
    for (number, call) in calls.iter().enumerate() {
        let writes = call == "TransactWriteItems";
        let faults = if writes { &Fault::ALL[..] } else { &OF_READS[number % 2..=number % 2] };
        for fault in faults {
            let which = format!("{deed:?}, call {number} {call}, {fault:?}");
            world.restore(&begun).await;
            let plan = Plan::failing(number, *fault);
            let mut outcome = plan.follow(deed.act(&world, transfer)).await;
            assert!(plan.struck(), "{which}: made other calls {:?}", plan.calls());
            if *fault == Fault::Throttled {
                assert!(outcome.is_err(), "{which}: a table that takes no more is not asked again at once");
            }
            if writes {
                assert_eq!(checks::wrong(&world.values().await), Vec::<String>::new(), "{which}");
            }
            for _ in 0..3 {
                if outcome.is_err() {
                    outcome = deed.again(&world, transfer).await;
                }
            }
            outcome.unwrap_or_else(|refusal| panic!("{which}: cannot be done again: {refusal:?}"));
            if writes {
                // A repeat that comes late, or twice.
                let _ = deed.act(&world, transfer).await;
            }
            let items = world.values().await;
            assert_eq!(checks::wrong(&items), Vec::<String>::new(), "{which}, after it was done again");
            assert_eq!(checks::happened(&items), before + 1, "{which}: happened once");
        }
    }
}

macro_rules! every_call_fails {
    ($($name:ident $deeds:expr;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                for deed in $deeds {
                    every_call_fails(deed).await;
                }
            }
        )*
    };
}

every_call_fails! {
    a_transfer_begins_once [Deed::Submit, Deed::SubmitWithin, Deed::SubmitOut];
    an_arrival_is_registered_once [Deed::Register, Deed::RegisterDirect, Deed::RegisterReturning];
    a_committee_passes_once [Deed::Pass, Deed::PassLast];
    a_letter_is_issued_once [Deed::Issue, Deed::IssueOut, Deed::Reissue, Deed::ReissueExpired];
    a_member_moves_once [Deed::Accept, Deed::AcceptWithin];
    an_arrival_is_accepted_once [Deed::AcceptArrival, Deed::AcceptReturning];
    it_goes_back_once [Deed::Return, Deed::Resubmit, Deed::Redirect];
    it_ends_once [Deed::Withdraw, Deed::WithdrawArrival, Deed::Receipt];
    a_letter_expires_once [Deed::Expire];
}
