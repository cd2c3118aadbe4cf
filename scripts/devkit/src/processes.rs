//! Starts the programs devkit needs and sees to it that none outlives it. Does not know what they are for.
//!
//! Every program runs under a guard: this same binary as `devkit guard`, in a process group of its own, holding
//! the other end of a pipe. When devkit stops the program, ends, panics or is killed, the pipe closes; the
//! guard then ends the program and everything that descends from it. The guard is a subreaper, so descendants
//! cannot slip away from it by losing their parents.

mod guard;

pub(crate) use guard::guard;

use crate::{paths, progress};
use anyhow::{Context as _, Result, bail};
use std::{
    ffi::{OsStr, OsString},
    fs::File,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::Mutex,
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, BufReader},
    process::{Child, ChildStdin, Command},
};

/// Variables that cargo and a shell's virtual environment leave behind and that would mislead nested tools.
const MISLEADING: [&str; 12] = [
    "CARGO",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_PKG_NAME",
    "CARGO_PKG_VERSION",
    "CARGO_PRIMARY_PACKAGE",
    "LD_LIBRARY_PATH",
    "OUT_DIR",
    "PYTHONHOME",
    "VIRTUAL_ENV",
];

/// How long a guard may take to end its program before devkit stops waiting: the guard itself uses force
/// earlier than this.
const PATIENCE: Duration = Duration::from_secs(12);

/// What to run and with which environment.
#[derive(Debug)]
pub(crate) struct Program {
    name: String,
    path: OsString,
    arguments: Vec<OsString>,
    environment: Vec<(String, String)>,
    folder: PathBuf,
    cleared: Vec<String>,
}

impl Program {
    /// A program called `name` in messages and in the name of its log.
    pub(crate) fn new(name: &str, path: impl AsRef<OsStr>) -> Self {
        Self {
            name: name.to_owned(),
            path: path.as_ref().to_owned(),
            arguments: Vec::new(),
            environment: Vec::new(),
            folder: paths::root(),
            cleared: Vec::new(),
        }
    }

    /// Adds arguments.
    pub(crate) fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|one| one.as_ref().to_owned()));
        self
    }

    /// Sets a variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.environment.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Sets many variables.
    pub(crate) fn envs<'a>(mut self, variables: impl IntoIterator<Item = &'a (String, String)>) -> Self {
        self.environment.extend(variables.into_iter().cloned());
        self
    }

    /// Takes a variable of devkit's own environment away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.cleared.push(name.to_owned());
        self
    }

    /// Runs in `folder` instead of the root of the work tree.
    pub(crate) fn within(mut self, folder: impl AsRef<Path>) -> Self {
        folder.as_ref().clone_into(&mut self.folder);
        self
    }

    /// Starts the program under a guard; what it prints goes to `log`, which is begun anew.
    ///
    /// # Errors
    /// When the log or the guard cannot be made.
    pub(crate) fn start(self, log: &Path) -> Result<Process> {
        if let Some(folder) = log.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let out = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let errors = out.try_clone()?;
        self.spawn(Stdio::from(out), Stdio::from(errors), Some(log.to_owned()))
    }

    /// Runs the program under a guard to its end, printing to the terminal.
    ///
    /// # Errors
    /// When it cannot be started or ends with anything but success.
    pub(crate) async fn run(self) -> Result<()> {
        let name = self.name.clone();
        let status = self.status().await?;
        if !status.success() {
            bail!("{name} ended with {status}");
        }
        Ok(())
    }

    /// Runs the program under a guard to its end, printing to the terminal.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) async fn status(self) -> Result<ExitStatus> {
        self.spawn(Stdio::inherit(), Stdio::inherit(), None)?.wait().await
    }

    /// Runs the program under a guard to its end, quietly: what it printed goes to a log below
    /// `target/local/logs`, and its last lines are shown only when it fails.
    ///
    /// # Errors
    /// When it cannot be started or ends with anything but success.
    pub(crate) async fn run_quietly(self) -> Result<()> {
        let log = paths::session("logs").join(format!("{}.log", self.name));
        let name = self.name.clone();
        let status = self.start(&log)?.wait().await?;
        if !status.success() {
            bail!("{name} ended with {status}:\n{}\n(all of it: {})", tail(&log), log.display());
        }
        Ok(())
    }

    /// Runs the program under a guard to its end; answers what it printed on standard output. The terminal shows
    /// the rest.
    ///
    /// # Errors
    /// When it cannot be started or ends with anything but success.
    pub(crate) async fn output(self) -> Result<String> {
        let name = self.name.clone();
        let mut process = self.spawn(Stdio::piped(), Stdio::inherit(), None)?;
        let text = text_of(process.guard.as_mut().and_then(|guard| guard.stdout.take())).await?;
        let status = process.wait().await?;
        if !status.success() {
            bail!("{name} ended with {status}");
        }
        Ok(text)
    }

    /// Runs the program under a guard to its end; answers what it printed, whether it succeeded or not.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) async fn captured(self) -> Result<Captured> {
        let mut process = self.spawn(Stdio::piped(), Stdio::piped(), None)?;
        let guard = process.guard.as_mut().context("it has been stopped")?;
        let (out, errors) = (guard.stdout.take(), guard.stderr.take());
        let (out, errors) = tokio::try_join!(text_of(out), text_of(errors))?;
        Ok(Captured { status: process.wait().await?, out, errors })
    }

    /// Runs the program under a guard to its end; every line it prints on standard output is shown on the
    /// terminal and given to `each`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) async fn lines(self, mut each: impl FnMut(&str)) -> Result<ExitStatus> {
        let mut process = self.spawn(Stdio::piped(), Stdio::inherit(), None)?;
        if let Some(out) = process.guard.as_mut().and_then(|guard| guard.stdout.take()) {
            let mut lines = BufReader::new(out).lines();
            while let Some(line) = lines.next_line().await? {
                progress::say(&line);
                each(&line);
            }
        }
        process.wait().await
    }

    fn spawn(self, out: Stdio, errors: Stdio, log: Option<PathBuf>) -> Result<Process> {
        // This program itself, even when it has been compiled anew meanwhile and its file is another.
        let mut command = Command::new("/proc/self/exe");
        command
            .arg0("devkit")
            .arg("guard")
            .arg("--")
            .arg(&self.path)
            .args(&self.arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(out)
            .stderr(errors)
            .process_group(0);
        for name in MISLEADING.into_iter().chain(self.cleared.iter().map(String::as_str)) {
            command.env_remove(name);
        }
        command.envs(self.environment);
        let mut guard = command.spawn().with_context(|| format!("cannot start {}", self.name))?;
        let pipe = guard.stdin.take();
        Ok(Process { name: self.name, guard: Some(guard), pipe, log })
    }
}

