//! Objects in a real bucket.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use platform::config::Buckets;
use platform::http::Router;
use platform::objects::{Bucket, Storage};
use platform::testing::TestApp;

#[tokio::test]
async fn an_object_is_put_had_back_and_removed_on_the_local_cloud() {
    let app = TestApp::empty(Router::new()).await;
    let cx = app.context().await;
    let objects = cx.objects(Bucket::Index).expect("the bucket");
    let key = format!("of-a-test/{}", cx.new_id::<shared_types::ids::RequestId>());
    assert_eq!(objects.get_object(&key).await.expect("asks"), None);
    let bytes: Vec<u8> = (0..100_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    for bytes in [bytes, Vec::new()] {
        objects.put_object(&key, bytes.clone()).await.expect("puts");
        assert_eq!(objects.get_object(&key).await.expect("gets"), Some(bytes));
    }
    for _ in 0..2 {
        objects.delete_object(&key).await.expect("removes");
        assert_eq!(objects.get_object(&key).await.expect("asks"), None);
    }
}

#[test]
fn a_function_that_is_told_of_no_bucket_has_none() {
    let storage = Storage::new(aws_config::SdkConfig::builder().build(), Buckets::default());
    assert!(storage.objects(Bucket::Index).is_err());
}
