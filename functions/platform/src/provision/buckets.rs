//! Buckets.

use super::{ProvisionError, service};
use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::types::{BucketLocationConstraint, CorsConfiguration, CorsRule, CreateBucketConfiguration};

fn client(sdk: &SdkConfig) -> Client {
    // An emulator has no names of buckets in its address.
    let config = aws_sdk_s3::config::Builder::from(sdk).force_path_style(sdk.endpoint_url().is_some());
    Client::from_conf(config.build())
}

/// Creates a bucket, unless it is there.
///
/// # Errors
/// [`ProvisionError`].
pub async fn bucket(sdk: &SdkConfig, name: &str) -> Result<(), ProvisionError> {
    let client = client(sdk);
    if client.head_bucket().bucket(name).send().await.is_ok() {
        return Ok(());
    }
    let region = sdk.region().map(|region| BucketLocationConstraint::from(region.as_ref()));
    let place = CreateBucketConfiguration::builder().set_location_constraint(region).build();
    match client.create_bucket().bucket(name).create_bucket_configuration(place).send().await {
        // Somebody else was faster.
        Err(error) if error.as_service_error().is_some_and(|e| e.is_bucket_already_owned_by_you()) => Ok(()),
        created => created.map(drop).map_err(service("create bucket")),
    }
}

/// Lets pages of this origin put objects into a bucket, as `infra/modules/buckets` lets the site's.
///
/// # Errors
/// [`ProvisionError`].
pub async fn open_to(sdk: &SdkConfig, name: &str, origin: &str) -> Result<(), ProvisionError> {
    let rule = CorsRule::builder()
        .allowed_origins(origin)
        .allowed_methods("PUT")
        .allowed_headers("content-type")
        .max_age_seconds(3600)
        .build()
        .map_err(service("rule of a bucket"))?;
    let rules =
        CorsConfiguration::builder().cors_rules(rule).build().map_err(service("rules of a bucket"))?;
    let put = client(sdk).put_bucket_cors().bucket(name).cors_configuration(rules).send().await;
    put.map(drop).map_err(service("open bucket"))
}
