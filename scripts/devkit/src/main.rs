//! devkit: what stands behind `scripts/`. It sets up the tools, runs the cloud on one machine, builds the site,
//! serves it as the CDN would, and runs the tests.

mod bench;
mod build;
mod city;
mod cloud;
mod deploy;
mod dev;
mod edge;
mod functions;
mod http;
mod identities;
mod keys;
mod operate;
mod paths;
mod ports;
mod processes;
mod progress;
mod provision;
mod reproducible;
mod screens;
mod sdk;
mod site;
mod stack;
mod stop;
mod stream;
mod test;
mod tools;

use anyhow::Result;
use clap::Parser;
use std::{ffi::OsString, process::ExitCode};

/// Sets up, runs, builds and tests 党员e家.
#[derive(Debug, Parser)]
#[command(name = "scripts", bin_name = "./scripts/…", disable_help_subcommand = true)]
enum Command {
    /// Run the product on this machine
    Dev(dev::Options),
    /// Build what is deployed into target/artefacts
    Build(build::Options),
    /// Bring what was built to an environment, or show what that would change
    Deploy(deploy::Options),
    /// Run the tests: all, or the rings that are named
    Test(test::Options),
    /// Photograph every screen into target/screens
    Screens(screens::Options),
    /// Measure what the bars are about: all, or the benches that are named
    Bench(bench::Options),
    /// Bring a city into the table of the cloud that AWS_ENDPOINT_URL names
    Seed(city::Options),
    /// Rotate keys of an environment
    Rotate(operate::RotateOptions),
    /// Restore an environment's table beside the present one
    Restore(operate::RestoreOptions),
    /// Count an environment's numbers anew
    Recount(operate::OfTree),
    /// Make an environment's search index anew
    Reindex(operate::OfTree),
    /// Take up an environment's moves and renamings that stand still
    Resume(operate::ResumeOptions),
    /// Make the first key ring of the account whose credentials are at hand
    Keys,
    /// Run a program and end it with all its descendants when standard input closes
    #[command(hide = true)]
    Guard {
        /// The program and its arguments
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    let command = Command::parse();
    match run(command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    if let Command::Guard { command } = command {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let code = runtime.block_on(processes::guard(&command))?;
        // At once: the thread that reads standard input may never return.
        std::process::exit(code);
    }
    let runtime = tokio::runtime::Runtime::new()?;
    let result = runtime.block_on(async {
        let result = match command {
            Command::Dev(options) => dev::run(options).await.map(|()| ExitCode::SUCCESS),
            Command::Build(options) => until_asked(build::run(options)).await.map(|()| ExitCode::SUCCESS),
            Command::Deploy(options) => until_asked(deploy::run(options)).await.map(|()| ExitCode::SUCCESS),
            Command::Test(options) => {
                let good = until_asked(test::run(options)).await?;
                Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
            Command::Screens(options) => until_asked(screens::run(options)).await.map(|()| ExitCode::SUCCESS),
            Command::Bench(options) => until_asked(bench::run(options)).await.map(|()| ExitCode::SUCCESS),
            Command::Seed(options) => until_asked(city::run(&options)).await.map(|()| ExitCode::SUCCESS),
            Command::Rotate(options) => operate::rotate(options).await.map(|()| ExitCode::SUCCESS),
            Command::Restore(options) => {
                until_asked(operate::restore(options)).await.map(|()| ExitCode::SUCCESS)
            }
            Command::Recount(options) => {
                until_asked(operate::recount(options)).await.map(|()| ExitCode::SUCCESS)
            }
            Command::Reindex(options) => {
                until_asked(operate::reindex(options)).await.map(|()| ExitCode::SUCCESS)
            }
            Command::Resume(options) => {
                until_asked(operate::resume(options)).await.map(|()| ExitCode::SUCCESS)
            }
            Command::Keys => until_asked(keys::run()).await.map(|()| ExitCode::SUCCESS),
            Command::Guard { .. } => Ok(ExitCode::SUCCESS),
        };
        processes::all_gone().await;
        result
    });
    runtime.shutdown_background();
    result
}

/// Runs to the end, or to the point where somebody asks to stop; what was started ends with it.
async fn until_asked<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::select! {
        result = work => result,
        () = stop::asked() => anyhow::bail!("stopped"),
    }
}
