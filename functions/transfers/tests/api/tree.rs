//! Transfers survive that organisations are moved, renamed or dissolved on the way.

use crate::cast::*;
use platform::store::{Chain, OrgRecord, Record};
use shared_types::error::Refusal;
use shared_types::transfers::*;

/// Dissolves an organisation that holds nothing, as `orgs` does.
async fn dissolve(cast: &Cast, id: &str) -> bool {
    let found = cast.app.org(id).await;
    let mut tx = cast.app.shared().table.transaction();
    tx.dissolve(&found.record.org, found.version, Refusal::NotFound);
    tx.commit().await.is_ok()
}

/// An empty branch below an organisation.
async fn empty_branch(cast: &Cast, id: &str, above: &str) {
    let pattern = cast.app.org("branch-a12").await.record;
    let chain: Chain = cast.app.org(above).await.record.chain.child(org(id));
    let branch = OrgRecord {
        org: org(id),
        chain,
        name: "新设党支部".into(),
        secretary_mobile: None,
        held: platform::store::Holdings::NONE,
        ..pattern
    };
    cast.app.put(&[branch]).await;
}

#[tokio::test]
async fn a_receiving_branch_that_is_gone_is_replaced_by_the_organisation_above_it() {
    let cast = Cast::new().await;
    empty_branch(&cast, "branch-b12", "town-b1").await;
    let new = new_transfer(WHO, TransferKind::InCity, Some("branch-b12"));
    let mut transfer = cast.branch.call::<Submit>(&(), &new).await.ok();
    for approver in [&cast.town, &cast.county, &cast.city] {
        transfer = pass(approver, &transfer).await;
    }
    assert!(dissolve(&cast, "branch-b12").await);
    let seen_now = seen(&cast.other_county, &transfer).await.expect("it goes on");
    assert_eq!(seen_now.to.org, None);
    assert_eq!(ahead(&seen_now).last(), Some(&("town-b1", Task::Redirect)));
    for approver in [&cast.other_county, &cast.other_town] {
        transfer = pass(approver, &transfer).await;
    }
    assert_eq!(ahead(&transfer), [("town-b1", Task::Redirect)]);
    let elsewhere = NewBranch { to: org("branch-a12") };
    let told = act::<Redirect>(&cast.other_town, &transfer, &elsewhere).await.refusal();
    assert_eq!(told, Refusal::field("to", shared_types::error::Fault::Choice));
    let to = NewBranch { to: org("branch-b11") };
    let redirected = act::<Redirect>(&cast.other_town, &transfer, &to).await.ok();
    assert_eq!(ahead(&redirected), [("branch-b11", Task::Accept)]);
    act::<Accept>(&cast.other_branch, &redirected, &Remark::default()).await.ok();
    assert_eq!(cast.roll(WHO).await, ("branch-b11".into(), false));
}

#[tokio::test]
async fn a_branch_that_goes_in_its_own_turn_leaves_it_to_who_acted_for_it() {
    let cast = Cast::new().await;
    empty_branch(&cast, "branch-b12", "town-b1").await;
    let new = new_transfer(WHO, TransferKind::InCity, Some("branch-b12"));
    let mut transfer = cast.branch.call::<Submit>(&(), &new).await.ok();
    for approver in cast.approvers() {
        transfer = pass(approver, &transfer).await;
    }
    assert_eq!(ahead(&transfer), [("branch-b12", Task::Accept)]);
    assert_eq!(transfer.ahead[0].by.as_deref(), Some("南镇党委"), "nobody signs in for the branch");
    assert!(dissolve(&cast, "branch-b12").await);

    let told = act::<Accept>(&cast.other_town, &transfer, &Remark::default()).await.refusal();
    assert_eq!(told, Refusal::TransferElsewhere, "there is no roll to take the member on");
    let left = seen(&cast.other_town, &transfer).await.expect("it goes on");
    assert_eq!(
        (ahead(&left), left.actions.clone()),
        (vec![("town-b1", Task::Redirect)], vec![Action::Redirect, Action::Return])
    );
    let to = NewBranch { to: org("branch-b11") };
    let redirected = act::<Redirect>(&cast.other_town, &left, &to).await.ok();
    assert_eq!(ahead(&redirected), [("branch-b11", Task::Accept)]);
    act::<Accept>(&cast.other_branch, &redirected, &Remark::default()).await.ok();
    assert_eq!(cast.roll(WHO).await, ("branch-b11".into(), false));
    assert_eq!(cast.holds("town-b1").await.1, 0);
}

#[tokio::test]
async fn whose_turn_it_is_cannot_be_dissolved() {
    let cast = Cast::new().await;
    empty_branch(&cast, "branch-b12", "town-b1").await;
    cast.app.administrator(shared_types::permission::Role::Operator, "branch-b12").await;
    let new = new_transfer(WHO, TransferKind::InCity, Some("branch-b12"));
    let mut transfer = cast.branch.call::<Submit>(&(), &new).await.ok();
    for approver in cast.approvers() {
        transfer = pass(approver, &transfer).await;
    }
    assert_eq!(ahead(&transfer), [("branch-b12", Task::Accept)]);
    let mut tx = cast.app.shared().table.transaction();
    tx.hold(&org("branch-b12"), platform::store::Held::Account, -1, None, Refusal::NotFound);
    tx.commit().await.expect("the account is disabled");
    assert!(!dissolve(&cast, "branch-b12").await, "it holds the turn");
    act::<Return>(&cast.other_town, &transfer, &reason("支部即将撤销")).await.ok();
    assert!(dissolve(&cast, "branch-b12").await);
}

#[tokio::test]
async fn a_renamed_branch_is_named_as_it_is_now_where_the_member_stands() {
    let cast = Cast::new().await;
    let transfer = cast.passed().await;
    let found = cast.app.org("branch-b11").await;
    let renamed = OrgRecord { name: "赵庄社区党支部".into(), ..found.record };
    let mut tx = cast.app.shared().table.transaction();
    tx.save(&renamed, found.version, Refusal::Stale);
    tx.commit().await.expect("renames");
    act::<Accept>(&cast.other_branch, &transfer, &Remark::default()).await.ok();
    assert_eq!(cast.app.member_record(WHO).await.record.branch_name, "赵庄社区党支部");
    assert_eq!(renamed.key(), platform::store::keys::org(&org("branch-b11")));
}
