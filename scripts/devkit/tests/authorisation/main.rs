//! The authorisation matrix: every endpoint of the list × every role × {own, child, parent, sibling, other
//! county, ended}, and members and nobody besides. An endpoint without a sample call fails the test.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod samples;

use platform::testing::{Caller, TestApp};
use samples::{Sample, Target, sample};
use shared_types::endpoint::{CallerKind, Listed, Visitor};
use shared_types::members::{Proposal, Propose, ProposedValue, RecordField};
use shared_types::permission::{Permission, Role};
use shared_types::transfers::{NewTransfer, Pass, Reason, Remark, Return, Submit, TransferKind};
use std::collections::HashMap;

/// An endpoint as the matrix sees it.
#[derive(Clone, Copy)]
struct Entry {
    name: &'static str,
    kind: CallerKind,
    permission: Option<Permission>,
}

#[derive(Default)]
struct Entries(Vec<Entry>);

impl Visitor for Entries {
    fn visit<E: Listed>(&mut self) {
        let kind = <E::Caller as shared_types::endpoint::Caller>::KIND;
        self.0.push(Entry { name: E::NAME, kind, permission: E::PERMISSION });
    }
}

fn entries() -> Vec<Entry> {
    let mut entries = Entries::default();
    shared_types::visit_endpoints(&mut entries);
    entries.0
}

/// Where the thing that a call is about stands, seen from the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Own,
    Child,
    Parent,
    Sibling,
    OtherCounty,
    Ended,
}

