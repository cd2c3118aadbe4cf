//! `./scripts/dev`: the product on one machine, until Ctrl-C.

use crate::{
    cloud::Emulator,
    identities,
    progress::{say, seconds},
    stack::{Plan, Stack},
    stop,
};
use anyhow::Result;
use std::time::Instant;

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many members the demo city gets
    #[arg(long, default_value_t = 3000, value_name = "N")]
    members: u32,
    /// Begin anew: forget all data of earlier runs
    #[arg(long)]
    fresh: bool,
    /// Do not compile a function again when its source changes
    #[arg(long)]
    no_follow: bool,
    /// The port of the site
    #[arg(long, default_value_t = 8080, value_name = "PORT")]
    port: u16,
    /// What stands in for the services beside the database
    #[arg(long, value_enum, default_value_t = Emulator::Ministack)]
    cloud: Emulator,
    /// The port of the functions
    #[arg(long, default_value_t = 9000, value_name = "PORT")]
    functions_port: u16,
    /// The port of the database
    #[arg(long, default_value_t = 8000, value_name = "PORT")]
    dynamodb_port: u16,
    /// The port of the emulator
    #[arg(long, default_value_t = 4566, value_name = "PORT")]
    emulator_port: u16,
}

/// Runs until asked to stop.
///
/// # Errors
/// When something does not build, start or go on.
pub(crate) async fn run(options: Options) -> Result<()> {
    let start = Instant::now();
    let plan = Plan {
        session: "dev",
        port: options.port,
        functions_port: options.functions_port,
        dynamodb_port: options.dynamodb_port,
        emulator_port: options.emulator_port,
        emulator: options.cloud,
        fresh: options.fresh,
        members: options.members,
        follow: !options.no_follow,
        gallery: true,
    };
    let mut stack = tokio::select! {
        stack = Stack::start(&plan) => stack?,
        () = stop::asked() => return Ok(()),
    };
    let address = &stack.address;
    say(format_args!("\n党员e家 runs, {} after the start.\n", seconds(start.elapsed())));
    say(format_args!("  The app          {address}/"));
    say(format_args!("  SMS codes        {address}/_dev/inbox"));
    say(format_args!(
        "  For developers   {address}/_dev/   (people to sign in as, API, gallery of components)"
    ));
    if let Ok(identities) = identities::read(&stack.identities) {
        say(format_args!("\n  Sign in as\n{}", identities::table(&identities)));
    }
    say("\nCtrl-C stops it.");
    let ended = tokio::select! {
        ended = stack.watch() => ended,
        () = stop::asked() => Ok(()),
    };
    say("\nStopping …");
    stack.stop().await;
    ended
}
