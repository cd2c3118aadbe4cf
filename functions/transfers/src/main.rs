//! The function `transfers`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    platform::startup::serve("transfers", transfers::routes()).await
}
