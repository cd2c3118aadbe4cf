//! The SDK's clients for the cloud that is running.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::Credentials;

/// Makes clients from an environment such as [`crate::cloud::Cloud::environment`].
#[derive(Debug)]
pub(crate) struct Sdk {
    database: SdkConfig,
    services: SdkConfig,
}

impl Sdk {
    /// Reads the environment. What it does not say, the SDK finds as it always does.
    pub(crate) async fn new(environment: &[(String, String)]) -> Self {
        let value =
            |name: &str| environment.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let url = value("AWS_ENDPOINT_URL");
        let database_url = value("AWS_ENDPOINT_URL_DYNAMODB").or_else(|| url.clone());
        let mut loader = aws_config::defaults(BehaviorVersion::latest());
        if let Some(region) = value("AWS_REGION") {
            loader = loader.region(Region::new(region));
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
        let common = loader.load().await;
        let at = |url: Option<String>| {
            let mut builder = common.clone().into_builder();
            builder.set_endpoint_url(url);
            builder.build()
        };
        Self { database: at(database_url), services: at(url) }
    }

    /// The database.
    pub(crate) fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.database)
    }

    /// The database's streams.
    pub(crate) fn streams(&self) -> aws_sdk_dynamodbstreams::Client {
        aws_sdk_dynamodbstreams::Client::new(&self.database)
    }

    /// Keys.
    pub(crate) fn kms(&self) -> aws_sdk_kms::Client {
        aws_sdk_kms::Client::new(&self.services)
    }

    /// The services beside the database.
    pub(crate) fn services(&self) -> &SdkConfig {
        &self.services
    }

    /// Secrets.
    pub(crate) fn secrets(&self) -> aws_sdk_secretsmanager::Client {
        aws_sdk_secretsmanager::Client::new(&self.services)
    }
}
