//! The smallest function there is, on the same runtime and in the same profile as the others: what
//! `./scripts/bench init` compares them with. Must know neither the product nor the cloud.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| Ok::<_, Error>(event.payload))).await
}
