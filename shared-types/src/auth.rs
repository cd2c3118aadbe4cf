//! Sign-in, devices and passwords: `/api/auth/…`.

use crate::dates::{Moment, Today};
use crate::endpoint::{Administrator, Anyone, Endpoint, Method, Nothing, SignedIn, listed};
use crate::health::Health;
use crate::ids::{AccountId, ChallengeId, DeviceId, MemberId, OrgId};
use crate::permission::{Permission, Role};
use crate::text;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

listed!(
    SignIn,
    ConfirmCode,
    SendCodeAgain,
    ReplaceInitialPassword,
    Refresh,
    SignOut,
    SignOutEverywhere,
    ListDevices,
    RemoveDevice,
    ChangePassword,
    ResetMemberPassword,
    ResetAccountPassword,
    ShowHealth,
);

/// Where the cookies of signing in are sent to: this feature's endpoints only.
pub const COOKIE_PATH: &str = "/api/auth";

/// Digits of a one-time code.
pub const CODE_DIGITS: usize = 6;

/// The two doors of the sign-in screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// 党组织登录: login name of an account.
    Org,
    /// 党员登录: ID number of a member.
    Member,
}

/// What the sign-in form holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Credentials {
    /// Which door.
    #[garde(skip)]
    pub door: Door,
    /// Login name, or ID number; spaces are forgiven.
    #[garde(custom(text::required(64)))]
    pub name: String,
    /// The password as typed.
    #[garde(custom(text::required(64)))]
    pub password: String,
}

/// What comes next after a step of signing in.
#[derive(Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The device is new: a code was sent.
    Code {
        /// Names this sign-in in the next steps.
        challenge: ChallengeId,
        /// The registered mobile, masked; it cannot be chosen.
        mobile: String,
        /// Seconds until another code may be asked for.
        again_in: u32,
    },
    /// The password is the initial one and must be replaced.
    NewPassword {
        /// Names this sign-in in the next steps.
        challenge: ChallengeId,
    },
    /// Signed in.
    Done(Session),
}

/// A running session. The refresh token travels in a cookie that scripts cannot read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// JWT for the `Authorization` header; keep it in memory only.
    pub access_token: String,
    /// Seconds until it ends.
    pub expires_in: u32,
    /// Who is signed in.
    pub who: Who,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Who {
    /// An organisation's administrator.
    Account {
        /// The account.
        account: AccountId,
        /// The administrator's name.
        name: String,
        /// Where the role is held.
        org: OrgId,
        /// That organisation's name.
        org_name: String,
        /// The role.
        role: Role,
    },
    /// A member.
    Member {
        /// The member.
        member: MemberId,
        /// The member's name.
        name: String,
        /// The member's branch.
        branch: OrgId,
        /// The branch's name.
        branch_name: String,
    },
}

/// The code from the message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Code {
    /// From [`Step::Code`].
    #[garde(skip)]
    pub challenge: ChallengeId,
    /// Six digits; spaces are forgiven.
    #[garde(custom(text::required(12)))]
    pub code: String,
    /// Remember this device, so that the next sign-in on it needs no code.
    #[garde(skip)]
    #[serde(default = "yes")]
    pub remember: bool,
}

fn yes() -> bool {
    true
}

/// Asks for another message in the same sign-in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct CodeAgain {
    /// From [`Step::Code`].
    #[garde(skip)]
    pub challenge: ChallengeId,
}

/// The password that replaces the initial one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct FirstPassword {
    /// From [`Step::NewPassword`].
    #[garde(skip)]
    pub challenge: ChallengeId,
    /// The new password.
    #[garde(custom(text::new_password))]
    pub password: String,
}

/// A change of one's own password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct PasswordChange {
    /// The present password.
    #[garde(custom(text::required(64)))]
    pub old: String,
    /// The new one.
    #[garde(custom(text::new_password))]
    pub new: String,
}

/// A device on which one is, or was, signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Device {
    /// Names it when signing it out.
    pub device: DeviceId,
    /// System and program, from the browser's own words, e.g. `安卓手机 · 微信`.
    pub name: String,
    /// First sign-in.
    pub since: Moment,
    /// Last use, to about ten minutes.
    pub seen: Moment,
    /// Whether this request comes from it.
    pub current: bool,
}

/// One's devices, last used first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Devices {
    /// At most 20.
    pub devices: Vec<Device>,
}

/// After a reset.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PasswordReset {
    /// The password to hand over, shown this once: for an account a random one. Absent for a member, whose
    /// password is the initial one of the deployment again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temporary: Option<String>,
}

/// First step of signing in.
pub struct SignIn;
impl Endpoint for SignIn {
    const NAME: &'static str = "auth.sign_in";
    const SUMMARY: &'static str = "First step of signing in: login and password";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/sign-in";
    type Caller = Anyone;
    type Path = ();
    type Body = Credentials;
    type Reply = Step;
}

