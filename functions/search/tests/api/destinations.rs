//! Organisations of the whole city, by name and path only.

use crate::city::{app, orgs};
use shared_types::permission::Role;
use shared_types::search::{DestinationSearch, FindDestinations};

fn looked_for(name: &str, branches: bool) -> DestinationSearch {
    DestinationSearch { name: name.into(), branches }
}

#[tokio::test]
async fn a_branch_finds_destinations_all_over_the_city_the_nearest_first() {
    let app = app().await;
    let branch = app.administrator(Role::Operator, "branch-b11").await;
    let reply = branch.call::<FindDestinations>(&(), &looked_for("庄村", false)).await;
    let found = reply.ok();
    assert_eq!(orgs(&found), ["branch-b11", "branch-a12", "branch-a11"]);
    assert_eq!(found.hits[1].path, ["中共甲市委组织部", "中共甲县委组织部", "东镇党委"]);
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 1));
    // By name and path only.
    for word in ["李国平", "13912345678", "0527-80012345", "人民路", "counts", "secretary"] {
        assert!(!reply.text().contains(word), "{word}");
    }
}

#[tokio::test]
async fn only_branches_where_only_branches_can_be() {
    let app = app().await;
    let town = app.administrator(Role::Township, "town-a1").await;
    let all = town.call::<FindDestinations>(&(), &looked_for("xingfu", false)).await.ok();
    assert_eq!(orgs(&all), ["general-a11", "branch-a111"]);
    let branches = town.call::<FindDestinations>(&(), &looked_for("xingfu", true)).await.ok();
    assert_eq!(orgs(&branches), ["branch-a111"]);
}
