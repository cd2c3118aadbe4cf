//! Every screen has one address, and opens for whom it should.

use super::*;
use kit::services::router::Route as _;
use shared_types::permission::Role;

fn every() -> Vec<Route> {
    let org: OrgId = "new".parse().expect("an id");
    let member: MemberId = "0198f3b2".parse().expect("an id");
    let account: AccountId = "edit".parse().expect("an id");
    let transfer: TransferId = "0198f3b3".parse().expect("an id");
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
        Route::Transfers,
        Route::ChooseTransfer,
        Route::NewTransfer(TransferKind::InCity),
        Route::NewTransfer(TransferKind::Out),
        Route::NewTransfer(TransferKind::IntraUnit),
        Route::NewArrival,
        Route::Transfer(transfer.clone()),
        Route::CorrectTransfer(transfer.clone()),
        Route::Receipt(transfer.clone()),
        Route::Letter(transfer.clone()),
        Route::MyTransfers,
        Route::MyLetter(transfer),
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
    assert!(include_str!("../../static/loader.js").contains(&said), "{said}");
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
        ("/transfers", true),
        ("/transfers/new/in-city", true),
        ("/transfers/t", true),
    ] {
        assert_eq!(Route::from_path(path).opens_for(&operator), opens, "{path}");
    }
}
