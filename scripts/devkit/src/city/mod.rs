//! A demo city: from a file of divisions and a seed to organisations, accounts and members in the table. Knows
//! nothing of how the stack is started.

mod accounts;
mod careers;
mod command;
mod dice;
mod divisions;
mod import;
mod names;
mod office;
mod people;
mod records;
mod sample;
mod spread;
mod titles;
mod tree;
mod units;

pub(crate) use command::{Options, bring, run};
pub(crate) use sample::Sample;
