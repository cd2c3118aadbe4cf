//! Everything together: cloud, table and keys, demo data, functions, stream and edge. `dev`, the browser's
//! journeys and the pictures all run on it.

use crate::{
    city,
    cloud::{Cloud, CloudPlan, Emulator},
    edge::{self, Inbox, Origins},
    functions, paths, ports,
    processes::Process,
    progress,
    provision::{Provisioned, open_files_to, provision},
    sdk::Sdk,
    site,
    stream::Stream,
};
use anyhow::{Context as _, Result, bail};
use std::{
    fs::{self, File, TryLockError},
    path::PathBuf,
    time::Duration,
};
use tokio::task::JoinHandle;

mod running;

pub(crate) use running::Running;

/// What to start and where.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// The name of the stack; it has its own data and logs.
    pub(crate) session: &'static str,
    /// The port of the site.
    pub(crate) port: u16,
    /// The port of the functions.
    pub(crate) functions_port: u16,
    /// The port of the database.
    pub(crate) dynamodb_port: u16,
    /// The port of the emulator.
    pub(crate) emulator_port: u16,
    /// The emulator.
    pub(crate) emulator: Emulator,
    /// Whether to begin without what an earlier run has kept.
    pub(crate) fresh: bool,
    /// How many members the demo city gets when there is none yet.
    pub(crate) members: u32,
    /// Whether to compile a function again when its source changes.
    pub(crate) follow: bool,
    /// Whether to build the gallery of components too.
    pub(crate) gallery: bool,
}

impl Plan {
    fn folder(&self) -> PathBuf {
        paths::session(self.session)
    }

    fn logs(&self) -> PathBuf {
        self.folder().join("logs")
    }

    fn cloud(&self) -> CloudPlan {
        CloudPlan {
            emulator: self.emulator,
            dynamodb_port: self.dynamodb_port,
            emulator_port: self.emulator_port,
            keep: Some(self.folder().join("data")),
            logs: self.logs(),
        }
    }
}

/// A running stack.
#[derive(Debug)]
pub(crate) struct Stack {
    cloud: Cloud,
    functions: Process,
    edge: JoinHandle<Result<()>>,
    stream: JoinHandle<()>,
    /// The address a person opens, without a slash at its end.
    pub(crate) address: String,
    /// The list of people to sign in as.
    pub(crate) identities: PathBuf,
    /// The origin of photos.
    pub(crate) files: String,
    _running: Running,
    _lock: File,
}

impl Stack {
    /// Builds and starts everything.
    ///
    /// # Errors
    /// When a part does not build or start; what had been started is stopped.
    pub(crate) async fn start(plan: &Plan) -> Result<Self> {
        let lock = lock(plan)?;
        ports::must_be_free(plan.port, "the site", "--port")?;
        ports::must_be_free(plan.functions_port, "the functions", "--functions-port")?;

        functions::build().await?;
        site::build().await?;
        if plan.gallery {
            site::build_gallery().await?;
        }

        // Keys that were forgotten make the data unreadable that was written with them.
        let begun = plan.folder().join("data/complete");
        let given = Cloud::is_given();
        if !given && (plan.fresh || !plan.emulator.keeps_state() || !begun.exists()) {
            forget(plan)?;
        }
        let first = given || !begun.exists();
        let mut cloud = if given { Cloud::given() } else { Cloud::start(&plan.cloud()).await? };
        let sdk = Sdk::new(cloud.environment()).await;
        let restored = fs::read_to_string(plan.folder().join("data/table")).ok();
        let Provisioned { table, environment } =
            progress::step("Creating table, buckets, key and secrets", provision(&sdk, restored.as_deref()))
                .await?;
        if first && !given {
            cloud.write_down(&plan.cloud()).await?;
        }
        let address = format!("http://localhost:{}", plan.port);
        let files = open_files_to(&sdk, &address).await?;
        let running = Running::of(plan.session, cloud.environment(), &table)?;
        let environment = [cloud.environment(), &environment].concat();

        let identities = plan.folder().join("identities.json");
        fs::create_dir_all(plan.folder().join("data"))?;
        fs::write(&begun, "")?;

        city::bring(&sdk, &table, &city::Options::new(plan.members, identities.clone())).await?;
        let progress = plan.folder().join("data/stream.json");
        let stream = Stream::of_table(sdk.streams(), &table, plan.functions_port, progress).await?;
        let functions =
            functions::start(plan.functions_port, &environment, plan.follow, &plan.logs()).await?;
        let stream = tokio::spawn(stream.run());
        let origins = Origins {
            functions_port: plan.functions_port,
            site: paths::site(),
            gallery: paths::gallery(),
            inbox: Inbox::new(sdk.dynamodb(), table),
            identities: identities.clone(),
            files: files.clone(),
        };
        let edge = tokio::spawn(edge::serve(plan.port, origins).await?);
        Ok(Self {
            cloud,
            functions,
            edge,
            stream,
            address,
            identities,
            files,
            _running: running,
            _lock: lock,
        })
    }

    /// Watches until a part ends, which none should.
    ///
    /// # Errors
    /// Always: which part has ended, with the last lines of its log.
    pub(crate) async fn watch(&mut self) -> Result<()> {
        loop {
            self.cloud.must_run()?;
            self.functions.must_run()?;
            if self.edge.is_finished() {
                bail!("the edge has ended");
            }
            if self.stream.is_finished() {
                bail!("the stream has ended");
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// Stops everything in good order.
    pub(crate) async fn stop(self) {
        self.edge.abort();
        self.stream.abort();
        self.functions.stop().await;
        self.cloud.stop().await;
    }
}

/// One stack of a name at a time: two would write the same data.
fn lock(plan: &Plan) -> Result<File> {
    let folder = plan.folder();
    fs::create_dir_all(&folder)?;
    let path = folder.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("a stack of this name ({}) runs already in this work tree; stop it first", plan.session)
        }
        Err(TryLockError::Error(error)) => Err(error).context("the data cannot be locked"),
    }
}

fn forget(plan: &Plan) -> Result<()> {
    for path in ["data", "identities.json"].map(|name| plan.folder().join(name)) {
        let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        match gone {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", path.display()));
            }
            _ => {}
        }
    }
    fs::create_dir_all(plan.folder().join("data"))?;
    Ok(())
}
