//! Searching organisations and members: `/api/search/…`. By Chinese characters in their order, by pinyin, by its
//! initials and by mixtures of them, with one slip forgiven.

use crate::dates::Today;
use crate::endpoint::{Administrator, Anyone, Endpoint, Method, Nothing, listed};
use crate::health::Health;
use crate::ids::OrgId;
use crate::members::{MemberKind, MemberRow, Standing};
use crate::orgs::OrgKind;
use crate::permission::Permission;
use crate::text;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

listed!(FindOrgs, FindMembers, FindDestinations, ShowHealth);

/// The most hits of one answer.
pub const MOST_HITS: u8 = 20;

/// What was found, best first: exact, beginning, part, in order with gaps, spelt; among equals the nearer first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hits<T> {
    /// At most [`MOST_HITS`].
    pub hits: Vec<T>,
    /// Whether there are more, which a longer text would tell apart.
    pub more: bool,
}

/// An organisation that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrgHit {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrgKind,
    /// Names of those above it, down to its parent: from the caller's own organisation, of a destination from the
    /// root.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// The former name by which it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<String>,
    /// Places of the characters that fit, in the name by which it was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<u8>,
}

/// A member who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MemberHit {
    /// As the list of members shows them.
    pub row: MemberRow,
    /// Names of those above the branch, from the caller's own organisation down to the branch's parent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// Places of the characters of the name that fit; none for who was found by a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<u8>,
}

/// A search for organisations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct OrgSearch {
    /// What was typed.
    #[garde(custom(text::required(60)))]
    pub name: String,
    /// Only at or below this organisation; otherwise in the caller's whole reach.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<OrgId>,
}

/// A search for where a transfer can go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct DestinationSearch {
    /// What was typed.
    #[garde(custom(text::required(60)))]
    pub name: String,
    /// Only branches.
    #[garde(skip)]
    pub branches: bool,
}

/// A search for members. It travels in a body, never in a URL that logs would keep.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct MemberSearch {
    /// A name as it was typed; what begins with a digit is a whole ID number or mobile number.
    #[garde(custom(name_or_number))]
    pub text: String,
    /// Only at or below this organisation; otherwise in the caller's whole reach.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<OrgId>,
    /// 正式 or 预备
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<MemberKind>,
    /// Where the membership stands.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
}

/// Whether what was typed is meant as a number: no name begins with a digit.
pub fn is_number(typed: &str) -> bool {
    typed.trim_start().starts_with(|first: char| first.is_ascii_digit() || first == '+')
}

fn name_or_number(typed: &String, today: &Today) -> text::Checked {
    if !is_number(typed) {
        return text::required(60)(typed, today);
    }
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    match text::mobile(typed, today) {
        Err(_) if digits > 11 => text::id_number(typed, today),
        checked => checked,
    }
}

/// Organisations within the caller's reach.
pub struct FindOrgs;
impl Endpoint for FindOrgs {
    const NAME: &'static str = "search.orgs";
    const SUMMARY: &'static str = "Organisations within the caller's reach";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/search/orgs";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewOrgs);
    type Path = ();
    type Body = OrgSearch;
    type Reply = Hits<OrgHit>;
    fn org(_: &(), search: &OrgSearch) -> Option<OrgId> {
        search.below.clone()
    }
}

/// Members within the caller's reach, by name or by a whole number.
pub struct FindMembers;
impl Endpoint for FindMembers {
    const NAME: &'static str = "search.members";
    const SUMMARY: &'static str = "Members within the caller's reach, by name or by a whole number";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/search/members";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewMembers);
    type Path = ();
    type Body = MemberSearch;
    type Reply = Hits<MemberHit>;
    fn org(_: &(), search: &MemberSearch) -> Option<OrgId> {
        search.below.clone()
    }
}

/// Organisations of the whole city, for the destination of a transfer: by name and path only.
pub struct FindDestinations;
impl Endpoint for FindDestinations {
    const NAME: &'static str = "search.destinations";
    const SUMMARY: &'static str = "Organisations of the whole city, for the destination of a transfer";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/search/destinations";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = ();
    type Body = DestinationSearch;
    type Reply = Hits<OrgHit>;
}

/// Says that the function runs, and which one.
pub struct ShowHealth;
impl Endpoint for ShowHealth {
    const NAME: &'static str = "search.show_health";
    const SUMMARY: &'static str = "Says that the function runs, and which one";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/search/health";
    type Caller = Anyone;
    type Path = ();
    type Body = Nothing;
    type Reply = Health;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::check;
    use crate::error::{Fault, Refusal};

    #[test]
    fn what_begins_with_a_digit_is_a_whole_number_or_refused_with_its_mistake() {
        let today = Today("2026-11-26".parse().expect("a day"));
        let looked_for =
            |text: &str| check(&MemberSearch { text: text.into(), ..MemberSearch::default() }, today);
        for text in [
            "王",
            "zhangsan",
            "11010519491231002X",
            "110105 19491231 002x",
            "13812345678",
            "+86 138 1234 5678",
        ] {
            assert_eq!(looked_for(text), Ok(()), "{text}");
        }
        for (text, fault) in [
            ("", Fault::Required),
            ("  ", Fault::Required),
            ("110105194912310021", Fault::IdNumberCheck),
            ("110105194912", Fault::IdNumberLength),
            ("1381234567", Fault::Mobile),
            ("3", Fault::Mobile),
            (&"长".repeat(61), Fault::TooLong(60)),
        ] {
            assert_eq!(looked_for(text), Err(Refusal::field("text", fault)), "{text}");
        }
    }
}
