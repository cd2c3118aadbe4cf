//! Signing in, devices and passwords.

mod change_password;
mod code;
mod devices;
mod door;
mod new_password;
mod rules;
mod sign_in;

pub(crate) use change_password::ChangePassword;
pub(crate) use devices::Devices;
pub(crate) use sign_in::SignIn;
