//! Moving a subtree: what may be moved where, and what everybody sees at each moment.

use crate::doors::{changes, new_account};
use crate::{app, create, new_org, org};
use platform::store::keys::{self, Listed};
use platform::store::{
    AccountLine, Chain, ListRow, Listing, MemberLine, MemberRecord, Moves, OrgLine, Prepared, Rewrite, Seen,
};
use platform::testing::{Caller, Reply, TestApp};
use projections::testing::Follower;
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, Refusal};
use shared_types::orgs::{
    Create, CreateAccount, Destination, Edit, Home, ListChildren, Move, MoveProgress, OrgKind, Show, ShowMove,
};
use shared_types::page::After;
use shared_types::permission::Role;

pub(crate) async fn move_to(caller: &Caller, id: &str, parent: &str) -> Reply<Move> {
    let version = caller.call::<Show>(&org(id), &Nothing {}).await.version();
    caller.with_version(version).call::<Move>(&org(id), &Destination { parent: org(parent) }).await
}

async fn moves(app: &TestApp) -> Moves {
    let city = org("city");
    app.stored::<Moves>(&keys::moves(&city)).await.map_or_else(|| Moves::none(city), |found| found.record)
}

/// Ids of all rows of a kind that a reader finds at or below an organisation, page by page.
async fn found<R: ListRow>(app: &TestApp, id: &str, kind: Listed, of: fn(&R) -> String) -> Vec<String> {
    let cx = app.context().await;
    let moves = moves(app).await;
    let now = moves.current(&app.org(id).await.record.chain);
    let listing = Listing { kind, name: String::new(), only: Vec::new(), most: 2 };
    let (mut ids, mut mark) = (Vec::new(), None);
    loop {
        let page = cx.table().below::<R>(&moves, &now, &listing, mark).await.expect("lists");
        ids.extend(page.rows.iter().map(of));
        mark = page.next;
        if mark.is_none() {
            ids.sort();
            return ids;
        }
    }
}

/// What stands below each organisation while `town-a1` stands below `county`.
async fn everybody_sees_it_below(app: &TestApp, county: &str, accounts: usize) {
    let branches = ["branch-a11", "branch-a111", "branch-a12"];
    let members = |branches: &[&str]| {
        let mut ids: Vec<String> =
            branches.iter().flat_map(|branch| ["m1", "m2"].map(|m| format!("{branch}-{m}"))).collect();
        ids.sort();
        ids
    };
    let all = ["branch-a11", "branch-a111", "branch-a12", "branch-b11", "branch-d1"];
    let with_town: Vec<&str> = match county {
        "county-b" => branches.into_iter().chain(["branch-b11"]).collect(),
        _ => branches.to_vec(),
    };
    let other: Vec<&str> = if county == "county-b" { vec![] } else { vec!["branch-b11"] };
    let not = if county == "county-b" { "county-a" } else { "county-b" };
    for (id, expected) in [
        ("city", all.to_vec()),
        (county, with_town),
        (not, other),
        ("town-a1", branches.to_vec()),
        ("general-a11", vec!["branch-a111"]),
        ("branch-a11", vec!["branch-a11"]),
        ("direct", vec!["branch-d1"]),
    ] {
        let seen = found::<MemberLine>(app, id, Listed::Members, |row| row.member.to_string()).await;
        assert_eq!(seen, members(&expected), "members below {id}");
    }
    let town = ["branch-a11", "branch-a111", "branch-a12", "general-a11", "town-a1"];
    let orgs = found::<OrgLine>(app, "town-a1", Listed::Orgs, |row| row.org.to_string()).await;
    assert_eq!(orgs, town);
    let whole = found::<OrgLine>(app, "city", Listed::Orgs, |row| row.org.to_string()).await;
    assert_eq!(whole.len(), 13, "each once: {whole:?}");
    let below = found::<OrgLine>(app, county, Listed::Orgs, |row| row.org.to_string()).await;
    assert!(town.iter().all(|id| below.iter().filter(|found| found == id).count() == 1), "{below:?}");
    let elsewhere = found::<OrgLine>(app, not, Listed::Orgs, |row| row.org.to_string()).await;
    assert!(town.iter().all(|id| !elsewhere.iter().any(|found| found == id)), "{elsewhere:?}");
    let seen = found::<AccountLine>(app, "town-a1", Listed::Accounts, |row| row.0.record.login.clone()).await;
    assert_eq!(seen.len(), accounts, "{seen:?}");
}