/// What a program printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Captured {
    /// How it ended.
    pub(crate) status: ExitStatus,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) errors: String,
}

/// Everything that comes out of a pipe.
async fn text_of(pipe: Option<impl AsyncRead + Unpin>) -> Result<String> {
    let mut text = String::new();
    if let Some(mut pipe) = pipe {
        pipe.read_to_string(&mut text).await?;
    }
    Ok(text)
}

/// A program that runs under its guard. Dropping it ends the program too, only without waiting for the end.
#[derive(Debug)]
pub(crate) struct Process {
    name: String,
    /// There until the process is dropped.
    guard: Option<Child>,
    pipe: Option<ChildStdin>,
    log: Option<PathBuf>,
}

impl Process {
    /// The name in messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Waits for the program to end by itself.
    ///
    /// # Errors
    /// When the guard cannot be waited for.
    pub(crate) async fn wait(&mut self) -> Result<ExitStatus> {
        // The pipe is no part of the guard that Tokio knows, so waiting does not close it.
        let guard = self.guard.as_mut().context("it has been stopped")?;
        Ok(guard.wait().await?)
    }

    /// Ends the program and everything it started, and waits until nothing is left of them.
    pub(crate) async fn stop(self) {
        drop(self);
        all_gone().await;
    }

    /// Fails when the program has ended although it should run, with the last lines it printed.
    ///
    /// # Errors
    /// When it has ended.
    pub(crate) fn must_run(&mut self) -> Result<()> {
        match self.guard.as_mut().and_then(|guard| guard.try_wait().transpose()).transpose()? {
            None => Ok(()),
            Some(status) => bail!("{} ended by itself ({status}){}", self.name, self.last_lines()),
        }
    }

    /// The last lines of the log for a message, or nothing where there is no log.
    pub(crate) fn last_lines(&self) -> String {
        self.log
            .as_deref()
            .map(|log| format!(":\n{}\n(all of it: {})", tail(log), log.display()))
            .unwrap_or_default()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.pipe.take();
        if let (Some(guard), Ok(mut leaving)) = (self.guard.take(), LEAVING.lock()) {
            leaving.push(guard);
        }
    }
}

/// Guards that have been told to end their programs.
static LEAVING: Mutex<Vec<Child>> = Mutex::new(Vec::new());

/// Waits until the guards of all dropped processes have ended, and with them everything they guarded.
pub(crate) async fn all_gone() {
    let guards = LEAVING.lock().map(|mut leaving| std::mem::take(&mut *leaving)).unwrap_or_default();
    for mut guard in guards {
        if tokio::time::timeout(PATIENCE, guard.wait()).await.is_err() {
            progress::say("  a program does not end");
        }
    }
}

/// The last 20 lines of a log.
fn tail(log: &Path) -> String {
    let bytes = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines
        .iter()
        .skip(lines.len().saturating_sub(20))
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
