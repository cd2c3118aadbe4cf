//! The SDK's clients for the cloud that is running: the database and its stream.

use anyhow::{Context as _, Result};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::Credentials;
use std::path::Path;

/// Makes clients from an environment such as [`crate::cloud::Cloud::environment`].
#[derive(Debug)]
pub(crate) struct Sdk {
    config: SdkConfig,
}

impl Sdk {
    /// Reads the environment. What it does not say, the SDK finds as it always does.
    pub(crate) async fn new(environment: &[(String, String)]) -> Self {
        let value =
            |name: &str| environment.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let mut loader = aws_config::defaults(BehaviorVersion::latest());
        if let Some(region) = value("AWS_REGION") {
            loader = loader.region(Region::new(region));
        }
        if let Some(url) = value("AWS_ENDPOINT_URL_DYNAMODB").or_else(|| value("AWS_ENDPOINT_URL")) {
            loader = loader.endpoint_url(url);
        }
        if let (Some(key), Some(secret)) = (value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY")) {
            loader = loader.credentials_provider(Credentials::new(
                key,
                secret,
                value("AWS_SESSION_TOKEN"),
                None,
                "devkit",
            ));
        }
        Self { config: loader.load().await }
    }

    /// The database.
    pub(crate) fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.config)
    }

    /// The database's streams.
    pub(crate) fn streams(&self) -> aws_sdk_dynamodbstreams::Client {
        aws_sdk_dynamodbstreams::Client::new(&self.config)
    }
}

/// The table's name as `infra/tables.json` defines it.
///
/// # Errors
/// When the file is missing or has no name.
pub(crate) fn table_name(definition: &Path) -> Result<String> {
    let text = std::fs::read(definition).with_context(|| format!("cannot read {}", definition.display()))?;
    let definition: serde_json::Value = serde_json::from_slice(&text)?;
    let name = definition.get("name").and_then(serde_json::Value::as_str);
    Ok(name.context("infra/tables.json names no table")?.to_owned())
}
