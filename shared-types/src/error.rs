//! What can go wrong, as codes. Sentences are the screens' business (`kit::text`), statuses are here
//! because both sides read them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// An answer that is not the asked one: problem details of RFC 9457. `code` and what belongs to it stand
/// beside `status`, e.g. `{"status": 409, "code": "org_holds", "members": 3, …}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// The HTTP status, repeated.
    pub status: u16,
    /// What happened.
    #[serde(flatten)]
    pub refusal: Refusal,
    /// The request, for support.
    #[serde(default)]
    pub request_id: String,
}

/// Why a request was not answered as asked. Codes are stable: they are never renamed, only added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, thiserror::Error)]
#[error("{self:?}")]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// Nobody is signed in, or no longer.
    Unauthenticated,
    /// Login and password do not belong together. Also for unknown logins.
    CredentialsWrong,
    /// Too many wrong passwords.
    Locked {
        /// When to try again.
        minutes: u32,
    },
    /// Too many requests of this kind.
    TooMany {
        /// When to try again.
        seconds: u32,
    },
    /// The sign-in step is over: expired, used or tried too often. Start again.
    ChallengeOver,
    /// The code is not the one that was sent.
    CodeWrong {
        /// Tries that are left before the sign-in starts again.
        tries_left: u8,
    },
    /// The record holds no mobile number to send the code to.
    MobileMissing,
    /// The message could not be handed to the SMS service.
    SmsFailed,
    /// In scope, but the role does not include it.
    Forbidden,
    /// No such thing, or outside the caller's scope: nobody can tell which.
    NotFound,
    /// The record has changed since it was read.
    Stale,
    /// The `If-Match` header is missing.
    VersionMissing,
    /// The `Idempotency-Key` header is missing or not 8 to 64 characters of `0-9 a-z A-Z -`.
    KeyMissing,
    /// The idempotency key was used for something else.
    KeyReused,
    /// The request could not be read: not JSON, a wrong type, a broken cursor.
    Malformed,
    /// Fields are wrong.
    Invalid {
        /// One entry per wrong field.
        fields: Vec<FieldFault>,
    },
    /// The organisation cannot be dissolved: it still holds something.
    OrgHolds {
        /// Members on its roll.
        members: u32,
        /// Organisations directly below it.
        orgs: u32,
        /// Accounts at it.
        accounts: u32,
        /// Transfers whose turn is with it.
        transfers: u32,
    },
    /// The organisation, or one above or below it, is being moved.
    OrgMoving,
    /// The move would put an organisation below itself.
    MoveIntoItself,
    /// The tree would become deeper than it may.
    TooDeep,
    /// This kind of organisation cannot stand below that kind.
    KindBelowKind,
    /// Members are held by branches only.
    NotABranch,
    /// A member with this ID number is on a roll already.
    IdNumberTaken {
        /// Name of the branch, only for those who may see it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        branch: Option<String>,
    },
    /// The login name is in use.
    LoginTaken,
    /// The correction has been decided already.
    CorrectionDecided,
    /// A correction of this member waits already.
    CorrectionWaiting,
    /// A transfer of this member is under way already.
    TransferOpen,
    /// The transfer does not stand where this can be done: somebody has passed, returned or ended it.
    TransferElsewhere,
    /// The membership is not one that can be transferred: suspended or ended.
    NotTransferable,
    /// The introduction letter's validity is over: its issuer has to issue another.
    LetterExpired,
    /// Nothing was sent under the permission, or it has ended.
    UploadMissing,
    /// What was sent is not as long as was announced.
    UploadDiffers,
    /// What was sent is no photo that can be read.
    ImageUnreadable,
    /// What was sent is of a kind that is not taken, such as HEIC, GIF or PDF.
    ImageUnsupported,
    /// The photo has more pixels than can be read.
    ImageTooLarge,
    /// The file has not been made ready.
    FileNotReady,
    /// The file belongs to something already.
    FileTaken,
    /// The service has more to do than it can; try again shortly.
    Overloaded,
    /// Something failed on our side; the request id leads to the cause.
    Internal,
}

impl Refusal {
    /// The HTTP status that carries this refusal.
    pub fn status(&self) -> u16 {
        use Refusal::*;
        match self {
            Malformed | KeyMissing => 400,
            Unauthenticated | CredentialsWrong => 401,
            Forbidden => 403,
            NotFound => 404,
            KeyReused
            | OrgHolds { .. }
            | OrgMoving
            | MoveIntoItself
            | TooDeep
            | KindBelowKind
            | NotABranch
            | IdNumberTaken { .. }
            | LoginTaken
            | CorrectionDecided
            | CorrectionWaiting
            | TransferOpen
            | TransferElsewhere
            | NotTransferable
            | LetterExpired
            | MobileMissing
            | UploadMissing
            | UploadDiffers
            | FileNotReady
            | FileTaken
            | ChallengeOver => 409,
            Stale => 412,
            Invalid { .. } | CodeWrong { .. } | ImageUnreadable | ImageUnsupported | ImageTooLarge => 422,
            VersionMissing => 428,
            Locked { .. } | TooMany { .. } => 429,
            Internal => 500,
            SmsFailed | Overloaded => 503,
        }
    }

    /// The stable code, as on the wire.
    pub fn code(&self) -> String {
        let wire = serde_json::to_value(self).unwrap_or_default();
        wire.get("code").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    }

    /// One wrong field.
    pub fn field(field: &str, fault: Fault) -> Self {
        Refusal::Invalid { fields: vec![FieldFault { field: field.to_owned(), fault }] }
    }
}

