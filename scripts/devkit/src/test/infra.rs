//! The ring of the cloud's definition: form, rules, a plan for every kind of region, and a real `terraform apply`
//! against an emulated account, after which nothing may be left to change.

use super::{
    deployment,
    tally::{Tally, quiet_check, tests},
};
use crate::{
    cloud::EmulatedAccount,
    paths,
    processes::Program,
    tools::{self, Terraform},
};
use anyhow::Result;
use std::path::PathBuf;

/// The functions' packages, where a build has left them.
const BUILT: &str = "target/artefacts";

/// Where stand-ins lie, so that the definition can be tested without a build.
const STAND_INS: &str = "target/infra/artefacts";

/// An archive in which there is nothing: the end of its directory, and no directory.
const EMPTY_ARCHIVE: [u8; 22] = *b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// The bucket of the state.
const STATE: &str = "e-home-state";

/// What a China region needs otherwise.
const CHINA: [&str; 3] = [
    "-var=region=cn-northwest-1",
    r#"-var=domain={name="dangyuan.example.cn",iam_certificate="ASCAEXAMPLE"}"#,
    r#"-var=budget={amount=2000,currency="CNY"}"#,
];

/// Runs the ring.
pub(super) async fn run() -> Result<Tally> {
    let terraform = tools::terraform().await?;
    let definition = Definition { terraform };
    write_stand_ins()?;
    let mut tally =
        quiet_check("Form", definition.run("fmt", &["-check", "-recursive", "-diff", "../.."])).await?;
    let cargo = ["test", "-q", "--workspace", "--test", "rules_infra"];
    tally += tests("Roles, files and addresses", Program::new("cargo", "cargo").args(cargo)).await?;
    tools::node().await?;
    let edge = Program::new("node", "node").args([
        "--test",
        "--test-reporter=spec",
        "infra/modules/cdn/edge.test.js",
    ]);
    tally += tests("The CDN's functions", edge).await?;
    // Both wait more than they work.
    let (mocked, applied) = tokio::try_join!(definition.mocked(), definition.applied())?;
    tally += mocked;
    tally += applied;
    tally += deployment::run().await?;
    Ok(tally)
}

/// The example environment.
struct Definition {
    terraform: Terraform,
}

impl Definition {
    fn run(&self, command: &str, arguments: &[&str]) -> Program {
        self.run_in("mocked", command, arguments)
    }

    /// A command of Terraform; what it keeps for itself lies in a folder of this name, not beside the definition.
    fn run_in(&self, name: &str, command: &str, arguments: &[&str]) -> Program {
        Program::new(&format!("terraform-{name}-{command}"), &self.terraform.program)
            .within(paths::at("infra/envs/example"))
            .args([command])
            .args(arguments)
            .envs(&self.terraform.environment)
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_DATA_DIR", paths::at("target/infra").join(name).display().to_string())
            .env("TF_VAR_edge_keys", format!("[\"{}\"]", "0".repeat(64)))
            .env("TF_VAR_artefacts", artefacts().display().to_string())
    }

    /// What needs no account: validity, plans with made-up answers for an ordinary and a China region, and policy.
    async fn mocked(&self) -> Result<Tally> {
        let init = ["-input=false", "-no-color", "-backend=false"];
        let mut tally = quiet_check("Providers", self.run("init", &init)).await?;
        tally += quiet_check("Validity", self.run("validate", &["-no-color"])).await?;
        tally += tests("Plans of every kind of region", self.run("test", &["-no-color"])).await?;
        let checkov = Program::new("checkov", tools::checkov().await?)
            .args(["--directory", "infra", "--framework", "terraform", "--quiet", "--compact"])
            .args(["--download-external-modules", "false", "--skip-download"]);
        tally += quiet_check("Policy", checkov).await?;
        Ok(tally)
    }

    /// The whole environment, made in an emulated account.
    async fn applied(&self) -> Result<Tally> {
        let logs = paths::session("infra").join("logs");
        let account = EmulatedAccount::start(&logs).await?;
        let tally = self.applied_to(&account).await;
        account.stop().await;
        tally
    }

    async fn applied_to(&self, account: &EmulatedAccount) -> Result<Tally> {
        account.make_bucket(STATE).await?;
        let run = |name: &str, command: &str, arguments: &[&str]| {
            self.run_in(name, command, arguments)
                .args(["-input=false", "-no-color"])
                .envs(account.environment())
        };
        let init = |name: &str| {
            let backend = [format!("bucket={STATE}"), format!("key={name}"), "region=ap-southeast-1".into()];
            let backend = backend.map(|setting| format!("-backend-config={setting}"));
            run(name, "init", &["-reconfigure"]).args(backend)
        };
        let mut tally = quiet_check("State in a bucket", init("applied")).await?;
        tally += quiet_check("Apply", run("applied", "apply", &["-auto-approve"])).await?;
        // Ends with 2 where something is left to change.
        let again = run("applied", "plan", &["-detailed-exitcode"]);
        tally += quiet_check("Nothing is left to change", again).await?;
        tally += quiet_check("State of a China region", init("china")).await?;
        let china = run("china", "plan", &CHINA);
        tally += quiet_check("Plan of a China region", china).await?;
        Ok(tally)
    }
}

/// Where the functions' packages are taken from.
fn artefacts() -> PathBuf {
    let built = paths::at(BUILT);
    if built.join("x86_64").is_dir() { built } else { paths::at(STAND_INS) }
}

fn write_stand_ins() -> Result<()> {
    let folder = paths::at(STAND_INS).join("x86_64");
    std::fs::create_dir_all(&folder)?;
    for name in paths::functions()? {
        std::fs::write(folder.join(format!("{name}.zip")), EMPTY_ARCHIVE)?;
    }
    Ok(())
}
