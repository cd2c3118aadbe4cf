//! The people one can sign in as on a local stack: an account of each role at an organisation where the role is
//! held, the administrator of a sibling county, and one member. Never part of a deployment: the passwords are
//! written here.

use super::{
    people::Person,
    tree::{Planned, Tree},
};
use crate::identities::{Door, Identity};
use anyhow::Result;
use shared_types::{members::Standing, orgs::OrgKind, permission::Role};

/// The password of all demo accounts; it need not be replaced, so that trying things out is quick. The member has
/// the deployment's initial password, which must be.
pub(crate) const PASSWORD: &str = "Dangyuan2026";

/// The mobile of the demo member.
const MEMBER_MOBILE: &str = "13905240008";

/// Counties that the demo prefers, because the guide's examples are there: the administrator's, and its sibling.
const COUNTIES: [&str; 2] = ["沭阳县", "泗阳县"];

/// A demo account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    /// The word that journeys ask for, part of the id.
    pub(crate) key: &'static str,
    /// Login name.
    pub(crate) login: &'static str,
    /// The administrator's name.
    pub(crate) name: &'static str,
    /// Where the codes go.
    pub(crate) mobile: &'static str,
    /// 职务
    pub(crate) post: &'static str,
    /// The role.
    pub(crate) role: Role,
    /// Where the organisation stands in the tree.
    pub(crate) org: usize,
}

/// Who the demo is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Demo {
    /// The accounts.
    pub(crate) accounts: Vec<Account>,
    /// Where the branch of the demo member stands in the tree.
    pub(crate) branch: usize,
}

impl Demo {
    /// The demo of a tree. What a small tree does not have, such as a second county, has no account.
    pub(crate) fn new(tree: &Tree) -> Self {
        let [county, sibling] = counties(tree);
        let direct = |above: Option<usize>| {
            above.and_then(|at| tree.get(at)).and_then(|org| tree.position(&format!("{}-zs", org.id)))
        };
        let branch = county
            .and_then(|county| village_branch(tree, Some(county), OrgKind::Committee))
            .or_else(|| village_branch(tree, None, OrgKind::Committee))
            .or_else(|| tree.orgs().iter().position(|org| org.kind.is_branch()));
        let township = branch.and_then(|branch| tree.way_to(branch).get(2).copied());
        let township = township.filter(|at| tree.get(*at).is_some_and(|org| !org.kind.is_branch()));
        let accounts = [
            ("city", "suqian", "赵卫国", "13905240001", "组织科科长", Role::CityDepartment, Some(0)),
            (
                "city-direct",
                "sqzhigong",
                "钱红梅",
                "13905240002",
                "组织部部长",
                Role::CityDirect,
                direct(Some(0)),
            ),
            ("county", "shuyang", "孙志强", "13905240003", "组织科科长", Role::County, county),
            (
                "county-direct",
                "syzhigong",
                "李春燕",
                "13905240004",
                "副书记",
                Role::CountyDirect,
                direct(county),
            ),
            ("township", "longji", "周海军", "13905240005", "组织委员", Role::Township, township),
            ("operator", "caozuoyuan", "吴秀英", "13905240006", "党务工作者", Role::Operator, branch),
            ("sibling", "siyang", "单春梅", "13905240007", "组织科科长", Role::County, sibling),
        ];
        let accounts = accounts.into_iter().filter_map(|(key, login, name, mobile, post, role, org)| {
            org.map(|org| Account { key, login, name, mobile, post, role, org })
        });
        Self { accounts: accounts.collect(), branch: branch.unwrap_or(0) }
    }

    /// A person as the demo member, who can sign in.
    ///
    /// # Errors
    /// None with the number that is written here.
    pub(crate) fn member(person: Person) -> Result<Person> {
        let mut person =
            Person { mobile: Some(MEMBER_MOBILE.parse()?), standing: Standing::Normal, ..person };
        person.particulars.floating = false;
        person.particulars.lost_contact = false;
        Ok(person)
    }

    /// The list for people and journeys; `member` is the demo member, `initial_password` theirs.
    pub(crate) fn identities(
        &self,
        tree: &Tree,
        member: Option<&Person>,
        initial_password: &str,
    ) -> Vec<Identity> {
        let org = |at: usize| tree.get(at).map(|org| org.name.clone()).unwrap_or_default();
        let accounts = self.accounts.iter().map(|account| Identity {
            key: account.key.to_owned(),
            door: Door::Org,
            role: title(account.role).to_owned(),
            name: account.name.to_owned(),
            org: org(account.org),
            login: account.login.to_owned(),
            password: PASSWORD.to_owned(),
            phone: account.mobile.to_owned(),
        });
        let member = member.map(|member| Identity {
            key: "member".to_owned(),
            door: Door::Member,
            role: "党员".to_owned(),
            name: member.particulars.name.clone(),
            org: org(member.branch),
            login: member.id_number.expose().to_owned(),
            password: initial_password.to_owned(),
            phone: member.mobile.as_ref().map(|mobile| mobile.expose().to_owned()).unwrap_or_default(),
        });
        accounts.chain(member).collect()
    }
}

