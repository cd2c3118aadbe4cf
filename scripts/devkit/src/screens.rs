//! `./scripts/screens`: a picture of every screen, into `target/screens`.

use crate::{
    processes::Program,
    progress::say,
    stack::Stack,
    test::{end_to_end_environment, plan},
    tools,
};
use anyhow::Result;

/// Where the pictures go.
const OUT: &str = "target/screens";

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only screens whose name contains one of these words
    #[arg(value_name = "WORD")]
    words: Vec<String>,
}

/// Takes the pictures.
///
/// # Errors
/// When the product does not start or a screen cannot be photographed.
pub(crate) async fn run(options: Options) -> Result<()> {
    let folder = tools::end_to_end().await?;
    let mut stack = Stack::start(&plan("screens")?).await?;
    let environment = end_to_end_environment(&stack, OUT).await?;
    let pictures = Program::new("screens", "node")
        .args(["screens/main.js"])
        .args(options.words)
        .envs(&environment)
        .within(folder);
    let taken = tokio::select! {
        taken = pictures.run() => taken,
        Err(ended) = stack.watch() => Err(ended),
    };
    stack.stop().await;
    taken?;
    say(format_args!("\nThe pictures are in {OUT}."));
    Ok(())
}
