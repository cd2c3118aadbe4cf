//! `./scripts/rotate ENV KIND`: new keys for the key ring.

use super::Place;
use crate::{
    progress::{say, step},
    provision::KEYS_SECRET,
};
use anyhow::{Result, ensure};
use platform::{
    clock::Clock,
    crypto::{KeyRing, READY_AFTER},
    provision::{KMS_ALIAS, KeyKind, rotate},
};
use shared_types::dates::Moment;

/// Which keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// Those that sign access tokens
    Signing,
    /// Those that make keyed hashes of ID numbers and mobiles
    Pepper,
    /// Those that encrypt fields
    Data,
    /// One of each
    All,
}

impl Kind {
    fn keys(self) -> &'static [KeyKind] {
        match self {
            Self::Signing => &[KeyKind::Signing],
            Self::Pepper => &[KeyKind::Pepper],
            Self::Data => &[KeyKind::Data],
            Self::All => &KeyKind::ALL,
        }
    }
}

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// `local`, or the environment whose account the AWS credentials at hand belong to
    environment: String,
    /// Which keys
    #[arg(value_enum)]
    kind: Kind,
    /// Signing keys only: others have seen the present ones. The new one is used at once, the others are thrown away
    #[arg(long)]
    leaked: bool,
    /// Another secret than the environment's
    #[arg(long, default_value = KEYS_SECRET, value_name = "NAME")]
    secret: String,
}

/// Rotates, and reads the new ring as a function would.
///
/// # Errors
/// When a service refuses; the ring is then as it was.
pub(crate) async fn run(options: Options) -> Result<()> {
    let Options { environment, kind, leaked, secret } = options;
    ensure!(
        !leaked || kind == Kind::Signing,
        "without its old peppers and data keys nobody can read what is stored; the runbook says what to do instead"
    );
    let place = Place::find(&environment, None).await?;
    let (kms, secrets) = (place.sdk.kms(), place.sdk.secrets());
    let now = Clock::default().now();
    let from = if leaked { 0 } else { now.seconds() + READY_AFTER };
    let ring = step("Rotating", async {
        Ok(rotate((&kms, KMS_ALIAS), (&secrets, &secret), kind.keys(), from, leaked).await?)
    })
    .await?;
    step("Reading the new ring as the functions do", async {
        Ok(platform::crypto::KeyStore::new(secrets, kms, secret.clone()).ring().await?)
    })
    .await?;
    for kind in kind.keys() {
        let (what, ids) = listed(&ring, *kind);
        say(format_args!("    {what}: {}", ids.join(", ")));
    }
    if leaked {
        say(
            "    Functions that run already take the new ring within ten minutes; publish a version to make it at once.",
        );
    } else {
        say(format_args!("    The first of each is used from {}.", Moment::from_millis(from * 1000)));
    }
    Ok(())
}

/// The ids of a list, newest first.
fn listed(ring: &KeyRing, kind: KeyKind) -> (&'static str, Vec<&str>) {
    match kind {
        KeyKind::Signing => ("signing keys", ring.signing.iter().map(|key| key.id.as_str()).collect()),
        KeyKind::Pepper => ("peppers", ring.peppers.iter().map(|key| key.id.as_str()).collect()),
        KeyKind::Data => ("data keys", ring.data_keys.iter().map(|key| key.id.as_str()).collect()),
    }
}
