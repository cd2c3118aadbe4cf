//! Ports on loopback.

use anyhow::{Context as _, Result};
use std::net::{Ipv4Addr, TcpListener};

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

/// `N` ports that are free now and differ from each other.
///
/// # Errors
/// When the system has none.
pub(crate) fn free<const N: usize>() -> Result<[u16; N]> {
    let mut listeners = Vec::with_capacity(N);
    let mut ports = [0; N];
    for port in &mut ports {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        *port = listener.local_addr()?.port();
        listeners.push(listener);
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
