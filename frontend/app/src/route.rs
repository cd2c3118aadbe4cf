//! The addresses of the app: which screens there are, what each is called and who may open it. A leaf: knows
//! no page.

use kit::services::router;
use kit::text::titles;
use shared_types::auth::Who;
use shared_types::ids::{AccountId, CorrectionId, MemberId, OrgId};
use shared_types::permission::Permission;

/// Who may open a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Everybody, signed in or not.
    Anyone,
    /// An account or a member.
    SignedIn,
    /// An account whose role includes this.
    Administrator(Permission),
    /// A member, about themselves.
    Oneself,
}

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// The home screen: one for organisations, one for members.
    Home,
    /// The door.
    SignIn,
    /// The level below one's own organisation.
    Orgs,
    /// The level below an organisation.
    OrgsBelow(OrgId),
    /// An organisation's details.
    Org(OrgId),
    /// A new organisation below this one.
    NewOrg(OrgId),
    /// An organisation's fields.
    EditOrg(OrgId),
    /// Another superior for an organisation.
    MoveOrg(OrgId),
    /// Accounts of this level and below; `?org=` narrows it.
    Accounts,
    /// A new account; `?org=` chooses where.
    NewAccount,
    /// One account.
    Account(AccountId),
    /// An account's fields.
    EditAccount(AccountId),
    /// Members of this level and below; filters in the query.
    Members,
    /// A new member; `?branch=` chooses where.
    NewMember,
    /// A member's record.
    Member(MemberId),
    /// A record's fields.
    EditMember(MemberId),
    /// Who looked at a record.
    Viewings(MemberId),
    /// Corrections that wait.
    Corrections,
    /// One correction.
    Correction(CorrectionId),
    /// One's branch.
    MyBranch,
    /// One's record.
    MyRecord,
    /// Proposes a correction to one's record.
    Propose,
    /// One's corrections.
    MyCorrections,
    /// Who looked at one's record.
    MyViewings,
    /// Settings.
    Settings,
    /// One's devices.
    Devices,
    /// One's password.
    ChangePassword,
    /// What the app is.
    About,
    /// How personal data is treated.
    Privacy,
    /// How to keep the app on the phone.
    Install,
    /// Anything else.
    NotFound,
}

impl Route {
    /// Who may open it.
    pub(crate) fn audience(&self) -> Audience {
        use Permission::*;
        match self {
            Route::SignIn | Route::About | Route::Privacy | Route::Install | Route::NotFound => {
                Audience::Anyone
            }
            Route::Home | Route::Settings | Route::Devices | Route::ChangePassword => Audience::SignedIn,
            Route::Orgs | Route::OrgsBelow(_) | Route::Org(_) => Audience::Administrator(ViewOrgs),
            Route::NewOrg(_) | Route::EditOrg(_) | Route::MoveOrg(_) => Audience::Administrator(ManageOrgs),
            Route::Accounts | Route::Account(_) => Audience::Administrator(ViewAccounts),
            Route::NewAccount | Route::EditAccount(_) => Audience::Administrator(ManageAccounts),
            Route::Members | Route::Member(_) => Audience::Administrator(ViewMembers),
            Route::NewMember
            | Route::EditMember(_)
            | Route::Viewings(_)
            | Route::Corrections
            | Route::Correction(_) => Audience::Administrator(ManageMembers),
            Route::MyBranch | Route::MyRecord | Route::Propose | Route::MyCorrections | Route::MyViewings => {
                Audience::Oneself
            }
        }
    }

    /// Whether somebody who is signed in may open it.
    pub(crate) fn opens_for(&self, who: &Who) -> bool {
        match (self.audience(), who) {
            (Audience::Anyone | Audience::SignedIn, _) => true,
            (Audience::Administrator(needed), Who::Account { role, .. }) => role.allows(needed),
            (Audience::Oneself, Who::Member { .. }) => true,
            (Audience::Administrator(_), Who::Member { .. }) | (Audience::Oneself, Who::Account { .. }) => {
                false
            }
        }
    }
}

