//! Random histories: whatever is created, added, moved, renamed and dissolved, and however the changes arrive,
//! the numbers beside every organisation are those that a recount comes to.

use crate::doors::{changes, new_account};
use crate::moving::move_to;
use crate::{app, new_org, org};
use platform::store::{Chain, Held, Holdings, MemberRecord, OrgRecord, Versioned, keys};
use platform::testing::{Caller, TestApp};
use projections::testing::Follower;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::members::Standing;
use shared_types::orgs::{
    AccountChanges, Counts, Create, CreateAccount, Dissolve, Edit, EditAccount, OrgKind,
};
use shared_types::permission::Role;

struct History {
    app: TestApp,
    city: Caller,
    random: StdRng,
    members: Vec<MemberRecord>,
    accounts: Vec<shared_types::ids::AccountId>,
}

impl History {
    async fn ids(&self) -> Vec<String> {
        let items = self.app.items().await;
        let keys = items.iter().filter_map(|item| item.get("pk")?.as_s().ok());
        keys.filter_map(|pk| pk.strip_prefix("O#").map(str::to_owned)).collect()
    }

    async fn orgs(&self) -> Vec<OrgRecord> {
        let mut orgs = Vec::new();
        for id in self.ids().await {
            orgs.push(self.app.org(&id).await.record);
        }
        orgs
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.random.random_range(0..from.len())].clone()
    }

    /// Something happens; that it may be refused belongs to it.
    async fn happen(&mut self, step: u32) {
        let ids = self.ids().await;
        let (one, other) = (self.pick(&ids), self.pick(&ids));
        let Versioned { record: one, version } = self.app.org(&one).await;
        let kind = self.pick(&OrgKind::ALL);
        let city = self.city.clone();
        let id = one.org.clone();
        match self.random.random_range(0..10) {
            0..3 => {
                city.call::<Create>(&(), &new_org(id.as_str(), &format!("新{step}"), kind)).await;
            }
            3 if one.kind.is_branch() => self.add_member(&one, step).await,
            4 => self.end_membership().await,
            5..7 => {
                move_to(&city, id.as_str(), &other).await;
            }
            7 => {
                city.with_version(version).call::<Dissolve>(&id, &Nothing {}).await;
            }
            8 => {
                let wanted = changes(&format!("改{step}"), kind);
                city.with_version(version).call::<Edit>(&id, &wanted).await;
            }
            _ => self.change_account(&id, step).await,
        }
    }

    async fn add_member(&mut self, branch: &OrgRecord, step: u32) {
        let model = self.app.member_record("branch-d1-m1").await.record;
        let moves = self.app.stored(&keys::moves(&org("city"))).await;
        let chain: Chain = match moves {
            Some(moves) => {
                let moves: platform::store::Moves = moves.record;
                moves.current(&branch.chain)
            }
            None => branch.chain.clone(),
        };
        let member = format!("member-{step}").parse().expect("an id");
        let record = MemberRecord { member, chain, branch_name: branch.name.clone(), ..model };
        let mut tx = self.app.shared().table.transaction();
        tx.create(&record, Refusal::Internal);
        tx.hold(&branch.org, Held::Member, 1, None, Refusal::NotFound);
        tx.commit().await.expect("adds");
        self.members.push(record);
    }

    async fn end_membership(&mut self) {
        let Some(known) = self.members.pop() else { return };
        let found = self.app.member_record(known.member.as_str()).await;
        let record = MemberRecord { standing: Standing::Deceased, ..found.record };
        let mut tx = self.app.shared().table.transaction();
        tx.save(&record, found.version, Refusal::Stale);
        tx.hold(record.chain.last().expect("a branch"), Held::Member, -1, None, Refusal::NotFound);
        tx.commit().await.expect("ends");
    }

    async fn change_account(&mut self, at: &shared_types::ids::OrgId, step: u32) {
        if let Some(account) = self.accounts.pop() {
            let wanted = AccountChanges { disabled: true, ..crate::doors::account_changes(Role::Operator) };
            self.city.with_version(1).call::<EditAccount>(&account, &wanted).await;
        } else {
            let new = new_account(&format!("login{step}"), Role::Operator);
            let reply = self.city.call::<CreateAccount>(at, &new).await;
            self.accounts.extend((reply.status() == 200).then(|| reply.ok().account.account));
        }
    }
}

async fn numbers(history: &History) -> Vec<(String, Counts, Holdings)> {
    history.orgs().await.into_iter().map(|org| (org.org.to_string(), org.counts, org.held)).collect()
}

async fn run(seed: u64) {
    let app = app().await;
    let mut stream = Follower::new(&app).await;
    let city = app.administrator(Role::CityDepartment, "city").await;
    let mut history = History {
        city,
        app: app.clone(),
        random: StdRng::seed_from_u64(seed),
        members: Vec::new(),
        accounts: Vec::new(),
    };
    let mut old: Vec<Value> = Vec::new();
    for step in 0..60 {
        history.happen(step).await;
        if history.random.random_bool(0.4) {
            for event in stream.events().await {
                stream.take(&event).await;
                old.push(event);
            }
        }
        // Something that was followed before comes again.
        if !old.is_empty() && history.random.random_bool(0.2) {
            let event = history.pick(&old);
            stream.take(&event).await;
        }
    }
    stream.catch_up().await;
    let followed = numbers(&history).await;
    assert!(followed.len() > 13, "seed {seed}: something was created");
    projections::rebuild(&app.context().await, &org("city")).await.expect("rebuilds");
    assert_eq!(followed, numbers(&history).await, "seed {seed}");
    for org in history.orgs().await {
        assert!(org.chain.depth() <= shared_types::orgs::DEEPEST, "seed {seed}: {:?}", org.chain);
    }
}

#[tokio::test]
async fn followed_numbers_equal_a_recount() {
    for seed in 0..3 {
        run(seed).await;
    }
}

#[tokio::test]
async fn a_recount_repairs_whatever_the_numbers_were() {
    let app = app().await;
    let before: Vec<_> = ["city", "county-a", "town-a1", "branch-a11"].into();
    let mut right = Vec::new();
    for id in &before {
        right.push(app.org(id).await.record.counts);
        let mut tx = app.shared().table.transaction();
        tx.add(
            &keys::org(&org(id)),
            &[("n_members", 7), ("n_orgs", -3), ("n_corrections", 1)],
            Refusal::NotFound,
        );
        tx.commit().await.expect("disturbs");
    }
    let orgs = projections::rebuild(&app.context().await, &org("city")).await.expect("rebuilds");
    assert_eq!(orgs, 13);
    for (id, counts) in before.iter().zip(right) {
        assert_eq!(app.org(id).await.record.counts, counts, "{id}");
    }
}
