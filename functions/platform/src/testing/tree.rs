//! The tree of the API tests. Ids are names: see [`ORGS`]; each branch has two members, `<branch>-m1` and
//! `<branch>-m2`.

use super::TestApp;
use crate::store::{
    Chain, CredentialRecord, Holdings, MemberRecord, MobileRecord, OrgRecord, Record, Transaction, Unique,
    UniqueRecord,
};
use shared_types::id_number::{IdNumber, check_character};
use shared_types::ids::{MemberId, OrgId};
use shared_types::members::{DuesCategory, Education, MemberKind, Occupation, Particulars, Standing};
use shared_types::orgs::{Counts, OrgKind};
use std::collections::HashMap;

/// Organisation, the one above it, kind, name.
pub(super) const ORGS: [(&str, &str, OrgKind, &str); 13] = [
    ("city", "", OrgKind::Department, "中共甲市委组织部"),
    ("direct", "city", OrgKind::WorkingCommittee, "市直机关工委"),
    ("county-a", "city", OrgKind::Department, "中共甲县委组织部"),
    ("county-b", "city", OrgKind::Department, "中共乙县委组织部"),
    ("town-a1", "county-a", OrgKind::Committee, "东镇党委"),
    ("town-a2", "county-a", OrgKind::Committee, "西镇党委"),
    ("town-b1", "county-b", OrgKind::Committee, "南镇党委"),
    ("general-a11", "town-a1", OrgKind::GeneralBranch, "幸福社区党总支"),
    ("branch-a11", "town-a1", OrgKind::Branch, "王庄村党支部"),
    ("branch-a12", "town-a1", OrgKind::Branch, "李庄村党支部"),
    ("branch-a111", "general-a11", OrgKind::Branch, "幸福社区第一党支部"),
    ("branch-b11", "town-b1", OrgKind::Branch, "赵庄村党支部"),
    ("branch-d1", "direct", OrgKind::Branch, "市国土资源局党支部"),
];

fn number_of(member: &str) -> usize {
    let branch = member.get(..member.len() - 3).unwrap_or_default();
    let at = ORGS.iter().position(|(id, ..)| *id == branch).expect("a branch of the test tree");
    at * 2 + usize::from(member.ends_with("m2"))
}

pub(super) fn id_number(member: &str) -> String {
    let head = format!("3213221962081{:04}", number_of(member) * 7 + 5020);
    format!("{head}{}", check_character(&head).expect("17 digits"))
}

pub(super) fn mobile(member: &str) -> String {
    format!("138{:08}", number_of(member) * 13 + 12_345_678)
}

pub(super) async fn plant(app: &TestApp) {
    let mut chains: HashMap<&str, Chain> = HashMap::new();
    let mut orgs = Vec::new();
    for (id, above, kind, name) in ORGS {
        let org: OrgId = id.parse().expect("an id");
        let chain = match chains.get(above) {
            Some(above) => above.child(org.clone()),
            None => Chain::root(org.clone()),
        };
        chains.insert(id, chain.clone());
        orgs.push(org_record(app, org, chain, kind, name).await);
    }
    app.put(&orgs).await;
    let branches = ORGS.iter().filter(|(_, _, kind, _)| kind.is_branch());
    let members: Vec<(String, Chain, &str)> = branches
        .flat_map(|(branch, _, _, name)| {
            let chain = chains.get(branch).expect("planted");
            ["m1", "m2"].map(|number| (format!("{branch}-{number}"), chain.clone(), *name))
        })
        .collect();
    // Four records each; the local database of 2020 takes 10 writes at once.
    for some in members.chunks(2) {
        let mut transaction = app.shared().table.transaction();
        for (member, chain, branch_name) in some {
            plant_member(app, &mut transaction, member, chain.clone(), branch_name).await;
        }
        transaction.commit().await.expect("writes");
    }
    recount(app, &orgs, &chains).await;
}

