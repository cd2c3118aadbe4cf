//! Runs a function's binary as Lambda does: starts it with the environment of a deployment and serves it the
//! Runtime API. Each function has a server of its own. Knows nothing of what a function is for.

use anyhow::{Context as _, Result, bail, ensure};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{Response, StatusCode},
    routing::{get, post},
};
use serde_json::Value;
use std::{
    fs::File,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex as Cell, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    net::TcpListener,
    process::{Child, Command},
    sync::{
        Mutex,
        mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    },
    task::JoinHandle,
};

/// How long a function may take to ask for work or to answer; Lambda itself gives a start 10 seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// A function that runs.
#[derive(Debug)]
pub(super) struct Function {
    child: Child,
    server: JoinHandle<()>,
    log: PathBuf,
    asked: UnboundedReceiver<Instant>,
    work: UnboundedSender<Value>,
    answers: UnboundedReceiver<Answer>,
    idle: bool,
}

/// How a function started.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// From the start of the process to the first request for work.
    pub(super) wall: Duration,
    /// Of that, the time on a processor: on a busy machine it says more than the wall.
    pub(super) processor: Duration,
    /// The most memory that was resident until then, in kB.
    pub(super) peak_kb: u64,
}

/// What a function answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its answer.
    pub(super) body: Value,
    /// From handing it the event to having its answer.
    pub(super) wall: Duration,
}

/// What the server shares with its function.
struct Desk {
    asked: UnboundedSender<Instant>,
    work: Mutex<UnboundedReceiver<Value>>,
    handed: Cell<Option<Instant>>,
    answers: UnboundedSender<Answer>,
}

impl Function {
    /// Starts `binary` with `environment` alone and waits until it asks for work; what it prints goes to `log`.
    ///
    /// # Errors
    /// When it ends before that.
    pub(super) async fn start(
        binary: &Path,
        environment: &[(String, String)],
        log: &Path,
    ) -> Result<(Self, Start)> {
        let (asked, asks) = unbounded_channel();
        let (work, works) = unbounded_channel();
        let (answers, answered) = unbounded_channel();
        let desk = Arc::new(Desk { asked, work: Mutex::new(works), handed: Cell::new(None), answers });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?.to_string();
        let server = tokio::spawn(async move { drop(axum::serve(listener, routes(desk)).await) });
        if let Some(folder) = log.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let out = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = Command::new(binary);
        command
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .envs([
                ("AWS_LAMBDA_RUNTIME_API", address.as_str()),
                ("AWS_LAMBDA_FUNCTION_NAME", "bench"),
                ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
                ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ])
            .stdin(Stdio::null())
            .stderr(out.try_clone()?)
            .stdout(out)
            .kill_on_drop(true);
        let began = Instant::now();
        let child = command.spawn().with_context(|| format!("cannot start {}", binary.display()))?;
        let log = log.to_owned();
        let mut function = Self { child, server, log, asked: asks, work, answers: answered, idle: false };
        let first = function.until_it_asks().await?;
        function.idle = true;
        let (processor, peak_kb) = (function.processor()?, function.peak_kb()?);
        Ok((function, Start { wall: first.duration_since(began), processor, peak_kb }))
    }

    /// Hands the function an event and waits for its answer, and then until it asks for more.
    ///
    /// # Errors
    /// When it fails, ends, or does not answer.
    pub(super) async fn invoke(&mut self, event: &Value) -> Result<Answer> {
        ensure!(self.idle, "the function has failed before");
        self.idle = false;
        self.work.send(event.clone())?;
        let answer = tokio::select! {
            answer = self.answers.recv() => answer.context("the Runtime API has ended")?,
            ended = self.child.wait() => bail!("it ended by itself ({}){}", ended?, self.printed()),
            () = tokio::time::sleep(PATIENCE) => bail!("it does not answer{}", self.printed()),
        };
        if let Some(error) = answer.body.get("errorType") {
            bail!("it failed: {error}{}", self.printed());
        }
        self.until_it_asks().await?;
        self.idle = true;
        Ok(answer)
    }

    async fn until_it_asks(&mut self) -> Result<Instant> {
        tokio::select! {
            asked = self.asked.recv() => asked.context("the Runtime API has ended"),
            ended = self.child.wait() => bail!("it ended by itself ({}){}", ended?, self.printed()),
            () = tokio::time::sleep(PATIENCE) => bail!("it does not ask for work{}", self.printed()),
        }
    }

    /// Time that its threads have spent on a processor.
    fn processor(&self) -> Result<Duration> {
        let id = self.child.id().context("it has ended")?;
        let mut spent = Duration::ZERO;
        for task in std::fs::read_dir(format!("/proc/{id}/task"))? {
            let schedule = std::fs::read_to_string(task?.path().join("schedstat"))?;
            let nanos = schedule.split(' ').next().context("no time in schedstat")?;
            spent += Duration::from_nanos(nanos.trim().parse()?);
        }
        Ok(spent)
    }

    fn peak_kb(&self) -> Result<u64> {
        let id = self.child.id().context("it has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        Ok(line.context("no VmHWM")?.trim().trim_end_matches("kB").trim().parse()?)
    }

    /// The log so far: one JSON object a line.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn log(&self) -> Result<Vec<Value>> {
        let text = std::fs::read_to_string(&self.log)?;
        Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }

    /// What it printed, for a message.
    fn printed(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        format!(":\n{text}\n(all of it: {})", self.log.display())
    }

    /// Ends the function.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub(super) async fn stop(mut self) -> Result<()> {
        self.child.kill().await?;
        self.server.abort();
        Ok(())
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn routes(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(answer))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(answer))
        .route("/2018-06-01/runtime/init/error", post(answer))
        .with_state(desk)
}

async fn next(State(desk): State<Arc<Desk>>) -> Response<Body> {
    let _ = desk.asked.send(Instant::now());
    let event = desk.work.lock().await.recv().await.unwrap_or_default();
    let body = Body::from(event.to_string());
    let deadline = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default() + PATIENCE;
    let response = Response::builder()
        .header("content-type", "application/json")
        .header("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
        .header(
            "lambda-runtime-invoked-function-arn",
            "arn:aws-cn:lambda:cn-north-1:000000000000:function:bench",
        )
        .header("lambda-runtime-deadline-ms", deadline.as_millis().to_string())
        .body(body)
        .unwrap_or_default();
    *desk.handed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    response
}

async fn answer(State(desk): State<Arc<Desk>>, body: Bytes) -> StatusCode {
    let now = Instant::now();
    let handed = desk.handed.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or(now);
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let _ = desk.answers.send(Answer { body, wall: now.duration_since(handed) });
    StatusCode::ACCEPTED
}