/// The records that are still to be rewritten, as the projection finds them.
async fn left(app: &TestApp) -> Vec<(Seen, Rewrite)> {
    let cx = app.context().await;
    let mut left = Vec::new();
    for active in moves(app).await.active {
        for kind in Listed::ALL {
            let (seen, _) = cx.table().sweep(&active.from, kind, 250, None).await.expect("sweeps");
            let rewrite = || Rewrite::Chain { from: active.from.clone(), to: active.to.clone() };
            left.extend(seen.into_iter().map(|seen| (seen, rewrite())));
        }
    }
    left
}

#[tokio::test]
async fn with_the_answer_everybody_sees_the_subtree_at_its_new_place() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let from = app.administrator(Role::County, "county-a").await;
    let to = app.administrator(Role::County, "county-b").await;
    let branch = app.administrator(Role::Operator, "branch-a11").await;
    let reply = move_to(&city, "town-a1", "county-b").await;
    assert_eq!(reply.ok(), MoveProgress { finished: false, rewritten: 0 });
    assert_eq!((reply.version(), reply.usage().requests), (2, 3));

    assert_eq!(from.call::<Show>(&org("branch-a11"), &Nothing {}).await.refusal(), Refusal::NotFound);
    let shown = to.call::<Show>(&org("branch-a11"), &Nothing {}).await.ok();
    let way: Vec<&str> = shown.path.iter().map(|crumb| crumb.org.as_str()).collect();
    assert_eq!(way, ["county-b", "town-a1", "branch-a11"]);
    assert!(to.call::<Show>(&org("town-a1"), &Nothing {}).await.ok().moving);
    let children = to.call::<ListChildren>(&org("county-b"), &After::default()).await.ok();
    assert!(children.rows.iter().any(|row| row.org == org("town-a1")));
    branch.call::<Home>(&(), &Nothing {}).await.ok();
    assert_eq!(to.call::<ShowMove>(&org("town-a1"), &Nothing {}).await.ok().rewritten, 0);

    stream.catch_up().await;
    let progress = to.call::<ShowMove>(&org("town-a1"), &Nothing {}).await.ok();
    // Four organisations, six members and an account below it.
    assert_eq!(progress, MoveProgress { finished: true, rewritten: 11 });
    assert!(!to.call::<Show>(&org("town-a1"), &Nothing {}).await.ok().moving);
    for (id, members, orgs, children) in
        [("county-a", 0, 1, 1), ("county-b", 8, 7, 2), ("city", 10, 12, 3), ("town-a1", 6, 4, 3)]
    {
        let counts = app.org(id).await.record.counts;
        assert_eq!((counts.members, counts.orgs, counts.children), (members, orgs, children), "{id}");
    }
    let never = to.call::<ShowMove>(&org("town-b1"), &Nothing {}).await;
    assert_eq!(never.refusal(), Refusal::NotFound);
}

/// The rewriting is stopped after every single record in turn, at equal and at different depths; readers are
/// right at each moment, and the job goes on from there.
#[tokio::test]
async fn readers_are_right_at_every_moment_and_a_stopped_move_goes_on() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    city.call::<CreateAccount>(&org("branch-a11"), &new_account("wangzhuang", Role::Operator)).await.ok();
    for stop_after in 0.. {
        let to = if stop_after % 2 == 0 { "county-b" } else { "county-a" };
        move_to(&city, "town-a1", to).await.ok();
        let cx = app.context().await;
        let records = left(&app).await;
        assert_eq!(records.len(), 11);
        for (seen, rewrite) in records.iter().take(stop_after) {
            assert!(cx.table().rewrite(seen, rewrite).await.expect("rewrites"));
        }
        everybody_sees_it_below(&app, to, 1).await;
        // What was written by halves is written again: nothing happens.
        for (seen, rewrite) in records.iter().take(stop_after) {
            assert!(!cx.table().rewrite(seen, rewrite).await.expect("answers"));
        }
        stream.catch_up().await;
        assert!(moves(&app).await.active.is_empty());
        everybody_sees_it_below(&app, to, 1).await;
        if stop_after == records.len() {
            return;
        }
    }
}

