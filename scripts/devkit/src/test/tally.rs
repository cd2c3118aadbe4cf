//! Counts what passed and what failed, from what the test programs print.

use crate::{
    processes::Program,
    progress::{say, seconds},
};
use anyhow::Result;
use std::{fmt, ops::AddAssign, time::Instant};

/// How many passed and how many failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// One success.
    pub(super) fn success() -> Self {
        Self { passed: 1, failed: 0 }
    }

    /// One failure.
    pub(super) fn failure() -> Self {
        Self { passed: 0, failed: 1 }
    }

    /// Whether something passed and nothing failed: no test at all is no good result.
    pub(super) fn is_good(self) -> bool {
        self.failed == 0 && self.passed > 0
    }

    /// Takes a line of `cargo test`, of Node's test runner or of `terraform test` into account.
    fn read(&mut self, line: &str) {
        let line = line.trim_start();
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
        } else if let Some(result) = line.strip_prefix("Success! ").or(line.strip_prefix("Failure! ")) {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
        } else if let Some(summary) = line.strip_prefix("ℹ ") {
            self.passed += number_after(summary, "pass ");
            self.failed += number_after(summary, "fail ") + number_after(summary, "cancelled ");
        }
    }
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.split_once(word).map(|(before, _)| before);
    before.and_then(|before| before.rsplit(' ').next()?.parse().ok()).unwrap_or_default()
}

fn number_after(text: &str, word: &str) -> usize {
    text.strip_prefix(word).and_then(|number| number.trim().parse().ok()).unwrap_or_default()
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a check that as a whole passes or fails.
pub(super) async fn check(name: &str, program: Program) -> Result<Tally> {
    let start = Instant::now();
    let good = program.status().await?.success();
    say(format_args!("  {} {name}  {}", if good { "✓" } else { "✗" }, seconds(start.elapsed())));
    Ok(if good { Tally::success() } else { Tally::failure() })
}

/// Runs a check of which only a failure has something to say.
pub(super) async fn quiet_check(name: &str, program: Program) -> Result<Tally> {
    let start = Instant::now();
    let result = program.run_quietly().await;
    say(format_args!("  {} {name}  {}", if result.is_ok() { "✓" } else { "✗" }, seconds(start.elapsed())));
    if let Err(error) = result {
        say(format_args!("{error:#}"));
        return Ok(Tally::failure());
    }
    Ok(Tally { passed: 1, failed: 0 })
}

/// Runs a program that counts its tests itself.
pub(super) async fn tests(name: &str, program: Program) -> Result<Tally> {
    let start = Instant::now();
    let mut tally = Tally::default();
    let status = program.lines(|line| tally.read(line)).await?;
    // What does not compile or dies fails without counting.
    if !status.success() && tally.failed == 0 {
        tally += Tally::failure();
    }
    let mark = if tally.failed == 0 { "✓" } else { "✗" };
    say(format_args!("  {mark} {name}: {tally}  {}", seconds(start.elapsed())));
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_all_runners_are_counted() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: FAILED. 12 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.3s",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.0s",
            "Failure! 2 passed, 1 failed.",
            "Success! 5 passed, 0 failed.",
            "ℹ tests 6",
            "ℹ pass 4",
            "ℹ fail 2",
            "ℹ cancelled 0",
        ] {
            tally.read(line);
        }
        assert_eq!(tally, Tally { passed: 26, failed: 4 });
        assert_eq!(tally.to_string(), "26 passed, 4 failed");
    }

    #[test]
    fn nothing_at_all_is_not_good() {
        assert!(!Tally::default().is_good());
        assert!(!Tally { passed: 5, failed: 1 }.is_good());
        assert!(Tally { passed: 5, failed: 0 }.is_good());
    }
}
