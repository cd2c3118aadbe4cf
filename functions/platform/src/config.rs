//! Configuration: the only place that reads the environment, once, at start.

use serde::Deserialize;
use shared_types::transfers::LONGEST_VALIDITY;
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

/// The stage of one machine.
const LOCAL: &str = "local";

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
    /// SHA-256 of the keys by which the CDN shows that a call came through it, in hexadecimal. Empty on one machine,
    /// where nothing stands between.
    pub edge_keys: Vec<String>,
    /// Local practice of transfers.
    pub transfers: TransferSettings,
    /// Names of buckets.
    pub buckets: Buckets,
}

/// Local practice of transfers (field rules: "[P] local practice, make it a setting"). The variable `TRANSFERS` holds
/// those that differ, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TransferSettings {
    /// Whether the lowest common superior of both sides passes as well.
    pub common_superior_passes: bool,
    /// Whether general branches (党总支) pass as committees do.
    pub general_branches_pass: bool,
    /// Depth from which on a common superior is one basic committee: a transfer below it is within the unit.
    pub unit_depth: u8,
    /// Days that a letter within the city is valid.
    pub valid_days_in_city: u16,
    /// Days that a letter to another city is valid.
    pub valid_days_out: u16,
    /// Days in which each step should be done.
    pub step_days: u16,
}

impl Default for TransferSettings {
    fn default() -> Self {
        Self {
            common_superior_passes: true,
            general_branches_pass: false,
            unit_depth: 2,
            valid_days_in_city: 10,
            valid_days_out: 30,
            step_days: 5,
        }
    }
}

impl TransferSettings {
    /// From the text of the variable; the defaults where there is none. No letter is valid for more than 90 days.
    fn read(text: Option<&str>) -> Option<Self> {
        let settings: Self = serde_json::from_str(text.unwrap_or("{}")).ok()?;
        let days = [settings.valid_days_in_city, settings.valid_days_out];
        let fits = days.iter().all(|days| (1..=LONGEST_VALIDITY).contains(days));
        (fits && settings.step_days > 0).then_some(settings)
    }
}

/// The names of the buckets that a function uses; a function is told of no other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buckets {
    /// [`crate::objects::Bucket::Index`].
    pub index: Option<String>,
    /// [`crate::objects::Bucket::Files`].
    pub files: Option<String>,
}

/// Which SMS service carries codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SmsChoice {
    /// The local inbox; only in builds with the feature `local-inbox`.
    Inbox,
    /// None: a function that never sends codes has no account to send them with.
    Nothing,
    /// Aliyun.
    Aliyun(SmsAccess),
    /// Tencent Cloud.
    Tencent(SmsAccess),
}

/// An account at an SMS service: the JSON of the secret that `SMS_SECRET` names.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsAccess {
    /// The name of the key.
    pub access_key: String,
    /// The key.
    pub secret_key: String,
    /// Whom a message says it comes from.
    pub sign_name: String,
    /// The template of messages with a code.
    pub template: String,
    /// The template of messages that say that something waits to be done; none are sent where it is empty.
    #[serde(default)]
    pub turn_template: String,
    /// The application, Tencent only.
    #[serde(default)]
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

/// What is logged, as `RUST_LOG` has it: `info` where it says nothing.
pub(crate) fn log() -> String {
    env::var("RUST_LOG").unwrap_or_else(|_| "info".to_owned())
}

/// The secret that holds the account at the SMS service, for a function that sends codes by one.
pub(crate) fn sms_secret() -> Option<String> {
    env::var("SMS_SECRET").ok().filter(|name| !name.is_empty())
}

impl Config {
    /// Reads the environment; `account` is what the secret holds that [`sms_secret`] names.
    ///
    /// # Errors
    /// [`ConfigError`] with the name of the first variable that is missing or wrong.
    pub fn from_env(account: Option<SmsAccess>) -> Result<Self, ConfigError> {
        let required = |name: &'static str| {
            env::var(name).ok().filter(|value| !value.is_empty()).ok_or(ConfigError(name))
        };
        let account = account.ok_or(ConfigError("SMS_SECRET"));
        let sms = match required("SMS_PROVIDER")?.as_str() {
            "inbox" if cfg!(feature = "local-inbox") => SmsChoice::Inbox,
            "none" => SmsChoice::Nothing,
            "aliyun" => SmsChoice::Aliyun(account?),
            "tencent" => SmsChoice::Tencent(account?),
            _ => return Err(ConfigError("SMS_PROVIDER")),
        };
        let stage = required("STAGE")?;
        let edge_keys = match required("EDGE_KEY_DIGESTS") {
            Ok(digests) => digests.split(' ').map(str::to_owned).collect(),
            Err(_) if stage == LOCAL => Vec::new(),
            Err(missing) => return Err(missing),
        };
        Ok(Self {
            stage,
            table: required("TABLE_NAME")?,
            keys_secret: required("KEYS_SECRET")?,
            initial_password: env::var("INITIAL_PASSWORD").unwrap_or_else(|_| "111111".to_owned()),
            sms,
            edge_keys,
            transfers: TransferSettings::read(env::var("TRANSFERS").ok().as_deref())
                .ok_or(ConfigError("TRANSFERS"))?,
            buckets: Buckets { index: required("INDEX_BUCKET").ok(), files: required("FILES_BUCKET").ok() },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practice_of_transfers_is_read_within_its_bounds() {
        let read = TransferSettings::read;
        assert_eq!(read(None), Some(TransferSettings::default()));
        let other = read(Some(r#"{"valid_days_out":60}"#)).map(|settings| settings.valid_days_out);
        assert_eq!(other, Some(60));
        for wrong in [r#"{"valid_days_out":91}"#, r#"{"step_days":0}"#, r#"{"days":1}"#, "[", ""] {
            assert_eq!(read(Some(wrong)), None, "{wrong}");
        }
    }

    #[test]
    fn the_account_at_the_sms_service_is_read_from_its_secret() {
        let aliyun = r#"{"access_key":"k","secret_key":"s","sign_name":"党员e家","template":"SMS_1"}"#;
        let account: SmsAccess = serde_json::from_str(aliyun).expect("an account");
        assert_eq!((account.secret_key.as_str(), account.app_id.as_str()), ("s", ""));
        assert!(!format!("{account:?}").contains("\"s\""), "it is not shown");
        for broken in ["{}", r#"{"access_key":"k"}"#, &aliyun.replace("sign_name", "signature")] {
            assert!(serde_json::from_str::<SmsAccess>(broken).is_err(), "{broken}");
        }
    }
}
