//! The function `projections`: changes of the table come in, nothing goes out.

use lambda_runtime::{LambdaEvent, service_fn};
use projections::Asked;
use std::sync::Arc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    let shared = platform::startup::start().await?;
    lambda_runtime::run(service_fn(move |event: LambdaEvent<Asked>| {
        let shared = Arc::clone(&shared);
        async move { projections::answer(&shared, event.payload).await.map_err(platform::startup::Fatal::from) }
    }))
    .await
}
