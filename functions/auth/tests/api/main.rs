//! Signing in, through the function's routes, on the real local database.

mod browser;
mod codes;
mod cost;
mod devices;
mod limits;
mod passwords;
mod resets;
mod rotation;
mod sessions;
mod sign_in;
