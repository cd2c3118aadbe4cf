//! Addresses under which a browser reads or writes one object itself for some minutes, without a key of its own.
//! They are signed here; nothing is asked of the service.

use super::{Objects, refused};
use crate::error::{Error, Result};
use aws_sdk_s3::config::{Builder, RequestChecksumCalculation};
use aws_sdk_s3::presigning::PresigningConfig;
use shared_types::dates::Moment;
use std::time::{Duration, UNIX_EPOCH};

/// From when, and for how many seconds, an address is good. It is good no longer than the function's own
/// credentials, which last for hours.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// From when.
    pub from: Moment,
    /// Seconds.
    pub seconds: u32,
}

impl Term {
    /// Until when.
    pub fn ends(self) -> Moment {
        self.from.plus_seconds(self.seconds.into())
    }

    fn config(self) -> Result<PresigningConfig> {
        let from = UNIX_EPOCH + Duration::from_millis(u64::try_from(self.from.millis()).unwrap_or_default());
        let config = PresigningConfig::builder().start_time(from);
        let config = config.expires_in(Duration::from_secs(self.seconds.into())).build();
        config.map_err(|error| Error::Internal(format!("objects: {error}")))
    }
}

impl Objects {
    /// An address to which exactly `bytes` bytes can be put under this key, sent with this `Content-Type`.
    ///
    /// # Errors
    /// Where there are no credentials.
    pub async fn sign_put(&self, key: &str, bytes: u32, media: &str, term: Term) -> Result<String> {
        let put = self.client.put_object().bucket(&self.bucket).key(key);
        let put = put.content_length(bytes.into()).content_type(media);
        // A sum over what is not known yet would be a sum over nothing, and what comes would be refused.
        let without_sum =
            Builder::new().request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
        let signed = put.customize().config_override(without_sum).presigned(term.config()?).await;
        let signed = signed.map_err(|error| refused(&error))?;
        Ok(signed.uri().to_owned())
    }

    /// An address from which the object under this key can be had.
    ///
    /// # Errors
    /// Where there are no credentials.
    pub async fn sign_get(&self, key: &str, term: Term) -> Result<String> {
        let get = self.client.get_object().bucket(&self.bucket).key(key);
        let signed = get.presigned(term.config()?).await.map_err(|error| refused(&error))?;
        Ok(signed.uri().to_owned())
    }
}
