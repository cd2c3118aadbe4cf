//! The event that carries records of a stream to a function, in the shape of the cloud's event source mapping
//! with a tumbling window: only such an event names its shard.

use anyhow::{Context as _, Result};
use aws_sdk_dynamodbstreams::types::{AttributeValue, Record, StreamRecord};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The length of a window in seconds. The projection keeps its state in the table, so it does not matter.
const WINDOW: i64 = 60;

/// The event of `records` from the shard `shard` of the stream `arn`.
///
/// # Errors
/// When a record lacks what every record has.
pub(super) fn event(arn: &str, shard: &str, records: &[Record]) -> Result<Value> {
    let made = records.iter().filter_map(|record| record.dynamodb()?.approximate_creation_date_time()).next();
    let start = made.map_or(0, |made| made.secs() - made.secs() % WINDOW);
    let records = records.iter().map(|record| one(arn, record)).collect::<Result<Vec<_>>>()?;
    Ok(json!({
        "Records": records,
        "window": { "start": moment(start)?, "end": moment(start + WINDOW)? },
        "state": {},
        "shardId": shard,
        "eventSourceARN": arn,
        "isFinalInvokeForWindow": false,
        "isWindowTerminatedEarly": false,
    }))
}

fn moment(seconds: i64) -> Result<String> {
    Ok(OffsetDateTime::from_unix_timestamp(seconds)?.format(&Rfc3339)?)
}

fn one(arn: &str, record: &Record) -> Result<Value> {
    let change = record.dynamodb().context("a record without a change")?;
    Ok(json!({
        "eventID": record.event_id(),
        "eventName": record.event_name().map(|name| name.as_str()),
        "eventVersion": record.event_version(),
        "eventSource": "aws:dynamodb",
        "awsRegion": record.aws_region(),
        "eventSourceARN": arn,
        "dynamodb": change_of(change)?,
    }))
}

fn change_of(change: &StreamRecord) -> Result<Value> {
    let mut fields = Map::new();
    let mut image = |name: &str, image: Option<&HashMap<String, AttributeValue>>| -> Result<()> {
        if let Some(image) = image {
            let item: HashMap<&String, serde_dynamo::AttributeValue> =
                image.iter().map(|(name, value)| (name, value.clone().into())).collect();
            fields.insert(name.to_owned(), serde_json::to_value(item)?);
        }
        Ok(())
    };
    image("Keys", change.keys())?;
    image("NewImage", change.new_image())?;
    image("OldImage", change.old_image())?;
    if let Some(time) = change.approximate_creation_date_time() {
        fields.insert("ApproximateCreationDateTime".into(), json!(time.secs()));
    }
    fields.insert("SequenceNumber".into(), json!(change.sequence_number()));
    fields.insert("SizeBytes".into(), json!(change.size_bytes().unwrap_or_default()));
    fields.insert("StreamViewType".into(), json!(change.stream_view_type().map(|view| view.as_str())));
    Ok(Value::Object(fields))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lambda_events::dynamodb::TimeWindowEvent;
    use aws_sdk_dynamodbstreams::{
        primitives::{Blob, DateTime},
        types::{OperationType, StreamViewType},
    };

    #[test]
    fn the_event_is_the_clouds() {
        let key = HashMap::from([("pk".to_owned(), AttributeValue::S("ORG#1".into()))]);
        let mut image = key.clone();
        image.insert("count".to_owned(), AttributeValue::N("12".into()));
        image.insert("cipher".to_owned(), AttributeValue::B(Blob::new([0_u8, 255])));
        let tags = AttributeValue::M(HashMap::from([("on".to_owned(), AttributeValue::Bool(true))]));
        image.insert("tags".to_owned(), AttributeValue::L(vec![tags]));
        let change = StreamRecord::builder()
            .set_keys(Some(key))
            .set_new_image(Some(image.clone()))
            .sequence_number("000000000000000000001")
            .size_bytes(20)
            .stream_view_type(StreamViewType::NewAndOldImages)
            .approximate_creation_date_time(DateTime::from_secs(1_790_000_000))
            .build();
        let record = Record::builder()
            .event_id("e")
            .event_name(OperationType::Insert)
            .event_version("1.1")
            .aws_region("cn-north-1")
            .dynamodb(change)
            .build();

        let event = event("arn:stream", "shardId-1", &[record]).unwrap();
        assert_eq!(event["shardId"], "shardId-1");
        assert_eq!(event["Records"][0]["dynamodb"]["NewImage"]["cipher"], json!({ "B": "AP8=" }));
        assert_eq!(
            event["window"],
            json!({ "start": "2026-09-21T14:13:00Z", "end": "2026-09-21T14:14:00Z" })
        );
        let event: TimeWindowEvent = serde_json::from_value(event).unwrap();
        assert_eq!(event.time_window_properties.shard_id.as_deref(), Some("shardId-1"));
        let record = &event.dynamo_db_event.records[0];
        assert_eq!(record.event_name, "INSERT");
        assert_eq!(record.event_source_arn.as_deref(), Some("arn:stream"));
        assert!(record.change.old_image.clone().into_inner().is_empty());
        let expected: HashMap<String, serde_dynamo::AttributeValue> =
            image.into_iter().map(|(name, value)| (name, value.into())).collect();
        assert_eq!(record.change.new_image.clone().into_inner(), expected);
    }
}
