//! Creates what the functions need before they start, from the definitions that a deployment uses too, and says
//! under which environment they find it.

use crate::{paths, sdk::Sdk};
use anyhow::{Context as _, Result};
use serde::Deserialize;

/// The secret that holds the key ring.
const KEYS_SECRET: &str = "e-home/keys";

/// What there is now.
#[derive(Debug)]
pub(crate) struct Provisioned {
    /// The table's name.
    pub(crate) table: String,
    /// What the functions' environment says beside where the cloud is.
    pub(crate) environment: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct TableDefinition {
    name: String,
}

/// Creates the table of `infra/tables.json`, the KMS key and the key ring's secret where they are missing.
///
/// # Errors
/// When a service refuses.
pub(crate) async fn provision(sdk: &Sdk) -> Result<Provisioned> {
    let path = paths::at("infra/tables.json");
    let definition =
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let TableDefinition { name: table } =
        serde_json::from_str(&definition).with_context(|| format!("{} names no table", path.display()))?;
    platform::provision::table(&sdk.dynamodb(), &table, &definition).await?;
    platform::provision::key_ring(&sdk.kms(), &sdk.secrets(), KEYS_SECRET).await?;
    let environment = [
        ("STAGE", "local"),
        ("TABLE_NAME", table.as_str()),
        ("KEYS_SECRET", KEYS_SECRET),
        ("INITIAL_PASSWORD", "111111"),
        ("SMS_PROVIDER", "inbox"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    Ok(Provisioned { table, environment })
}
