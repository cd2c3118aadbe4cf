//! Sign-in, devices and passwords: who somebody is, on which device, for how long. Owns credentials, sign-in
//! steps, sessions, devices and their limits; must not know what a signed-in person may do or see.

mod agent;
mod budgets;
mod change_password;
mod code;
mod cookies;
mod devices;
mod entry;
mod initial_password;
mod messages;
mod password;
mod person;
mod records;
mod refresh;
mod reset;
mod rules;
mod sign_in;
mod sign_out;
mod store;
mod tries;

use platform::http::{Router, health};
use shared_types::auth::{
    ChangePassword, ConfirmCode, ListDevices, Refresh, RemoveDevice, ReplaceInitialPassword,
    ResetAccountPassword, ResetMemberPassword, SendCodeAgain, ShowHealth, SignIn, SignOut, SignOutEverywhere,
};

/// What the function serves.
pub fn routes() -> Router {
    Router::new()
        .on::<SignIn, _, _>(sign_in::sign_in)
        .on::<ConfirmCode, _, _>(code::confirm)
        .on::<SendCodeAgain, _, _>(code::send_again)
        .on::<ReplaceInitialPassword, _, _>(initial_password::replace)
        .on::<Refresh, _, _>(refresh::refresh)
        .on::<SignOut, _, _>(sign_out::sign_out)
        .on::<SignOutEverywhere, _, _>(sign_out::sign_out_everywhere)
        .on::<ListDevices, _, _>(devices::list)
        .on::<RemoveDevice, _, _>(devices::remove)
        .on::<ChangePassword, _, _>(change_password::change)
        .on::<ResetMemberPassword, _, _>(reset::member)
        .on::<ResetAccountPassword, _, _>(reset::account)
        .on::<ShowHealth, _, _>(health::show)
}
