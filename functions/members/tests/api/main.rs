//! The roll through its routes, on the real local database and keys.

mod adding;
mod corrections;
mod doors;
mod editing;
mod exports;
mod finding;
mod lists;
mod own;
mod roll;
mod viewings;
