//! A sample call of every endpoint, about a thing that stands somewhere. Edits carry a version that is never
//! right and creations an ID number or login that is taken, so that an admitted call changes nothing.

use platform::testing::TestApp;
use shared_types::auth;
use shared_types::endpoint::{Endpoint, Nothing, target};
use shared_types::members::{self, MaskedField};
use shared_types::orgs;
use shared_types::page::After;
use shared_types::permission::Role;
use shared_types::search;
use shared_types::transfers;
use shared_types::uploads;
use std::str::FromStr;

/// Stands in for the type of an endpoint where only status and text matter.
pub(crate) type Any = orgs::Home;

/// Something that calls are about.
pub(crate) struct Target {
    pub(crate) org: String,
    pub(crate) member: Option<String>,
    pub(crate) correction: Option<String>,
    pub(crate) transfer: Option<String>,
    pub(crate) letter: String,
    pub(crate) account: String,
}

/// A call, ready to be sent.
pub(crate) struct Sample {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) body: String,
    /// It names an organisation, so that reach is checked before the role.
    pub(crate) names_org: bool,
    /// It is about the caller's own reach as a whole, whatever the target.
    pub(crate) about_caller: bool,
    /// It asks for something that need not be there.
    pub(crate) may_be_absent: bool,
    /// It manages accounts, which only a superior organisation does.
    pub(crate) of_subordinates: bool,
}

fn call<E: Endpoint>(path: &E::Path, body: &E::Body) -> Option<Sample> {
    Some(Sample {
        method: E::METHOD.as_str(),
        target: target::<E>(path, body),
        body: if E::METHOD.asks_by_query() { String::new() } else { serde_json::to_string(body).ok()? },
        names_org: E::org(path, body).is_some(),
        about_caller: false,
        may_be_absent: need_not_be_there::<E>(),
        of_subordinates: false,
    })
}

/// An organisation that is not being moved has no move to show, nor every transfer a letter or a receipt slip; a
/// photo is its sender's alone, wherever that is.
fn need_not_be_there<E: Endpoint>() -> bool {
    let rare = [transfers::ShowLetter::NAME, transfers::ShowSlip::NAME, transfers::MyLetter::NAME];
    rare.contains(&E::NAME) || [orgs::ShowMove::NAME, uploads::Finish::NAME].contains(&E::NAME)
}

fn about_caller(sample: Option<Sample>) -> Option<Sample> {
    sample.map(|sample| Sample { about_caller: true, ..sample })
}

fn of_subordinates(sample: Option<Sample>) -> Option<Sample> {
    sample.map(|sample| Sample { of_subordinates: true, ..sample })
}

fn id<I: FromStr>(text: &str) -> I
where
    I::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

/// A sample call of an endpoint about `about`; `None` where nothing of its kind stands there.
///
/// # Panics
/// For an endpoint without a sample.
pub(crate) fn sample(endpoint: &str, about: &Target) -> Option<Sample> {
    match endpoint.split('.').next() {
        Some("auth") => of_auth(endpoint, about),
        Some("orgs") => of_orgs(endpoint, about),
        Some("members") => of_members(endpoint, about),
        Some("transfers") => of_transfers(endpoint, about),
        Some("uploads") => of_uploads(endpoint, about),
        Some("search") => of_search(endpoint, about),
        _ => panic!("{endpoint} has no sample"),
    }
}

