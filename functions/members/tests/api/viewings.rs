//! Who looked at whose record.

use crate::roll::{app, county_a, county_b, member};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::members::{ListViewings, MaskedField, MyViewings, Show, Unmask, Unmasking, Viewed};
use shared_types::page::After;
use shared_types::permission::Role;

const WHO: &str = "branch-a11-m1";

fn latest() -> After {
    After::default()
}

#[tokio::test]
async fn every_look_is_shown_latest_first_to_the_member_and_to_the_branch() {
    let app = app().await;
    let county = county_a(&app).await;
    let operator = app.administrator(Role::Operator, "branch-a11").await;
    county.call::<Show>(&member(WHO), &Nothing {}).await.ok();
    app.pass(60);
    operator.call::<Show>(&member(WHO), &Nothing {}).await.ok();
    app.pass(60);
    county.call::<Unmask>(&member(WHO), &Unmasking { field: MaskedField::Mobile }).await.ok();

    let own = app.member(WHO).await.call::<MyViewings>(&(), &latest()).await;
    let seen: Vec<_> = own.ok().rows.into_iter().map(|row| (row.by, row.org_name, row.what)).collect();
    let look = |org: &str, what| ("孙丽".to_owned(), org.to_owned(), what);
    assert_eq!(
        seen,
        [
            look("中共甲县委组织部", Viewed::Mobile),
            look("王庄村党支部", Viewed::Record),
            look("中共甲县委组织部", Viewed::Record)
        ]
    );
    assert_eq!((own.usage().requests, own.usage().queries), (2, 1));
    let listed = operator.call::<ListViewings>(&member(WHO), &latest()).await;
    assert_eq!(listed.ok(), own.ok());
    assert_eq!(listed.usage().requests, 3);
    let other = app.member("branch-a11-m2").await.call::<MyViewings>(&(), &latest()).await.ok();
    assert!(other.rows.is_empty() && other.next.is_none());
}

#[tokio::test]
async fn viewings_come_in_pages_of_fifty_whose_cursors_are_of_no_use_elsewhere() {
    let app = app().await;
    let county = county_a(&app).await;
    for _ in 0..53 {
        county.call::<Unmask>(&member(WHO), &Unmasking { field: MaskedField::Mobile }).await.ok();
        app.pass(1);
    }
    let me = app.member(WHO).await;
    let first = me.call::<MyViewings>(&(), &latest()).await.ok();
    let next = After { cursor: first.next };
    let second = me.call::<MyViewings>(&(), &next).await.ok();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 3, None));
    let rows: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.at).collect();
    assert!(rows.windows(2).all(|pair| pair[0] > pair[1]), "{rows:?}");

    let neighbour = app.member("branch-a11-m2").await;
    assert_eq!(neighbour.call::<MyViewings>(&(), &next).await.refusal(), Refusal::Malformed);
    assert_eq!(county.call::<ListViewings>(&member(WHO), &next).await.refusal(), Refusal::Malformed);
    let county_next = After { cursor: county.call::<ListViewings>(&member(WHO), &latest()).await.ok().next };
    assert_eq!(county.call::<ListViewings>(&member(WHO), &county_next).await.ok().rows.len(), 3);
    let other_member = county.call::<ListViewings>(&member("branch-a11-m2"), &county_next).await;
    assert_eq!(other_member.refusal(), Refusal::Malformed);
    let outside = county_b(&app).await.call::<ListViewings>(&member(WHO), &county_next).await;
    assert_eq!(outside.refusal(), Refusal::NotFound);
}
