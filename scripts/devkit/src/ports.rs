//! Ports on loopback.

use anyhow::{Context as _, Result};
use std::{
    net::{Ipv4Addr, TcpListener},
    sync::atomic::{AtomicUsize, Ordering},
};

/// Fails with a sentence that helps when something listens on `port` already.
///
/// # Errors
/// When the port is taken.
pub(crate) fn must_be_free(port: u16, what: &str, option: &str) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).with_context(|| {
        format!(
            "port {port}, meant for {what}, is in use on this machine (another ./scripts/dev?). \
             Stop what uses it, or choose another with {option} PORT"
        )
    })
}

/// Where to look for free ports: below those that the system gives to outgoing connections, any of which could
/// take a port between now and its use.
const CANDIDATES: std::ops::Range<u16> = 20_000..32_000;

/// How many ports were handed out by this process: one that is not in use yet is not handed out twice.
static HANDED_OUT: AtomicUsize = AtomicUsize::new(0);

/// `N` ports that are free now and differ from each other.
///
/// # Errors
/// When there are not so many.
pub(crate) fn free<const N: usize>() -> Result<[u16; N]> {
    // Two processes that look at the same time begin at different places.
    let start = usize::try_from(std::process::id())? * 37;
    let mut ports = [0; N];
    for port in &mut ports {
        *port = (0..CANDIDATES.len())
            .filter_map(|_| {
                let position = (start + HANDED_OUT.fetch_add(1, Ordering::Relaxed)) % CANDIDATES.len();
                CANDIDATES.clone().nth(position)
            })
            .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
            .context("there is no free port")?;
    }
    Ok(ports)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_ports_differ_and_a_taken_one_is_named() {
        let [one, two] = free::<2>().unwrap();
        assert_ne!(one, two);
        let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, one)).unwrap();
        let message = must_be_free(one, "the site", "--port").unwrap_err().to_string();
        assert!(message.contains(&one.to_string()) && message.contains("--port"), "{message}");
    }
}