fn of_auth(endpoint: &str, about: &Target) -> Option<Sample> {
    let credentials =
        auth::Credentials { door: auth::Door::Org, name: "nobody".into(), password: "wrong".into() };
    let challenge = id("none");
    match endpoint {
        "auth.show_health" => call::<auth::ShowHealth>(&(), &Nothing {}),
        "auth.sign_in" => call::<auth::SignIn>(&(), &credentials),
        "auth.confirm_code" => {
            call::<auth::ConfirmCode>(&(), &auth::Code { challenge, code: "000000".into(), remember: true })
        }
        "auth.send_code_again" => call::<auth::SendCodeAgain>(&(), &auth::CodeAgain { challenge }),
        "auth.replace_initial_password" => {
            let first = auth::FirstPassword { challenge, password: "Abcdefg1".into() };
            call::<auth::ReplaceInitialPassword>(&(), &first)
        }
        "auth.refresh" => call::<auth::Refresh>(&(), &Nothing {}),
        "auth.sign_out" => call::<auth::SignOut>(&(), &Nothing {}),
        "auth.sign_out_everywhere" => call::<auth::SignOutEverywhere>(&(), &Nothing {}),
        "auth.list_devices" => call::<auth::ListDevices>(&(), &Nothing {}),
        "auth.remove_device" => call::<auth::RemoveDevice>(&id("none"), &Nothing {}),
        "auth.change_password" => {
            let change = auth::PasswordChange { old: "111111".into(), new: "Abcdefg1".into() };
            call::<auth::ChangePassword>(&(), &change)
        }
        "auth.reset_member_password" => {
            call::<auth::ResetMemberPassword>(&id(about.member.as_deref()?), &Nothing {})
        }
        "auth.reset_account_password" => {
            of_subordinates(call::<auth::ResetAccountPassword>(&id(&about.account), &Nothing {}))
        }
        _ => panic!("{endpoint} has no sample"),
    }
}

fn of_orgs(endpoint: &str, about: &Target) -> Option<Sample> {
    let org = id(&about.org);
    match endpoint {
        "orgs.home" => about_caller(call::<orgs::Home>(&(), &Nothing {})),
        "orgs.show" => call::<orgs::Show>(&org, &Nothing {}),
        "orgs.list_children" => call::<orgs::ListChildren>(&org, &After::default()),
        "orgs.create" => {
            // A department below anything but a department is refused, below one it stays a leaf of the test.
            let new = orgs::NewOrg {
                parent: org,
                name: "新支部".into(),
                kind: orgs::OrgKind::TemporaryBranch,
                village: false,
                office: orgs::Office::default(),
            };
            call::<orgs::Create>(&(), &new)
        }
        "orgs.edit" => {
            let changes = orgs::OrgChanges {
                name: "改名".into(),
                kind: orgs::OrgKind::Branch,
                village: false,
                office: orgs::Office::default(),
            };
            call::<orgs::Edit>(&org, &changes)
        }
        "orgs.show_health" => call::<orgs::ShowHealth>(&(), &Nothing {}),
        "orgs.move" => call::<orgs::Move>(&org, &orgs::Destination { parent: org.clone() }),
        "orgs.show_move" => call::<orgs::ShowMove>(&org, &Nothing {}),
        "orgs.dissolve" => call::<orgs::Dissolve>(&org, &Nothing {}),
        "orgs.list_accounts" => call::<orgs::ListAccounts>(&org, &orgs::AccountFilter::default()),
        "orgs.show_account" => call::<orgs::ShowAccount>(&id(&about.account), &Nothing {}),
        "orgs.create_account" => {
            let new = orgs::NewAccount {
                login: "sunli".into(),
                name: "孙丽".into(),
                role: Role::Operator,
                post: None,
                office_phone: None,
                mobile: "13700001234".into(),
            };
            of_subordinates(call::<orgs::CreateAccount>(&org, &new))
        }
        "orgs.edit_account" => {
            let changes = orgs::AccountChanges {
                name: "孙丽".into(),
                role: Role::Operator,
                post: None,
                office_phone: None,
                mobile: None,
                disabled: false,
            };
            of_subordinates(call::<orgs::EditAccount>(&id(&about.account), &changes))
        }
        _ => panic!("{endpoint} has no sample"),
    }
}

