//! Each kind of transfer from its beginning to its end.

use crate::cast::*;
use platform::store::Record;
use shared_types::endpoint::Nothing;
use shared_types::members::Standing;
use shared_types::transfers::*;

#[tokio::test]
async fn within_the_city_everybody_passes_in_turn_and_the_branch_accepts() {
    let cast = Cast::new().await;
    let submitted = cast.submitted().await;
    assert_eq!(
        ahead(&submitted),
        [
            ("town-a1", Task::Approve),
            ("county-a", Task::Issue),
            ("city", Task::Approve),
            ("county-b", Task::Approve),
            ("town-b1", Task::Approve),
            ("branch-b11", Task::Accept),
        ]
    );
    assert_eq!(submitted.from.path, ["中共甲市委组织部", "中共甲县委组织部", "东镇党委"]);
    assert_eq!(submitted.to.path, ["中共甲市委组织部", "中共乙县委组织部", "南镇党委"]);
    assert_eq!(submitted.actions, [Action::Withdraw]);

    let me = cast.app.member(WHO).await;
    let mut transfer = submitted;
    for (at, approver) in cast.approvers().into_iter().enumerate() {
        let before = seen(approver, &transfer).await.expect("the turn is here");
        assert!(before.actions.contains(&Action::Pass), "{at}: {:?}", before.actions);
        transfer = pass(approver, &transfer).await;
        // The member sees each step, and stays on the roll.
        let mine = me.call::<Mine>(&(), &Nothing {}).await.ok().transfers;
        assert_eq!(mine[0].happened.len(), at + 2);
        assert_eq!((mine[0].ahead.clone(), mine[0].actions.len()), (transfer.ahead.clone(), 0));
        assert_eq!(cast.roll(WHO).await, ("branch-a11".into(), true));
    }
    let letter = transfer.letter.clone().expect("the county issued it");
    assert_eq!((letter.issuer.as_str(), letter.state), ("中共甲县委组织部", LetterState::Valid));
    assert_eq!(cast.holds("branch-b11").await, (2, 1));

    let done = act::<Accept>(&cast.other_branch, &transfer, &Remark::default()).await.ok();
    assert_eq!((done.state, done.ahead.len(), done.actions.len()), (TransferState::Done, 0, 0));
    assert_eq!(done.letter.expect("the letter").state, LetterState::Accepted);
    assert_eq!(cast.roll(WHO).await, ("branch-b11".into(), false));
    assert_eq!((cast.holds("branch-a11").await, cast.holds("branch-b11").await), ((1, 0), (3, 0)));
    let record = cast.app.member_record(WHO).await.record;
    assert_eq!(record.branch_name, "赵庄村党支部");
    assert_eq!(record.standing, Standing::Normal);
    for org in ["town-a1", "county-a", "city", "county-b", "town-b1"] {
        assert_eq!(cast.holds(org).await.1, 0, "{org}");
    }
}

#[tokio::test]
async fn within_a_unit_one_committee_passes_and_there_is_no_letter() {
    let cast = Cast::new().await;
    let new = new_transfer(WHO, TransferKind::IntraUnit, Some("branch-a111"));
    let submitted = cast.branch.call::<Submit>(&(), &new).await.ok();
    assert_eq!(ahead(&submitted), [("town-a1", Task::Approve), ("branch-a111", Task::Accept)]);
    // Nobody can sign in for the receiving branch: the town acts for it.
    assert_eq!(submitted.ahead[1].by.as_deref(), Some("东镇党委"));
    let passed = pass(&cast.town, &submitted).await;
    let done = act::<Accept>(&cast.town, &passed, &Remark::default()).await.ok();
    assert_eq!((done.state, done.letter), (TransferState::Done, None));
    let last = done.happened.last().expect("an event");
    assert_eq!(
        (last.org_name.as_str(), last.acted_for_it.as_deref()),
        ("幸福社区第一党支部", Some("东镇党委"))
    );
    assert_eq!(cast.roll(WHO).await, ("branch-a111".into(), false));
}

#[tokio::test]
async fn to_another_city_the_member_leaves_the_roll_with_the_receipt() {
    let cast = Cast::new().await;
    let sent = cast.sent_out().await;
    assert_eq!(sent.state, TransferState::AwaitingReceipt);
    assert_eq!(sent.addressee.as_deref(), Some("中共南京市委组织部"));
    assert_eq!(ahead(&sent), [("town-a1", Task::RegisterReceipt)]);
    let letter = sent.letter.clone().expect("the city issued it");
    assert_eq!(letter.issuer, "中共甲市委组织部");
    let today = cast.app.context().await.now().day();
    assert_eq!(letter.valid_until, today.plus(30));
    assert_eq!(sent.due, Some(today.plus(30).next_month()), "one month after the last day of acceptance");
    assert_eq!(cast.roll(WHO).await, ("branch-a11".into(), true));

    let receipt = NewReceipt { day: today, handler: "刘建军".into(), handler_phone: None, file: None };
    let done = act::<RegisterReceipt>(&cast.town, &sent, &receipt).await.ok();
    assert_eq!(done.state, TransferState::Done);
    let record = cast.app.member_record(WHO).await.record;
    assert_eq!((record.standing, record.transfer), (Standing::TransferredOut, None));
    assert_eq!((cast.holds("branch-a11").await, cast.holds("town-a1").await.1), ((1, 0), 0));
}

