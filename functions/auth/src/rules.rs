//! The decisions of signing in, pure: no waiting, no clock, no ids, no randomness.

pub(crate) mod budgets;
pub(crate) mod code;
pub(crate) mod messages;
pub(crate) mod name;
pub(crate) mod sessions;
#[cfg(test)]
mod spray;
pub(crate) mod tries;
