//! What a person at the terminal sees: steps with their times. Knows nothing of what the steps do.
#![allow(clippy::print_stdout, reason = "the terminal is this module's purpose")]

use anyhow::{Context as _, Result};
use std::time::{Duration, Instant};

/// How long a step may take before its beginning is announced.
const ANNOUNCE_AFTER: Duration = Duration::from_millis(700);

/// Prints one line.
pub(crate) fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

/// Runs one step and prints its name and how long it took. A step that is not quick is announced when it
/// begins to be slow, so that nobody waits before a silent screen.
///
/// # Errors
/// Those of the step, with its name as context.
pub(crate) async fn step<T>(name: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
    let start = Instant::now();
    tokio::pin!(work);
    let result = tokio::select! {
        result = &mut work => result,
        () = tokio::time::sleep(ANNOUNCE_AFTER) => {
            say(format_args!("  … {name}"));
            work.await
        }
    };
    let value = result.with_context(|| format!("{name} failed"))?;
    say(format_args!("  ✓ {name}  {}", seconds(start.elapsed())));
    Ok(value)
}

/// A duration for people: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    match whole {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        let cases = [(420, "0.4 s"), (12_900, "12 s"), (185_000, "3 min 05 s")];
        for (millis, expected) in cases {
            assert_eq!(seconds(Duration::from_millis(millis)), expected);
        }
    }
}
