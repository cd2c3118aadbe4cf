//! Lists and what waits, and what they ask of the table.

use crate::cast::*;
use platform::testing::Caller;
use projections::testing::Follower;
use shared_types::endpoint::Nothing;
use shared_types::transfers::{Box, *};

async fn rows(caller: &Caller, filter: TransferFilter) -> Vec<TransferRow> {
    let mut filter = filter;
    let mut rows = Vec::new();
    loop {
        let page = caller.call::<List>(&(), &filter).await.ok();
        rows.extend(page.rows);
        filter.cursor = page.next;
        if filter.cursor.is_none() {
            return rows;
        }
    }
}

fn filter(r#box: Box) -> TransferFilter {
    TransferFilter { r#box, ..TransferFilter::default() }
}

fn names(rows: &[TransferRow]) -> Vec<&str> {
    rows.iter().map(|row| row.transfer.as_str()).collect()
}

#[tokio::test]
async fn each_side_sees_what_concerns_it_once() {
    let cast = Cast::new().await;
    cast.submitted().await;
    let within = new_transfer("branch-a12-m1", TransferKind::IntraUnit, Some("branch-a11"));
    cast.town.call::<Submit>(&(), &within).await.ok();
    // The town is at both ends of the second one, and sees it once; the latest comes first.
    for (caller, expected) in [
        (&cast.town, vec!["branch-a12-m1-1", "branch-a11-m1-1"]),
        (&cast.county, vec!["branch-a12-m1-1", "branch-a11-m1-1"]),
        (&cast.city, vec!["branch-a12-m1-1", "branch-a11-m1-1"]),
        (&cast.branch, vec!["branch-a12-m1-1", "branch-a11-m1-1"]),
        (&cast.other_branch, vec!["branch-a11-m1-1"]),
        (&cast.other_county, vec!["branch-a11-m1-1"]),
    ] {
        let mut seen: Vec<String> = rows(caller, filter(Box::Running))
            .await
            .into_iter()
            .map(|row| row.transfer.to_string())
            .collect();
        seen.sort();
        seen.dedup();
        let mut expected: Vec<&str> = expected;
        expected.sort_unstable();
        assert_eq!(seen, expected);
    }
}

#[tokio::test]
async fn what_is_to_do_stands_with_who_has_to_act() {
    let cast = Cast::new().await;
    let transfer = cast.submitted().await;
    let waits = |caller: &Caller| {
        let caller = caller.clone();
        async move { caller.call::<Home>(&(), &Nothing {}).await.ok().to_do }
    };
    assert_eq!((waits(&cast.town).await, waits(&cast.county).await), (1, 0));
    assert_eq!(names(&rows(&cast.town, filter(Box::ToDo)).await), ["branch-a11-m1-1"]);
    assert_eq!(rows(&cast.county, filter(Box::ToDo)).await, []);
    let below = TransferFilter { below: true, ..filter(Box::ToDo) };
    let seen = rows(&cast.county, below).await;
    assert_eq!((names(&seen), seen[0].turn.as_deref()), (vec!["branch-a11-m1-1"], Some("东镇党委")));
    let passed = pass(&cast.town, &transfer).await;
    assert_eq!((waits(&cast.town).await, waits(&cast.county).await), (0, 1));
    let of_kind = TransferFilter { kind: Some(TransferKind::Out), ..filter(Box::ToDo) };
    assert_eq!(rows(&cast.county, of_kind).await, []);
    act::<Return>(&cast.county, &passed, &reason("材料不齐")).await.ok();
    let seen = rows(&cast.branch, filter(Box::ToDo)).await;
    assert_eq!((seen[0].task, seen[0].state), (Some(Task::Correct), TransferState::Returned));
}

#[tokio::test]
async fn closed_ones_are_found_by_state_and_month() {
    let cast = Cast::new().await;
    let transfer = cast.submitted().await;
    act::<Withdraw>(&cast.branch, &transfer, &Nothing {}).await.ok();
    assert_eq!(rows(&cast.branch, filter(Box::Running)).await, []);
    let this_month = cast.app.context().await.now().day().month();
    for (filter, count) in [
        (filter(Box::Closed), 1),
        (TransferFilter { state: Some(TransferState::Withdrawn), ..filter(Box::Closed) }, 1),
        (TransferFilter { state: Some(TransferState::Done), ..filter(Box::Closed) }, 0),
        (TransferFilter { month: this_month, ..filter(Box::Closed) }, 1),
        (TransferFilter { month: "2020-01".parse().ok(), ..filter(Box::Closed) }, 0),
        (TransferFilter { org: Some(org("branch-a11")), ..filter(Box::Closed) }, 1),
    ] {
        assert_eq!(rows(&cast.city, filter.clone()).await.len(), count, "{filter:?}");
    }
}

#[tokio::test]
async fn lists_ask_one_query_and_changes_little_more() {
    let cast = Cast::new().await;
    let usage = |reply: platform::store::Usage| (reply.requests, reply.queries);
    let submit =
        cast.branch.call::<Submit>(&(), &new_transfer(WHO, TransferKind::InCity, Some("branch-b11"))).await;
    // Who calls, the member, the destination, the tree, the last transfer, the write.
    assert_eq!(usage(submit.usage()), (6, 1));
    let transfer = submit.ok();
    let list = cast.town.call::<List>(&(), &filter(Box::ToDo)).await;
    assert_eq!(usage(list.usage()), (2, 1));
    let list = cast.town.call::<List>(&(), &filter(Box::Running)).await;
    assert_eq!(usage(list.usage()), (2, 1));
    let home = cast.town.call::<Home>(&(), &Nothing {}).await;
    assert_eq!(usage(home.usage()), (2, 1));
    let show = cast.town.call::<Show>(&transfer.transfer, &Nothing {}).await;
    assert_eq!(usage(show.usage()), (3, 0));
    let passed = act::<Pass>(&cast.town, &transfer, &Remark::default()).await;
    assert_eq!(usage(passed.usage()), (4, 0));
    let issued = act::<Pass>(&cast.county, &passed.ok(), &Remark::default()).await;
    assert_eq!(usage(issued.usage()), (5, 0), "the last number besides");
    let letter = issued.ok().letter.expect("a letter").letter;
    let verify = cast.app.anyone().call::<Verify>(&letter, &Nothing {}).await;
    assert_eq!(usage(verify.usage()), (2, 0));
    let me = cast.app.member(WHO).await;
    let mine = me.call::<Mine>(&(), &Nothing {}).await;
    assert_eq!(usage(mine.usage()), (4, 1));
}

#[tokio::test]
async fn whose_turn_has_come_is_told_once() {
    let cast = Cast::new().await;
    let mut follower = Follower::new(&cast.app).await;
    let transfer = cast.submitted().await;
    let messages = async || {
        let items = cast.app.items().await;
        items.iter().filter(|item| format!("{item:?}").contains("待办理")).count()
    };
    let events = follower.events().await;
    for event in events.iter().chain(&events) {
        follower.take(event).await;
    }
    assert_eq!(messages().await, 1, "the town, once, though the change came twice");
    pass(&cast.town, &transfer).await;
    follower.catch_up().await;
    assert_eq!(messages().await, 2, "and then the county");
}