#[tokio::test]
async fn from_another_city_the_record_is_born_with_the_acceptance() {
    let cast = Cast::new().await;
    let mut body = arrival(&cast.app, "branch-a11", NUMBER).await;
    body.particulars.work_unit = Some("  ".into());
    let registered = cast.county.call::<Register>(&(), &body).await.ok();
    assert_eq!(ahead(&registered), [("town-a1", Task::Approve), ("branch-a11", Task::Accept)]);
    assert_eq!((registered.member.clone(), registered.from.org.clone()), (None, None));
    let passed = pass(&cast.town, &registered).await;
    let done = act::<Accept>(&cast.branch, &passed, &Remark::default()).await.ok();
    assert_eq!(done.state, TransferState::Done);
    let member = done.member.expect("a record");
    let record = cast.member(&member).await.expect("the record");
    assert_eq!((record.particulars.name.as_str(), record.branch_name.as_str()), ("陈桂英", "王庄村党支部"));
    assert_eq!(
        (record.born.to_string().as_str(), record.particulars.work_unit.clone()),
        ("1949-12-31", None)
    );
    let place = record.key().field("id_number");
    let cx = cast.app.context().await;
    assert_eq!(cx.ring().open(&place, &record.id_number).expect("opens"), NUMBER);
    assert_eq!(cast.holds("branch-a11").await, (3, 0));
}

#[tokio::test]
async fn somebody_who_left_comes_back_to_the_same_record() {
    let cast = Cast::new().await;
    let sent = cast.sent_out().await;
    let today = cast.app.context().await.now().day();
    let receipt = NewReceipt { day: today, handler: "刘建军".into(), handler_phone: None, file: None };
    act::<RegisterReceipt>(&cast.town, &sent, &receipt).await.ok();
    let number = platform::testing::TestApp::id_number(WHO);
    let body = arrival(&cast.app, "branch-b11", &number).await;
    let registered = cast.other_county.call::<Register>(&(), &body).await.ok();
    let passed = pass(&cast.other_town, &registered).await;
    let done = act::<Accept>(&cast.other_branch, &passed, &Remark::default()).await.ok();
    assert_eq!(done.member.expect("a record").as_str(), WHO);
    let record = cast.app.member_record(WHO).await.record;
    assert_eq!((record.standing, record.particulars.name.as_str()), (Standing::Normal, "陈桂英"));
    assert_eq!(cast.roll(WHO).await, ("branch-b11".into(), false));
    assert_eq!((cast.holds("branch-a11").await, cast.holds("branch-b11").await), ((1, 0), (3, 0)));
}

#[tokio::test]
async fn a_returned_transfer_is_corrected_and_goes_its_way_again() {
    let cast = Cast::new().await;
    let mut transfer = cast.submitted().await;
    for approver in [&cast.town, &cast.county, &cast.city] {
        transfer = pass(approver, &transfer).await;
    }
    let why = reason("去往支部填写有误");
    let returned = act::<Return>(&cast.other_county, &transfer, &why).await.ok();
    assert_eq!(returned.state, TransferState::Returned);
    assert_eq!(ahead(&returned)[0], ("branch-a11", Task::Correct));
    assert_eq!(returned.letter.clone().expect("a letter").state, LetterState::Void);
    assert_eq!(cast.holds("branch-a11").await, (2, 1));
    let form = TransferForm { arrears: 0, note: None, ..form(Some("branch-b11")) };
    let again = act::<Resubmit>(&cast.branch, &returned, &form).await.ok();
    assert_eq!((again.state, again.arrears), (TransferState::Waiting, 0));
    let mut transfer = again;
    for approver in cast.approvers() {
        transfer = pass(approver, &transfer).await;
    }
    let letter = transfer.letter.clone().expect("another letter");
    assert_eq!(letter.number.split('第').nth(1), Some("2号"));
    let done = act::<Accept>(&cast.other_branch, &transfer, &Remark::default()).await.ok();
    assert_eq!(
        happened(&done),
        [
            Happening::Submitted,
            Happening::Passed,
            Happening::Issued,
            Happening::Passed,
            Happening::Returned,
            Happening::Resubmitted,
            Happening::Passed,
            Happening::Issued,
            Happening::Passed,
            Happening::Passed,
            Happening::Passed,
            Happening::Accepted,
        ]
    );
    assert_eq!(cast.roll(WHO).await, ("branch-b11".into(), false));
}

#[tokio::test]
async fn a_transfer_is_taken_back_before_anybody_has_passed_it() {
    let cast = Cast::new().await;
    let submitted = cast.submitted().await;
    let withdrawn = act::<Withdraw>(&cast.branch, &submitted, &Nothing {}).await.ok();
    assert_eq!(withdrawn.state, TransferState::Withdrawn);
    assert_eq!(cast.roll(WHO).await, ("branch-a11".into(), false));
    assert_eq!(cast.holds("town-a1").await.1, 0);
    // Another can begin, and is the member's second.
    let second = cast.submitted().await;
    assert_eq!(second.transfer.as_str(), format!("{WHO}-2"));
    let me = cast.app.member(WHO).await;
    let mine = me.call::<Mine>(&(), &Nothing {}).await.ok().transfers;
    assert_eq!(
        mine.iter().map(|t| t.state).collect::<Vec<_>>(),
        [TransferState::Waiting, TransferState::Withdrawn]
    );

    let body = arrival(&cast.app, "branch-a11", NUMBER).await;
    let registered = cast.county.call::<Register>(&(), &body).await.ok();
    act::<Withdraw>(&cast.county, &registered, &Nothing {}).await.ok();
    cast.county.call::<Register>(&(), &body).await.ok();
}
