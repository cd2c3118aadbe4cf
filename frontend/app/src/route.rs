//! The addresses of the app: which screens there are, what each is called and who may open it. A leaf: knows
//! no page.

use kit::services::router;
use kit::text::{Term as _, titles};
use shared_types::auth::Who;
use shared_types::ids::{AccountId, CorrectionId, MemberId, OrgId, TransferId};
use shared_types::permission::Permission;
use shared_types::transfers::TransferKind;

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
    /// Transfers that concern this level; box and filters in the query.
    Transfers,
    /// The kinds of transfers that can be begun.
    ChooseTransfer,
    /// A new transfer of a member of this city; `?member=` chooses whom.
    NewTransfer(TransferKind),
    /// A member who comes from another city.
    NewArrival,
    /// One transfer.
    Transfer(TransferId),
    /// A returned transfer's form.
    CorrectTransfer(TransferId),
    /// The receipt slip of a transfer.
    Receipt(TransferId),
    /// The letter of a transfer.
    Letter(TransferId),
    /// One's transfers.
    MyTransfers,
    /// The letter of one's transfer.
    MyLetter(TransferId),
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
            Route::Transfers
            | Route::ChooseTransfer
            | Route::NewTransfer(_)
            | Route::NewArrival
            | Route::Transfer(_)
            | Route::CorrectTransfer(_)
            | Route::Receipt(_)
            | Route::Letter(_) => Audience::Administrator(ManageTransfers),
            Route::MyBranch
            | Route::MyRecord
            | Route::Propose
            | Route::MyCorrections
            | Route::MyViewings
            | Route::MyTransfers
            | Route::MyLetter(_) => Audience::Oneself,
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

/// A kind that is begun by a form of its own, as the address says it.
fn kind_word(kind: TransferKind) -> &'static str {
    match kind {
        TransferKind::InCity => "in-city",
        TransferKind::Out => "out",
        TransferKind::IntraUnit => "intra-unit",
        TransferKind::In => "in",
    }
}

/// The kind of an address; whoever comes from another city has another form.
fn kind_of(word: &str) -> Option<TransferKind> {
    TransferKind::ALL.into_iter().find(|kind| *kind != TransferKind::In && kind_word(*kind) == word)
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
            ["transfers"] => Route::Transfers,
            ["transfers", "new"] => Route::ChooseTransfer,
            ["transfers", "new", kind] => kind_of(kind).map_or(Route::NotFound, Route::NewTransfer),
            ["transfers", "arrivals", "new"] => Route::NewArrival,
            ["transfers", id] => with(id, Route::Transfer),
            ["transfers", id, "correct"] => with(id, Route::CorrectTransfer),
            ["transfers", id, "receipt"] => with(id, Route::Receipt),
            ["transfers", id, "letter"] => with(id, Route::Letter),
            ["my", "transfers"] => Route::MyTransfers,
            ["my", "transfers", id, "letter"] => with(id, Route::MyLetter),
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
            Route::Transfers => "/transfers".to_owned(),
            Route::ChooseTransfer => "/transfers/new".to_owned(),
            Route::NewTransfer(kind) => ["/transfers/new/", kind_word(*kind)].concat(),
            Route::NewArrival => "/transfers/arrivals/new".to_owned(),
            Route::Transfer(transfer) => ["/transfers/", transfer.as_str()].concat(),
            Route::CorrectTransfer(transfer) => ["/transfers/", transfer.as_str(), "/correct"].concat(),
            Route::Receipt(transfer) => ["/transfers/", transfer.as_str(), "/receipt"].concat(),
            Route::Letter(transfer) => ["/transfers/", transfer.as_str(), "/letter"].concat(),
            Route::MyTransfers => "/my/transfers".to_owned(),
            Route::MyLetter(transfer) => ["/my/transfers/", transfer.as_str(), "/letter"].concat(),
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
            Route::Transfers => titles::TRANSFERS,
            Route::ChooseTransfer => titles::CHOOSE_TRANSFER,
            Route::NewTransfer(kind) => kind.word(),
            Route::NewArrival => TransferKind::In.word(),
            Route::Transfer(_) => titles::TRANSFER,
            Route::CorrectTransfer(_) => titles::CORRECT_TRANSFER,
            Route::Receipt(_) => titles::RECEIPT,
            Route::Letter(_) => titles::LETTER,
            Route::MyTransfers => titles::MY_TRANSFERS,
            Route::MyLetter(_) => titles::MY_LETTER,
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
mod tests;
