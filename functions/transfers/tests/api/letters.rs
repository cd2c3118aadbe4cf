//! Letters: what they say, their numbers, their validity.

use crate::cast::*;
use platform::audit::{AuditRecord, Deed};
use platform::store::keys;
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::members::Viewed;
use shared_types::transfers::*;

const DAY: i64 = 24 * 3600;

#[tokio::test]
async fn a_letter_has_every_field_of_the_form_and_the_look_is_recorded() {
    let cast = Cast::new().await;
    let transfer = cast.passed().await;
    let letter = cast.county.call::<ShowLetter>(&transfer.transfer, &Nothing {}).await.ok();
    assert_eq!((letter.number, letter.issuer.as_str()), (1, "中共甲县委组织部"));
    assert_eq!((letter.addressee.as_str(), letter.committee.as_str()), ("中共乙县委组织部", "东镇党委"));
    assert_eq!((letter.from.as_str(), letter.to.as_str()), ("王庄村党支部", "赵庄村党支部"));
    assert_eq!(letter.id_number, TestApp::id_number(WHO));
    assert_eq!(letter.mobile, Some(TestApp::mobile(WHO)));
    assert_eq!(letter.contact.address.as_deref(), Some("人民路 1 号"));
    assert_eq!((letter.valid_days, letter.state), (10, LetterState::Valid));
    assert_eq!((letter.paid_through.to_string().as_str(), letter.receipt.clone()), ("2026-01", None));

    let (subject, kind) = keys::audits(&member_key(WHO), Deed::VIEWED);
    let cx = cast.app.context().await;
    let (looks, _) =
        cx.table().partition::<AuditRecord>((subject, kind), true, 10, None).await.expect("reads");
    assert_eq!(
        looks.iter().map(|look| look.record.deed.clone()).collect::<Vec<_>>(),
        [Deed::Viewed(Viewed::Letter)]
    );

    let me = cast.app.member(WHO).await;
    assert_eq!(me.call::<MyLetter>(&transfer.transfer, &Nothing {}).await.ok(), letter);
    let done = act::<Accept>(&cast.other_branch, &transfer, &Remark::default()).await.ok();
    let accepted = cast.other_branch.call::<ShowLetter>(&done.transfer, &Nothing {}).await.ok();
    let receipt = accepted.receipt.expect("a receipt");
    assert_eq!((receipt.org_name.as_str(), receipt.handler.as_str()), ("赵庄村党支部", "孙丽"));
    assert_eq!(accepted.state, LetterState::Accepted);
}

#[tokio::test]
async fn whoever_holds_a_letter_learns_that_it_is_genuine_and_nothing_of_its_member() {
    let cast = Cast::new().await;
    let transfer = cast.passed().await;
    let letter = transfer.letter.clone().expect("a letter").letter;
    let anyone = cast.app.anyone();
    let reply = anyone.call::<Verify>(&letter, &Nothing {}).await;
    let name = cast.app.member_record(WHO).await.record.particulars.name;
    assert!(!reply.text().contains(&name) && !reply.text().contains(WHO), "{}", reply.text());
    let verified = reply.ok();
    assert_eq!((verified.state, verified.issuer.as_str()), (LetterState::Valid, "中共甲县委组织部"));
    assert_eq!(
        anyone.call::<Verify>(&"none".parse().expect("an id"), &Nothing {}).await.refusal(),
        Refusal::NotFound
    );

    // Replaced: the first one is void, the second one counts.
    let replaced = act::<Reissue>(&cast.county, &transfer, &reason("介绍信遗失")).await.ok();
    let second = replaced.letter.clone().expect("a letter");
    assert!(second.number.ends_with("第2号"), "{}", second.number);
    assert_eq!(anyone.call::<Verify>(&letter, &Nothing {}).await.ok().state, LetterState::Void);
    assert_eq!(anyone.call::<Verify>(&second.letter, &Nothing {}).await.ok().state, LetterState::Valid);
    assert_eq!(replaced.ahead, transfer.ahead, "it goes on where it was");
    act::<Accept>(&cast.other_branch, &replaced, &Remark::default()).await.ok();
    assert_eq!(anyone.call::<Verify>(&letter, &Nothing {}).await.ok().state, LetterState::Void);
    assert_eq!(anyone.call::<Verify>(&second.letter, &Nothing {}).await.ok().state, LetterState::Accepted);
}

