//! How often a number gets a message.

use shared_types::dates::Moment;

/// Seconds of a day.
pub(crate) const DAY: i64 = 24 * 3600;

/// In so many seconds, at most so many messages to one number: what SMS gateways commonly allow (field
/// rules, security). Sliding, so that the turn of an hour allows no more than its middle.
const LIMITS: [(i64, usize); 3] = [(60, 1), (3600, 5), (DAY, 10)];

/// Seconds until a number may get another message; 0 for now. `sent`: when it got the last ones, oldest
/// first.
pub(crate) fn wait(sent: &[Moment], now: Moment) -> u32 {
    let seconds = LIMITS.iter().filter_map(|(window, most)| {
        let oldest = sent.len().checked_sub(*most).and_then(|at| sent.get(at))?;
        let left = (oldest.millis() + window * 1000 - now.millis() + 999) / 1000;
        u32::try_from(left).ok()
    });
    seconds.max().unwrap_or(0)
}

/// With one more message, and without those that no limit asks about.
///
/// # Errors
/// The seconds from [`wait`], where it is too early.
pub(crate) fn send(sent: &[Moment], now: Moment) -> Result<Vec<Moment>, u32> {
    match wait(sent, now) {
        0 => {
            let recent = sent.iter().filter(|at| now < at.plus_seconds(DAY)).copied();
            Ok(recent.chain([now]).collect())
        }
        seconds => Err(seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + seconds * 1000)
    }

    fn moments(seconds: &[i64]) -> Vec<Moment> {
        seconds.iter().map(|s| at(*s)).collect()
    }

    #[test]
    fn a_number_gets_one_a_minute_five_an_hour_ten_a_day() {
        let hours: Vec<i64> = (0..10).map(|n| n * 1000).collect();
        for (sent, now, expected) in [
            (&[][..], 0, 0),
            (&[0], 0, 60),
            (&[0], 59, 1),
            (&[0], 60, 0),
            (&[0, 60, 120, 180, 240], 300, 3300),
            (&[0, 60, 120, 180, 240], 3599, 1),
            (&[0, 60, 120, 180, 240], 3600, 0),
            (&hours, 10_000, 86_400 - 10_000),
            (&hours, 86_399, 1),
            (&hours, 86_400, 0),
        ] {
            assert_eq!(wait(&moments(sent), at(now)), expected, "{sent:?} at {now}");
        }
    }

    proptest! {
        #[test]
        fn no_window_ever_holds_more_than_its_limit(gaps in proptest::collection::vec(0i64..4000, 1..200)) {
            let (mut sent, mut now, mut all) = (Vec::new(), 0, Vec::new());
            for gap in gaps {
                now += gap;
                if let Ok(next) = send(&sent, at(now)) {
                    sent = next;
                    all.push(now);
                }
                prop_assert!(sent.len() <= 10);
            }
            for (window, most) in LIMITS {
                for from in &all {
                    let within = all.iter().filter(|at| (*from..from + window).contains(at)).count();
                    prop_assert!(within <= most, "{within} in {window} s from {from}");
                }
            }
        }
    }
}
