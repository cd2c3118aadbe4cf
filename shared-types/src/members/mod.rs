//! The roll: members, their records and corrections of them: `/api/members/…`.

mod corrections;
mod own;
mod record;
mod roll;

pub use corrections::*;
pub use own::*;
pub(crate) use record::grown_up;
pub use record::*;
pub use roll::*;

use crate::endpoint::{Anyone, Endpoint, Method, Nothing, listed};
use crate::health::Health;

listed!(
    List,
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
    ShowHealth,
);

/// Says that the function runs, and which one.
pub struct ShowHealth;
impl Endpoint for ShowHealth {
    const NAME: &'static str = "members.show_health";
    const SUMMARY: &'static str = "Says that the function runs, and which one";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/health";
    type Caller = Anyone;
    type Path = ();
    type Body = Nothing;
    type Reply = Health;
}