async fn org_record(app: &TestApp, org: OrgId, chain: Chain, kind: OrgKind, name: &str) -> OrgRecord {
    let cx = app.context().await;
    let mut record = OrgRecord {
        held: held(&org),
        org,
        name: name.into(),
        kind,
        village: name.contains('村') || name.contains("社区"),
        chain,
        former: Vec::new(),
        secretary: Some("李国平".into()),
        secretary_mobile: None,
        phone: Some("0527-80012345".into()),
        address: Some("人民路 1 号".into()),
        fax: None,
        postcode: None,
        term_starts: "2024-01-01".parse().ok(),
        term_ends: "2028-12-31".parse().ok(),
        counts: Counts::default(),
    };
    let place = record.key().field("secretary_mobile");
    record.secretary_mobile = Some(cx.ring().seal(&place, "13912345678").expect("seals"));
    record
}

fn held(org: &OrgId) -> Holdings {
    let below = ORGS.iter().filter(|(_, above, ..)| *above == org.as_str()).count();
    let branch = ORGS.iter().any(|(id, _, kind, _)| *id == org.as_str() && kind.is_branch());
    let orgs = u32::try_from(below).expect("small");
    Holdings { members: if branch { 2 } else { 0 }, orgs, accounts: 0, transfers: 0 }
}

async fn plant_member(
    app: &TestApp,
    transaction: &mut Transaction,
    id: &str,
    chain: Chain,
    branch_name: &str,
) {
    let cx = app.context().await;
    let member: MemberId = id.parse().expect("an id");
    let number: IdNumber = id_number(id).parse().expect("a valid number");
    let key = crate::store::keys::member(&member);
    let hash = |purpose: &str, value: &str| cx.ring().hashes(purpose, value).swap_remove(0);
    let (id_hash, mobile_hash) = (hash("id_number", number.expose()), hash("mobile", &mobile(id)));
    let record = MemberRecord {
        member: member.clone(),
        chain,
        branch_name: branch_name.into(),
        id_number: cx.ring().seal(&key.field("id_number"), number.expose()).expect("seals"),
        id_hash: id_hash.clone(),
        mobile: Some(cx.ring().seal(&key.field("mobile"), &mobile(id)).expect("seals")),
        mobile_hash: Some(mobile_hash.clone()),
        sex: number.sex(),
        born: number.birth_day(),
        standing: Standing::Normal,
        particulars: particulars(number_of(id)),
        transfer: None,
    };
    transaction.put(&record);
    transaction.put(&UniqueRecord { what: Unique::IdNumber(id_hash), holder: id.into() });
    transaction.put(&MobileRecord { hash: mobile_hash, member });
    // Members of the test tree have replaced nothing yet.
    transaction.put(&CredentialRecord::initial(id, None));
}

fn particulars(number: usize) -> Particulars {
    let names = ["王秀兰", "王建国", "单春梅", "仇建国", "李国平", "周海燕", "张敏", "赵永明"];
    Particulars {
        name: names.get(number % names.len()).copied().unwrap_or("王秀兰").into(),
        ethnicity: "汉族".into(),
        native_place: Some("江苏宿迁".into()),
        home_address: Some("王庄村一组".into()),
        education: Education::JuniorSecondary,
        degree: None,
        work_unit: None,
        post: None,
        occupation: Occupation::Farmer,
        kind: MemberKind::Full,
        joined: "1985-07-01".parse().expect("a day"),
        full_since: "1986-07-01".parse().ok(),
        dues_category: DuesCategory::Farmer,
        floating: false,
        lost_contact: false,
    }
}

/// The counts that the projection would have come to.
async fn recount(app: &TestApp, orgs: &[OrgRecord], chains: &HashMap<&str, Chain>) {
    for some in orgs.chunks(10) {
        let mut transaction = app.shared().table.transaction();
        for org in some {
            let covered: Vec<_> = ORGS.iter().filter(|(id, ..)| chains[id].contains(&org.org)).collect();
            let count = |count: usize| i64::try_from(count).expect("small");
            let members = covered.iter().filter(|(_, _, kind, _)| kind.is_branch()).count() * 2;
            let children = ORGS.iter().filter(|(_, above, ..)| *above == org.org.as_str()).count();
            let numbers = [
                ("n_members", count(members)),
                ("n_orgs", count(covered.len() - 1)),
                ("n_children", count(children)),
                ("n_corrections", 0),
            ];
            transaction.add(&org.key(), &numbers, shared_types::error::Refusal::NotFound);
        }
        transaction.commit().await.expect("counts");
    }
}
