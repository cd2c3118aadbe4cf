//! What is typed into the first field of the sign-in form.

use shared_types::auth::Door;
use shared_types::error::Refusal;
use shared_types::id_number::IdNumber;

/// A name of somebody who may or may not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Name {
    /// The login name of an account.
    Login(String),
    /// The ID number of a member.
    IdNumber(IdNumber),
}

/// Reads it as the door expects. Capital letters and spaces in a login name are forgiven: phones add them.
///
/// # Errors
/// [`Refusal::Invalid`] at `name` for what is no ID number. That tells nothing: whether a number is one,
/// anybody can compute.
pub(crate) fn read(door: Door, typed: &str) -> Result<Name, Refusal> {
    match door {
        Door::Org => {
            let login = typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
            Ok(Name::Login(login))
        }
        Door::Member => typed.parse().map(Name::IdNumber).map_err(|fault| Refusal::field("name", fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::testing::hostile::survives;
    use shared_types::error::Fault;

    #[test]
    fn hostile_names() {
        survives("a login at the door", &[" Suqian.Admin "], |text| match read(Door::Org, text) {
            Ok(Name::Login(login)) => Some(login),
            _ => None,
        });
        survives("an ID number at the door", &["110105 19491231 002x"], |text| {
            match read(Door::Member, text) {
                Ok(Name::IdNumber(number)) => Some(number.expose().to_owned()),
                _ => None,
            }
        });
    }

    #[test]
    fn both_doors_forgive_spaces_and_capitals() {
        for (door, typed, expected) in [
            (Door::Org, " Suqian.Admin ", Ok(Name::Login("suqian.admin".into()))),
            (Door::Org, "不存在", Ok(Name::Login("不存在".into()))),
            (
                Door::Member,
                "110105 19491231 002x",
                Ok(Name::IdNumber("11010519491231002X".parse().expect("a number"))),
            ),
            (Door::Member, "110105194912310021", Err(Refusal::field("name", Fault::IdNumberCheck))),
            (Door::Member, "13812345678", Err(Refusal::field("name", Fault::IdNumberLength))),
        ] {
            assert_eq!(read(door, typed), expected, "{typed}");
        }
    }
}