#[tokio::test]
async fn a_move_to_another_depth_ends_though_every_event_comes_twice_and_late() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    move_to(&city, "general-a11", "direct").await.ok();
    let mut old = Vec::new();
    loop {
        let events = stream.events().await;
        if events.is_empty() {
            break;
        }
        for event in events {
            stream.take(&event).await;
            stream.take(&event).await;
            old.push(event);
        }
        app.pass(1);
        let seen = found::<MemberLine>(&app, "direct", Listed::Members, |row| row.member.to_string()).await;
        assert_eq!(seen, ["branch-a111-m1", "branch-a111-m2", "branch-d1-m1", "branch-d1-m2"]);
    }
    let before = app.items().await;
    for event in &old {
        stream.take(event).await;
    }
    assert_eq!(app.items().await, before, "a replayed history changes nothing");
    let chain: Vec<String> =
        app.org("branch-a111").await.record.chain.ids().iter().map(ToString::to_string).collect();
    assert_eq!(chain, ["city", "direct", "general-a11", "branch-a111"]);
    let counts = app.org("direct").await.record.counts;
    assert_eq!((counts.members, counts.orgs, counts.children), (4, 3, 2));
}

#[tokio::test]
async fn what_is_added_below_a_moving_subtree_stands_at_its_new_place() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    move_to(&city, "town-a1", "county-b").await.ok();
    let added = create(&city, &org("general-a11"), "幸福社区第二党支部", OrgKind::Branch).await;
    let edited = city.call::<Show>(&org("branch-a11"), &Nothing {}).await.version();
    city.with_version(edited)
        .call::<Edit>(&org("branch-a11"), &changes("王庄新村党支部", OrgKind::Branch))
        .await
        .ok();
    let login = new_account("wangzhuang", Role::Operator);
    city.call::<CreateAccount>(&org("branch-a11"), &login).await.ok();
    stream.catch_up().await;
    let chain = app.org(added.org.as_str()).await.record.chain;
    let ids: Vec<&str> = chain.ids().iter().map(|id| id.as_str()).collect();
    assert_eq!(&ids[..4], ["city", "county-b", "town-a1", "general-a11"]);
    assert_eq!(app.org("county-b").await.record.counts.orgs, 8);
    assert_eq!(app.org("county-a").await.record.counts.orgs, 1);
    assert!(moves(&app).await.active.is_empty());
    assert_eq!(app.member_record("branch-a11-m1").await.record.branch_name, "王庄新村党支部");
    let account =
        found::<AccountLine>(&app, "county-b", Listed::Accounts, |row| row.0.record.login.clone()).await;
    assert_eq!(account, ["wangzhuang"]);
}

#[tokio::test]
async fn what_may_not_be_moved_there_is_refused_and_nothing_is_written() {
    let app = app().await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let county = app.administrator(Role::County, "county-a").await;
    // Four levels below town-a1 would be too many below town-b1's branch level.
    let below = create(&city, &org("town-b1"), "村党委", OrgKind::Committee).await.org.to_string();
    let before = app.items().await;
    for (caller, id, parent, refusal) in [
        (&city, "town-a1", "town-a1", Refusal::MoveIntoItself),
        (&city, "town-a1", "general-a11", Refusal::MoveIntoItself),
        (&city, "city", "county-a", Refusal::MoveIntoItself),
        (&city, "town-a1", "county-a", Refusal::field("parent", Fault::Unchanged)),
        (&city, "town-a1", "branch-b11", Refusal::KindBelowKind),
        (&city, "county-a", "town-b1", Refusal::KindBelowKind),
        (&city, "town-a1", below.as_str(), Refusal::TooDeep),
        (&city, "town-a1", "nowhere", Refusal::NotFound),
        (&county, "town-a1", "county-b", Refusal::NotFound),
        (&county, "town-a1", "city", Refusal::NotFound),
        (&county, "county-a", "town-a1", Refusal::MoveIntoItself),
    ] {
        assert_eq!(move_to(caller, id, parent).await.refusal(), refusal, "{id} below {parent}");
    }
    assert_eq!(app.items().await, before);
    // Without what stands at its lowest level it fits.
    move_to(&city, "branch-a11", &below).await.ok();
}

