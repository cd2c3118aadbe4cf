//! The function `uploads`.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    platform::startup::serve("uploads", uploads::routes()).await
}
