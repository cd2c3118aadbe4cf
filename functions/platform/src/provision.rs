//! Creates what a deployment needs before its functions start: the table from `infra/tables.json`, buckets, the
//! KMS key and the key ring's secret. For the local stack and the tests; a deployment's pipeline uses the same
//! definitions. Everything here can be repeated.

mod buckets;
mod rotation;

pub use buckets::{bucket, open_to};
pub use rotation::{KeyKind, rotate};

use crate::crypto::KeyRing;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, StreamSpecification, StreamViewType, TableStatus,
    TimeToLiveSpecification, TimeToLiveStatus,
};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::time::Duration;

/// The alias of the KMS key that wraps data keys.
pub const KMS_ALIAS: &str = "alias/e-home";

/// Something could not be created.
#[derive(Debug, thiserror::Error)]
pub enum ProvisionError {
    /// `infra/tables.json` is not of its form.
    #[error("the definition of the table: {0}")]
    Definition(#[from] serde_json::Error),
    /// A service refused.
    #[error("{0}: {1}")]
    Service(&'static str, String),
}

fn service<E: std::fmt::Debug>(what: &'static str) -> impl Fn(E) -> ProvisionError {
    move |error| ProvisionError::Service(what, format!("{error:?}"))
}

#[derive(Deserialize)]
struct TableDefinition {
    partition_key: String,
    sort_key: String,
    time_to_live: String,
    /// Which images it carries; absent for a table without a stream.
    stream: Option<String>,
    indexes: Vec<IndexDefinition>,
}

#[derive(Deserialize)]
struct IndexDefinition {
    name: String,
    partition_key: String,
    sort_key: String,
    project: Vec<String>,
}

fn schema(partition: &str, sort: &str) -> Option<Vec<KeySchemaElement>> {
    [(partition, KeyType::Hash), (sort, KeyType::Range)]
        .into_iter()
        .map(|(name, kind)| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().ok())
        .collect()
}

/// Creates the table `name` as `definition` (the text of `infra/tables.json`) says, unless it exists, and
/// waits until it can be used.
///
/// # Errors
/// [`ProvisionError`].
pub async fn table(
    client: &aws_sdk_dynamodb::Client,
    name: &str,
    definition: &str,
) -> Result<(), ProvisionError> {
    let exists = client.describe_table().table_name(name).send().await.is_ok();
    if exists {
        return Ok(());
    }
    let definition: TableDefinition = serde_json::from_str(definition)?;
    let mut attributes = BTreeSet::from([definition.partition_key.clone(), definition.sort_key.clone()]);
    let mut indexes = Vec::with_capacity(definition.indexes.len());
    for index in &definition.indexes {
        attributes.extend([index.partition_key.clone(), index.sort_key.clone()]);
        let projection = Projection::builder()
            .projection_type(ProjectionType::Include)
            .set_non_key_attributes(Some(index.project.clone()))
            .build();
        let built = GlobalSecondaryIndex::builder()
            .index_name(&index.name)
            .set_key_schema(schema(&index.partition_key, &index.sort_key))
            .projection(projection)
            .build();
        indexes.push(built.map_err(service("index"))?);
    }
    let attributes = attributes
        .into_iter()
        .map(|name| {
            AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build()
        })
        .collect::<Result<Vec<_>, _>>()
        .map_err(service("attribute"))?;
    let stream = definition.stream.as_deref().map(stream_of).transpose()?;
    client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(attributes))
        .set_key_schema(schema(&definition.partition_key, &definition.sort_key))
        .set_global_secondary_indexes(Some(indexes))
        .set_stream_specification(stream)
        .send()
        .await
        .map_err(service("create table"))?;
    until_active(client, name).await?;
    forgets(client, name, &definition.time_to_live).await
}

/// Gives a table that was restored what a restore does not bring: time to live, and the stream.
///
/// # Errors
/// [`ProvisionError`].
pub async fn complete(
    client: &aws_sdk_dynamodb::Client,
    name: &str,
    definition: &str,
) -> Result<(), ProvisionError> {
    let TableDefinition { time_to_live, .. } = serde_json::from_str(definition)?;
    let described = client.describe_time_to_live().table_name(name).send().await;
    let described = described.map_err(service("describe time to live"))?;
    let status = described.time_to_live_description().and_then(|described| described.time_to_live_status());
    if !matches!(status, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)) {
        forgets(client, name, &time_to_live).await?;
    }
    stream(client, name, definition, true).await
}

