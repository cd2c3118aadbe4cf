//! Moving a member's affiliation (组织关系转接): the case, its way through the tree, the introduction letter, and the
//! moment in which the member changes rolls. Must not know how somebody signs in, how the tree of organisations
//! changes, nor how a photo is stored.

mod accept;
mod change;
mod clock;
mod holds;
mod letters;
mod list;
mod pass;
mod preview;
mod receipt;
mod redirect;
mod register;
mod reissue;
mod resubmit;
mod rules;
mod send_back;
mod show;
mod store;
mod submit;
mod tree;
mod withdraw;

pub use clock::expire_overdue;

use platform::http::{Router, health};
use shared_types::transfers::{
    Accept, Home, List, Mine, MyLetter, Pass, Preview, Redirect, Register, RegisterReceipt, Reissue,
    Resubmit, Return, Show, ShowHealth, ShowLetter, ShowSlip, Submit, Verify, Withdraw,
};

/// The endpoints of the feature.
pub fn routes() -> Router {
    Router::new()
        .on::<Home, _, _>(list::home)
        .on::<List, _, _>(list::list)
        .on::<Preview, _, _>(preview::preview)
        .on::<Submit, _, _>(submit::submit)
        .on::<Register, _, _>(register::register)
        .on::<Show, _, _>(show::show)
        .on::<Pass, _, _>(pass::pass)
        .on::<Accept, _, _>(accept::accept)
        .on::<Return, _, _>(send_back::send_back)
        .on::<Resubmit, _, _>(resubmit::resubmit)
        .on::<Withdraw, _, _>(withdraw::withdraw)
        .on::<Redirect, _, _>(redirect::redirect)
        .on::<Reissue, _, _>(reissue::reissue)
        .on::<RegisterReceipt, _, _>(receipt::register)
        .on::<ShowLetter, _, _>(letters::show)
        .on::<ShowSlip, _, _>(receipt::show)
        .on::<Mine, _, _>(show::mine)
        .on::<MyLetter, _, _>(letters::of_oneself)
        .on::<Verify, _, _>(letters::verify)
        .on::<ShowHealth, _, _>(health::show)
}
