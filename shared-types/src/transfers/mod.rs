//! Moving a member's affiliation (组织关系转接): `/api/transfers/…`.

mod case;
mod endpoints;
mod forms;
mod letter;
mod numerals;

pub use case::*;
pub use endpoints::*;
pub use forms::*;
pub use letter::*;
pub use numerals::*;

use crate::endpoint::listed;

listed!(
    Home,
    List,
    Preview,
    Submit,
    Register,
    Show,
    Pass,
    Accept,
    Return,
    Resubmit,
    Withdraw,
    Redirect,
    Reissue,
    RegisterReceipt,
    ShowLetter,
    ShowSlip,
    Mine,
    MyLetter,
    Verify,
    ShowHealth,
);
