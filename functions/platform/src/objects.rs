//! Objects in buckets: the one place that knows S3. Knows no feature and nothing of what an object holds.
//!
//! The client is made by the first function that asks for a bucket. A function that never asks has none, and is
//! not even linked with it.

mod permits;

pub use permits::Term;

use crate::config::Buckets;
use crate::error::{Error, Result};
use crate::telemetry::Spans;
use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStream;
use std::sync::{Arc, OnceLock};

/// Objects that are fetched at once by who needs several: so many connections are ready at a start.
pub const AT_ONCE: usize = 4;

/// The buckets of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// What the search loads: names of organisations and members.
    Index,
    /// Photos and scans.
    Files,
}

/// What was found under a key that must not hold more than it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// More than was admitted; it was not read.
    TooMuch,
    /// All of it.
    Whole(Vec<u8>),
}

/// Where the buckets are; makes the client when somebody asks for one.
#[derive(Clone)]
pub struct Storage {
    sdk: SdkConfig,
    buckets: Buckets,
    client: Arc<OnceLock<Client>>,
}

impl Storage {
    /// Buckets by these names, reached as `sdk` says.
    pub fn new(sdk: SdkConfig, buckets: Buckets) -> Self {
        Self { sdk, buckets, client: Arc::new(OnceLock::new()) }
    }

    /// One of the buckets.
    ///
    /// # Errors
    /// Where the function's environment does not name it.
    pub fn objects(&self, bucket: Bucket) -> Result<Objects> {
        let name = match bucket {
            Bucket::Index => &self.buckets.index,
            Bucket::Files => &self.buckets.files,
        };
        let name =
            name.clone().ok_or_else(|| Error::Internal(format!("no name of the bucket {bucket:?}")))?;
        Ok(Objects { client: self.client().clone(), bucket: name })
    }

    fn client(&self) -> &Client {
        self.client.get_or_init(|| {
            // An emulator has no names of buckets in its address.
            let emulated = self.sdk.endpoint_url().is_some();
            let config = aws_sdk_s3::config::Builder::from(&self.sdk);
            Client::from_conf(config.force_path_style(emulated).interceptor(Spans).build())
        })
    }
}

/// The objects of one bucket.
#[derive(Debug, Clone)]
pub struct Objects {
    client: Client,
    bucket: String,
}

impl Objects {
    /// What lies under a key, all of it; `None` where there is nothing.
    ///
    /// # Errors
    /// The service's.
    pub async fn get_object(&self, key: &str) -> Result<Option<Vec<u8>>> {
        match self.client.get_object().bucket(&self.bucket).key(key).send().await {
            Ok(reply) => {
                let body = reply.body.collect().await.map_err(|error| failed(&error))?;
                Ok(Some(body.to_vec()))
            }
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(refused(&error)),
        }
    }

    /// What lies under a key, if it is at most `most` bytes: no more is read.
    ///
    /// # Errors
    /// The service's.
    pub async fn get_object_within(&self, key: &str, most: u32) -> Result<Found> {
        match self.client.get_object().bucket(&self.bucket).key(key).send().await {
            Ok(reply) if reply.content_length().is_none_or(|length| length > most.into()) => {
                Ok(Found::TooMuch)
            }
            Ok(reply) => {
                let body = reply.body.collect().await.map_err(|error| failed(&error))?;
                Ok(Found::Whole(body.to_vec()))
            }
            Err(error) if is_missing(&error) => Ok(Found::Nothing),
            Err(error) => Err(refused(&error)),
        }
    }

    /// As [`Objects::put_object`], with the type under which a browser is given it.
    ///
    /// # Errors
    /// The service's.
    pub async fn put_object_as(&self, key: &str, bytes: Vec<u8>, media: &str) -> Result<()> {
        let put = self.client.put_object().bucket(&self.bucket).key(key).body(ByteStream::from(bytes));
        put.content_type(media).send().await.map(drop).map_err(|error| refused(&error))
    }

    /// Puts bytes under a key, over whatever lies there.
    ///
    /// # Errors
    /// The service's.
    pub async fn put_object(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        let put = self.client.put_object().bucket(&self.bucket).key(key).body(ByteStream::from(bytes));
        put.send().await.map(drop).map_err(|error| refused(&error))
    }

    /// Removes what lies under a key, if anything does.
    ///
    /// # Errors
    /// The service's.
    pub async fn delete_object(&self, key: &str) -> Result<()> {
        let delete = self.client.delete_object().bucket(&self.bucket).key(key);
        delete.send().await.map(drop).map_err(|error| refused(&error))
    }
}

/// Who may not list a bucket is told that what is missing is forbidden.
fn is_missing<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    matches!(error.code(), Some("NoSuchKey" | "AccessDenied"))
}

fn refused<E: ProvideErrorMetadata + std::fmt::Debug, R: std::fmt::Debug>(error: &SdkError<E, R>) -> Error {
    match error.code() {
        Some(code) => Error::Internal(format!("objects: {code}")),
        None => failed(error),
    }
}

fn failed(error: &impl std::fmt::Debug) -> Error {
    Error::Internal(format!("objects: {error:?}"))
}
