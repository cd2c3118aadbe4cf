//! The function `auth`: serves its routes.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    platform::startup::serve("auth", auth::routes()).await
}
