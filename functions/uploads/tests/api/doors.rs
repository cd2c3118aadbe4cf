//! Who gets in.

use crate::{app, begin, browser, finish, jpeg, new_file, operator, send, state};
use platform::store::FileState;
use platform::testing::{Caller, TestApp};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::permission::Role;
use shared_types::uploads::{Begin, Finish, Media, ShowHealth};

async fn ended(app: &TestApp) -> Caller {
    let caller = operator(app).await;
    caller.end_session().await;
    caller
}

#[tokio::test]
async fn nobody_and_no_member_announces_or_finishes_a_photo() {
    let app = app().await;
    let operator = operator(&app).await;
    let file = send(&operator, &jpeg(64, 48)).await;
    let (member, ended) = (app.member("branch-a11-m1").await, ended(&app).await);
    let before = app.items().await;
    for (caller, refusal) in [
        (app.anyone(), Refusal::Unauthenticated),
        (app.anyone().with_token("a.b.c"), Refusal::Unauthenticated),
        (ended, Refusal::Unauthenticated),
        (member, Refusal::Forbidden),
    ] {
        let new = new_file(1000, Media::Jpeg);
        assert_eq!(caller.call::<Begin>(&(), &new).await.refusal(), refusal);
        assert_eq!(caller.call::<Finish>(&file, &Nothing {}).await.refusal(), refusal);
    }
    assert_eq!(app.items().await, before);
    app.anyone().call::<ShowHealth>(&(), &Nothing {}).await.ok();
}

#[tokio::test]
async fn a_photo_is_finished_by_who_announced_it_and_is_not_found_by_others() {
    let app = app().await;
    let own = operator(&app).await;
    let photo = jpeg(64, 48);
    let permit = begin(&own, &photo).await;
    assert_eq!(browser::put(&permit, &photo).await, 200);
    for (role, at) in [
        (Role::Operator, "branch-a11"),
        (Role::County, "county-a"),
        (Role::County, "county-b"),
        (Role::CityDepartment, "city"),
    ] {
        let other = app.administrator(role, at).await;
        let before = app.items().await;
        let told = other.call::<Finish>(&permit.file, &Nothing {}).await.refusal();
        assert_eq!(told, Refusal::NotFound, "{role:?} at {at}");
        let nowhere = other.call::<Finish>(&"nowhere".parse().expect("an id"), &Nothing {}).await;
        assert_eq!(nowhere.refusal(), Refusal::NotFound, "what does not exist looks the same");
        assert_eq!(app.items().await, before);
    }
    assert_eq!(state(&app, &permit.file).await, FileState::Begun);
    finish(&own, &permit.file).await;
}
