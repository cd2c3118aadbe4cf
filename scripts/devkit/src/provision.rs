//! Creates what the functions need before they start, from the definitions that a deployment uses too, and says
//! under which environment they find it.

use crate::{paths, sdk::Sdk};
use anyhow::{Context as _, Result};
use platform::{
    clock::Clock,
    config::{Buckets, Config, SmsChoice, TransferSettings},
    context::Shared,
    crypto::KeyStore,
    objects::{Bucket, Storage, Term},
    sms::Sms,
    store::{Meter, Table},
};
use serde::Deserialize;
use std::sync::Arc;

/// The name of the stack on this machine, among environments.
pub(crate) const LOCAL: &str = "local";

/// The secret that holds the key ring.
pub(crate) const KEYS_SECRET: &str = "e-home/keys";

/// The bucket of the search index on this machine.
pub(crate) const INDEX_BUCKET: &str = "e-home-index";

/// The bucket of photos and scans on this machine.
pub(crate) const FILES_BUCKET: &str = "e-home-files";

/// The password that members have before their first sign-in.
pub(crate) const INITIAL_PASSWORD: &str = "111111";

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

/// Creates the table of `infra/tables.json` (under another name where one is given), the buckets, the KMS key and
/// the key ring's secret where they are missing.
///
/// # Errors
/// When a service refuses.
pub(crate) async fn provision(sdk: &Sdk, table: Option<&str>) -> Result<Provisioned> {
    let name = table.map_or_else(table_name, |table| Ok(table.to_owned()))?;
    self::table(sdk, &name).await?;
    platform::provision::key_ring(&sdk.kms(), &sdk.secrets(), KEYS_SECRET).await?;
    for bucket in [INDEX_BUCKET, FILES_BUCKET] {
        platform::provision::bucket(sdk.services(), bucket).await?;
    }
    let environment = [
        ("STAGE", LOCAL),
        ("TABLE_NAME", name.as_str()),
        ("KEYS_SECRET", KEYS_SECRET),
        ("INDEX_BUCKET", INDEX_BUCKET),
        ("FILES_BUCKET", FILES_BUCKET),
        ("INITIAL_PASSWORD", INITIAL_PASSWORD),
        ("SMS_PROVIDER", "inbox"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    Ok(Provisioned { table: name, environment })
}

/// Lets pages of the site at this address send photos, and answers from which origin they show them.
///
/// # Errors
/// When the service refuses.
pub(crate) async fn open_files_to(sdk: &Sdk, site: &str) -> Result<String> {
    platform::provision::open_to(sdk.services(), FILES_BUCKET, site).await?;
    let storage = Storage::new(sdk.services().clone(), buckets());
    let term = Term { from: Clock::default().now(), seconds: 60 };
    let link = storage.objects(Bucket::Files)?.sign_get("anything", term).await?;
    let path = link.match_indices('/').nth(2).map_or(link.len(), |(at, _)| at);
    Ok(link[..path].to_owned())
}

fn buckets() -> Buckets {
    Buckets { index: Some(INDEX_BUCKET.to_owned()), files: Some(FILES_BUCKET.to_owned()) }
}

/// The name of the table of `infra/tables.json`.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn table_name() -> Result<String> {
    let TableDefinition { name } =
        serde_json::from_str(&definition()?).context("infra/tables.json names no table")?;
    Ok(name)
}

/// Creates a table as `infra/tables.json` defines it, where it is missing.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn table(sdk: &Sdk, name: &str) -> Result<()> {
    Ok(platform::provision::table(&sdk.dynamodb(), name, &definition()?).await?)
}

/// Gives a restored table its time to live and its stream.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn complete(sdk: &Sdk, name: &str) -> Result<()> {
    Ok(platform::provision::complete(&sdk.dynamodb(), name, &definition()?).await?)
}

/// Turns the table's stream on or off.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn stream(sdk: &Sdk, table: &str, on: bool) -> Result<()> {
    Ok(platform::provision::stream(&sdk.dynamodb(), table, &definition()?, on).await?)
}

fn definition() -> Result<String> {
    let path = paths::at("infra/tables.json");
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// What devkit needs to work on a table with the code of the functions.
///
/// # Errors
/// When there is no inbox to send codes to.
pub(crate) fn shared(sdk: &Sdk, table: &str) -> Result<Arc<Shared>> {
    let config = Config {
        stage: LOCAL.to_owned(),
        table: table.to_owned(),
        keys_secret: KEYS_SECRET.to_owned(),
        initial_password: INITIAL_PASSWORD.to_owned(),
        sms: SmsChoice::Inbox,
        edge_keys: Vec::new(),
        transfers: TransferSettings::default(),
        buckets: buckets(),
    };
    Ok(Arc::new(Shared {
        sms: Sms::new(&config, &sdk.dynamodb())?,
        table: Table::new(sdk.dynamodb(), table.to_owned(), Meter::default()),
        keys: KeyStore::new(sdk.secrets(), sdk.kms(), KEYS_SECRET.to_owned()),
        storage: Storage::new(sdk.services().clone(), config.buckets.clone()),
        clock: Clock::default(),
        config,
    }))
}
