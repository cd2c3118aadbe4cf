//! Sessions and devices: how long they last, how refresh tokens follow each other, what a stolen one does.

use crate::records::{DeviceRecord, Trust};
use platform::auth::token::UserKind;
use platform::store::SessionRecord;
use shared_types::dates::Moment;
use shared_types::ids::{DeviceId, SessionId};

const DAY: i64 = 24 * 3600;

/// Seconds for which a confirmed device needs no code.
pub(crate) const TRUSTED: i64 = 180 * DAY;

/// Seconds for which a replaced refresh token is still answered, with the one that replaced it: a reply that
/// was lost on a bad line, or two pages of one browser that asked at once.
const GRACE: i64 = 30;

/// Devices that a user has at most; the one that was not used for longest makes room.
pub(crate) const MOST_DEVICES: usize = 10;

/// Seconds after which a device's last use is noted again.
const SEEN_STEP: i64 = 600;

/// Seconds that a session lasts unused, and in any case. Administrators: 30 minutes (field rules, 等保 2.0
/// level 3), a working day at most. Members see their own record only, on their own phone, some of them
/// once a month: 30 days, and as long as the device is trusted.
pub(crate) fn lasts(kind: UserKind) -> (i64, i64) {
    match kind {
        UserKind::Account => (30 * 60, 12 * 3600),
        UserKind::Member => (30 * DAY, TRUSTED),
    }
}

/// What a refresh token is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renewal {
    /// The present one: it is replaced.
    Next,
    /// The one before, in its grace: answered with the present one again.
    Again,
    /// The session is over.
    Over,
    /// An older one, or one that never was: two hold tokens of this session, so one of them stole.
    Stolen,
}

/// What the refresh token with this hash is worth.
pub(crate) fn renew(session: &SessionRecord, presented: &str, now: Moment) -> Renewal {
    if session.ends <= now || session.until <= now {
        return Renewal::Over;
    }
    match &session.before {
        _ if session.refresh == presented => Renewal::Next,
        Some((before, at)) if before == presented && now <= at.plus_seconds(GRACE) => Renewal::Again,
        _ => Renewal::Stolen,
    }
}

/// The session with its next refresh token's hash.
pub(crate) fn renewed(session: &SessionRecord, next: String, kind: UserKind, now: Moment) -> SessionRecord {
    let (idle, _) = lasts(kind);
    SessionRecord {
        before: Some((session.refresh.clone(), now)),
        refresh: next,
        ends: now.plus_seconds(idle).min(session.until),
        ..session.clone()
    }
}

/// Whether a device needs no code.
pub(crate) fn trusted(device: Option<&DeviceRecord>, now: Moment) -> bool {
    device.and_then(|device| device.confirmed).is_some_and(|at| now < at.plus_seconds(TRUSTED))
}

/// When the device was confirmed, once a sign-in on it is complete.
pub(crate) fn confirmed(before: Option<Moment>, trust: Trust, now: Moment) -> Option<Moment> {
    match trust {
        Trust::AsBefore => before,
        Trust::Remembered => Some(now),
        Trust::Once => None,
    }
}

/// Whether a device's last use is due to be noted.
pub(crate) fn seen_is_old(seen: Moment, now: Moment) -> bool {
    seen.plus_seconds(SEEN_STEP) <= now
}

