//! Sign-in state: who calls, and how far they reach. How somebody signs in is the feature `auth`'s business.

mod caller;
mod scope;
pub mod token;

pub use caller::{Administrator, Admission, Admit, Oneself, Person, SignedIn};
pub use scope::Scope;
