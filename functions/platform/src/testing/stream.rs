//! The stream of a test's table, as events of the cloud's shape.

use super::TestApp;
use crate::provision;
use aws_sdk_dynamodbstreams::Client;
use aws_sdk_dynamodbstreams::types::{Record, ShardIteratorType};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Records in one event, the event source mapping's default.
const BATCH: i32 = 100;

/// How often in a row the local database may lose an iterator.
const TRIES: u32 = 5;

/// A reader of the stream.
pub struct Stream {
    client: Client,
    arn: String,
    /// Where the next records of a shard begin; `None` at the end of a closed one.
    places: HashMap<String, Option<String>>,
    /// The last record of a shard that was read.
    read: HashMap<String, String>,
}

impl TestApp {
    /// The stream of the table, which is turned on by this: it carries what is written from now on.
    pub async fn stream(&self) -> Stream {
        let (database, table) = self.shared().table.raw();
        provision::stream(database, table, super::TABLES, true).await.expect("a table with a stream");
        let client = Client::new(&super::sdk().await);
        let streams = client.list_streams().table_name(table).send().await.expect("streams");
        let arn = streams.streams().first().and_then(|stream| stream.stream_arn()).expect("a stream");
        Stream { arn: arn.to_owned(), client, places: HashMap::new(), read: HashMap::new() }
    }
}

impl Stream {
    /// The next event of each shard that has one; none when all has been read.
    pub async fn next(&mut self) -> Vec<Value> {
        let described = self.client.describe_stream().stream_arn(&self.arn).send().await.expect("describes");
        let shards = described.stream_description.and_then(|stream| stream.shards).unwrap_or_default();
        let mut events = Vec::new();
        for shard in shards.iter().filter_map(|shard| shard.shard_id()) {
            let records = self.records(shard).await;
            if let Some(last) = records.last().and_then(|last| last.dynamodb()?.sequence_number()) {
                self.read.insert(shard.to_owned(), last.to_owned());
                let records: Vec<Value> = records.iter().map(record).collect();
                events.push(json!({ "shardId": shard, "Records": records }));
            }
        }
        events
    }

    async fn records(&mut self, shard: &str) -> Vec<Record> {
        for _ in 0..TRIES {
            let place = match self.places.get(shard) {
                Some(place) => place.clone(),
                None => self.iterator(shard).await,
            };
            let Some(place) = place else { return Vec::new() };
            // Under load the local database now and then calls a good iterator trimmed.
            if let Ok(page) = self.client.get_records().shard_iterator(place).limit(BATCH).send().await {
                self.places.insert(shard.to_owned(), page.next_shard_iterator);
                return page.records.unwrap_or_default();
            }
            self.places.remove(shard);
        }
        panic!("the stream cannot be read")
    }

    async fn iterator(&self, shard: &str) -> Option<String> {
        let after = self.read.get(shard).cloned();
        let kind = match after {
            Some(_) => ShardIteratorType::AfterSequenceNumber,
            None => ShardIteratorType::TrimHorizon,
        };
        let iterator = self
            .client
            .get_shard_iterator()
            .stream_arn(&self.arn)
            .shard_id(shard)
            .shard_iterator_type(kind)
            .set_sequence_number(after);
        iterator.send().await.expect("an iterator").shard_iterator
    }
}

fn record(record: &Record) -> Value {
    let change = record.dynamodb().expect("a change");
    let image = |image: Option<&HashMap<String, _>>| {
        image.map(|image| {
            let item: HashMap<&String, serde_dynamo::AttributeValue> =
                image.iter().map(|(name, value)| (name, own(value))).collect();
            serde_json::to_value(item).expect("serialises")
        })
    };
    json!({
        "eventName": record.event_name().map(|name| name.as_str()),
        "dynamodb": {
            "Keys": image(change.keys()),
            "NewImage": image(change.new_image()),
            "OldImage": image(change.old_image()),
            "SequenceNumber": change.sequence_number(),
        },
    })
}

fn own(value: &aws_sdk_dynamodbstreams::types::AttributeValue) -> serde_dynamo::AttributeValue {
    use aws_sdk_dynamodbstreams::types::AttributeValue::{Bool, L, M, N, Null, S};
    use serde_dynamo::AttributeValue as Own;
    match value {
        S(text) => Own::S(text.clone()),
        N(digits) => Own::N(digits.clone()),
        Bool(is) => Own::Bool(*is),
        Null(_) => Own::Null(true),
        L(list) => Own::L(list.iter().map(own).collect()),
        M(map) => Own::M(map.iter().map(|(name, value)| (name.clone(), own(value))).collect()),
        other => panic!("the table holds no such value: {other:?}"),
    }
}
