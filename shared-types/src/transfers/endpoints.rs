//! The endpoints of transfers.

use super::*;
use crate::endpoint::{Administrator, Anyone, Endpoint, Method, Nothing, Oneself};
use crate::health::Health;
use crate::ids::{LetterId, OrgId, TransferId};
use crate::page::Page;
use crate::permission::Permission;
use crate::uploads::Photo;

/// What waits for the caller's own organisation.
pub struct Home;
impl Endpoint for Home {
    const NAME: &'static str = "transfers.home";
    const SUMMARY: &'static str = "What waits for the caller's own organisation";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/home";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = ();
    type Body = Nothing;
    type Reply = Waiting;
}

/// Transfers that concern an organisation.
pub struct List;
impl Endpoint for List {
    const NAME: &'static str = "transfers.list";
    const SUMMARY: &'static str = "Transfers that concern an organisation";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = ();
    type Body = TransferFilter;
    type Reply = Page<TransferRow>;
    fn org(_: &(), filter: &TransferFilter) -> Option<OrgId> {
        filter.org.clone()
    }
}

/// The way that a transfer would take.
pub struct Preview;
impl Endpoint for Preview {
    const NAME: &'static str = "transfers.preview";
    const SUMMARY: &'static str = "The way that a transfer would take";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/way";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = ();
    type Body = Ends;
    type Reply = Way;
}

/// Begins a transfer of a member of this city.
pub struct Submit;
impl Endpoint for Submit {
    const NAME: &'static str = "transfers.submit";
    const SUMMARY: &'static str = "Begins a transfer of a member of this city";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const KEYED: bool = true;
    type Path = ();
    type Body = NewTransfer;
    type Reply = Transfer;
}

/// Registers a member who comes from another city.
pub struct Register;
impl Endpoint for Register {
    const NAME: &'static str = "transfers.register";
    const SUMMARY: &'static str = "Registers a member who comes from another city";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/arrivals";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::RegisterArrivals);
    const KEYED: bool = true;
    type Path = ();
    type Body = Arrival;
    type Reply = Transfer;
    fn org(_: &(), arrival: &Arrival) -> Option<OrgId> {
        Some(arrival.to.clone())
    }
}

/// A transfer with its timeline.
pub struct Show;
impl Endpoint for Show {
    const NAME: &'static str = "transfers.show";
    const SUMMARY: &'static str = "A transfer with its timeline";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/{transfer}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = TransferId;
    type Body = Nothing;
    type Reply = Transfer;
}

/// Passes a transfer on; at the issuer's step the letter is issued.
pub struct Pass;
impl Endpoint for Pass {
    const NAME: &'static str = "transfers.pass";
    const SUMMARY: &'static str = "Passes a transfer on; at the issuer's step the letter is issued";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/pass";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = Remark;
    type Reply = Transfer;
}

/// The receiving branch accepts: the member moves, all or nothing.
pub struct Accept;
impl Endpoint for Accept {
    const NAME: &'static str = "transfers.accept";
    const SUMMARY: &'static str = "The receiving branch accepts: the member moves, all or nothing";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/accept";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = Remark;
    type Reply = Transfer;
}

/// Returns a transfer to who submitted it, with a reason.
pub struct Return;
impl Endpoint for Return {
    const NAME: &'static str = "transfers.return";
    const SUMMARY: &'static str = "Returns a transfer to who submitted it, with a reason";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/return";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = Reason;
    type Reply = Transfer;
}

/// Submits a returned transfer again, corrected.
pub struct Resubmit;
impl Endpoint for Resubmit {
    const NAME: &'static str = "transfers.resubmit";
    const SUMMARY: &'static str = "Submits a returned transfer again, corrected";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/resubmit";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = TransferForm;
    type Reply = Transfer;
}

/// Takes a transfer back that nobody has passed.
pub struct Withdraw;
impl Endpoint for Withdraw {
    const NAME: &'static str = "transfers.withdraw";
    const SUMMARY: &'static str = "Takes a transfer back that nobody has passed";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/withdraw";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = Nothing;
    type Reply = Transfer;
}

/// Names another receiving branch for one that is gone.
pub struct Redirect;
impl Endpoint for Redirect {
    const NAME: &'static str = "transfers.redirect";
    const SUMMARY: &'static str = "Names another receiving branch for one that is gone";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/redirect";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = NewBranch;
    type Reply = Transfer;
}

/// Declares a letter void and issues another.
pub struct Reissue;
impl Endpoint for Reissue {
    const NAME: &'static str = "transfers.reissue";
    const SUMMARY: &'static str = "Declares a letter void and issues another";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/reissue";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = Reason;
    type Reply = Transfer;
}

/// Registers the receipt slip from another city, which closes the transfer.
pub struct RegisterReceipt;
impl Endpoint for RegisterReceipt {
    const NAME: &'static str = "transfers.register_receipt";
    const SUMMARY: &'static str = "Registers the receipt slip from another city, which closes the transfer";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transfers/{transfer}/receipt";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const VERSIONED: bool = true;
    type Path = TransferId;
    type Body = NewReceipt;
    type Reply = Transfer;
}

/// The whole letter of a transfer; the look is recorded.
pub struct ShowLetter;
impl Endpoint for ShowLetter {
    const NAME: &'static str = "transfers.show_letter";
    const SUMMARY: &'static str = "The whole letter of a transfer; the look is recorded";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/{transfer}/letter";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = TransferId;
    type Body = Nothing;
    type Reply = Letter;
}

/// Where the photo or scan of the receipt slip can be seen for some minutes.
pub struct ShowSlip;
impl Endpoint for ShowSlip {
    const NAME: &'static str = "transfers.show_slip";
    const SUMMARY: &'static str = "Where the photo or scan of the receipt slip can be seen for some minutes";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/{transfer}/slip";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = TransferId;
    type Body = Nothing;
    type Reply = Photo;
}

/// The caller's own transfers, the latest first.
pub struct Mine;
impl Endpoint for Mine {
    const NAME: &'static str = "transfers.mine";
    const SUMMARY: &'static str = "The caller's own transfers, the latest first";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/mine";
    type Caller = Oneself;
    type Path = ();
    type Body = Nothing;
    type Reply = Transfers;
}

/// The letter of the caller's own transfer.
pub struct MyLetter;
impl Endpoint for MyLetter {
    const NAME: &'static str = "transfers.my_letter";
    const SUMMARY: &'static str = "The letter of the caller's own transfer";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/mine/{transfer}/letter";
    type Caller = Oneself;
    type Path = TransferId;
    type Body = Nothing;
    type Reply = Letter;
}

/// Whether a letter is genuine, and where it stands; no personal data.
pub struct Verify;
impl Endpoint for Verify {
    const NAME: &'static str = "transfers.verify";
    const SUMMARY: &'static str = "Whether a letter is genuine, and where it stands; no personal data";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/letters/{letter}";
    type Caller = Anyone;
    type Path = LetterId;
    type Body = Nothing;
    type Reply = Verified;
}

/// Says that the function runs, and which one.
pub struct ShowHealth;
impl Endpoint for ShowHealth {
    const NAME: &'static str = "transfers.show_health";
    const SUMMARY: &'static str = "Says that the function runs, and which one";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/transfers/health";
    type Caller = Anyone;
    type Path = ();
    type Body = Nothing;
    type Reply = Health;
}
