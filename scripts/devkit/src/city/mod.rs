//! A demo city: from a file of divisions and a seed to organisations, accounts and members in the table. Knows
//! nothing of how the stack is started.

mod careers;
mod dice;
mod divisions;
mod names;
mod office;
mod people;
mod spread;
mod titles;
mod tree;
mod units;
