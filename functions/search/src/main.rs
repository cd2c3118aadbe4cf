//! The function `search`.

use platform::objects::Bucket;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    platform::startup::serve_reading(Bucket::Index, "search", search::routes()).await
}
