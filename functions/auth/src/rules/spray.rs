//! A million attempts against the door, in simulated time: how many guesses get through for a name, from an
//! address and in all, and that the people whose door it is still get in. The limits do not ask whether a name
//! is known, so a name here stands for known and unknown ones alike.

use super::budgets::{Budget, TRIES_OF_ADDRESS, TRIES_OF_ALL};
use super::code::{self, LIFETIME};
use super::messages;
use super::tries::{self, Tries};
use crate::records::{Stage, StepRecord, User};
use platform::auth::token::UserKind;
use shared_types::dates::Moment;
use shared_types::error::Refusal;
use std::collections::HashMap;

const ATTEMPTS: u64 = 1_000_000;
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Everybody in a city who has a name at the door.
const CITY: u64 = 300_000;

/// An address that nobody attacks from.
const HOME: u64 = u64::MAX;

fn start() -> Moment {
    Moment::from_millis(1_790_000_000_000)
}

/// The limits of the door as `sign_in` asks them, over a table in memory.
#[derive(Default)]
struct Limits {
    /// By address, none for all together, and the end of the window.
    drawn: HashMap<(Option<u64>, i64), u32>,
    /// By name and, where it is trusted, device.
    tries: HashMap<(u64, Option<u64>), Tries>,
}

impl Limits {
    /// Draws on a budget as the table does: a write that is refused when the budget is used up.
    fn draw(&mut self, budget: &Budget, of: Option<u64>, now: Moment) -> Result<(), Refusal> {
        let (ends, left) = budget.ends(now);
        let drawn = self.drawn.entry((of, ends)).or_default();
        if *drawn == budget.most {
            return Err(Refusal::TooMany { seconds: u32::try_from(left).expect("seconds of a window") });
        }
        *drawn += 1;
        Ok(())
    }

    /// Whether a password for `name` is looked at. On a trusted device the name has a count of its own.
    fn look(&mut self, address: u64, name: u64, device: Option<u64>, now: Moment) -> Result<(), Refusal> {
        self.draw(&TRIES_OF_ADDRESS, Some(address), now)?;
        self.draw(&TRIES_OF_ALL, None, now)?;
        let (next, _) = tries::take(self.tries.get(&(name, device)), now)?;
        self.tries.insert((name, device), next);
        Ok(())
    }

    /// Signs somebody in who knows the password and who comes back when they are told to. Answers the seconds
    /// until they are in.
    fn enter(&mut self, name: u64, device: Option<u64>, now: Moment) -> i64 {
        let mut waited = 0;
        loop {
            waited += match self.look(HOME, name, device, now.plus_seconds(waited)) {
                Ok(()) => break,
                Err(Refusal::TooMany { seconds }) => i64::from(seconds),
                Err(Refusal::Locked { minutes }) => i64::from(minutes) * MINUTE,
                Err(refusal) => panic!("{refusal}"),
            };
            assert!(waited < DAY, "locked out");
        }
        self.tries.remove(&(name, device));
        waited
    }
}

/// Who attacks: [`ATTEMPTS`] wrong passwords, evenly over a time, from so many addresses at so many names.
struct Attack {
    what: &'static str,
    seconds: i64,
    addresses: u64,
    names: u64,
    /// The most passwords that may be looked at for one name, where so many names leave that to a limit.
    for_a_name: Option<u64>,
    /// The most from one address, likewise.
    from_an_address: Option<u64>,
    /// The most in all.
    in_all: u64,
}

/// A number that follows from `n` and looks like chance.
fn scattered(n: u64) -> u64 {
    let mixed = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 16
}

impl Attack {
    fn at(&self, number: u64) -> Moment {
        let millis = u64::try_from(self.seconds).expect("a time") * 1000 * number / ATTEMPTS;
        Moment::from_millis(start().millis() + i64::try_from(millis).expect("a time"))
    }

    /// Runs it, calling `meanwhile` once a minute; answers the limits as they stand at its end.
    fn run(&self, mut meanwhile: impl FnMut(&mut Limits, Moment)) -> Limits {
        let mut limits = Limits::default();
        let count = |of: u64| vec![0_u64; usize::try_from(of).expect("a number")];
        let (mut names, mut addresses, mut all) = (count(self.names), count(self.addresses), 0);
        let mut minute = 0;
        for number in 0..ATTEMPTS {
            let now = self.at(number);
            if now.seconds() / MINUTE != minute {
                minute = now.seconds() / MINUTE;
                meanwhile(&mut limits, now);
            }
            let (address, name) = (number % self.addresses, scattered(number) % self.names);
            if limits.look(address, name, None, now).is_ok() {
                names[usize::try_from(name).expect("a number")] += 1;
                addresses[usize::try_from(address).expect("a number")] += 1;
                all += 1;
            }
        }
        let most = |counts: &[u64]| counts.iter().max().copied().unwrap_or_default();
        for (of, looked_at, bound) in [
            ("for a name", most(&names), self.for_a_name),
            ("from an address", most(&addresses), self.from_an_address),
            ("in all", all, Some(self.in_all)),
        ] {
            let Some(bound) = bound else { continue };
            assert!(looked_at <= bound, "{}: {looked_at} passwords looked at {of}", self.what);
            // A bound that nothing comes near would show nothing.
            assert!(looked_at * 4 >= bound, "{}: only {looked_at} of {bound} {of}", self.what);
        }
        limits
    }
}

