//! The guard of one program: ends it with all its descendants when whoever started the guard is gone.

use anyhow::{Context as _, Result};
use rustix::process::{self, Pid, Signal, WaitOptions};
use std::{
    collections::HashMap,
    ffi::OsString,
    os::unix::process::ExitStatusExt as _,
    process::{Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};
use tokio::{
    io::AsyncReadExt as _,
    signal::unix::{SignalKind, signal},
};

/// How long a program may take to end in good order.
const GRACE: Duration = Duration::from_secs(6);

/// Runs `command` until it ends or standard input does, then ends what is left of its descendants.
/// Answers the exit code of the command, 128 + signal where a signal ended it.
///
/// # Errors
/// When the command cannot be started.
pub(crate) async fn guard(command: &[OsString]) -> Result<i32> {
    let (program, arguments) = command.split_first().context("nothing to run")?;
    process::set_child_subreaper(Some(process::getpid()))?;
    // Subscribed before anything can end or be asked to end.
    let mut ended = signal(SignalKind::child())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;

    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let child = Pid::from_child(&child);

    let mut pipe = tokio::io::stdin();
    let mut nothing = [0; 64];
    let mut status = None;
    while status.is_none() {
        tokio::select! {
            _ = ended.recv() => status = reap(child),
            read = pipe.read(&mut nothing) => if matches!(read, Ok(0) | Err(_)) { break },
            _ = interrupt.recv() => break,
            _ = terminate.recv() => break,
            _ = hangup.recv() => break,
        }
    }
    let code = end_descendants(child, status);
    Ok(code.unwrap_or(128))
}

/// Asks the program to end, waits, and kills whatever is left. Answers the program's exit code, if known.
fn end_descendants(child: Pid, mut status: Option<i32>) -> Option<i32> {
    if status.is_none() {
        let _gone = process::kill_process(child, Signal::TERM);
    }
    let deadline = Instant::now() + GRACE;
    loop {
        status = status.or(reap(child));
        let left = descendants();
        if left.is_empty() {
            return status;
        }
        // Once the program itself has ended, nobody is left to end its descendants in good order.
        let signal = if Instant::now() > deadline {
            Some(Signal::KILL)
        } else if status.is_some() {
            Some(Signal::TERM)
        } else {
            None
        };
        for (pid, signal) in left.into_iter().filter_map(|pid| Some((pid, signal?))) {
            let _gone = process::kill_process(pid, signal);
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// Buries every child that has ended; answers the exit code of `child` if it was among them.
fn reap(child: Pid) -> Option<i32> {
    let mut code = None;
    while let Ok(Some((pid, status))) = process::wait(WaitOptions::NOHANG) {
        if pid == child {
            let status = ExitStatus::from_raw(status.as_raw());
            code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
        }
    }
    code
}

/// Every process that descends from this one.
fn descendants() -> Vec<Pid> {
    let mut children: HashMap<i32, Vec<i32>> = HashMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        if let Some(parent) = parent(&stat) {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = Vec::new();
    let mut next = vec![process::getpid().as_raw_nonzero().get()];
    while let Some(pid) = next.pop() {
        let below = children.remove(&pid).unwrap_or_default();
        found.extend(below.iter().copied().filter_map(Pid::from_raw));
        next.extend(below);
    }
    found
}

/// The parent's id in a line of `/proc/<pid>/stat`: the second field after the program's name, which stands in
/// parentheses and may itself hold blanks and parentheses.
fn parent(stat: &str) -> Option<i32> {
    stat.rsplit_once(')')?.1.split_ascii_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parent_is_read_whatever_the_name() {
        assert_eq!(parent("17 (a (b) c) S 4 17 17 0"), Some(4));
        assert_eq!(parent(""), None);
    }
}
