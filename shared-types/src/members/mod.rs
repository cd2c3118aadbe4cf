//! The roll: members, their records and corrections of them: `/api/members/…`.

mod corrections;
mod own;
mod record;
mod roll;

pub use corrections::*;
pub use own::*;
pub use record::*;
pub use roll::*;

use crate::endpoint::listed;

listed!(
    List,
    Find,
    Show,
    Add,
    Edit,
    Unmask,
    ListViewings,
    Export,
    ListCorrections,
    ShowCorrection,
    Approve,
    Return,
    Mine,
    MyBranch,
    MyViewings,
    Propose,
    MyCorrections,
);