/// 5 passwords before each pause of 5, 10, 20, 40, 80, 160, 240, 240 … minutes.
const NAME_A_DAY: u64 = 55;
/// 300 in ten minutes; the day may begin within a window.
const ADDRESS_A_DAY: u64 = 300 * (6 * 24 + 1);

const ONE_MACHINE_ONE_NAME: Attack = Attack {
    what: "one machine guesses one password for a day",
    seconds: DAY,
    addresses: 1,
    names: 1,
    for_a_name: Some(NAME_A_DAY),
    from_an_address: Some(NAME_A_DAY),
    in_all: NAME_A_DAY,
};

const ONE_MACHINE_ALL_NAMES: Attack = Attack {
    what: "one machine tries a password with every name for a day",
    seconds: DAY,
    addresses: 1,
    names: CITY,
    for_a_name: None,
    from_an_address: Some(ADDRESS_A_DAY),
    in_all: ADDRESS_A_DAY,
};

const MANY_MACHINES_ONE_NAME: Attack = Attack {
    what: "ten thousand machines guess one password for a day",
    seconds: DAY,
    addresses: 10_000,
    names: 1,
    for_a_name: Some(NAME_A_DAY),
    from_an_address: None,
    in_all: NAME_A_DAY,
};

const MANY_MACHINES_SOME_NAMES: Attack = Attack {
    what: "ten thousand machines guess the passwords of a thousand names for a month",
    seconds: 30 * DAY,
    addresses: 10_000,
    names: 1000,
    // 30 in each further day: the attack has as many for each name.
    for_a_name: Some(NAME_A_DAY + 29 * 30),
    from_an_address: None,
    in_all: 1000 * (NAME_A_DAY + 29 * 30),
};

const MANY_MACHINES_ALL_NAMES: Attack = Attack {
    what: "a hundred thousand machines try a password with every name in an hour",
    seconds: HOUR,
    addresses: 100_000,
    names: CITY,
    for_a_name: None,
    from_an_address: None,
    in_all: 6000 * (60 + 1),
};

const FLOOD: Attack = Attack {
    what: "a hundred thousand machines flood the door for ten minutes",
    seconds: 10 * MINUTE,
    addresses: 100_000,
    names: CITY,
    for_a_name: None,
    from_an_address: None,
    in_all: 6000 * (10 + 1),
};

#[test]
fn of_a_million_guesses_only_so_many_are_looked_at_and_everybody_else_is_let_in_at_once() {
    for attack in
        [ONE_MACHINE_ONE_NAME, ONE_MACHINE_ALL_NAMES, MANY_MACHINES_ONE_NAME, MANY_MACHINES_SOME_NAMES]
    {
        let mut people = CITY;
        attack.run(|limits, now| {
            people += 1;
            assert_eq!(limits.enter(people, None, now), 0, "{}", attack.what);
        });
    }
}

#[test]
fn a_flood_makes_people_wait_for_the_next_minute_and_no_longer() {
    for attack in [MANY_MACHINES_ALL_NAMES, FLOOD] {
        let mut people = CITY;
        attack.run(|limits, now| {
            people += 1;
            // In the middle of the minute, when the budget of all is used up.
            let waited = limits.enter(people, None, now.plus_seconds(30));
            assert!(waited <= MINUTE, "{}: {waited} s", attack.what);
        });
    }
}

#[test]
fn who_is_guessed_at_signs_in_on_their_own_phone_and_elsewhere_once_it_is_over() {
    let victim = 0;
    let mut limits = MANY_MACHINES_ONE_NAME.run(|limits, now| {
        assert_eq!(limits.enter(victim, Some(1), now), 0, "their own phone");
    });
    let over = MANY_MACHINES_ONE_NAME.at(ATTEMPTS);
    let waited = limits.enter(victim, None, over);
    assert!((1..=240 * MINUTE).contains(&waited), "{waited} s");
    // What was counted is forgotten with the right password.
    assert_eq!(limits.enter(victim, None, over.plus_seconds(waited)), 0);
}

/// Who knows the password and not the phone: a code has a million values, and a number gets ten messages a
/// day.
#[test]
fn of_a_million_codes_fifty_a_day_are_looked_at() {
    let mut sent: Vec<Moment> = Vec::new();
    let mut step: Option<StepRecord> = None;
    let mut looked_at = 0;
    for number in 0..ATTEMPTS {
        let now = MANY_MACHINES_ONE_NAME.at(number);
        let waiting = step.as_ref().filter(|step| code::goes_on(step, &step.device, now).is_ok());
        match waiting.map(code::take_try) {
            Some(Ok((next, _, _))) => {
                looked_at += 1;
                step = Some(next);
            }
            _ => {
                if let Ok(next) = messages::send(&sent, now) {
                    sent = next;
                    step = Some(begun(now));
                }
            }
        }
    }
    assert_eq!(looked_at, 10 * u32::from(code::TRIES));
}

fn begun(now: Moment) -> StepRecord {
    StepRecord {
        challenge: "c".parse().expect("an id"),
        user: User { id: "m".into(), kind: UserKind::Member },
        device: "d".parse().expect("an id"),
        credential: 1,
        stage: Stage::Code { hash: "h".into(), tries_left: code::TRIES },
        ends: now.plus_seconds(LIFETIME),
    }
}
