//! What a member sees of themselves and their branch.

use crate::roll::{app, county_a, member, unchanged};
use platform::store::{Move, Moves, keys};
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::members::{Edit, MemberChanges, Mine, MyBranch, Standing};

const WHO: &str = "branch-a111-m1";

#[tokio::test]
async fn a_member_sees_their_record_masked() {
    let app = app().await;
    let reply = app.member(WHO).await.call::<Mine>(&(), &Nothing {}).await;
    let own = reply.ok();
    assert_eq!((own.member.as_str(), own.branch_name.as_str()), (WHO, "幸福社区第一党支部"));
    assert!(
        !reply.text().contains(&TestApp::id_number(WHO)) && !reply.text().contains(&TestApp::mobile(WHO))
    );
    assert!(own.id_number.contains("********") && own.mobile.is_some_and(|mobile| mobile.contains("****")));
    assert_eq!((reply.version(), reply.usage().requests), (1, 1));
}

#[tokio::test]
async fn a_member_sees_an_edit_of_the_branch_at_once() {
    let app = app().await;
    let me = app.member(WHO).await;
    let changes = MemberChanges { standing: Standing::Suspended, ..unchanged(&app, WHO).await };
    county_a(&app).await.with_version(1).call::<Edit>(&member(WHO), &changes).await.ok();
    let own = me.call::<Mine>(&(), &Nothing {}).await.ok();
    assert_eq!((own.standing, own.version), (Standing::Suspended, 2));
}

#[tokio::test]
async fn a_member_sees_their_branch_and_can_call_the_secretary() {
    let app = app().await;
    let reply = app.member(WHO).await.call::<MyBranch>(&(), &Nothing {}).await;
    let branch = reply.ok();
    assert_eq!((branch.org.as_str(), branch.name.as_str()), ("branch-a111", "幸福社区第一党支部"));
    assert_eq!(branch.path, ["中共甲市委组织部", "中共甲县委组织部", "东镇党委", "幸福社区党总支"]);
    assert_eq!(branch.secretary.as_deref(), Some("李国平"));
    assert_eq!(branch.secretary_mobile.as_deref(), Some("13912345678"));
    assert_eq!(branch.members, 2);
    assert_eq!((reply.usage().requests, reply.usage().queries), (2, 0));
}

#[tokio::test]
async fn while_the_branch_is_being_moved_its_new_place_is_shown() {
    let app = app().await;
    let from = app.org("general-a11").await.record.chain;
    let to = app.org("town-a2").await.record.chain.child("general-a11".parse().expect("an id"));
    app.put(&[Moves { active: vec![Move { from, to }], ..Moves::none("city".parse().expect("an id")) }])
        .await;
    let branch = app.member(WHO).await.call::<MyBranch>(&(), &Nothing {}).await.ok();
    assert_eq!(branch.path, ["中共甲市委组织部", "中共甲县委组织部", "西镇党委", "幸福社区党总支"]);
}

#[tokio::test]
async fn a_dissolved_branch_is_not_found() {
    let app = app().await;
    let me = app.member(WHO).await;
    let mut transaction = app.shared().table.transaction();
    transaction.forget(&keys::org(&"branch-a111".parse().expect("an id")));
    transaction.commit().await.expect("removes");
    let refusal = me.call::<MyBranch>(&(), &Nothing {}).await.refusal();
    assert_eq!(refusal, shared_types::error::Refusal::NotFound);
}
