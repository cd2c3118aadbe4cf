//! What happens while something else happens: a member is never added to a branch that is gone, nor where a
//! branch stood before.

use crate::roll::{app, county_a, new_member, org};
use platform::store::{Holdings, Move, Moves, OrgRecord, Record, Versioned};
use platform::testing::{Caller, Reply, TestApp};
use shared_types::error::Refusal;
use shared_types::id_number::check_character;
use shared_types::members::Add;
use std::time::Duration;
use tokio::task::JoinSet;

/// The other thing happens after so many milliseconds: before, while and after members are added.
const DELAYS: [u64; 8] = [0, 2, 4, 6, 9, 13, 18, 30];

/// As many members are added at once: the database serves them one after another, so that the other thing
/// comes between reading and writing for some of them.
const AT_ONCE: usize = 8;

fn id_number(at: usize) -> String {
    let head = format!("11010519491231{at:03}");
    format!("{head}{}", check_character(&head).expect("17 digits"))
}

async fn empty_branch(app: &TestApp, id: &str) -> Versioned<OrgRecord> {
    let town = app.org("town-a1").await.record.chain;
    let pattern = app.org("branch-a11").await.record;
    let secretary_mobile = None;
    let chain = town.child(org(id));
    app.put(&[OrgRecord { org: org(id), chain, secretary_mobile, held: Holdings::NONE, ..pattern }]).await;
    app.org(id).await
}

async fn add_at_once(county: &Caller, branch: &str, first: usize) -> Vec<Reply<Add>> {
    let mut calls = JoinSet::new();
    for at in first..first + AT_ONCE {
        let (county, body) = (county.clone(), new_member(branch, &id_number(at)));
        calls.spawn(async move { county.call::<Add>(&(), &body).await });
    }
    calls.join_all().await
}

#[tokio::test]
async fn members_and_the_end_of_their_branch_exclude_each_other() {
    let app = app().await;
    let county = county_a(&app).await;
    for (at, delay) in DELAYS.into_iter().enumerate() {
        let id = format!("branch-new{at}");
        let branch = empty_branch(&app, &id).await;
        let dissolve = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            let mut transaction = app.shared().table.transaction();
            transaction.dissolve(&branch.record.org, branch.version, Refusal::Stale);
            transaction.commit().await.is_ok()
        };
        let (added, dissolved) = tokio::join!(add_at_once(&county, &id, 100 + at * AT_ONCE), dissolve);
        let (right, refused): (Vec<_>, Vec<_>) = added.iter().partition(|reply| reply.status() == 200);
        for reply in refused {
            assert!([Refusal::Overloaded, Refusal::NotFound].contains(&reply.refusal()), "{}", reply.text());
        }
        assert!(!dissolved || right.is_empty(), "{} members of nothing after {delay} ms", right.len());
        match app.stored::<OrgRecord>(&branch.record.key()).await {
            Some(branch) => assert_eq!(usize::try_from(branch.record.held.members), Ok(right.len())),
            None => assert!(dissolved),
        }
    }
}

#[tokio::test]
async fn members_stand_where_their_branch_stands_when_a_move_begins() {
    let app = app().await;
    let county = county_a(&app).await;
    let from = app.org("general-a11").await.record.chain;
    let to = app.org("town-a2").await.record.chain.child(org("general-a11"));
    let moves = Moves { active: vec![Move { from, to: to.clone() }], ..Moves::none(org("city")) };
    for (at, delay) in DELAYS.into_iter().enumerate() {
        let mut transaction = app.shared().table.transaction();
        transaction.forget(&moves.key());
        transaction.commit().await.expect("no move");
        let begin = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            let mut transaction = app.shared().table.transaction();
            transaction.create(&moves, Refusal::Stale);
            transaction.commit().await.expect("begins");
            // Whoever is stored later must know of the move.
            app.items().await
        };
        let adding = add_at_once(&county, "branch-a111", 300 + at * AT_ONCE);
        let (added, known) = tokio::join!(adding, begin);
        for reply in added {
            if reply.status() != 200 {
                assert_eq!(reply.refusal(), Refusal::Overloaded);
                continue;
            }
            let stored = app.member_record(reply.ok().member.as_str()).await.record;
            let pk = stored.key().pk;
            let early = known.iter().any(|item| item["pk"].as_s().is_ok_and(|known| *known == pk));
            assert!(early || to.covers(&stored.chain), "after {delay} ms: {:?}", stored.chain);
        }
    }
}