impl router::Route for Route {
    fn from_path(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        fn with<I: std::str::FromStr>(id: &str, route: fn(I) -> Route) -> Route {
            id.parse().map_or(Route::NotFound, route)
        }
        match parts.as_slice() {
            [] => Route::Home,
            ["sign-in"] => Route::SignIn,
            ["orgs"] => Route::Orgs,
            ["orgs", id] => with(id, Route::Org),
            ["orgs", id, "below"] => with(id, Route::OrgsBelow),
            ["orgs", id, "new"] => with(id, Route::NewOrg),
            ["orgs", id, "edit"] => with(id, Route::EditOrg),
            ["orgs", id, "move"] => with(id, Route::MoveOrg),
            ["accounts"] => Route::Accounts,
            ["accounts", "new"] => Route::NewAccount,
            ["accounts", id] => with(id, Route::Account),
            ["accounts", id, "edit"] => with(id, Route::EditAccount),
            ["members"] => Route::Members,
            ["members", "new"] => Route::NewMember,
            ["members", id] => with(id, Route::Member),
            ["members", id, "edit"] => with(id, Route::EditMember),
            ["members", id, "viewings"] => with(id, Route::Viewings),
            ["corrections"] => Route::Corrections,
            ["corrections", id] => with(id, Route::Correction),
            ["my", "branch"] => Route::MyBranch,
            ["my", "record"] => Route::MyRecord,
            ["my", "record", "correct"] => Route::Propose,
            ["my", "corrections"] => Route::MyCorrections,
            ["my", "viewings"] => Route::MyViewings,
            ["settings"] => Route::Settings,
            ["settings", "devices"] => Route::Devices,
            ["settings", "password"] => Route::ChangePassword,
            ["about"] => Route::About,
            ["privacy"] => Route::Privacy,
            ["install"] => Route::Install,
            _ => Route::NotFound,
        }
    }

    fn to_path(&self) -> String {
        match self {
            Route::Home => "/".to_owned(),
            Route::SignIn => "/sign-in".to_owned(),
            Route::Orgs => "/orgs".to_owned(),
            Route::OrgsBelow(org) => ["/orgs/", org.as_str(), "/below"].concat(),
            Route::Org(org) => ["/orgs/", org.as_str()].concat(),
            Route::NewOrg(org) => ["/orgs/", org.as_str(), "/new"].concat(),
            Route::EditOrg(org) => ["/orgs/", org.as_str(), "/edit"].concat(),
            Route::MoveOrg(org) => ["/orgs/", org.as_str(), "/move"].concat(),
            Route::Accounts => "/accounts".to_owned(),
            Route::NewAccount => "/accounts/new".to_owned(),
            Route::Account(account) => ["/accounts/", account.as_str()].concat(),
            Route::EditAccount(account) => ["/accounts/", account.as_str(), "/edit"].concat(),
            Route::Members => "/members".to_owned(),
            Route::NewMember => "/members/new".to_owned(),
            Route::Member(member) => ["/members/", member.as_str()].concat(),
            Route::EditMember(member) => ["/members/", member.as_str(), "/edit"].concat(),
            Route::Viewings(member) => ["/members/", member.as_str(), "/viewings"].concat(),
            Route::Corrections => "/corrections".to_owned(),
            Route::Correction(correction) => ["/corrections/", correction.as_str()].concat(),
            Route::MyBranch => "/my/branch".to_owned(),
            Route::MyRecord => "/my/record".to_owned(),
            Route::Propose => "/my/record/correct".to_owned(),
            Route::MyCorrections => "/my/corrections".to_owned(),
            Route::MyViewings => "/my/viewings".to_owned(),
            Route::Settings => "/settings".to_owned(),
            Route::Devices => "/settings/devices".to_owned(),
            Route::ChangePassword => "/settings/password".to_owned(),
            Route::About => "/about".to_owned(),
            Route::Privacy => "/privacy".to_owned(),
            Route::Install => "/install".to_owned(),
            Route::NotFound => "/not-found".to_owned(),
        }
    }

