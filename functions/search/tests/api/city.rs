//! What the tests of the search share: the test tree with an index, people to call, and what they find.

use platform::testing::{Caller, TestApp};
use shared_types::permission::Role;
use shared_types::search::{FindMembers, FindOrgs, Hits, MemberHit, MemberSearch, OrgHit, OrgSearch};

pub(crate) async fn app() -> TestApp {
    let app = TestApp::new(search::routes()).await;
    reindex(&app).await;
    app
}

pub(crate) async fn reindex(app: &TestApp) {
    let cx = app.context().await;
    projections::reindex(&cx, &"city".parse().expect("an id")).await.expect("an index");
}

pub(crate) async fn city(app: &TestApp) -> Caller {
    app.administrator(Role::CityDepartment, "city").await
}

pub(crate) async fn county_a(app: &TestApp) -> Caller {
    app.administrator(Role::County, "county-a").await
}

pub(crate) async fn county_b(app: &TestApp) -> Caller {
    app.administrator(Role::County, "county-b").await
}

pub(crate) fn org_search(name: &str, below: Option<&str>) -> OrgSearch {
    OrgSearch { name: name.into(), below: below.map(|org| org.parse().expect("an id")) }
}

pub(crate) fn member_search(text: &str) -> MemberSearch {
    MemberSearch { text: text.into(), ..MemberSearch::default() }
}

pub(crate) fn orgs(found: &Hits<OrgHit>) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.org.as_str()).collect()
}

pub(crate) fn members(found: &Hits<MemberHit>) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.row.member.as_str()).collect()
}

pub(crate) async fn found_orgs(caller: &Caller, name: &str) -> Vec<String> {
    let found = caller.call::<FindOrgs>(&(), &org_search(name, None)).await.ok();
    found.hits.into_iter().map(|hit| hit.org.to_string()).collect()
}

pub(crate) async fn found_members(caller: &Caller, text: &str) -> Vec<String> {
    let found = caller.call::<FindMembers>(&(), &member_search(text)).await.ok();
    found.hits.into_iter().map(|hit| hit.row.member.to_string()).collect()
}
