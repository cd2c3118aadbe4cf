//! What happens while something else happens: a member is never added to a branch that is gone, nor where a
//! branch stood before.

use crate::roll::{app, county_a, new_member, org};
use platform::store::{Holdings, Move, Moves, OrgRecord, Record, Versioned};
use platform::testing::TestApp;
use shared_types::error::Refusal;
use shared_types::id_number::check_character;
use shared_types::members::Add;
use std::time::Duration;

/// The other thing happens after so many milliseconds: before, while and after a member is added.
const DELAYS: [u64; 8] = [0, 2, 4, 6, 9, 13, 18, 30];

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

#[tokio::test]
async fn a_member_and_the_end_of_the_branch_exclude_each_other() {
    let app = app().await;
    let county = county_a(&app).await;
    for (at, delay) in DELAYS.into_iter().enumerate() {
        let id = format!("branch-new{at}");
        let branch = empty_branch(&app, &id).await;
        let body = new_member(&id, &id_number(100 + at));
        let dissolve = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            let mut transaction = app.shared().table.transaction();
            transaction.dissolve(&branch.record.org, branch.version, Refusal::Stale);
            transaction.commit().await.is_ok()
        };
        let (added, dissolved) = tokio::join!(county.call::<Add>(&(), &body), dissolve);
        let exists = app.stored::<OrgRecord>(&branch.record.key()).await;
        if added.status() == 200 {
            assert!(!dissolved, "after {delay} ms");
            assert_eq!(exists.expect("still there").record.held.members, 1);
        } else {
            // Contention with the dissolution can also refuse both; then the branch is as it was.
            assert!([Refusal::Overloaded, Refusal::NotFound].contains(&added.refusal()), "{}", added.text());
            assert_eq!(exists.is_none(), dissolved);
            assert!(exists.is_none_or(|branch| branch.record.held.members == 0));
        }
    }
}

#[tokio::test]
async fn a_member_stands_where_the_branch_stands_when_a_move_begins() {
    let app = app().await;
    let county = county_a(&app).await;
    let from = app.org("general-a11").await.record.chain;
    let to = app.org("town-a2").await.record.chain.child(org("general-a11"));
    let moves =
        Moves { active: vec![Move { from: from.clone(), to: to.clone() }], ..Moves::none(org("city")) };
    for (at, delay) in DELAYS.into_iter().enumerate() {
        let mut transaction = app.shared().table.transaction();
        transaction.forget(&moves.key());
        transaction.commit().await.expect("no move");
        let body = new_member("branch-a111", &id_number(200 + at));
        let begin = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            let mut transaction = app.shared().table.transaction();
            transaction.create(&moves, Refusal::Stale);
            transaction.commit().await.expect("begins");
            // Whoever is stored later must know of the move.
            app.items().await
        };
        let (added, known) = tokio::join!(county.call::<Add>(&(), &body), begin);
        if added.status() == 200 {
            let member = added.ok().member;
            let stored = app.member_record(member.as_str()).await.record;
            let pk = stored.key().pk;
            let early = known.iter().any(|item| item["pk"].as_s().is_ok_and(|known| *known == pk));
            assert!(early || to.covers(&stored.chain), "after {delay} ms: {:?}", stored.chain);
        } else {
            assert_eq!(added.refusal(), Refusal::Overloaded);
        }
    }
}
