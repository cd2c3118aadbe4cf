//! Wrong passwords: five, then a pause that grows.

use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::error::Refusal;

/// Passwords that are looked at before a pause (field rules, 等保 2.0: 5 failures lock).
pub(crate) const MOST: u8 = 5;

/// The pauses in minutes, the last one for all that follow: somebody who has forgotten loses five minutes,
/// somebody who guesses has thirty guesses a day.
const PAUSES: [u32; 7] = [5, 10, 20, 40, 80, 160, 240];

/// Seconds after the last try when everything is forgotten: longer than the longest pause.
pub(crate) const REMEMBERED: i64 = 24 * 3600;

/// What is known of the tries for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tries {
    /// Since the last pause, fewer than [`MOST`].
    count: u8,
    /// Pauses so far.
    pauses: u8,
    /// Until when no password is looked at, after the first pause.
    until: Option<Moment>,
    /// The last try.
    pub(crate) last: Moment,
}

/// Takes one try, before the password is looked at: counted afterwards, a hundred at once would all be
/// looked at. Answers what to store, and the pause in minutes that begins if this try is wrong.
///
/// # Errors
/// [`Refusal::Locked`] during a pause.
pub(crate) fn take(before: Option<&Tries>, now: Moment) -> Result<(Tries, Option<u32>), Refusal> {
    let fresh = Tries { count: 0, pauses: 0, until: None, last: now };
    let known = before.filter(|tries| now < tries.last.plus_seconds(REMEMBERED)).copied().unwrap_or(fresh);
    if let Some(until) = known.until.filter(|until| *until > now) {
        let seconds = until.seconds() - now.seconds();
        return Err(Refusal::Locked { minutes: u32::try_from((seconds + 59) / 60).unwrap_or(1).max(1) });
    }
    let count = known.count + 1;
    if count < MOST {
        return Ok((Tries { count, last: now, ..known }, None));
    }
    let longest = PAUSES.last().copied().unwrap_or_default();
    let minutes = PAUSES.get(usize::from(known.pauses)).copied().unwrap_or(longest);
    let until = Some(now.plus_seconds(i64::from(minutes) * 60));
    Ok((Tries { count: 0, pauses: known.pauses.saturating_add(1), until, last: now }, Some(minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + seconds * 1000)
    }

    #[test]
    fn pauses_grow_and_stop_growing() {
        let (mut tries, mut now) = (None, 0);
        for pause in [5, 10, 20, 40, 80, 160, 240, 240, 240] {
            for number in 1..=MOST {
                let (next, locks) = take(tries.as_ref(), at(now)).expect("a try");
                assert_eq!(locks, (number == MOST).then_some(pause));
                tries = Some(next);
                now += 1;
            }
            // From the first second to the last.
            assert_eq!(take(tries.as_ref(), at(now)), Err(Refusal::Locked { minutes: pause }));
            now += i64::from(pause) * 60 - 2;
            assert_eq!(take(tries.as_ref(), at(now)), Err(Refusal::Locked { minutes: 1 }));
            now += 1;
        }
    }

    #[test]
    fn a_day_later_everything_is_forgotten() {
        let mut tries = None;
        for _ in 0..MOST {
            tries = Some(take(tries.as_ref(), at(0)).expect("a try").0);
        }
        for (seconds, pauses) in [(REMEMBERED - 1, 1), (REMEMBERED, 0)] {
            assert_eq!(take(tries.as_ref(), at(seconds)).expect("a try").0.pauses, pauses);
        }
    }

    #[test]
    fn four_wrong_ones_in_a_row_do_no_harm() {
        let mut tries = None;
        for _ in 0..MOST - 1 {
            let (next, locks) = take(tries.as_ref(), at(0)).expect("a try");
            assert_eq!(locks, None);
            tries = Some(next);
        }
    }

    #[test]
    fn requests_that_overtake_each_other_are_counted_not_refused() {
        let (first, _) = take(None, at(1)).expect("a try");
        assert_eq!(take(Some(&first), at(0)).expect("a try").0.count, 2);
    }

    proptest! {
        /// Whenever somebody tries, any six tries that follow each other span a pause.
        #[test]
        fn nobody_has_six_tries_without_a_pause(gaps in proptest::collection::vec(0i64..900, 1..300)) {
            let (mut tries, mut now, mut taken) = (None, 0, Vec::new());
            for gap in gaps {
                now += gap;
                if let Ok((next, _)) = take(tries.as_ref(), at(now)) {
                    taken.push(now);
                    tries = Some(next);
                }
            }
            for six in taken.windows(6) {
                prop_assert!(six[5] - six[0] >= 300, "{six:?}");
            }
        }
    }
}
