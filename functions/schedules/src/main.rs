//! The function `schedules`: the clock calls, nothing goes out.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), platform::startup::Fatal> {
    platform::startup::receive(
        "schedules",
        |shared, asked| async move { schedules::answer(&shared, asked).await },
    )
    .await
}