/// A role as the product calls it.
fn title(role: Role) -> &'static str {
    match role {
        Role::CityDepartment => "市委组织部",
        Role::CityDirect => "市直党（工）委管理员",
        Role::County => "县区管理员",
        Role::CountyDirect => "县区直党（工）委管理员",
        Role::Township => "乡镇管理员",
        Role::Operator => "操作员",
    }
}

/// The county of the demo and its sibling.
fn counties(tree: &Tree) -> [Option<usize>; 2] {
    let departments: Vec<(usize, &Planned)> = tree
        .orgs()
        .iter()
        .enumerate()
        .filter(|(_, org)| org.depth == 1 && org.kind == OrgKind::Department)
        .collect();
    let find = |wanted: &dyn Fn(&(usize, &Planned)) -> bool| {
        departments.iter().find(|one| wanted(one)).map(|(at, _)| *at)
    };
    let [name, sibling_name] = COUNTIES;
    let county = find(&|(_, org)| org.place == name).or_else(|| find(&|_| true));
    let sibling = find(&|(at, org)| org.place == sibling_name && Some(*at) != county)
        .or_else(|| find(&|(at, _)| Some(*at) != county));
    [county, sibling]
}

/// The first branch of a village below a township with this kind of committee, somewhere below `above`; one with
/// a secretary whom its members can call.
fn village_branch(tree: &Tree, above: Option<usize>, committee: OrgKind) -> Option<usize> {
    (0..tree.orgs().len()).find(|at| {
        let fits =
            |org: &Planned| org.village && org.kind.is_branch() && org.office.secretary_mobile.is_some();
        let way = tree.way_to(*at);
        tree.get(*at).is_some_and(fits)
            && above.is_none_or(|above| way.contains(&above))
            && way.get(2).and_then(|at| tree.get(*at)).is_some_and(|org| org.kind == committee)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::divisions::Divisions;
    use garde::Validate;
    use shared_types::{dates::Today, text};
    use std::collections::HashSet;

    fn tree() -> Tree {
        let divisions =
            Divisions::read(&crate::paths::at("scripts/devkit/data/suqian-divisions.csv")).unwrap();
        Tree::plant(&divisions, 1, "2026-11-23".parse().unwrap(), 3000).unwrap()
    }

    #[test]
    fn each_role_is_held_where_it_may_be() {
        let tree = tree();
        let demo = Demo::new(&tree);
        assert_eq!(demo.accounts.iter().map(|one| one.role).collect::<HashSet<_>>().len(), Role::ALL.len());
        for account in &demo.accounts {
            let org = tree.get(account.org).unwrap();
            assert!(Role::at_depth(org.depth).contains(&account.role), "{account:?} at {}", org.name);
        }
        let org = |key: &str| demo.accounts.iter().find(|one| one.key == key).unwrap().org;
        let way = tree.way_to(demo.branch);
        assert_eq!(way[..3], [org("city"), org("county"), org("township")]);
        assert_eq!(org("operator"), demo.branch);
        assert_eq!(tree.get(org("county")).unwrap().name, "中共沭阳县委组织部");
        assert_eq!(tree.get(org("sibling")).unwrap().name, "中共泗阳县委组织部");
        let branch = tree.get(demo.branch).unwrap();
        assert!(branch.village && branch.kind.is_branch() && branch.office.secretary_mobile.is_some());
    }

    #[test]
    fn logins_mobiles_and_the_password_are_accepted() {
        let today = Today("2026-11-23".parse().unwrap());
        let demo = Demo::new(&tree());
        for account in &demo.accounts {
            text::login_name(account.login, &today).unwrap();
            text::mobile(account.mobile, &today).unwrap();
            text::person_name(account.name, &today).unwrap();
        }
        text::mobile(MEMBER_MOBILE, &today).unwrap();
        text::new_password(PASSWORD, &today).unwrap();
        let distinct =
            |of: fn(&Account) -> &'static str| demo.accounts.iter().map(of).collect::<HashSet<_>>();
        for values in [distinct(|one| one.login), distinct(|one| one.mobile), distinct(|one| one.key)] {
            assert_eq!(values.len(), demo.accounts.len());
            assert!(!values.contains(MEMBER_MOBILE));
        }
    }

    #[test]
    fn a_city_without_counties_has_the_accounts_that_it_can_have() {
        let divisions = Divisions::parse("code,name,parent_code,level\n32,某市,,city\n".as_bytes()).unwrap();
        let tree = Tree::plant(&divisions, 1, "2026-11-23".parse().unwrap(), 3).unwrap();
        let demo = Demo::new(&tree);
        let keys: Vec<&str> = demo.accounts.iter().map(|one| one.key).collect();
        assert_eq!(keys, ["city", "city-direct", "township", "operator"]);
        assert!(tree.get(demo.branch).unwrap().kind.is_branch());
        for account in &demo.accounts {
            assert!(Role::at_depth(tree.get(account.org).unwrap().depth).contains(&account.role));
        }
        assert!(tree.get(0).unwrap().office.validate_with(&Today("2026-11-23".parse().unwrap())).is_ok());
    }
}
