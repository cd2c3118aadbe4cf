//! The two home screens.

mod member;
mod org;

pub(crate) use member::MemberHome;
pub(crate) use org::OrgHome;
