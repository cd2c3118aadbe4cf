//! How replies that are one of several are read: flat, then told apart by their tag. The derived way keeps the
//! whole reply in a form of its own first, which weighs several times as much in the browser. What is written
//! is derived, and the same.

use crate::auth::{Session, Step, Who};
use crate::dates::Moment;
use crate::error::{FieldFault, Problem, Refusal};
use crate::ids::{AccountId, ChallengeId, CorrectionId, MemberId, OrgId};
use crate::members::{Correction, CorrectionState, FieldChange};
use crate::permission::Role;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
struct WhoParts {
    kind: String,
    name: String,
    account: Option<AccountId>,
    org: Option<OrgId>,
    org_name: Option<String>,
    role: Option<Role>,
    member: Option<MemberId>,
    branch: Option<OrgId>,
    branch_name: Option<String>,
}

impl WhoParts {
    fn who(self) -> Option<Who> {
        let name = self.name;
        Some(match self.kind.as_str() {
            "account" => Who::Account {
                account: self.account?,
                name,
                org: self.org?,
                org_name: self.org_name?,
                role: self.role?,
            },
            "member" => Who::Member {
                member: self.member?,
                name,
                branch: self.branch?,
                branch_name: self.branch_name?,
            },
            _ => return None,
        })
    }
}

impl<'de> Deserialize<'de> for Who {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        WhoParts::deserialize(deserializer)?.who().ok_or_else(|| D::Error::custom("nobody"))
    }
}

#[derive(Deserialize)]
struct StepParts {
    step: String,
    challenge: Option<ChallengeId>,
    mobile: Option<String>,
    again_in: Option<u32>,
    access_token: Option<String>,
    expires_in: Option<u32>,
    who: Option<Who>,
}

impl StepParts {
    fn step(self) -> Option<Step> {
        Some(match self.step.as_str() {
            "code" => {
                Step::Code { challenge: self.challenge?, mobile: self.mobile?, again_in: self.again_in? }
            }
            "new_password" => Step::NewPassword { challenge: self.challenge? },
            "done" => Step::Done(Session {
                access_token: self.access_token?,
                expires_in: self.expires_in?,
                who: self.who?,
            }),
            _ => return None,
        })
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        StepParts::deserialize(deserializer)?.step().ok_or_else(|| D::Error::custom("no step"))
    }
}

#[derive(Deserialize)]
struct CorrectionParts {
    correction: CorrectionId,
    member: MemberId,
    name: String,
    branch: OrgId,
    branch_name: String,
    proposed: Moment,
    changes: Vec<FieldChange>,
    note: Option<String>,
    state: String,
    by: Option<String>,
    at: Option<Moment>,
    reason: Option<String>,
}

impl CorrectionParts {
    fn correction(self) -> Option<Correction> {
        let state = match self.state.as_str() {
            "waiting" => CorrectionState::Waiting,
            "approved" => CorrectionState::Approved { by: self.by?, at: self.at? },
            "returned" => CorrectionState::Returned { by: self.by?, at: self.at?, reason: self.reason? },
            _ => return None,
        };
        Some(Correction {
            correction: self.correction,
            member: self.member,
            name: self.name,
            branch: self.branch,
            branch_name: self.branch_name,
            proposed: self.proposed,
            changes: self.changes,
            note: self.note,
            state,
        })
    }
}

impl<'de> Deserialize<'de> for Correction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        CorrectionParts::deserialize(deserializer)?
            .correction()
            .ok_or_else(|| D::Error::custom("no such state"))
    }
}

#[derive(Deserialize)]
struct ProblemParts {
    status: u16,
    code: String,
    #[serde(default)]
    request_id: String,
    minutes: Option<u32>,
    seconds: Option<u32>,
    tries_left: Option<u8>,
    fields: Option<Vec<FieldFault>>,
    members: Option<u32>,
    orgs: Option<u32>,
    accounts: Option<u32>,
    transfers: Option<u32>,
    branch: Option<String>,
}

impl ProblemParts {
    fn refusal(self) -> Option<Refusal> {
        use Refusal::*;
        Some(match self.code.as_str() {
            "unauthenticated" => Unauthenticated,
            "credentials_wrong" => CredentialsWrong,
            "locked" => Locked { minutes: self.minutes? },
            "too_many" => TooMany { seconds: self.seconds? },
            "challenge_over" => ChallengeOver,
            "code_wrong" => CodeWrong { tries_left: self.tries_left? },
            "mobile_missing" => MobileMissing,
            "sms_failed" => SmsFailed,
            "forbidden" => Forbidden,
            "not_found" => NotFound,
            "stale" => Stale,
            "version_missing" => VersionMissing,
            "key_missing" => KeyMissing,
            "key_reused" => KeyReused,
            "malformed" => Malformed,
            "invalid" => Invalid { fields: self.fields? },
            "org_holds" => OrgHolds {
                members: self.members?,
                orgs: self.orgs?,
                accounts: self.accounts?,
                transfers: self.transfers?,
            },
            "org_moving" => OrgMoving,
            "move_into_itself" => MoveIntoItself,
            "too_deep" => TooDeep,
            "kind_below_kind" => KindBelowKind,
            "not_a_branch" => NotABranch,
            "id_number_taken" => IdNumberTaken { branch: self.branch },
            "login_taken" => LoginTaken,
            "correction_decided" => CorrectionDecided,
            "correction_waiting" => CorrectionWaiting,
            "transfer_open" => TransferOpen,
            "transfer_elsewhere" => TransferElsewhere,
            "not_transferable" => NotTransferable,
            "letter_expired" => LetterExpired,
            "upload_missing" => UploadMissing,
            "upload_differs" => UploadDiffers,
            "image_unreadable" => ImageUnreadable,
            "image_unsupported" => ImageUnsupported,
            "image_too_large" => ImageTooLarge,
            "file_not_ready" => FileNotReady,
            "file_taken" => FileTaken,
            "overloaded" => Overloaded,
            "internal" => Internal,
            _ => return None,
        })
    }
}

