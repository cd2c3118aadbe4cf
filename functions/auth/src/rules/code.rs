//! One-time codes: six digits, five minutes, five tries, one use, on one device (quality, security).

use crate::records::{Stage, StepRecord};
use shared_types::auth::CODE_DIGITS;
use shared_types::dates::Moment;
use shared_types::error::{Fault, Refusal};
use shared_types::ids::DeviceId;

/// Seconds that a code is good for.
pub(crate) const LIFETIME: i64 = 5 * 60;

/// Tries that a sign-in has, however many codes are sent in it.
pub(crate) const TRIES: u8 = 5;

/// Seconds that a sign-in waits for a new password: longer than for a code, because one has to be thought of.
pub(crate) const PASSWORD_LIFETIME: i64 = 15 * 60;

/// The code as typed, without the spaces that some phones put between the digits.
///
/// # Errors
/// [`Refusal::Invalid`] where it cannot be one: that costs no try.
pub(crate) fn read(typed: &str) -> Result<String, Refusal> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if code.is_empty() || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Refusal::field("code", Fault::Characters));
    }
    if code.len() != CODE_DIGITS {
        return Err(Refusal::field("code", Fault::TooShort(6)));
    }
    Ok(code)
}

/// Whether a sign-in can go on: on its own device, in its time.
///
/// # Errors
/// [`Refusal::ChallengeOver`].
pub(crate) fn goes_on(step: &StepRecord, device: &DeviceId, now: Moment) -> Result<(), Refusal> {
    if step.device == *device && now < step.ends { Ok(()) } else { Err(Refusal::ChallengeOver) }
}

/// Takes one try, before the code is looked at. Answers what to store, the hash to compare with, and the
/// tries that are left then.
///
/// # Errors
/// [`Refusal::ChallengeOver`] where no code is waited for or no try is left.
pub(crate) fn take_try(step: &StepRecord) -> Result<(StepRecord, String, u8), Refusal> {
    match &step.stage {
        Stage::Code { hash, tries_left: left @ 1.. } => {
            let (hash, tries_left) = (hash.clone(), left - 1);
            let stage = Stage::Code { hash: hash.clone(), tries_left };
            Ok((StepRecord { stage, ..step.clone() }, hash, tries_left))
        }
        _ => Err(Refusal::ChallengeOver),
    }
}

/// The sign-in with another code; the tries that were used stay used.
///
/// # Errors
/// [`Refusal::ChallengeOver`] where no code is waited for or no try is left.
pub(crate) fn resent(step: &StepRecord, hash: String, now: Moment) -> Result<StepRecord, Refusal> {
    match step.stage {
        Stage::Code { tries_left: tries_left @ 1.., .. } => Ok(StepRecord {
            stage: Stage::Code { hash, tries_left },
            ends: now.plus_seconds(LIFETIME),
            ..step.clone()
        }),
        _ => Err(Refusal::ChallengeOver),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{Trust, User};
    use platform::auth::token::UserKind;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + seconds * 1000)
    }

    fn device(id: &str) -> DeviceId {
        id.parse().expect("an id")
    }

    fn step(stage: Stage) -> StepRecord {
        StepRecord {
            challenge: "c".parse().expect("an id"),
            user: User { id: "m".into(), kind: UserKind::Member },
            device: device("d"),
            credential: 1,
            stage,
            ends: at(LIFETIME),
        }
    }

    fn coded(tries_left: u8) -> StepRecord {
        step(Stage::Code { hash: "h".into(), tries_left })
    }

    #[test]
    fn a_code_is_six_digits_and_spaces_are_forgiven() {
        for (typed, read_as) in [
            ("048213", Ok("048213")),
            ("048 21", Err(Fault::TooShort(6))),
            (" 04821", Err(Fault::TooShort(6))),
            ("04821x", Err(Fault::Characters)),
            ("０４８２１３", Err(Fault::Characters)),
            ("", Err(Fault::Characters)),
        ] {
            let read_as = read_as.map(str::to_owned).map_err(|fault| Refusal::field("code", fault));
            assert_eq!(read(typed), read_as, "{typed}");
        }
        assert_eq!(read("048 213"), Ok("048213".into()));
    }

    #[test]
    fn hostile_codes() {
        platform::testing::hostile::survives("a code", &["048213", "048 213"], |text| read(text).ok());
    }

    #[test]
    fn a_sign_in_goes_on_only_on_its_device_and_in_time() {
        for (on, now, goes) in
            [("d", 0, true), ("d", LIFETIME - 1, true), ("d", LIFETIME, false), ("e", 0, false)]
        {
            assert_eq!(goes_on(&coded(5), &device(on), at(now)).is_ok(), goes, "{on} at {now}");
        }
    }

    #[test]
    fn five_tries_and_no_more_however_many_codes_are_sent() {
        let mut step = coded(TRIES);
        for left in (0..TRIES).rev() {
            let (next, hash, tries_left) = take_try(&step).expect("a try");
            assert_eq!((hash.as_str(), tries_left), ("h", left));
            step = next;
            if left > 0 {
                step = resent(&step, "h".into(), at(10)).expect("another code");
                assert_eq!(step.ends, at(10 + LIFETIME));
            }
        }
        assert!(take_try(&step).is_err());
        assert!(resent(&step, "x".into(), at(0)).is_err());
    }

    #[test]
    fn a_code_is_not_taken_in_place_of_a_password() {
        let waiting = step(Stage::Password { trust: Trust::Once });
        assert!(take_try(&waiting).is_err());
        assert!(resent(&waiting, "x".into(), at(0)).is_err());
    }
}