fn particulars() -> members::Particulars {
    serde_json::from_value(serde_json::json!({
        "name": "王秀兰", "ethnicity": "汉族", "education": "primary", "occupation": "farmer", "kind": "full",
        "joined": "1990-07-01", "full_since": "1991-07-01", "dues_category": "farmer"
    }))
    .expect("particulars")
}

fn of_members(endpoint: &str, about: &Target) -> Option<Sample> {
    let member = about.member.as_deref().map(id);
    let correction = about.correction.as_deref().map(id);
    match endpoint {
        "members.list" => {
            let filter = members::MemberFilter { org: Some(id(&about.org)), ..Default::default() };
            call::<members::List>(&(), &filter)
        }
        "members.export" => {
            let filter = members::MemberFilter { org: Some(id(&about.org)), ..Default::default() };
            call::<members::Export>(&(), &filter)
        }
        "members.show_health" => call::<members::ShowHealth>(&(), &Nothing {}),
        "members.show" => call::<members::Show>(&member?, &Nothing {}),
        "members.add" => {
            let new = members::NewMember {
                branch: id(&about.org),
                id_number: TestApp::id_number("branch-a11-m1"),
                mobile: None,
                particulars: particulars(),
            };
            call::<members::Add>(&(), &new)
        }
        "members.edit" => {
            let changes = members::MemberChanges {
                id_number: None,
                mobile: None,
                standing: members::Standing::Normal,
                particulars: particulars(),
            };
            call::<members::Edit>(&member?, &changes)
        }
        "members.unmask" => {
            call::<members::Unmask>(&member?, &members::Unmasking { field: MaskedField::IdNumber })
        }
        "members.list_viewings" => call::<members::ListViewings>(&member?, &After::default()),
        "members.list_corrections" => about_caller(call::<members::ListCorrections>(&(), &After::default())),
        "members.show_correction" => call::<members::ShowCorrection>(&correction?, &Nothing {}),
        "members.approve" => call::<members::Approve>(&correction?, &Nothing {}),
        "members.return" => {
            call::<members::Return>(&correction?, &members::Reason { reason: "请补充材料".into() })
        }
        "members.mine" => call::<members::Mine>(&(), &Nothing {}),
        "members.my_branch" => call::<members::MyBranch>(&(), &Nothing {}),
        "members.my_viewings" => call::<members::MyViewings>(&(), &After::default()),
        "members.propose" => {
            let change = members::ProposedValue { field: members::RecordField::Post, to: "会计".into() };
            call::<members::Propose>(&(), &members::Proposal { changes: vec![change], note: None })
        }
        "members.my_corrections" => call::<members::MyCorrections>(&(), &Nothing {}),
        _ => panic!("{endpoint} has no sample"),
    }
}

fn today() -> shared_types::dates::Day {
    platform::clock::Clock::default().now().day()
}

/// A way out of the city.
pub(crate) fn transfer_form() -> transfers::TransferForm {
    let outside = transfers::Outside {
        addressee: "中共南京市委组织部".into(),
        unit: "南京大学文学院党支部".into(),
    };
    transfers::TransferForm {
        to: None,
        outside: Some(outside),
        paid_through: "2026-01".parse().expect("a month"),
        arrears: 0,
        note: None,
    }
}