    fn title(&self) -> String {
        let title = match self {
            Route::Home => return titles::PRODUCT.to_owned(),
            Route::SignIn => titles::SIGN_IN,
            Route::Orgs | Route::OrgsBelow(_) => titles::ORGS,
            Route::Org(_) => titles::ORG,
            Route::NewOrg(_) => titles::NEW_ORG,
            Route::EditOrg(_) => titles::EDIT_ORG,
            Route::MoveOrg(_) => titles::MOVE_ORG,
            Route::Accounts => titles::ACCOUNTS,
            Route::NewAccount => titles::NEW_ACCOUNT,
            Route::Account(_) => titles::ACCOUNT,
            Route::EditAccount(_) => titles::EDIT_ACCOUNT,
            Route::Members => titles::MEMBERS,
            Route::NewMember => titles::NEW_MEMBER,
            Route::Member(_) => titles::MEMBER,
            Route::EditMember(_) => titles::EDIT_MEMBER,
            Route::Viewings(_) => titles::VIEWINGS,
            Route::Corrections => titles::CORRECTIONS,
            Route::Correction(_) => titles::CORRECTION,
            Route::MyBranch => titles::MY_BRANCH,
            Route::MyRecord => titles::MY_RECORD,
            Route::Propose => titles::PROPOSE,
            Route::MyCorrections => titles::MY_CORRECTIONS,
            Route::MyViewings => titles::MY_VIEWINGS,
            Route::Settings => titles::SETTINGS,
            Route::Devices => titles::DEVICES,
            Route::ChangePassword => titles::CHANGE_PASSWORD,
            Route::About => titles::ABOUT,
            Route::Privacy => titles::PRIVACY,
            Route::Install => titles::INSTALL,
            Route::NotFound => titles::NOT_FOUND,
        };
        [title, " · ", titles::PRODUCT].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::services::router::Route as _;
    use shared_types::permission::Role;

    fn every() -> Vec<Route> {
        let org: OrgId = "new".parse().expect("an id");
        let member: MemberId = "0198f3b2".parse().expect("an id");
        let account: AccountId = "edit".parse().expect("an id");
        vec![
            Route::Home,
            Route::SignIn,
            Route::Orgs,
            Route::OrgsBelow(org.clone()),
            Route::Org(org.clone()),
            Route::NewOrg(org.clone()),
            Route::EditOrg(org.clone()),
            Route::MoveOrg(org),
            Route::Accounts,
            Route::NewAccount,
            Route::Account(account.clone()),
            Route::EditAccount(account),
            Route::Members,
            Route::NewMember,
            Route::Member(member.clone()),
            Route::EditMember(member.clone()),
            Route::Viewings(member),
            Route::Corrections,
            Route::Correction("c-1".parse().expect("an id")),
            Route::MyBranch,
            Route::MyRecord,
            Route::Propose,
            Route::MyCorrections,
            Route::MyViewings,
            Route::Settings,
            Route::Devices,
            Route::ChangePassword,
            Route::About,
            Route::Privacy,
            Route::Install,
            Route::NotFound,
        ]
    }

    #[test]
    fn the_loader_knows_what_everybody_may_read() {
        let public = every().into_iter().filter(|route| route.audience() == Audience::Anyone);
        let public = public.filter(|route| !matches!(route, Route::SignIn | Route::NotFound));
        let mut list: Vec<String> = public.map(|route| format!("{:?}", route.to_path())).collect();
        list.sort();
        let said = format!("const PUBLIC = [{}];", list.join(", "));
        assert!(include_str!("../static/loader.js").contains(&said), "{said}");
    }

    fn account(role: Role) -> Who {
        Who::Account {
            account: "a".parse().expect("an id"),
            name: "李国平".into(),
            org: "o".parse().expect("an id"),
            org_name: "众兴街道".into(),
            role,
        }
    }

    fn member() -> Who {
        Who::Member {
            member: "m".parse().expect("an id"),
            name: "王秀兰".into(),
            branch: "o".parse().expect("an id"),
            branch_name: "幸福社区党支部".into(),
        }
    }

    #[test]
    fn every_route_is_read_back_from_its_path() {
        for route in every() {
            assert_eq!(Route::from_path(&route.to_path()), route);
        }
    }

    #[test]
    fn strange_paths_lead_to_the_page_that_says_so() {
        for path in ["/nothing", "/orgs/A B", "/orgs/a/b", "/members/x/y/z", "/my", "/orgs/%E5%85%9A"] {
            assert_eq!(Route::from_path(path), Route::NotFound, "{path}");
        }
        assert_eq!(Route::from_path("/orgs/"), Route::Orgs);
    }

    #[test]
    fn titles_are_distinct_but_for_the_levels_of_one_browser() {
        let titles: Vec<String> = every().iter().map(Route::title).collect();
        let mut distinct = titles.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), titles.len() - 1, "{titles:?}");
    }

    #[test]
    fn members_open_their_own_screens_and_administrators_theirs() {
        for route in every() {
            let (administrator, member) = (account(Role::CityDepartment), member());
            let (for_accounts, for_members) = match route.audience() {
                Audience::Anyone | Audience::SignedIn => (true, true),
                Audience::Administrator(_) => (true, false),
                Audience::Oneself => (false, true),
            };
            assert_eq!(route.opens_for(&administrator), for_accounts, "{route:?}");
            assert_eq!(route.opens_for(&member), for_members, "{route:?}");
        }
    }

    #[test]
    fn operators_work_on_the_roll_alone() {
        let operator = account(Role::Operator);
        for (path, opens) in [
            ("/orgs", true),
            ("/orgs/o/edit", false),
            ("/orgs/o/new", false),
            ("/orgs/o/move", false),
            ("/accounts", false),
            ("/accounts/new", false),
            ("/members", true),
            ("/members/new", true),
            ("/members/m/edit", true),
            ("/corrections", true),
        ] {
            assert_eq!(Route::from_path(path).opens_for(&operator), opens, "{path}");
        }
    }
}
