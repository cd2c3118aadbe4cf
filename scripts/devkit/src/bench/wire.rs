//! Stands before a service on loopback and passes everything on, unread: counts connections, and how long the
//! service takes to answer. Knows nothing of the service.

use anyhow::Result;
use std::{
    net::Ipv4Addr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A question on a connection and its answer: from the last byte of the one to the last byte of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Exchange {
    asked: Instant,
    answered: Option<Instant>,
}

#[derive(Debug, Default)]
struct Log {
    connections: usize,
    exchanges: Vec<Exchange>,
}

impl Log {
    /// Bytes of a question: they belong to the exchange at `at` while that has no answer, else begin a new one.
    fn ask(&mut self, at: &mut Option<usize>, now: Instant) {
        match at.and_then(|at| self.exchanges.get_mut(at)) {
            Some(open) if open.answered.is_none() => open.asked = now,
            _ => {
                *at = Some(self.exchanges.len());
                self.exchanges.push(Exchange { asked: now, answered: None });
            }
        }
    }

    fn answer(&mut self, at: Option<usize>, now: Instant) {
        if let Some(open) = at.and_then(|at| self.exchanges.get_mut(at)) {
            open.answered = Some(now);
        }
    }
}

/// What happened on the wire up to a moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    connections: usize,
    exchanges: usize,
}

/// The wire to a service.
#[derive(Debug)]
pub(super) struct Wire {
    /// Where to connect instead of to the service.
    pub(super) port: u16,
    log: Arc<Mutex<Log>>,
    task: JoinHandle<()>,
}

impl Wire {
    /// A wire to what listens on `port`.
    ///
    /// # Errors
    /// When there is no port for it.
    pub(super) async fn to(service: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let log = Arc::new(Mutex::new(Log::default()));
        let shared = Arc::clone(&log);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                locked(&shared).connections += 1;
                let log = Arc::clone(&shared);
                tokio::spawn(async move { drop(relay(client, service, &log).await) });
            }
        });
        Ok(Self { port, log, task })
    }

    /// Now, to ask later what came after.
    pub(super) fn mark(&self) -> Mark {
        let log = locked(&self.log);
        Mark { connections: log.connections, exchanges: log.exchanges.len() }
    }

    /// Connections opened since.
    pub(super) fn connections_since(&self, mark: Mark) -> usize {
        locked(&self.log).connections - mark.connections
    }

    /// Time since then in which the service owed an answer.
    pub(super) fn waited_since(&self, mark: Mark) -> Duration {
        covered(locked(&self.log).exchanges.get(mark.exchanges..).unwrap_or_default())
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn locked(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn relay(mut client: TcpStream, service: u16, log: &Mutex<Log>) -> std::io::Result<()> {
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, service)).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (mut questions, mut answers) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let mut exchange = None;
    loop {
        tokio::select! {
            read = client.read(&mut questions) => {
                let read = read?;
                server.write_all(questions.get(..read).unwrap_or_default()).await?;
                if read == 0 {
                    return Ok(());
                }
                locked(log).ask(&mut exchange, Instant::now());
            }
            read = server.read(&mut answers) => {
                let read = read?;
                locked(log).answer(exchange, Instant::now());
                client.write_all(answers.get(..read).unwrap_or_default()).await?;
                if read == 0 {
                    return Ok(());
                }
            }
        }
    }
}

/// How long at least one of the exchanges was open; what is open still does not count.
fn covered(exchanges: &[Exchange]) -> Duration {
    let mut spans: Vec<(Instant, Instant)> =
        exchanges.iter().filter_map(|one| Some((one.asked, one.answered?))).collect();
    spans.sort_unstable();
    let (mut total, mut until) = (Duration::ZERO, None::<Instant>);
    for (from, to) in spans {
        let from = until.map_or(from, |until| until.max(from));
        total += to.saturating_duration_since(from);
        until = Some(until.map_or(to, |until| until.max(to)));
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_is_waited_for_once() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let span = |from, to| Exchange { asked: at(from), answered: Some(at(to)) };
        for (exchanges, millis) in [
            (vec![], 0),
            (vec![span(0, 10), span(20, 25)], 15),
            (vec![span(0, 10), span(5, 12), span(6, 8)], 12),
            (vec![span(5, 12), span(0, 10)], 12),
            (vec![Exchange { asked: at(0), answered: None }, span(3, 4)], 1),
        ] {
            assert_eq!(covered(&exchanges), Duration::from_millis(millis), "{exchanges:?}");
        }
    }

    #[test]
    fn an_exchange_runs_from_the_last_byte_asked_to_the_last_byte_answered() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let (mut log, mut exchange) = (Log::default(), None);
        log.ask(&mut exchange, at(0));
        log.ask(&mut exchange, at(2));
        log.answer(exchange, at(5));
        log.answer(exchange, at(6));
        log.ask(&mut exchange, at(9));
        let expected =
            [Exchange { asked: at(2), answered: Some(at(6)) }, Exchange { asked: at(9), answered: None }];
        assert_eq!(log.exchanges, expected);
    }
}
