//! The function `orgs`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    platform::startup::serve("orgs", orgs::routes()).await
}
