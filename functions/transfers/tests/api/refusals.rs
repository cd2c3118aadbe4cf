//! What is refused, and that nothing changes then.

use crate::cast::*;
use platform::testing::TestApp;
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::error::{Fault, Refusal};
use shared_types::members::Standing;
use shared_types::permission::Role;
use shared_types::transfers::*;

#[tokio::test]
async fn a_wrong_destination_is_told_at_its_field_and_changes_nothing() {
    let cast = Cast::new().await;
    let before = cast.app.items().await;
    for (kind, to, fault) in [
        (TransferKind::InCity, "branch-a11", Fault::SameBranch),
        (TransferKind::InCity, "branch-a12", Fault::WithinUnit),
        (TransferKind::IntraUnit, "branch-b11", Fault::BeyondUnit),
        (TransferKind::InCity, "town-b1", Fault::Choice),
        (TransferKind::InCity, "nowhere", Fault::Choice),
        (TransferKind::Out, "branch-b11", Fault::Choice),
    ] {
        let told = cast.branch.call::<Submit>(&(), &new_transfer(WHO, kind, Some(to))).await.refusal();
        assert_eq!(told, Refusal::field("form.to", fault), "{kind:?} {to}");
    }
    let told =
        cast.branch.call::<Submit>(&(), &new_transfer(WHO, TransferKind::InCity, None)).await.refusal();
    assert_eq!(told, Refusal::field("form.to", Fault::Choice), "another city by the wrong kind");
    assert_eq!(cast.app.items().await, before);
}

#[tokio::test]
async fn the_way_is_refused_for_what_could_not_be_submitted() {
    let cast = Cast::new().await;
    let ends = |to: &str, correcting: Option<&Transfer>| Ends {
        member: WHO.parse().ok(),
        to: Some(org(to)),
        correcting: correcting.map(|transfer| transfer.transfer.clone()),
    };
    let told = cast.branch.call::<Preview>(&(), &ends("branch-a11", None)).await.refusal();
    assert_eq!(told, Refusal::field("to", Fault::SameBranch));
    let submitted = cast.submitted().await;
    let told = cast.branch.call::<Preview>(&(), &ends("branch-b11", None)).await.refusal();
    assert_eq!(told, Refusal::TransferOpen);
    let way = cast.branch.call::<Preview>(&(), &ends("branch-b11", Some(&submitted))).await.ok();
    assert_eq!(way.ahead, submitted.ahead, "a correction is shown its own way");
    let mut record = cast.app.member_record("branch-a11-m2").await.record;
    record.standing = Standing::Suspended;
    cast.app.put(&[record]).await;
    let out = Ends { member: "branch-a11-m2".parse().ok(), ..Ends::default() };
    assert_eq!(cast.branch.call::<Preview>(&(), &out).await.refusal(), Refusal::NotTransferable);
}

#[tokio::test]
async fn a_member_has_one_open_transfer() {
    let cast = Cast::new().await;
    cast.submitted().await;
    let before = cast.app.items().await;
    for kind in [TransferKind::InCity, TransferKind::Out] {
        let to = (kind == TransferKind::InCity).then_some("branch-b11");
        let told = cast.town.call::<Submit>(&(), &new_transfer(WHO, kind, to)).await.refusal();
        assert_eq!(told, Refusal::TransferOpen);
    }
    let body = arrival(&cast.app, "branch-b11", &TestApp::id_number(WHO)).await;
    assert_eq!(cast.other_county.call::<Register>(&(), &body).await.refusal(), Refusal::TransferOpen);
    assert_eq!(cast.app.items().await, before);
}

#[tokio::test]
async fn whoever_is_on_a_roll_already_is_named_to_those_who_may_see_it() {
    let cast = Cast::new().await;
    let number = TestApp::id_number("branch-a12-m1");
    for (caller, to, branch) in [
        (&cast.county, "branch-a11", Some("李庄村党支部")),
        (&cast.city, "branch-b11", Some("李庄村党支部")),
        (&cast.other_county, "branch-b11", None),
    ] {
        let told = caller.call::<Register>(&(), &arrival(&cast.app, to, &number).await).await.refusal();
        assert_eq!(told, Refusal::IdNumberTaken { branch: branch.map(str::to_owned) });
    }
    // Two counties register the same person: the second one learns that somebody is on the way.
    let body = arrival(&cast.app, "branch-a11", NUMBER).await;
    cast.county.call::<Register>(&(), &body).await.ok();
    let body = arrival(&cast.app, "branch-b11", NUMBER).await;
    assert_eq!(cast.other_county.call::<Register>(&(), &body).await.refusal(), Refusal::TransferOpen);
}

#[tokio::test]
async fn a_suspended_membership_is_not_transferred() {
    let cast = Cast::new().await;
    let mut record = cast.app.member_record("branch-a11-m2").await.record;
    record.standing = Standing::Suspended;
    cast.app.put(&[record]).await;
    let new = new_transfer("branch-a11-m2", TransferKind::Out, None);
    assert_eq!(cast.branch.call::<Submit>(&(), &new).await.refusal(), Refusal::NotTransferable);

    // Nor one that was suspended on the way.
    let transfer = cast.passed().await;
    let mut record = cast.app.member_record(WHO).await.record;
    record.standing = Standing::Suspended;
    cast.app.put(&[record]).await;
    let told = act::<Accept>(&cast.other_branch, &transfer, &Remark::default()).await.refusal();
    assert_eq!(told, Refusal::NotTransferable);
    assert_eq!(cast.roll(WHO).await, ("branch-a11".into(), true));
}