/// The devices that make room for a new one, with their sessions.
pub(crate) fn make_room(mut devices: Vec<DeviceRecord>) -> Vec<(DeviceId, Option<SessionId>)> {
    devices.sort_by_key(|device| std::cmp::Reverse(device.seen));
    devices.into_iter().skip(MOST_DEVICES - 1).map(|device| (device.device, device.session)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + seconds * 1000)
    }

    fn session(kind: UserKind) -> SessionRecord {
        let (idle, most) = lasts(kind);
        SessionRecord {
            user: "u".into(),
            session: "s".parse().expect("an id"),
            device: "d".parse().expect("an id"),
            refresh: "t0".into(),
            before: None,
            ends: at(idle),
            until: at(most),
        }
    }

    fn device(id: &str, seen: i64, confirmed: Option<i64>) -> DeviceRecord {
        DeviceRecord {
            user: "u".into(),
            device: id.parse().expect("an id"),
            name: "电脑".into(),
            since: at(0),
            seen: at(seen),
            confirmed: confirmed.map(at),
            session: id.parse().ok(),
        }
    }

    #[test]
    fn each_token_is_worth_what_it_should() {
        let first = session(UserKind::Account);
        let second = renewed(&first, "t1".into(), UserKind::Account, at(600));
        let third = renewed(&second, "t2".into(), UserKind::Account, at(1200));
        for (session, token, now, worth) in [
            (&first, "t0", 0, Renewal::Next),
            (&first, "t0", 1799, Renewal::Next),
            (&first, "t0", 1800, Renewal::Over),
            (&first, "x", 0, Renewal::Stolen),
            (&second, "t1", 600, Renewal::Next),
            (&second, "t0", 600, Renewal::Again),
            (&second, "t0", 630, Renewal::Again),
            (&second, "t0", 631, Renewal::Stolen),
            (&second, "t0", 2400, Renewal::Over),
            (&third, "t0", 1201, Renewal::Stolen),
            (&third, "t1", 1201, Renewal::Again),
            (&third, "t2", 1201, Renewal::Next),
        ] {
            assert_eq!(renew(session, token, at(now)), worth, "{token} at {now}");
        }
    }

    #[test]
    fn use_prolongs_a_session_but_not_for_ever() {
        for (kind, step) in [(UserKind::Account, 1500), (UserKind::Member, 20 * DAY)] {
            let (idle, most) = lasts(kind);
            let (mut now, mut running) = (0, session(kind));
            while now + step < most {
                now += step;
                assert_eq!(renew(&running, &running.refresh, at(now)), Renewal::Next);
                running = renewed(&running, format!("t{now}"), kind, at(now));
                assert_eq!(running.ends, at((now + idle).min(most)));
            }
            assert_eq!(renew(&running, &running.refresh, at(most)), Renewal::Over);
        }
    }

    #[test]
    fn trust_lasts_half_a_year_from_the_code() {
        for (known, now, is_trusted) in [
            (None, 0, false),
            (Some(device("d", 0, None)), 0, false),
            (Some(device("d", 0, Some(0))), TRUSTED - 1, true),
            (Some(device("d", TRUSTED - 1, Some(0))), TRUSTED, false),
        ] {
            assert_eq!(trusted(known.as_ref(), at(now)), is_trusted);
        }
        for (before, trust, after) in [
            (Some(1), Trust::AsBefore, Some(1)),
            (None, Trust::AsBefore, None),
            (Some(1), Trust::Remembered, Some(9)),
            (Some(1), Trust::Once, None),
        ] {
            assert_eq!(confirmed(before.map(at), trust, at(9)), after.map(at));
        }
    }

    #[test]
    fn the_device_unused_for_longest_makes_room() {
        let of = |count: i64| (0..count).map(|n| device(&format!("d{n}"), n, None)).collect::<Vec<_>>();
        assert!(make_room(of(9)).is_empty());
        for (count, gone) in [(10, vec!["d0"]), (12, vec!["d2", "d1", "d0"])] {
            let ids: Vec<String> = make_room(of(count)).into_iter().map(|(id, _)| id.into()).collect();
            assert_eq!(ids, gone);
        }
    }

    #[test]
    fn the_last_use_is_noted_every_ten_minutes() {
        assert!(!seen_is_old(at(0), at(599)));
        assert!(seen_is_old(at(0), at(600)));
    }

    /// Someone who holds a copy of the cookies, and what they do.
    #[derive(Debug, Clone, Copy)]
    enum Deed {
        /// Refreshes with the token that they hold.
        Refresh(usize),
        /// Refreshes, but the reply is lost.
        Lost(usize),
        /// Takes the token that the other one holds.
        Copy { from: usize, to: usize },
    }

    fn deeds(holders: usize) -> impl Strategy<Value = Vec<(Deed, i64)>> {
        let deed = prop_oneof![
            5 => (0..holders).prop_map(Deed::Refresh),
            1 => (0..holders).prop_map(Deed::Lost),
            1 => (0..holders, 0..holders).prop_map(|(from, to)| Deed::Copy { from, to }),
        ];
        proptest::collection::vec((deed, 0i64..1200), 1..60)
    }

    /// Runs deeds against one session; answers what each holder's last refresh was worth, and whether the
    /// session was killed. Tokens are numbers: the successor of `n` is `n + 1`, as the keyed hash makes it.
    fn run(deeds: &[(Deed, i64)]) -> (Vec<(usize, Renewal, u64)>, bool) {
        let (mut now, mut running) = (0, session(UserKind::Account));
        let mut held = [0_u64; 2];
        let mut present = 0_u64;
        let mut answers = Vec::new();
        for (deed, gap) in deeds {
            now += gap;
            let (who, lost) = match *deed {
                Deed::Copy { from, to } => {
                    held[to] = held[from];
                    continue;
                }
                Deed::Refresh(who) => (who, false),
                Deed::Lost(who) => (who, true),
            };
            let token = held[who];
            let worth = renew(&running, &format!("t{token}"), at(now));
            answers.push((who, worth, token));
            match worth {
                Renewal::Next => {
                    present += 1;
                    running = renewed(&running, format!("t{present}"), UserKind::Account, at(now));
                }
                Renewal::Again => {}
                Renewal::Over => return (answers, false),
                Renewal::Stolen => return (answers, true),
            }
            if !lost {
                held[who] = present;
            }
        }
        (answers, false)
    }

    proptest! {
        /// Whoever is alone with their cookies is never taken for a thief, unless they come back later than
        /// the grace after a reply that was lost.
        #[test]
        fn an_honest_holder_is_never_a_thief(gaps in proptest::collection::vec((any::<bool>(), 0i64..30), 1..80)) {
            // A lost reply is repeated within the grace.
            let mut list = Vec::new();
            for (lost, gap) in gaps {
                if lost {
                    list.push((Deed::Lost(0), gap * 20));
                    list.push((Deed::Refresh(0), gap));
                } else {
                    list.push((Deed::Refresh(0), gap * 20));
                }
            }
            let (answers, killed) = run(&list);
            prop_assert!(!killed, "{answers:?}");
        }

        /// Of two holders of one token only one line of tokens goes on: a token that was replaced more than
        /// the grace ago never opens anything again, and the session dies when it is shown.
        #[test]
        fn two_holders_never_go_on_side_by_side(list in deeds(2)) {
            let (answers, killed) = run(&list);
            for (at, (_, worth, token)) in answers.iter().enumerate() {
                if *worth == Renewal::Next {
                    // No token is replaced twice.
                    let again = answers[at + 1..].iter().any(|(_, w, t)| t == token && *w == Renewal::Next);
                    prop_assert!(!again, "{answers:?}");
                }
            }
            prop_assert_eq!(killed, answers.last().is_some_and(|(_, worth, _)| *worth == Renewal::Stolen));
        }
    }
}
