//! The function `projections`: changes of the table come in, nothing goes out.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    platform::startup::receive("projections", |shared, asked| async move {
        projections::answer(&shared, asked).await
    })
    .await
}
