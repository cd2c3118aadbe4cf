//! What one address and all together may ask for, so that nobody guesses through many names or empties the
//! purse for messages.

use shared_types::dates::Moment;

/// So many in a window of so many seconds. Windows begin at round times, the same for everybody.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Budget {
    /// What is drawn on it.
    pub(crate) name: &'static str,
    /// How many draw on it in one window.
    pub(crate) most: u32,
    window: i64,
}

/// Passwords from one address. A carrier or a county office stands behind one address with thousands of
/// people, of whom a few hundred sign in within ten minutes on the busiest day; guessing through names at
/// this rate takes years.
pub(crate) const TRIES_OF_ADDRESS: Budget = Budget { name: "tries", most: 300, window: 600 };

/// Passwords of all: some twenty times the busiest minute of a city (300,000 members, a tenth of whom sign
/// in within a day's two busiest hours). One counter bears it: DynamoDB writes an item 1,000 times a second.
pub(crate) const TRIES_OF_ALL: Budget = Budget { name: "tries", most: 6000, window: 60 };

/// Messages to people at one address.
pub(crate) const MESSAGES_OF_ADDRESS: Budget = Budget { name: "messages", most: 100, window: 3600 };

/// Messages to all: at 0.045 yuan each the most that an hour can cost is 450 yuan.
pub(crate) const MESSAGES_OF_ALL: Budget = Budget { name: "messages", most: 10_000, window: 3600 };

impl Budget {
    /// When the window ends that `now` lies in: seconds since 1970, which name the window, and seconds from
    /// `now` on.
    pub(crate) fn ends(&self, now: Moment) -> (i64, i64) {
        let now = now.seconds();
        let ends = (now.div_euclid(self.window) + 1) * self.window;
        (ends, ends - now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_at_a_round_time_and_the_next_one_begins_there() {
        for (at, expected) in [(0, (600, 600)), (1, (600, 599)), (599, (600, 1)), (600, (1200, 600))] {
            assert_eq!(TRIES_OF_ADDRESS.ends(Moment::from_millis(at * 1000)), expected, "{at}");
        }
    }
}
