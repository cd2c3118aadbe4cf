//! How a function starts: configuration, clients, keys, one warm connection each, then the runtime.

use crate::clock::Clock;
use crate::config::{self, Config, SmsAccess};
use crate::context::Shared;
use crate::crypto::KeyStore;
use crate::http::Router;
use crate::objects::{AT_ONCE, Bucket, Storage};
use crate::sms::Sms;
use crate::store::{Meter, Table};
use crate::telemetry::{Spans, Traced, Watch};
use aws_config::SdkConfig;
use lambda_http::{Request, service_fn};
use lambda_runtime::LambdaEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::sync::Arc;

/// An error that ends a function.
pub type Fatal = lambda_http::Error;

/// What all requests of a function share.
///
/// # Errors
/// Wrong configuration.
pub fn shared(config: Config, sdk: &SdkConfig) -> Result<Arc<Shared>, Fatal> {
    let dynamodb = aws_sdk_dynamodb::config::Builder::from(sdk).interceptor(Spans).build();
    let dynamodb = aws_sdk_dynamodb::Client::from_conf(dynamodb);
    let sms = Sms::new(&config, &dynamodb)?;
    let table = Table::new(dynamodb, config.table.clone(), Meter::default());
    let secrets = aws_sdk_secretsmanager::config::Builder::from(sdk).interceptor(Spans).build();
    let kms = aws_sdk_kms::config::Builder::from(sdk).interceptor(Spans).build();
    let keys = KeyStore::new(
        aws_sdk_secretsmanager::Client::from_conf(secrets),
        aws_sdk_kms::Client::from_conf(kms),
        config.keys_secret.clone(),
    );
    let storage = Storage::new(sdk.clone(), config.buckets.clone());
    Ok(Arc::new(Shared { config, table, keys, sms, storage, clock: Clock::default() }))
}

/// Starts from the environment.
///
/// # Errors
/// Wrong configuration, or the key ring cannot be read.
pub async fn start() -> Result<Arc<Shared>, Fatal> {
    crate::telemetry::start();
    let sdk = aws_config::from_env().http_client(crate::https::client()).load().await;
    let account = match config::sms_secret() {
        Some(secret) => Some(sms_account(&aws_sdk_secretsmanager::Client::new(&sdk), &secret).await?),
        None => None,
    };
    let config = Config::from_env(account)?;
    let shared = shared(config, &sdk)?;
    // Connections and keys are ready before the first request comes.
    let keys = async { Ok::<_, Fatal>(shared.keys.ring().await?) };
    let nothing = [crate::store::keys::limit("warm-up")];
    let table = || async { Ok(shared.table.batch(&nothing).await?) };
    // Two connections to the table: no request has more than two questions open at once.
    tokio::try_join!(keys, table(), table())?;
    Ok(shared)
}

/// The account at the SMS service, from the secret that holds it.
async fn sms_account(secrets: &aws_sdk_secretsmanager::Client, secret: &str) -> Result<SmsAccess, Fatal> {
    let found = secrets.get_secret_value().secret_id(secret).send().await?;
    // What is wrong with it is not quoted: the message would hold a part of the secret.
    let account = serde_json::from_str(found.secret_string().unwrap_or_default());
    account.map_err(|_| "the secret that SMS_SECRET names does not hold an account".into())
}

/// As [`serve`], for a feature that reads a bucket: its connection is ready before the first request comes, too.
///
/// # Errors
/// As there.
pub async fn serve_reading(bucket: Bucket, feature: &'static str, router: Router) -> Result<(), Fatal> {
    let shared = start().await?;
    let objects = shared.storage.objects(bucket)?;
    let mut connections = tokio::task::JoinSet::new();
    for _ in 0..AT_ONCE {
        let objects = objects.clone();
        // There is no such object; what counts is that somebody answers.
        connections.spawn(async move { objects.get_object("warm-up").await });
    }
    while connections.join_next().await.is_some() {}
    run(shared, feature, router).await
}

/// Serves a feature until the runtime ends the function.
///
/// # Errors
/// Wrong configuration, or the runtime fails.
pub async fn serve(feature: &'static str, router: Router) -> Result<(), Fatal> {
    let shared = start().await?;
    run(shared, feature, router).await
}

async fn run(shared: Arc<Shared>, feature: &'static str, router: Router) -> Result<(), Fatal> {
    tracing::info!(feature, stage = shared.config.stage, "started");
    let router = Arc::new(router);
    lambda_http::run(service_fn(move |request: Request| {
        let (router, shared) = (Arc::clone(&router), Arc::clone(&shared));
        async move { Ok::<_, std::convert::Infallible>(router.answer(&shared, request).await) }
    }))
    .await
}

/// Hands events to a function that is not called over HTTP, until the runtime ends it. An error makes the
/// runtime deliver the event again.
///
/// # Errors
/// Wrong configuration, or the runtime fails.
pub async fn receive<E, R, H, F>(feature: &'static str, handler: H) -> Result<(), Fatal>
where
    E: DeserializeOwned + Send + 'static,
    R: Serialize + Send + 'static,
    H: Fn(Arc<Shared>, E) -> F + Send + Sync + 'static,
    F: Future<Output = crate::Result<R>> + Send,
{
    let shared = start().await?;
    let handler = &handler;
    lambda_runtime::run(service_fn(move |event: LambdaEvent<E>| {
        let shared = Arc::clone(&shared);
        async move {
            let context = &event.context;
            let traced = Traced { xray: context.xray_trace_id.as_deref(), w3c: None };
            let watch = Watch::begin(feature, &context.request_id, traced, shared.clock.now());
            let stage = shared.config.stage.clone();
            let result = watch.follow(handler(shared, event.payload)).await;
            let (outcome, status) = if result.is_ok() { ("ok", 200) } else { ("internal", 500) };
            watch.end(&stage, outcome, status).write();
            result.map_err(Fatal::from)
        }
    }))
    .await
}