/// A wrong field of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldFault {
    /// Name of the field in the body, dotted where nested.
    pub field: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a field. On the wire a code such as `id_number_check` or `too_long:60`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Fault {
    /// Nothing was given.
    Required,
    /// More characters than this.
    TooLong(u16),
    /// Fewer characters than this.
    TooShort(u16),
    /// Characters that do not belong here.
    Characters,
    /// An ID number has 18 characters.
    IdNumberLength,
    /// 17 digits, then a digit or X.
    IdNumberCharacters,
    /// Digits 7 to 14 are no date.
    IdNumberBirthDay,
    /// The check character does not fit: a digit is mistyped.
    IdNumberCheck,
    /// The ID number states another birth date.
    IdNumberBirthDayDiffers,
    /// The ID number states the other sex.
    IdNumberSexDiffers,
    /// Not a mobile number.
    Mobile,
    /// Not a phone number.
    Phone,
    /// Not six digits.
    Postcode,
    /// Not a login name.
    LoginName,
    /// Fewer than 3 classes of characters.
    PasswordWeak,
    /// The new password is the old or the initial one.
    PasswordSame,
    /// The old password is not right.
    PasswordWrong,
    /// The day lies in the future.
    InFuture,
    /// The day is too long ago to be meant.
    TooEarly,
    /// The end lies before the beginning, or one day before the other it must follow.
    Order,
    /// Under 18 at the time of joining (Party constitution, article 1).
    Under18,
    /// Not one of the values that can be chosen here.
    Choice,
    /// Outside the admitted range.
    Range,
    /// Nothing would change.
    Unchanged,
    /// A choice must be picked from the list, not typed.
    NotPicked,
    /// The member is on the roll of this branch already.
    SameBranch,
    /// Both branches stand under one basic committee: that is an adjustment within the unit.
    WithinUnit,
    /// The branches stand under different basic committees: that is a transfer within the city.
    BeyondUnit,
}

const PLAIN: [(Fault, &str); 26] = [
    (Fault::Required, "required"),
    (Fault::Characters, "characters"),
    (Fault::IdNumberLength, "id_number_length"),
    (Fault::IdNumberCharacters, "id_number_characters"),
    (Fault::IdNumberBirthDay, "id_number_birth_day"),
    (Fault::IdNumberCheck, "id_number_check"),
    (Fault::IdNumberBirthDayDiffers, "id_number_birth_day_differs"),
    (Fault::IdNumberSexDiffers, "id_number_sex_differs"),
    (Fault::Mobile, "mobile"),
    (Fault::Phone, "phone"),
    (Fault::Postcode, "postcode"),
    (Fault::LoginName, "login_name"),
    (Fault::PasswordWeak, "password_weak"),
    (Fault::PasswordSame, "password_same"),
    (Fault::PasswordWrong, "password_wrong"),
    (Fault::InFuture, "in_future"),
    (Fault::TooEarly, "too_early"),
    (Fault::Order, "order"),
    (Fault::Under18, "under_18"),
    (Fault::Choice, "choice"),
    (Fault::Range, "range"),
    (Fault::Unchanged, "unchanged"),
    (Fault::NotPicked, "not_picked"),
    (Fault::SameBranch, "same_branch"),
    (Fault::WithinUnit, "within_unit"),
    (Fault::BeyondUnit, "beyond_unit"),
];

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::TooLong(most) => write!(f, "too_long:{most}"),
            Fault::TooShort(least) => write!(f, "too_short:{least}"),
            plain => {
                f.write_str(PLAIN.iter().find(|(fault, _)| fault == plain).map_or("choice", |(_, code)| code))
            }
        }
    }
}

/// The text is no code of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown fault code")]
pub struct UnknownFault;

impl FromStr for Fault {
    type Err = UnknownFault;
    fn from_str(code: &str) -> Result<Self, UnknownFault> {
        let number = |text: &str| text.parse().map_err(|_| UnknownFault);
        if let Some(most) = code.strip_prefix("too_long:") {
            return Ok(Fault::TooLong(number(most)?));
        }
        if let Some(least) = code.strip_prefix("too_short:") {
            return Ok(Fault::TooShort(number(least)?));
        }
        PLAIN.iter().find(|(_, known)| *known == code).map(|(fault, _)| *fault).ok_or(UnknownFault)
    }
}

impl TryFrom<String> for Fault {
    type Error = UnknownFault;
    fn try_from(code: String) -> Result<Self, UnknownFault> {
        code.parse()
    }
}

impl From<Fault> for String {
    fn from(fault: Fault) -> String {
        fault.to_string()
    }
}

impl std::error::Error for Fault {}

impl JsonSchema for Fault {
    fn schema_name() -> Cow<'static, str> {
        "Fault".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9_]+(:[0-9]+)?$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_read_back_from_its_code() {
        let plain = PLAIN.iter().map(|(fault, _)| *fault);
        for fault in plain.chain([Fault::TooLong(60), Fault::TooShort(2)]) {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
        assert_eq!("nonsense".parse::<Fault>(), Err(UnknownFault));
    }

    #[test]
    fn a_problem_carries_its_code_beside_the_status() {
        let refusal = Refusal::OrgHolds { members: 3, orgs: 0, accounts: 1, transfers: 0 };
        let problem = Problem { status: refusal.status(), refusal, request_id: "r".into() };
        let wire = serde_json::to_value(&problem).expect("serialises");
        assert_eq!(
            wire,
            serde_json::json!({"status": 409, "code": "org_holds", "members": 3, "orgs": 0, "accounts": 1, "transfers": 0, "request_id": "r"})
        );
        assert_eq!(wire["code"], problem.refusal.code());
        assert_eq!(serde_json::from_value::<Problem>(wire).expect("reads"), problem);
    }
}