#[tokio::test]
async fn an_expired_letter_is_not_accepted_and_its_issuer_issues_another() {
    let cast = Cast::new().await;
    let transfer = cast.passed().await;
    cast.app.pass(10 * DAY);
    assert_eq!(expire(&cast).await, 0, "the last day counts");
    cast.app.pass(DAY);
    let cast = cast.later().await;
    let told = act::<Accept>(&cast.other_branch, &transfer, &Remark::default()).await.refusal();
    assert_eq!(told, Refusal::LetterExpired);
    assert_eq!((expire(&cast).await, expire(&cast).await), (1, 0), "once");
    let expired = seen(&cast.county, &transfer).await.expect("the issuer sees it");
    assert_eq!((expired.state, ahead(&expired)[0]), (TransferState::Expired, ("county-a", Task::Reissue)));
    assert_eq!(ahead(&expired)[1], ("branch-b11", Task::Accept));
    assert_eq!((cast.holds("county-a").await.1, cast.holds("branch-b11").await.1), (1, 0));
    let last = expired.happened.last().expect("an event");
    assert_eq!((last.what, last.by.clone()), (Happening::Expired, None));

    let told = act::<Accept>(&cast.other_branch, &expired, &Remark::default()).await.refusal();
    assert_eq!(told, Refusal::Forbidden, "it is the issuer's turn");
    let again = act::<Reissue>(&cast.county, &expired, &reason("已过有效期")).await.ok();
    assert_eq!((again.state, ahead(&again)[0]), (TransferState::Waiting, ("branch-b11", Task::Accept)));
    act::<Accept>(&cast.other_branch, &again, &Remark::default()).await.ok();
    assert_eq!(cast.roll(WHO).await, ("branch-b11".into(), false));
}

#[tokio::test]
async fn a_letter_to_another_city_stays_open_for_its_receipt() {
    let cast = Cast::new().await;
    let sent = cast.sent_out().await;
    cast.app.pass(80 * DAY);
    assert_eq!(expire(&cast).await, 0);
    let cast = cast.later().await;
    let town = cast.town.call::<Home>(&(), &Nothing {}).await.ok();
    assert_eq!((town.to_do, town.overdue), (1, 1));
    let returned = act::<Return>(&cast.town, &sent, &reason("对方未接收")).await.ok();
    assert_eq!(returned.state, TransferState::Returned);
    act::<Withdraw>(&cast.branch, &returned, &Nothing {}).await.ok();
    assert_eq!(cast.roll(WHO).await, ("branch-a11".into(), false));
}

#[tokio::test]
async fn letters_issued_at_once_are_numbered_without_gaps() {
    let cast = Cast::new().await;
    let mut waiting = Vec::new();
    for member in [
        "branch-a11-m1",
        "branch-a11-m2",
        "branch-a12-m1",
        "branch-a12-m2",
        "branch-a111-m1",
        "branch-a111-m2",
    ] {
        let new = new_transfer(member, TransferKind::InCity, Some("branch-b11"));
        let submitted = cast.town.call::<Submit>(&(), &new).await.ok();
        waiting.push(pass(&cast.town, &submitted).await);
    }
    let mut issuing = tokio::task::JoinSet::new();
    for transfer in waiting {
        let county = cast.county.clone();
        issuing.spawn(async move { pass(&county, &transfer).await.letter.expect("a letter").number });
    }
    let year = cast.app.context().await.now().day().parts().0;
    let mut numbers = issuing.join_all().await;
    numbers.sort();
    let expected: Vec<String> = (1..=6).map(|number| format!("{year}第{number}号")).collect();
    assert_eq!(numbers, expected);
}

/// Lets the clock strike.
async fn expire(cast: &Cast) -> u32 {
    let cx = cast.app.context().await;
    transfers::expire_overdue(&cx, &org("city")).await.expect("ticks")
}
