//! Who gets in: every endpoint of the feature for nobody, for the other kind of user, and for somebody
//! outside.

use crate::roll::{NUMBER, app, county_a, county_b, member, new_member, unchanged};
use platform::testing::Caller;
use shared_types::endpoint::{Endpoint, Nothing};
use shared_types::error::Refusal;
use shared_types::ids::{CorrectionId, MemberId};
use shared_types::members::{
    Add, Approve, Edit, Export, List, ListCorrections, ListViewings, MaskedField, MemberChanges,
    MemberFilter, Mine, MyBranch, MyCorrections, MyViewings, Proposal, Propose, ProposedValue, Reason,
    RecordField, Return, Show, ShowCorrection, Standing, Unmask, Unmasking,
};
use shared_types::page::After;

const WHO: &str = "branch-a11-m1";

/// What the caller is told by the endpoints of administrators, each named.
async fn administration(
    caller: &Caller,
    changes: &MemberChanges,
    id: &CorrectionId,
) -> Vec<(&'static str, Refusal)> {
    let who: MemberId = member(WHO);
    let caller = caller.with_version(1);
    let filter = MemberFilter { org: "branch-a11".parse().ok(), ..MemberFilter::default() };
    let reason = Reason { reason: "有误".into() };
    let field = MaskedField::IdNumber;
    async fn told<E: Endpoint>(caller: &Caller, path: &E::Path, body: &E::Body) -> (&'static str, Refusal) {
        (E::NAME, caller.call::<E>(path, body).await.refusal())
    }
    vec![
        told::<List>(&caller, &(), &filter).await,
        told::<Show>(&caller, &who, &Nothing {}).await,
        told::<Add>(&caller, &(), &new_member("branch-a11", NUMBER)).await,
        told::<Edit>(&caller, &who, changes).await,
        told::<Unmask>(&caller, &who, &Unmasking { field }).await,
        told::<ListViewings>(&caller, &who, &After::default()).await,
        told::<Export>(&caller, &(), &filter).await,
        told::<ShowCorrection>(&caller, id, &Nothing {}).await,
        told::<Approve>(&caller, id, &Nothing {}).await,
        told::<Return>(&caller, id, &reason).await,
    ]
}

fn proposal() -> Proposal {
    let changes = vec![ProposedValue { field: RecordField::Post, to: "组长".into() }];
    Proposal { changes, note: None }
}

#[tokio::test]
async fn nobody_a_member_and_a_sibling_county_get_nothing_and_write_nothing() {
    let app = app().await;
    let me = app.member(WHO).await;
    let id = me.call::<Propose>(&(), &proposal()).await.ok().correction;
    let changes = MemberChanges { standing: Standing::Suspended, ..unchanged(&app, WHO).await };
    let sibling = county_b(&app).await;
    let before = app.items().await;
    for (caller, expected) in [
        (app.anyone(), Refusal::Unauthenticated),
        (app.anyone().with_token("a.b.c"), Refusal::Unauthenticated),
        (me, Refusal::Forbidden),
        (sibling, Refusal::NotFound),
    ] {
        let told = administration(&caller, &changes, &id).await;
        assert_eq!(told.len(), 10);
        for (endpoint, refusal) in told {
            assert_eq!(refusal, expected, "{endpoint}");
        }
        if expected != Refusal::NotFound {
            assert_eq!(caller.call::<ListCorrections>(&(), &After::default()).await.refusal(), expected);
        }
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn what_is_ones_own_is_for_members_only() {
    let app = app().await;
    let county = county_a(&app).await;
    let before = app.items().await;
    for (caller, expected) in [(app.anyone(), Refusal::Unauthenticated), (county, Refusal::Forbidden)] {
        assert_eq!(caller.call::<Mine>(&(), &Nothing {}).await.refusal(), expected);
        assert_eq!(caller.call::<MyBranch>(&(), &Nothing {}).await.refusal(), expected);
        assert_eq!(caller.call::<MyViewings>(&(), &After::default()).await.refusal(), expected);
        assert_eq!(caller.call::<Propose>(&(), &proposal()).await.refusal(), expected);
        assert_eq!(caller.call::<MyCorrections>(&(), &Nothing {}).await.refusal(), expected);
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn nobody_is_found_who_does_not_exist() {
    let app = app().await;
    let county = county_a(&app).await;
    let changes = unchanged(&app, WHO).await;
    let before = app.items().await;
    let nobody = member("nobody");
    let field = MaskedField::Mobile;
    assert_eq!(county.call::<Show>(&nobody, &Nothing {}).await.refusal(), Refusal::NotFound);
    let edit = county.with_version(1).call::<Edit>(&nobody, &changes).await;
    assert_eq!(edit.refusal(), Refusal::NotFound);
    assert_eq!(county.call::<Unmask>(&nobody, &Unmasking { field }).await.refusal(), Refusal::NotFound);
    let viewings = county.call::<ListViewings>(&nobody, &After::default()).await;
    assert_eq!(viewings.refusal(), Refusal::NotFound);
    assert_eq!(app.items().await, before);
}
