//! `./scripts/keys`: the first key ring of an environment whose secret was made without a value.

use crate::{cloud::Cloud, progress::step, provision::KEYS_SECRET, sdk::Sdk};
use anyhow::Result;

/// Fills the secret of the account that the AWS credentials at hand belong to, unless it has a value.
///
/// # Errors
/// When a service refuses.
pub(crate) async fn run() -> Result<()> {
    let sdk = Sdk::new(Cloud::given().environment()).await;
    step("The first key ring", async {
        Ok(platform::provision::key_ring(&sdk.kms(), &sdk.secrets(), KEYS_SECRET).await?)
    })
    .await
}