/// Second step on a new device: the code from the message.
pub struct ConfirmCode;
impl Endpoint for ConfirmCode {
    const NAME: &'static str = "auth.confirm_code";
    const SUMMARY: &'static str = "Second step on a new device: the code from the message";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/code";
    type Caller = Anyone;
    type Path = ();
    type Body = Code;
    type Reply = Step;
}

/// Sends another code in the same sign-in.
pub struct SendCodeAgain;
impl Endpoint for SendCodeAgain {
    const NAME: &'static str = "auth.send_code_again";
    const SUMMARY: &'static str = "Sends another code in the same sign-in";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/code/again";
    type Caller = Anyone;
    type Path = ();
    type Body = CodeAgain;
    type Reply = Step;
}

/// Replaces the initial password and finishes signing in.
pub struct ReplaceInitialPassword;
impl Endpoint for ReplaceInitialPassword {
    const NAME: &'static str = "auth.replace_initial_password";
    const SUMMARY: &'static str = "Replaces the initial password and finishes signing in";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/initial-password";
    type Caller = Anyone;
    type Path = ();
    type Body = FirstPassword;
    type Reply = Step;
}

/// A new access token for the refresh cookie, which rotates.
pub struct Refresh;
impl Endpoint for Refresh {
    const NAME: &'static str = "auth.refresh";
    const SUMMARY: &'static str = "A new access token for the refresh cookie, which rotates";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/refresh";
    type Caller = Anyone;
    type Path = ();
    type Body = Nothing;
    type Reply = Session;
}

/// Ends this session.
pub struct SignOut;
impl Endpoint for SignOut {
    const NAME: &'static str = "auth.sign_out";
    const SUMMARY: &'static str = "Ends this session";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/sign-out";
    type Caller = SignedIn;
    type Path = ();
    type Body = Nothing;
    type Reply = Nothing;
}

/// Ends all of one's sessions and forgets all devices.
pub struct SignOutEverywhere;
impl Endpoint for SignOutEverywhere {
    const NAME: &'static str = "auth.sign_out_everywhere";
    const SUMMARY: &'static str = "Ends all of one's sessions and forgets all devices";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/sign-out-everywhere";
    type Caller = SignedIn;
    type Path = ();
    type Body = Nothing;
    type Reply = Nothing;
}

/// One's devices.
pub struct ListDevices;
impl Endpoint for ListDevices {
    const NAME: &'static str = "auth.list_devices";
    const SUMMARY: &'static str = "One's devices";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/auth/devices";
    type Caller = SignedIn;
    type Path = ();
    type Body = Nothing;
    type Reply = Devices;
}

/// Signs a device out and forgets it.
pub struct RemoveDevice;
impl Endpoint for RemoveDevice {
    const NAME: &'static str = "auth.remove_device";
    const SUMMARY: &'static str = "Signs a device out and forgets it";
    const METHOD: Method = Method::Delete;
    const PATH: &'static str = "/auth/devices/{device}";
    type Caller = SignedIn;
    type Path = DeviceId;
    type Body = Nothing;
    type Reply = Nothing;
}

/// Changes one's own password; other devices are signed out.
pub struct ChangePassword;
impl Endpoint for ChangePassword {
    const NAME: &'static str = "auth.change_password";
    const SUMMARY: &'static str = "Changes one's own password; other devices are signed out";
    const METHOD: Method = Method::Put;
    const PATH: &'static str = "/auth/password";
    type Caller = SignedIn;
    type Path = ();
    type Body = PasswordChange;
    type Reply = Nothing;
}

/// Gives a member the initial password again and signs them out everywhere; by their branch or above.
pub struct ResetMemberPassword;
impl Endpoint for ResetMemberPassword {
    const NAME: &'static str = "auth.reset_member_password";
    const SUMMARY: &'static str = "Gives a member the initial password again and signs them out";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/members/{member}/reset";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    type Path = MemberId;
    type Body = Nothing;
    type Reply = PasswordReset;
}

/// Gives an account a random password and signs it out everywhere; by a superior organisation only.
pub struct ResetAccountPassword;
impl Endpoint for ResetAccountPassword {
    const NAME: &'static str = "auth.reset_account_password";
    const SUMMARY: &'static str = "Gives an account a random password and signs it out";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/auth/accounts/{account}/reset";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageAccounts);
    type Path = AccountId;
    type Body = Nothing;
    type Reply = PasswordReset;
}

/// Says that the function runs, and which one.
pub struct ShowHealth;
impl Endpoint for ShowHealth {
    const NAME: &'static str = "auth.show_health";
    const SUMMARY: &'static str = "Says that the function runs, and which one";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/auth/health";
    type Caller = Anyone;
    type Path = ();
    type Body = Nothing;
    type Reply = Health;
}
