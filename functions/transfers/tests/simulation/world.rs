//! The tree of these tests, who acts in it, and what happens around transfers: moves, new names, dissolutions, time.

use crate::cast::{Cast, org};
use platform::store::MemberRecord;
use platform::store::keys;
use platform::testing::{Caller, TestApp};
use serde_json::{Value, json};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use shared_types::members::Standing;
use shared_types::orgs::{
    AccountChanges, Create, Destination, Dissolve, Edit, EditAccount, Move, NewOrg, Office, OrgChanges,
    OrgKind, Show, ShowAccount,
};
use shared_types::permission::Role;
use std::sync::atomic::{AtomicI64, Ordering};

/// The tests' tree with everybody who acts in it, and two branches more that hold nothing and can be dissolved.
pub(crate) struct World {
    pub(crate) cast: Cast,
    /// Below 南镇党委.
    pub(crate) empty: Caller,
    pub(crate) empty_org: OrgId,
    /// Below 市直机关工委, for which nobody can sign in.
    pub(crate) direct: Caller,
    pub(crate) direct_org: OrgId,
    passed: AtomicI64,
}

impl World {
    pub(crate) async fn new() -> Self {
        let cast = Cast::new().await;
        let empty_org = create(&cast, "town-b1", "孙庄村党支部").await;
        let direct_org = create(&cast, "direct", "市档案局党支部").await;
        Self {
            empty: cast.app.administrator(Role::Operator, empty_org.as_str()).await,
            direct: cast.app.administrator(Role::Operator, direct_org.as_str()).await,
            empty_org,
            direct_org,
            passed: AtomicI64::new(0),
            cast,
        }
    }

    pub(crate) fn app(&self) -> &TestApp {
        &self.cast.app
    }

    /// Another branch below 南镇党委.
    pub(crate) async fn another_branch(&self) -> OrgId {
        create(&self.cast, "town-b1", "周庄村党支部").await
    }

    /// Who acts for an organisation.
    pub(crate) fn at(&self, org: &str) -> &Caller {
        let cast = &self.cast;
        match org {
            "branch-a11" => &cast.branch,
            "town-a1" => &cast.town,
            "county-a" => &cast.county,
            "county-b" => &cast.other_county,
            "town-b1" => &cast.other_town,
            "branch-b11" => &cast.other_branch,
            org if org == self.empty_org.as_str() => &self.empty,
            org if org == self.direct_org.as_str() => &self.direct,
            _ => &cast.city,
        }
    }

    /// Lets time pass; everybody signs in anew after more than a few minutes.
    pub(crate) async fn days(&mut self, days: i64) {
        self.app().pass(days * 86_400);
        let cast = &mut self.cast;
        for caller in [
            &mut cast.branch,
            &mut cast.town,
            &mut cast.county,
            &mut cast.city,
            &mut cast.other_county,
            &mut cast.other_town,
            &mut cast.other_branch,
            &mut self.empty,
            &mut self.direct,
        ] {
            *caller = caller.again().await;
        }
    }

    /// The city's department before the tree's own endpoints.
    fn tree(&self) -> Caller {
        self.cast.city.through(&self.app().serving(orgs::routes()))
    }

    /// Moves an organisation; says whether that was admitted.
    pub(crate) async fn moves(&self, what: &str, below: &str) -> bool {
        let (tree, what) = (self.tree(), org(what));
        let seen = tree.call::<Show>(&what, &Nothing {}).await;
        if seen.status() != 200 {
            return false;
        }
        let to = Destination { parent: org(below) };
        tree.with_version(seen.version()).call::<Move>(&what, &to).await.status() == 200
    }

    /// Gives an organisation another name.
    pub(crate) async fn renames(&self, what: &str, name: &str) -> bool {
        let (tree, what) = (self.tree(), org(what));
        let seen = tree.call::<Show>(&what, &Nothing {}).await;
        if seen.status() != 200 {
            return false;
        }
        let kind = seen.ok().kind;
        let changes = OrgChanges { name: name.into(), kind, village: true, office: Office::default() };
        tree.with_version(seen.version()).call::<Edit>(&what, &changes).await.status() == 200
    }

    /// Disables the account of an organisation's caller, or enables it again.
    pub(crate) async fn enables(&self, caller: &Caller, enabled: bool) -> bool {
        let (tree, account) = (self.tree(), caller.user().parse().expect("an account"));
        let seen = tree.call::<ShowAccount>(&account, &Nothing {}).await;
        if seen.status() != 200 {
            return false;
        }
        let found = seen.ok();
        let changes = AccountChanges {
            name: found.name,
            role: found.role,
            post: found.post,
            office_phone: None,
            mobile: None,
            disabled: !enabled,
        };
        tree.with_version(found.version).call::<EditAccount>(&account, &changes).await.status() == 200
    }

    /// Dissolves an organisation, whose account is disabled before.
    pub(crate) async fn dissolves(&self, what: &OrgId) -> bool {
        if ![&self.empty_org, &self.direct_org].contains(&what)
            || self.enables(self.at(what.as_str()), false).await
        {
            let tree = self.tree();
            let seen = tree.call::<Show>(what, &Nothing {}).await;
            if seen.status() == 200 {
                let reply = tree.with_version(seen.version()).call::<Dissolve>(what, &Nothing {}).await;
                return reply.status() == 200;
            }
        }
        false
    }

    /// Somebody writes a member's record for another reason.
    pub(crate) async fn edits(&self, member: &str, ethnicity: &str, standing: Option<Standing>) -> bool {
        let (table, key) = (&self.app().shared().table, keys::member(&member.parse().expect("an id")));
        let Ok(Some(found)) = table.get::<MemberRecord>(&key).await else { return false };
        let mut record = found.record;
        record.particulars.ethnicity = ethnicity.into();
        record.standing = standing.unwrap_or(record.standing);
        let mut tx = table.transaction();
        tx.save(&record, found.version, Refusal::Stale);
        tx.commit().await.is_ok()
    }

    /// Carries all rewritings to their ends.
    pub(crate) async fn settle(&self) {
        for _ in 0..60 {
            let open = self.app().shared().table.open_jobs().await;
            if open.expect("reads").is_empty() {
                return;
            }
            self.resume().await;
            self.app().pass(3);
            self.passed.fetch_add(3, Ordering::Relaxed);
        }
        panic!("a rewriting does not end");
    }

    /// A step of every rewriting.
    pub(crate) async fn resume(&self) {
        let asked = serde_json::from_value(json!({ "resume": "all" })).expect("an event");
        projections::answer(self.app().shared(), asked).await.expect("resumes");
    }

    /// Everything is as it was, the time too.
    pub(crate) async fn restore(&self, items: &[platform::store::Item]) {
        self.app().pass(-self.passed.swap(0, Ordering::Relaxed));
        self.app().restore(items).await;
    }

    pub(crate) async fn values(&self) -> Vec<Value> {
        self.app().values().await
    }
}

async fn create(cast: &Cast, parent: &str, name: &str) -> OrgId {
    let tree = cast.city.through(&cast.app.serving(orgs::routes()));
    let new = NewOrg {
        parent: org(parent),
        name: name.into(),
        kind: OrgKind::Branch,
        village: true,
        office: Office::default(),
    };
    tree.call::<Create>(&(), &new).await.ok().org
}