/// An organisation in each relation, empty where there is none.
type Places = [(Relation, &'static str); 6];

/// For each role: where it is held, and an organisation in each relation. Branches stand in where members
/// are needed.
const PLACES: [(Role, &str, Places); 6] = [
    (Role::CityDepartment, "city", places("city", "county-a", "", "", "")),
    (Role::CityDirect, "direct", places("direct", "branch-d1", "city", "county-a", "branch-b11")),
    (Role::County, "county-a", places("county-a", "town-a1", "city", "county-b", "branch-b11")),
    (Role::CountyDirect, "town-a2", places("town-a2", "", "county-a", "town-a1", "town-b1")),
    (Role::Township, "town-a1", places("town-a1", "branch-a11", "county-a", "town-a2", "branch-b11")),
    (Role::Operator, "branch-a11", places("branch-a11", "", "town-a1", "branch-a12", "branch-b11")),
];

const fn places(
    own: &'static str,
    child: &'static str,
    parent: &'static str,
    sibling: &'static str,
    other: &'static str,
) -> Places {
    [
        (Relation::Own, own),
        (Relation::Child, child),
        (Relation::Parent, parent),
        (Relation::Sibling, sibling),
        (Relation::OtherCounty, other),
        (Relation::Ended, own),
    ]
}

/// A member on a branch at or below each organisation of [`PLACES`], where there is one.
fn member_below(org: &str) -> Option<&'static str> {
    match org {
        "direct" | "branch-d1" => Some("branch-d1-m1"),
        "county-b" | "town-b1" | "branch-b11" => Some("branch-b11-m1"),
        "branch-a12" => Some("branch-a12-m1"),
        "city" | "county-a" | "town-a1" | "branch-a11" => Some("branch-a11-m1"),
        _ => None,
    }
}

struct World {
    app: TestApp,
    corrections: HashMap<&'static str, String>,
    /// Transfers out of the city, which concern nobody but the sending side; each was returned, so that its turn is at
    /// its branch.
    transfers: HashMap<&'static str, String>,
    /// A letter somewhere.
    letter: String,
    accounts: HashMap<&'static str, String>,
}

impl World {
    async fn new() -> Self {
        let routes = platform::http::Router::new();
        let app = TestApp::new(routes).await;
        let members = app.serving(members::routes());
        let mut corrections = HashMap::new();
        for member in ["branch-d1-m1", "branch-b11-m1", "branch-a12-m1", "branch-a11-m1"] {
            let change = ProposedValue { field: RecordField::Post, to: "会计".into() };
            let proposal = Proposal { changes: vec![change], note: None };
            let reply = members.member(member).await.call::<Propose>(&(), &proposal).await.ok();
            corrections.insert(member, reply.correction.to_string());
        }
        let mut accounts = HashMap::new();
        for (_, _, places) in PLACES {
            for (_, org) in places {
                if !org.is_empty() && !accounts.contains_key(org) {
                    let account = app.administrator(Role::Operator, org).await;
                    accounts.insert(org, account.user().to_owned());
                }
            }
        }
        let (transfers, letter) = transfers(&app).await;
        Self { app, corrections, transfers, letter, accounts }
    }

    fn serving(&self, endpoint: &str) -> TestApp {
        self.app.serving(match endpoint.split('.').next() {
            Some("auth") => auth::routes(),
            Some("orgs") => orgs::routes(),
            Some("members") => members::routes(),
            Some("transfers") => transfers::routes(),
            Some("uploads") => uploads::routes(),
            Some("search") => search::routes(),
            other => panic!("no routes for {other:?}"),
        })
    }

    /// What stands at `org`, seen from a caller to whom it stands in `relation`: below a superior stands
    /// the caller too, so nothing there is out of reach but the superior itself.
    fn target(&self, relation: Relation, org: &str) -> Target {
        let member = member_below(org).filter(|_| relation != Relation::Parent);
        Target {
            org: org.into(),
            member: member.map(str::to_owned),
            correction: member.and_then(|member| self.corrections.get(member)).cloned(),
            transfer: member.and_then(|member| self.transfers.get(member)).cloned(),
            letter: self.letter.clone(),
            account: self.accounts.get(org).cloned().unwrap_or_default(),
        }
    }
}

/// A returned transfer of each member of the matrix, and the letter of somebody else's.
async fn transfers(app: &TestApp) -> (HashMap<&'static str, String>, String) {
    let app = app.serving(transfers::routes());
    let city = app.administrator(Role::CityDepartment, "city").await;
    let begun = async |branch: &str, member: &str| {
        let new = NewTransfer {
            member: member.parse().unwrap(),
            kind: TransferKind::Out,
            form: samples::transfer_form(),
        };
        let operator = app.administrator(Role::Operator, branch).await;
        operator.call::<Submit>(&(), &new).await.ok()
    };
    let mut transfers = HashMap::new();
    for (branch, member) in [
        ("branch-d1", "branch-d1-m1"),
        ("branch-b11", "branch-b11-m1"),
        ("branch-a12", "branch-a12-m1"),
        ("branch-a11", "branch-a11-m1"),
    ] {
        let transfer = begun(branch, member).await;
        let reason = Reason { reason: "请补充材料".into() };
        let caller = city.with_version(transfer.version);
        caller.call::<Return>(&transfer.transfer, &reason).await.ok();
        transfers.insert(member, transfer.transfer.to_string());
    }
    let mut transfer = begun("branch-a111", "branch-a111-m2").await;
    while transfer.letter.is_none() {
        let caller = city.with_version(transfer.version);
        transfer = caller.call::<Pass>(&transfer.transfer, &Remark::default()).await.ok();
    }
    (transfers, transfer.letter.unwrap().letter.to_string())
}

async fn send(world: &World, caller: &Caller, entry: Entry, sample: &Sample) -> (u16, String) {
    let caller = caller.through(&world.serving(entry.name)).with_version(999_999);
    let reply = caller.send::<samples::Any>(sample.method, &sample.target, &sample.body).await;
    (reply.status(), reply.text().to_owned())
}

/// Names that nobody outside a county may ever read in an answer.
fn leaks(role: Role, text: &str) -> bool {
    let foreign: &[&str] = match role {
        Role::CityDepartment => &[],
        Role::CityDirect => &["甲县", "乙县", "镇党委", "庄村党支部", "幸福社区"],
        Role::County | Role::CountyDirect | Role::Township | Role::Operator => {
            &["乙县", "南镇", "赵庄", "国土资源局"]
        }
    };
    foreign.iter().any(|name| text.contains(name))
}

#[tokio::test]
async fn every_administrator_reaches_exactly_what_role_and_scope_allow() {
    let world = World::new().await;
    let (mut faults, mut checked) = (Vec::new(), 0);
    for (role, at, places) in PLACES {
        let caller = world.app.administrator(role, at).await;
        let ended = world.app.administrator(role, at).await;
        ended.end_session().await;
        for entry in entries().into_iter().filter(|entry| entry.kind == CallerKind::Administrator) {
            for (relation, org) in places.into_iter().filter(|(_, org)| !org.is_empty()) {
                let Some(sample) = sample(entry.name, &world.target(relation, org)) else { continue };
                let caller = if relation == Relation::Ended { &ended } else { &caller };
                let (status, text) = send(&world, caller, entry, &sample).await;
                checked += 1;
                let expected = expected(role, relation, entry, &sample);
                let absent = sample.may_be_absent && status == 404;
                let admitted = expected.admits(status) || absent && matches!(expected, Expected::Admitted);
                if !admitted || leaks(role, &text) {
                    faults.push(format!("{role:?} {relation:?} {}: {status} {text}", entry.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {checked}:\n{}", faults.len(), faults.join("\n"));
    assert!(checked > 500, "{checked} checks");
}

#[derive(Debug)]
enum Expected {
    /// Whatever the rules say about the thing itself.
    Admitted,
    /// In reach, but not for this role or not at one's own organisation.
    Forbidden,
    /// As if it did not exist.
    NotFound,
    Unauthenticated,
}

impl Expected {
    fn admits(&self, status: u16) -> bool {
        match self {
            Expected::Admitted => !matches!(status, 401 | 403 | 404 | 500..),
            Expected::Forbidden => status == 403,
            Expected::NotFound => status == 404,
            Expected::Unauthenticated => status == 401,
        }
    }
}

fn expected(role: Role, relation: Relation, entry: Entry, sample: &Sample) -> Expected {
    let permission = entry.permission.expect("administrators' endpoints have one");
    match relation {
        Relation::Ended => Expected::Unauthenticated,
        _ if sample.about_caller && !role.allows(permission) => Expected::Forbidden,
        _ if sample.about_caller => Expected::Admitted,
        Relation::Parent | Relation::Sibling | Relation::OtherCounty if role.allows(permission) => {
            Expected::NotFound
        }
        Relation::Parent | Relation::Sibling | Relation::OtherCounty if sample.names_org => {
            Expected::NotFound
        }
        _ if !role.allows(permission) => Expected::Forbidden,
        // Accounts are managed by a superior organisation; only the city department has none.
        Relation::Own if sample.of_subordinates && role != Role::CityDepartment => Expected::Forbidden,
        Relation::Own | Relation::Child => Expected::Admitted,
        // The role does not include it, and what the call is about is found only by reading it.
        Relation::Parent | Relation::Sibling | Relation::OtherCounty => Expected::Forbidden,
    }
}

#[tokio::test]
async fn members_and_nobody_are_kept_out_of_the_administration() {
    let world = World::new().await;
    let member = world.app.member("branch-a11-m1").await;
    let nobody = world.app.anyone();
    for entry in entries() {
        let target = world.target(Relation::Own, "branch-a11");
        let sample = sample(entry.name, &target).unwrap_or_else(|| panic!("{} has no sample", entry.name));
        let (status, text) = send(&world, &nobody, entry, &sample).await;
        if entry.kind != CallerKind::Anyone {
            assert_eq!(status, 401, "nobody: {} {text}", entry.name);
        }
        if entry.kind == CallerKind::Administrator {
            let (status, text) = send(&world, &member, entry, &sample).await;
            assert_eq!(status, 403, "a member: {} {text}", entry.name);
        }
    }
}

#[tokio::test]
async fn administrators_have_no_member_side() {
    let world = World::new().await;
    let county = world.app.administrator(Role::County, "county-a").await;
    for entry in entries().into_iter().filter(|entry| entry.kind == CallerKind::Oneself) {
        let sample = sample(entry.name, &world.target(Relation::Own, "branch-a11")).expect("a sample");
        let (status, text) = send(&world, &county, entry, &sample).await;
        assert_eq!(status, 403, "{} {text}", entry.name);
    }
}

#[tokio::test]
async fn every_endpoint_is_served_by_its_feature() {
    let world = World::new().await;
    for entry in entries() {
        let sample = sample(entry.name, &world.target(Relation::Own, "branch-a11")).expect("a sample");
        let reply = world
            .serving(entry.name)
            .anyone()
            .send::<samples::Any>(sample.method, &sample.target, &sample.body)
            .await;
        assert_ne!(reply.status(), 404, "{} is not served", entry.name);
    }
}