#[tokio::test]
async fn a_second_move_waits_where_it_would_meet_the_first() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    move_to(&city, "general-a11", "town-b1").await.ok();
    let before = app.items().await;
    for (id, parent) in [
        ("general-a11", "town-a2"),    // itself
        ("branch-a111", "town-a2"),    // below it
        ("town-b1", "county-a"),       // above its new place
        ("town-a1", "county-b"),       // above its old place
        ("branch-a11", "general-a11"), // to below it
    ] {
        assert_eq!(move_to(&city, id, parent).await.refusal(), Refusal::OrgMoving, "{id} below {parent}");
    }
    assert_eq!(app.items().await, before);
    move_to(&city, "branch-a12", "town-a2").await.ok();
    assert_eq!(moves(&app).await.active.len(), 2, "far from each other two go on at once");
    stream.catch_up().await;
    move_to(&city, "town-a1", "county-b").await.ok();
    stream.catch_up().await;
    assert_eq!(app.org("county-b").await.record.counts.members, 6);
}

/// Both ends change just while a subtree is moved, again and again: the tree stays a tree.
#[tokio::test]
async fn moves_at_once_do_not_make_a_circle() {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    for round in 0..4 {
        let one = create(&city, &org("county-a"), &format!("甲{round}党委"), OrgKind::Committee).await.org;
        let other = create(&city, &org("county-a"), &format!("乙{round}党委"), OrgKind::Committee).await.org;
        let (there, back) = tokio::join!(
            move_to(&city, one.as_str(), other.as_str()),
            move_to(&city, other.as_str(), one.as_str())
        );
        assert!(there.status() != 200 || back.status() != 200);
        let below = new_org(one.as_str(), "下级党委", OrgKind::Committee);
        city.call::<Create>(&(), &below).await.ok();
        stream.catch_up().await;
        for id in [one, other] {
            let chain: Chain = app.org(id.as_str()).await.record.chain;
            assert_eq!(&chain.ids()[..2], [org("city"), org("county-a")]);
            assert_eq!(chain.last(), Some(&id));
        }
    }
}

/// More records than one step looks at, moved to the same depth, where the index shows rewritten ones too.
#[tokio::test]
async fn a_large_subtree_is_rewritten_slice_by_slice() {
    let app = app().await;
    let model = app.member_record("branch-a11-m1").await.record;
    let member = |number: u32| MemberRecord {
        member: format!("member-{number}").parse().expect("an id"),
        ..model.clone()
    };
    let items = (0..250).map(|number| Prepared::new(&member(number)).expect("serialises")).collect();
    app.shared().table.put_all(items).await.expect("writes");
    projections::rebuild(&app.context().await, &org("city")).await.expect("counts");
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let town = app.administrator(Role::Township, "town-a1").await;
    move_to(&city, "town-a1", "county-b").await.ok();
    let mut progress = Vec::new();
    loop {
        let events = stream.events().await;
        if events.is_empty() {
            break;
        }
        for event in &events {
            if stream.take(event).await {
                app.pass(1);
                progress.push(town.call::<ShowMove>(&org("town-a1"), &Nothing {}).await.ok().rewritten);
            }
        }
        let cx = app.context().await;
        let (moves, now) = (moves(&app).await, app.org("county-b").await.record.chain);
        let listing = Listing { kind: Listed::Members, name: String::new(), only: Vec::new(), most: 250 };
        let (mut seen, mut mark) = (0, None);
        loop {
            let page = cx.table().below::<MemberLine>(&moves, &now, &listing, mark).await.expect("lists");
            seen += page.rows.len();
            mark = page.next;
            if mark.is_none() {
                break;
            }
        }
        assert_eq!(seen, 258, "each once after {progress:?}");
    }
    assert!(progress.windows(2).all(|pair| pair[0] <= pair[1]), "{progress:?}");
    assert!(progress.iter().any(|rewritten| (1..261).contains(rewritten)), "in slices: {progress:?}");
    // 256 members, four organisations and the township's own account.
    assert_eq!(progress.last(), Some(&261));
    for (id, members) in [("county-b", 258), ("county-a", 0), ("city", 260), ("town-a1", 256)] {
        assert_eq!(app.org(id).await.record.counts.members, members, "{id}");
    }
}