/// Lets the database remove items by themselves whose time has come.
async fn forgets(
    client: &aws_sdk_dynamodb::Client,
    name: &str,
    attribute: &str,
) -> Result<(), ProvisionError> {
    let time_to_live = TimeToLiveSpecification::builder()
        .attribute_name(attribute)
        .enabled(true)
        .build()
        .map_err(service("time to live"))?;
    client
        .update_time_to_live()
        .table_name(name)
        .time_to_live_specification(time_to_live)
        .send()
        .await
        .map_err(service("time to live"))?;
    Ok(())
}

/// Turns the table's stream on, as `definition` says, or off, unless it is so already, and waits until the table
/// can be used. An import turns it off, because it writes what would follow from the stream too; a stream that is
/// turned on again begins anew.
///
/// # Errors
/// [`ProvisionError`].
pub async fn stream(
    client: &aws_sdk_dynamodb::Client,
    name: &str,
    definition: &str,
    on: bool,
) -> Result<(), ProvisionError> {
    let definition: TableDefinition = serde_json::from_str(definition)?;
    let described =
        client.describe_table().table_name(name).send().await.map_err(service("describe table"))?;
    let present = described.table().and_then(|table| table.stream_specification());
    if present.is_some_and(|stream| stream.stream_enabled()) == on {
        return Ok(());
    }
    let stream = match definition.stream.as_deref().filter(|_| on) {
        Some(view) => stream_of(view)?,
        None => StreamSpecification::builder().stream_enabled(false).build().map_err(service("stream"))?,
    };
    client
        .update_table()
        .table_name(name)
        .stream_specification(stream)
        .send()
        .await
        .map_err(service("stream"))?;
    until_active(client, name).await
}

fn stream_of(view: &str) -> Result<StreamSpecification, ProvisionError> {
    StreamSpecification::builder()
        .stream_enabled(true)
        .stream_view_type(StreamViewType::from(view))
        .build()
        .map_err(service("stream"))
}

async fn until_active(client: &aws_sdk_dynamodb::Client, name: &str) -> Result<(), ProvisionError> {
    loop {
        let described =
            client.describe_table().table_name(name).send().await.map_err(service("describe table"))?;
        if described.table().and_then(|table| table.table_status()) == Some(&TableStatus::Active) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Creates the KMS key and the secret with a first key ring, where they are missing. A secret that was made without
/// a value gets one; one that has a value keeps it.
///
/// # Errors
/// [`ProvisionError`].
pub async fn key_ring(
    kms: &aws_sdk_kms::Client,
    secrets: &aws_sdk_secretsmanager::Client,
    secret_id: &str,
) -> Result<(), ProvisionError> {
    if secrets.get_secret_value().secret_id(secret_id).send().await.is_ok() {
        return Ok(());
    }
    kms_key(kms).await?;
    let empty = KeyRing { signing: Vec::new(), peppers: Vec::new(), data_keys: Vec::new() };
    let ring = rotation::rotated(kms, KMS_ALIAS, empty, &KeyKind::ALL, 0).await?;
    let text = serde_json::to_string(&ring)?;
    match secrets.create_secret().name(secret_id).secret_string(&text).send().await {
        Err(error) if error.as_service_error().is_some_and(|error| error.is_resource_exists_exception()) => {
            let put = secrets.put_secret_value().secret_id(secret_id).secret_string(text).send().await;
            put.map_err(service("write secret")).map(drop)
        }
        created => created.map_err(service("create secret")).map(drop),
    }
}

async fn kms_key(kms: &aws_sdk_kms::Client) -> Result<(), ProvisionError> {
    if kms.describe_key().key_id(KMS_ALIAS).send().await.is_ok() {
        return Ok(());
    }
    let key = kms.create_key().send().await.map_err(service("create key"))?;
    let id = key.key_metadata().map(|key| key.key_id().to_owned()).unwrap_or_default();
    kms.create_alias()
        .alias_name(KMS_ALIAS)
        .target_key_id(id)
        .send()
        .await
        .map_err(service("create alias"))?;
    Ok(())
}