fn of_transfers(endpoint: &str, about: &Target) -> Option<Sample> {
    use transfers::TransferKind;
    let member = about.member.as_deref().map(id);
    let transfer = about.transfer.as_deref().map(id);
    let reason = transfers::Reason { reason: "请补充材料".into() };
    let remark = transfers::Remark::default();
    match endpoint {
        "transfers.home" => about_caller(call::<transfers::Home>(&(), &Nothing {})),
        "transfers.list" => {
            let filter = transfers::TransferFilter { org: Some(id(&about.org)), ..Default::default() };
            call::<transfers::List>(&(), &filter)
        }
        "transfers.preview" => call::<transfers::Preview>(
            &(),
            &transfers::Ends { member: Some(member?), ..transfers::Ends::default() },
        ),
        "transfers.submit" => {
            let form = transfer_form();
            let new = transfers::NewTransfer { member: member?, kind: TransferKind::Out, form };
            call::<transfers::Submit>(&(), &new)
        }
        "transfers.register" => {
            let arrival = transfers::Arrival {
                to: id(&about.org),
                letter: transfers::PaperLetter {
                    number: "宁组转2026第7号".into(),
                    issuer: "中共南京市委组织部".into(),
                    from: "南京大学文学院党支部".into(),
                    issued: today(),
                    valid_days: 30,
                },
                id_number: TestApp::id_number("branch-a11-m1"),
                mobile: None,
                particulars: particulars(),
                paid_through: "2026-01".parse().expect("a month"),
                arrears: 0,
                note: None,
            };
            call::<transfers::Register>(&(), &arrival)
        }
        "transfers.show" => call::<transfers::Show>(&transfer?, &Nothing {}),
        "transfers.pass" => call::<transfers::Pass>(&transfer?, &remark),
        "transfers.accept" => call::<transfers::Accept>(&transfer?, &remark),
        "transfers.return" => call::<transfers::Return>(&transfer?, &reason),
        "transfers.resubmit" => call::<transfers::Resubmit>(&transfer?, &transfer_form()),
        "transfers.withdraw" => call::<transfers::Withdraw>(&transfer?, &Nothing {}),
        "transfers.redirect" => {
            call::<transfers::Redirect>(&transfer?, &transfers::NewBranch { to: id(&about.org) })
        }
        "transfers.reissue" => call::<transfers::Reissue>(&transfer?, &reason),
        "transfers.register_receipt" => {
            let receipt = transfers::NewReceipt {
                day: today(),
                handler: "刘建军".into(),
                handler_phone: None,
                file: None,
            };
            call::<transfers::RegisterReceipt>(&transfer?, &receipt)
        }
        "transfers.show_letter" => call::<transfers::ShowLetter>(&transfer?, &Nothing {}),
        "transfers.show_slip" => call::<transfers::ShowSlip>(&transfer?, &Nothing {}),
        "transfers.mine" => call::<transfers::Mine>(&(), &Nothing {}),
        "transfers.my_letter" => call::<transfers::MyLetter>(&transfer?, &Nothing {}),
        "transfers.verify" => call::<transfers::Verify>(&id(&about.letter), &Nothing {}),
        "transfers.show_health" => call::<transfers::ShowHealth>(&(), &Nothing {}),
        _ => panic!("{endpoint} has no sample"),
    }
}

fn of_uploads(endpoint: &str, about: &Target) -> Option<Sample> {
    match endpoint {
        "uploads.show_health" => call::<uploads::ShowHealth>(&(), &Nothing {}),
        "uploads.begin" => {
            let (purpose, media) = (uploads::Purpose::Slip, uploads::Media::Jpeg);
            about_caller(call::<uploads::Begin>(&(), &uploads::NewFile { purpose, bytes: 1, media }))
        }
        "uploads.finish" => call::<uploads::Finish>(&id(&about.account), &Nothing {}),
        _ => panic!("{endpoint} has no sample"),
    }
}

fn of_search(endpoint: &str, about: &Target) -> Option<Sample> {
    let below = Some(id(&about.org));
    match endpoint {
        "search.orgs" => call::<search::FindOrgs>(&(), &search::OrgSearch { name: "支部".into(), below }),
        "search.members" => {
            let text = "wang".into();
            call::<search::FindMembers>(&(), &search::MemberSearch { text, below, ..Default::default() })
        }
        // Names and paths of the whole city: nothing in it depends on where the caller stands.
        "search.destinations" => about_caller(call::<search::FindDestinations>(
            &(),
            &search::DestinationSearch { name: "支部".into(), branches: true },
        )),
        "search.show_health" => call::<search::ShowHealth>(&(), &Nothing {}),
        _ => panic!("{endpoint} has no sample"),
    }
}