impl<'de> Deserialize<'de> for Problem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut parts = ProblemParts::deserialize(deserializer)?;
        let (status, request_id) = (parts.status, std::mem::take(&mut parts.request_id));
        let refusal = parts.refusal().ok_or_else(|| D::Error::custom("no known refusal"))?;
        Ok(Self { status, refusal, request_id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Fault;
    use serde::{Serialize, de::DeserializeOwned};
    use std::str::FromStr;

    fn id<T: FromStr<Err: std::fmt::Debug>>() -> T {
        "0198f3b2".parse().expect("an id")
    }

    fn same<T: Serialize + DeserializeOwned + PartialEq>(thing: &T) {
        let wire = serde_json::to_string(thing).expect("serialises");
        assert!(serde_json::from_str::<T>(&wire).expect("reads") == *thing, "{wire}");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let account = Who::Account {
            account: id(),
            name: "李国平".into(),
            org: id(),
            org_name: "众兴街道".into(),
            role: Role::Operator,
        };
        let member =
            Who::Member {
                member: id(), name: "王秀兰".into(), branch: id(), branch_name: "幸福社区".into()
            };
        same(&account);
        same(&member);
        same(&Step::Code { challenge: id(), mobile: "138****5678".into(), again_in: 60 });
        same(&Step::NewPassword { challenge: id() });
        same(&Step::Done(Session { access_token: "t".into(), expires_in: 600, who: member }));
        let (by, at) = ("李国平".to_owned(), Moment::from_millis(1));
        for state in [
            CorrectionState::Waiting,
            CorrectionState::Approved { by: by.clone(), at },
            CorrectionState::Returned { by, at, reason: "证件不符".into() },
        ] {
            same(&Correction {
                correction: id(),
                member: id(),
                name: "王秀兰".into(),
                branch: id(),
                branch_name: "幸福社区".into(),
                proposed: at,
                changes: Vec::new(),
                note: None,
                state,
            });
        }
    }

    #[test]
    fn a_tag_without_its_parts_is_refused() {
        assert!(serde_json::from_str::<Who>(r#"{"kind":"member","name":"王秀兰"}"#).is_err());
        assert!(serde_json::from_str::<Step>(r#"{"step":"code","challenge":"0198f3b2"}"#).is_err());
        assert!(serde_json::from_str::<Step>(r#"{"step":"unheard_of"}"#).is_err());
    }

    #[test]
    fn every_refusal_is_read_back_from_the_wire() {
        use Refusal::*;
        let every = [
            Unauthenticated,
            CredentialsWrong,
            Locked { minutes: 1 },
            TooMany { seconds: 2 },
            ChallengeOver,
            CodeWrong { tries_left: 3 },
            MobileMissing,
            SmsFailed,
            Forbidden,
            NotFound,
            Stale,
            VersionMissing,
            KeyMissing,
            KeyReused,
            Malformed,
            Refusal::field("name", Fault::TooLong(60)),
            OrgHolds { members: 1, orgs: 2, accounts: 3, transfers: 4 },
            OrgMoving,
            MoveIntoItself,
            TooDeep,
            KindBelowKind,
            NotABranch,
            IdNumberTaken { branch: None },
            IdNumberTaken { branch: Some("幸福社区党支部".into()) },
            LoginTaken,
            CorrectionDecided,
            CorrectionWaiting,
            TransferOpen,
            TransferElsewhere,
            NotTransferable,
            LetterExpired,
            UploadMissing,
            UploadDiffers,
            ImageUnreadable,
            ImageUnsupported,
            ImageTooLarge,
            FileNotReady,
            FileTaken,
            Overloaded,
            Internal,
        ];
        for refusal in every {
            let problem = Problem { status: refusal.status(), refusal, request_id: String::new() };
            let wire = serde_json::to_string(&problem).expect("serialises");
            assert_eq!(serde_json::from_str::<Problem>(&wire).expect("reads"), problem, "{wire}");
        }
        for wire in [r#"{"status":429,"code":"locked"}"#, r#"{"status":400,"code":"unheard_of"}"#] {
            assert!(serde_json::from_str::<Problem>(wire).is_err(), "{wire}");
        }
    }
}