#[tokio::test]
async fn out_of_turn_nothing_happens() {
    let cast = Cast::new().await;
    let transfer = cast.submitted().await;
    let before = cast.app.items().await;
    async fn told<E: Endpoint<Path = shared_types::ids::TransferId>>(
        caller: &platform::testing::Caller,
        transfer: &Transfer,
        body: &E::Body,
    ) -> Refusal {
        act::<E>(caller, transfer, body).await.refusal()
    }
    let remark = Remark::default();
    // Those whose turn it is not may see it, and do nothing.
    for caller in [&cast.branch, &cast.other_branch, &cast.other_town, &cast.other_county] {
        assert_eq!(told::<Pass>(caller, &transfer, &remark).await, Refusal::Forbidden);
        assert_eq!(told::<Return>(caller, &transfer, &reason("不同意")).await, Refusal::Forbidden);
    }
    let elsewhere = Refusal::TransferElsewhere;
    assert_eq!(told::<Accept>(&cast.town, &transfer, &remark).await, elsewhere);
    assert_eq!(told::<Resubmit>(&cast.town, &transfer, &form(Some("branch-b11"))).await, elsewhere);
    assert_eq!(told::<Reissue>(&cast.town, &transfer, &reason("遗失")).await, elsewhere);
    let to = NewBranch { to: org("branch-b11") };
    assert_eq!(told::<Redirect>(&cast.town, &transfer, &to).await, elsewhere);
    let day = cast.app.context().await.now().day();
    let receipt = NewReceipt { day, handler: "刘建军".into(), handler_phone: None, file: None };
    assert_eq!(told::<RegisterReceipt>(&cast.town, &transfer, &receipt).await, elsewhere);
    assert_eq!(cast.app.items().await, before);

    let passed = pass(&cast.town, &transfer).await;
    // What was seen before is stale; and once passed it cannot be taken back.
    assert_eq!(told::<Pass>(&cast.county, &transfer, &remark).await, Refusal::Stale);
    assert_eq!(told::<Withdraw>(&cast.branch, &passed, &Nothing {}).await, elsewhere);
}

#[tokio::test]
async fn outside_nobody_learns_that_there_is_a_transfer() {
    let cast = Cast::new().await;
    let transfer = cast.submitted().await;
    let sibling = cast.app.administrator(Role::Township, "town-a2").await;
    let direct = cast.app.administrator(Role::CityDirect, "direct").await;
    for caller in [&sibling, &direct] {
        assert_eq!(seen(caller, &transfer).await, Err(Refusal::NotFound));
        let told = act::<Pass>(caller, &transfer, &Remark::default()).await.refusal();
        assert_eq!(told, Refusal::NotFound);
        assert_eq!(
            caller.call::<ShowLetter>(&transfer.transfer, &Nothing {}).await.refusal(),
            Refusal::NotFound
        );
        let nobody = new_transfer(WHO, TransferKind::InCity, Some("branch-b11"));
        assert_eq!(caller.call::<Submit>(&(), &nobody).await.refusal(), Refusal::NotFound);
    }
    let other = cast.app.member("branch-a11-m2").await;
    assert_eq!(other.call::<Mine>(&(), &Nothing {}).await.ok().transfers, []);
    assert_eq!(other.call::<MyLetter>(&transfer.transfer, &Nothing {}).await.refusal(), Refusal::NotFound);
    for id in ["nothing", "branch-a11-m1-9", "branch-a11-m1-99999999"] {
        let told = cast.city.call::<Show>(&id.parse().expect("an id"), &Nothing {}).await.refusal();
        assert_eq!(told, Refusal::NotFound, "{id}");
    }
}

#[tokio::test]
async fn who_registers_paper_letters_stands_at_county_level() {
    let cast = Cast::new().await;
    let body = arrival(&cast.app, "branch-a11", NUMBER).await;
    assert_eq!(cast.town.call::<Register>(&(), &body).await.refusal(), Refusal::Forbidden);
    assert_eq!(cast.other_county.call::<Register>(&(), &body).await.refusal(), Refusal::NotFound);
    let to_a_town = Arrival { to: org("town-a1"), ..body };
    let told = cast.county.call::<Register>(&(), &to_a_town).await.refusal();
    assert_eq!(told, Refusal::field("to", Fault::Choice));
}

#[tokio::test]
async fn a_repeated_submission_is_one() {
    let cast = Cast::new().await;
    let new = new_transfer(WHO, TransferKind::InCity, Some("branch-b11"));
    let caller = cast.branch.with_key("0198f3b2-submit");
    let first = caller.call::<Submit>(&(), &new).await.ok();
    assert_eq!(caller.call::<Submit>(&(), &new).await.ok(), first);
    let other = new_transfer("branch-a11-m2", TransferKind::InCity, Some("branch-b11"));
    assert_eq!(caller.call::<Submit>(&(), &other).await.refusal(), Refusal::KeyReused);
    assert_eq!(cast.holds("town-a1").await.1, 1);
}
