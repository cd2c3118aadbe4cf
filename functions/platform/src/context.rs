//! What a handler is given: the table, the keys, the time, new ids. One per request; cheap to clone.

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::{KeyStore, Ring};
use crate::error::Result;
use crate::objects::{Bucket, Objects, Storage};
use crate::sms::Sms;
use crate::store::{Meter, Table};
use crate::telemetry;
use shared_types::dates::Moment;
use shared_types::ids::RequestId;
use std::str::FromStr;
use std::sync::Arc;
use uuid::Uuid;

/// What a function keeps from one request to the next.
pub struct Shared {
    /// Configuration.
    pub config: Config,
    /// The table, counted nowhere.
    pub table: Table,
    /// The key ring's keeper.
    pub keys: KeyStore,
    /// Sends codes.
    pub sms: Sms,
    /// The buckets.
    pub storage: Storage,
    /// The clock.
    pub clock: Clock,
}

/// What a handler is given.
#[derive(Clone)]
pub struct Context {
    shared: Arc<Shared>,
    table: Table,
    ring: Arc<Ring>,
    now: Moment,
    request: RequestId,
}

impl Context {
    /// The context of one request: the one that is being watched, where one is.
    ///
    /// # Errors
    /// When the key ring cannot be had.
    pub async fn new(shared: &Arc<Shared>) -> Result<Self> {
        let (request, meter) = telemetry::request().unwrap_or_else(|| (new_id(), Meter::default()));
        Ok(Self {
            ring: shared.keys.ring().await?,
            table: shared.table.metered(meter),
            now: shared.clock.now(),
            request,
            shared: Arc::clone(shared),
        })
    }

    /// Configuration.
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    /// The table, counted for this request.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Keys.
    pub fn ring(&self) -> &Ring {
        &self.ring
    }

    /// The key ring's keeper, for a token whose key is not in [`Context::ring`].
    pub fn keys(&self) -> &KeyStore {
        &self.shared.keys
    }

    /// Sends codes.
    pub fn sms(&self) -> &Sms {
        &self.shared.sms
    }

    /// The objects of a bucket.
    ///
    /// # Errors
    /// Where the function's environment does not name it.
    pub fn objects(&self, bucket: Bucket) -> Result<Objects> {
        self.shared.storage.objects(bucket)
    }

    /// When the request came.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Names the request in logs and problems.
    pub fn request(&self) -> &RequestId {
        &self.request
    }

    /// A new id, later than all before (UUID version 7).
    pub fn new_id<I: FromStr>(&self) -> I
    where
        I::Err: std::fmt::Debug,
    {
        new_id()
    }
}

pub(crate) fn new_id<I: FromStr>() -> I
where
    I::Err: std::fmt::Debug,
{
    loop {
        // 32 hexadecimal digits are an id, so the loop ends at its first round.
        if let Ok(id) = Uuid::now_v7().simple().to_string().parse() {
            return id;
        }
    }
}
