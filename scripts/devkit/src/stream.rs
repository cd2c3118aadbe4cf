//! Carries the table's changes to the `projections` function, as the event source mapping does in the cloud:
//! per shard in order, up to 100 records at a time, a failed batch again until it succeeds.
//!
//! How far it has come is written down after each batch, so that a restart goes on there. A batch whose end was
//! not written down any more comes again, as it may in the cloud.

mod event;

use crate::{edge, http, progress};
use anyhow::{Context as _, Result};
use aws_sdk_dynamodbstreams::{
    Client,
    types::{Record, Shard, ShardIteratorType},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
    time::Duration,
};

/// The function that the changes go to.
const FUNCTION: &str = "projections";

/// Records in one event, the event source mapping's default.
const BATCH: i32 = 100;

/// Between two looks at the stream.
const INTERVAL: Duration = Duration::from_millis(200);

/// How long the function may take for a batch.
const PATIENCE: Duration = Duration::from_secs(240);

/// Where the reading of one shard stands.
enum Place {
    /// To be read from here.
    At(String),
    /// Closed and read to its end.
    Done,
}

/// Carries changes of one table.
pub(crate) struct Stream {
    client: Client,
    arn: String,
    functions_port: u16,
    places: HashMap<String, Place>,
    /// The last sequence number that the function has taken, by shard.
    taken: BTreeMap<String, String>,
    /// Where `taken` is written down.
    progress: PathBuf,
}

impl Stream {
    /// Finds the stream of `table` and, in `progress`, how far it was carried before.
    ///
    /// # Errors
    /// When the table has none.
    pub(crate) async fn of_table(
        client: Client,
        table: &str,
        functions_port: u16,
        progress: PathBuf,
    ) -> Result<Self> {
        let streams = client.list_streams().table_name(table).send().await?;
        let arn = streams.streams().iter().filter_map(|stream| stream.stream_arn()).max();
        let arn = arn.with_context(|| format!("the table {table} has no stream"))?.to_owned();
        let taken = std::fs::read(&progress).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let taken = taken.unwrap_or_default();
        Ok(Self { client, arn, functions_port, places: HashMap::new(), taken, progress })
    }

    /// Reads and delivers for ever. Trouble is said once for each time it begins, and tried again.
    pub(crate) async fn run(mut self) {
        let mut failing = false;
        loop {
            match self.deliver_what_is_new().await {
                Ok(0) => tokio::time::sleep(INTERVAL).await,
                Ok(_) => failing = false,
                Err(error) => {
                    if !failing {
                        progress::say(format_args!(
                            "  The projection does not follow ({error:#}); trying again."
                        ));
                    }
                    failing = true;
                    tokio::time::sleep(INTERVAL * 5).await;
                }
            }
        }
    }

    /// One round over all shards; answers how many records were delivered.
    async fn deliver_what_is_new(&mut self) -> Result<usize> {
        let mut delivered = 0;
        for shard in self.shards().await? {
            let Some(id) = shard.shard_id() else { continue };
            // A parent's changes come before those of the shard it was split into.
            let parent = shard.parent_shard_id().and_then(|parent| self.places.get(parent));
            if matches!(parent, Some(Place::At(_))) {
                continue;
            }
            let iterator = match self.places.get(id) {
                Some(Place::Done) => continue,
                Some(Place::At(iterator)) => iterator.clone(),
                None => self.beginning(id).await?,
            };
            delivered += self.deliver_shard(id, iterator).await?;
        }
        Ok(delivered)
    }

    async fn shards(&self) -> Result<Vec<Shard>> {
        let mut shards = Vec::new();
        let mut after = None;
        loop {
            let page = self
                .client
                .describe_stream()
                .stream_arn(&self.arn)
                .set_exclusive_start_shard_id(after)
                .send()
                .await?;
            let description = page.stream_description.context("a stream without a description")?;
            after = description.last_evaluated_shard_id.clone();
            shards.extend(description.shards.unwrap_or_default());
            if after.is_none() {
                return Ok(shards);
            }
        }
    }

    /// Where to begin with a shard: after the last record taken, or at its beginning when there is none or when
    /// the stream does not hold it any more.
    async fn beginning(&self, shard: &str) -> Result<String> {
        if let Some(last) = self.taken.get(shard)
            && let Ok(iterator) = self.iterator(shard, Some(last)).await
        {
            return Ok(iterator);
        }
        self.iterator(shard, None).await
    }

    async fn iterator(&self, shard: &str, after: Option<&String>) -> Result<String> {
        let kind = if after.is_some() {
            ShardIteratorType::AfterSequenceNumber
        } else {
            ShardIteratorType::TrimHorizon
        };
        let iterator = self
            .client
            .get_shard_iterator()
            .stream_arn(&self.arn)
            .shard_id(shard)
            .shard_iterator_type(kind)
            .set_sequence_number(after.cloned())
            .send()
            .await?;
        iterator.shard_iterator.context("a shard without an iterator")
    }

    /// Delivers one batch of a shard and moves on only after the function has taken it.
    async fn deliver_shard(&mut self, shard: &str, iterator: String) -> Result<usize> {
        let page = match self.client.get_records().shard_iterator(&iterator).limit(BATCH).send().await {
            Ok(page) => page,
            Err(error) => {
                // Iterators expire; the next round begins the shard anew.
                self.places.remove(shard);
                return Err(error.into());
            }
        };
        let records = page.records();
        if !records.is_empty() {
            self.places.insert(shard.to_owned(), Place::At(iterator));
            self.invoke(shard, records).await?;
            let last = records.last().and_then(|record| record.dynamodb()?.sequence_number());
            if let Some(last) = last {
                self.taken.insert(shard.to_owned(), last.to_owned());
                std::fs::write(&self.progress, serde_json::to_string(&self.taken)?)?;
            }
        }
        let delivered = records.len();
        let place = page.next_shard_iterator.map_or(Place::Done, Place::At);
        self.places.insert(shard.to_owned(), place);
        Ok(delivered)
    }

    async fn invoke(&self, shard: &str, records: &[Record]) -> Result<()> {
        let event = event::event(&self.arn, shard, records)?;
        let answer = edge::invoke(&http::client(), self.functions_port, FUNCTION, &event, PATIENCE).await?;
        // A partial failure names the records that have to come again; sending all of them is as good.
        let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
        let failed = answer.get("batchItemFailures").and_then(Value::as_array).map_or(0, Vec::len);
        anyhow::ensure!(failed == 0, "the projection refused {failed} of {} records", records.len());
        Ok(())
    }
}
