//! Configuration: the only place that reads the environment, once, at start.

use std::env;
use std::net::SocketAddr;

/// The commit that the program was compiled from, as `scripts/build` states it.
pub const COMMIT: &str = match option_env!("COMMIT") {
    Some(commit) => commit,
    None => "unknown",
};

/// Where the runtime takes spans for X-Ray; nowhere in the China regions.
pub(crate) fn xray_daemon() -> Option<SocketAddr> {
    env::var("AWS_XRAY_DAEMON_ADDRESS").ok()?.parse().ok()
}

/// What a deployment decides.
#[derive(Debug, Clone)]
pub struct Config {
    /// `local` on one machine, otherwise the name of the environment.
    pub stage: String,
    /// The table.
    pub table: String,
    /// The secret that holds the key ring.
    pub keys_secret: String,
    /// The password that members have before their first sign-in (guide: `111111`).
    pub initial_password: String,
    /// How codes are sent.
    pub sms: SmsChoice,
}

/// Which SMS service carries codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SmsChoice {
    /// The local inbox; only in builds with the feature `local-inbox`.
    Inbox,
    /// Aliyun.
    Aliyun(SmsAccess),
    /// Tencent Cloud.
    Tencent(SmsAccess),
}

/// An account at an SMS service.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsAccess {
    /// `SMS_ACCESS_KEY`
    pub access_key: String,
    /// `SMS_SECRET_KEY`
    pub secret_key: String,
    /// `SMS_SIGN_NAME`
    pub sign_name: String,
    /// `SMS_TEMPLATE`
    pub template: String,
    /// `SMS_APP_ID`, Tencent only.
    pub app_id: String,
}

impl std::fmt::Debug for SmsAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmsAccess").field("template", &self.template).finish_non_exhaustive()
    }
}

/// A variable is missing or wrong.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {0} is missing or wrong")]
pub struct ConfigError(&'static str);

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// [`ConfigError`] with the name of the first variable that is missing or wrong.
    pub fn from_env() -> Result<Self, ConfigError> {
        let required = |name: &'static str| {
            env::var(name).ok().filter(|value| !value.is_empty()).ok_or(ConfigError(name))
        };
        let access = || {
            Ok::<_, ConfigError>(SmsAccess {
                access_key: required("SMS_ACCESS_KEY")?,
                secret_key: required("SMS_SECRET_KEY")?,
                sign_name: required("SMS_SIGN_NAME")?,
                template: required("SMS_TEMPLATE")?,
                app_id: env::var("SMS_APP_ID").unwrap_or_default(),
            })
        };
        let sms = match required("SMS_PROVIDER")?.as_str() {
            "inbox" if cfg!(feature = "local-inbox") => SmsChoice::Inbox,
            "aliyun" => SmsChoice::Aliyun(access()?),
            "tencent" => SmsChoice::Tencent(access()?),
            _ => return Err(ConfigError("SMS_PROVIDER")),
        };
        Ok(Self {
            stage: required("STAGE")?,
            table: required("TABLE_NAME")?,
            keys_secret: required("KEYS_SECRET")?,
            initial_password: env::var("INITIAL_PASSWORD").unwrap_or_else(|_| "111111".to_owned()),
            sms,
        })
    }
}
