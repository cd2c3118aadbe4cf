//! The words of the field for the codes of the contract.

use crate::components::{Choice, Tone};
use shared_types::auth::Door;
use shared_types::id_number::Sex;
use shared_types::members::{
    CorrectionState, Degree, DuesCategory, Education, MaskedField, MemberKind, Occupation, RecordField,
    Standing, Viewed, code,
};
use shared_types::orgs::OrgKind;
use shared_types::permission::Role;
use shared_types::transfers::{
    Action, Box as Pile, Happening, LetterState, Task, TransferKind, TransferState,
};

/// A code of the contract that has a word on screen.
pub trait Term: Copy + serde::Serialize + 'static {
    /// Every code, in the order of a form.
    fn all() -> &'static [Self];
    /// Its word.
    fn word(self) -> &'static str;
    /// For selects and filters: the codes as they stand on the wire, with their words.
    fn choices() -> Vec<Choice> {
        Self::all().iter().map(|term| Choice::new(code(term), term.word())).collect()
    }
}

macro_rules! terms {
    ($($name:ident { $($variant:ident $word:literal),+ $(,)? })+) => {$(
        impl Term for $name {
            fn all() -> &'static [Self] {
                &[$($name::$variant),+]
            }
            fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }
    )+};
}

terms! {
    OrgKind {
        Department "组织部", WorkingCommittee "党工委", Committee "党委", GeneralBranch "党总支", Branch "党支部",
        JointBranch "联合党支部", TemporaryBranch "临时党支部",
    }
    Role {
        CityDepartment "市委组织部", CityDirect "市直党（工）委管理员", County "县区管理员",
        CountyDirect "县区直党（工）委管理员", Township "乡镇管理员", Operator "操作员",
    }
    Door { Member "党员登录", Org "党组织登录" }
    Sex { Male "男", Female "女" }
    MemberKind { Full "正式党员", Probationary "预备党员" }
    Standing {
        Normal "正常", Suspended "停止党籍", Removed "除名", Withdrawn "退党", Expelled "开除党籍", Deceased "已故",
        TransferredOut "已转出",
    }
    DuesCategory {
        Salaried "按月领取工资", AnnualSalary "实行年薪制", SelfEmployed "个体经营等不按月取得收入", Retired "离退休",
        Farmer "农民", Student "学生", Unemployed "下岗失业", Relief "依靠抚恤、救济或低保生活",
    }
    Education {
        Primary "小学及以下", JuniorSecondary "初中", SeniorSecondary "高中或中专", JuniorCollege "大专",
        Bachelor "本科", Postgraduate "研究生",
    }
    Degree { Bachelor "学士", Master "硕士", Doctor "博士" }
    Occupation {
        Government "党政机关", PublicInstitution "事业单位", Enterprise "企业", SocialOrganisation "社会组织",
        Farmer "农牧渔民", Student "学生", Retired "离退休", Other "其他",
    }
    RecordField {
        Name "姓名", Mobile "手机号码", Ethnicity "民族", NativePlace "籍贯", HomeAddress "家庭住址", Education "文化程度",
        Degree "学位", WorkUnit "工作单位", Post "职务", Occupation "职业类别", Joined "入党日期", FullSince "转正日期",
    }
    TransferKind { InCity "市内转接", Out "转到市外", In "从市外转入", IntraUnit "单位内部调整" }
    TransferState {
        Waiting "办理中", Returned "已退回", Expired "介绍信已过期", AwaitingReceipt "等待回执", Done "已办结",
        Withdrawn "已撤回",
    }
    Task {
        Approve "审批", Issue "审批并开具介绍信", Accept "确认接收", Redirect "另选接收支部", Correct "更正后再次提交",
        Reissue "重新开具介绍信", RegisterReceipt "登记回执",
    }
    Happening {
        Submitted "提交申请", Registered "登记介绍信", Passed "审批通过", Issued "审批通过，开具介绍信", Returned "退回",
        Resubmitted "更正后再次提交", Withdrawn "撤回申请", Redirected "另选接收支部", Expired "介绍信超过有效期",
        Reissued "重新开具介绍信", Accepted "确认接收", ReceiptRegistered "登记回执",
    }
    Action {
        Pass "通过", Accept "确认接收", Return "退回", Resubmit "更正后再次提交", Withdraw "撤回申请", Redirect "另选接收支部",
        Reissue "作废并重新开具介绍信", RegisterReceipt "登记回执",
    }
    Pile { ToDo "待办", Running "办理中", Closed "已办结" }
    LetterState { Valid "有效", Expired "已过有效期", Void "已作废", Accepted "已接收" }
    MaskedField { IdNumber "身份证号码", Mobile "手机号码" }
    Viewed { Record "查看了档案", IdNumber "查看了完整的身份证号码", Mobile "查看了完整的手机号码", Letter "查看了组织关系介绍信" }
}

/// The word and colour of a standing.
pub fn standing_tone(standing: Standing) -> Tone {
    match standing {
        Standing::Normal => Tone::Ok,
        Standing::Suspended => Tone::Wait,
        Standing::Removed | Standing::Withdrawn | Standing::Expelled => Tone::Bad,
        Standing::Deceased | Standing::TransferredOut => Tone::Neutral,
    }
}

/// The word and colour of a correction's state.
pub fn correction_state(state: &CorrectionState) -> (&'static str, Tone) {
    match state {
        CorrectionState::Waiting => ("待处理", Tone::Wait),
        CorrectionState::Approved { .. } => ("已更正", Tone::Ok),
        CorrectionState::Returned { .. } => ("已退回", Tone::Bad),
    }
}

/// The colour of where a transfer stands.
pub fn transfer_tone(state: TransferState) -> Tone {
    match state {
        TransferState::Waiting | TransferState::AwaitingReceipt => Tone::Wait,
        TransferState::Returned | TransferState::Expired => Tone::Bad,
        TransferState::Done => Tone::Ok,
        TransferState::Withdrawn => Tone::Neutral,
    }
}

/// The colour of where a letter stands.
pub fn letter_tone(state: LetterState) -> Tone {
    match state {
        LetterState::Valid | LetterState::Accepted => Tone::Ok,
        LetterState::Expired => Tone::Wait,
        LetterState::Void => Tone::Bad,
    }
}

/// A value of a record's field as it is shown: codes as words, days as days.
pub fn record_value(field: RecordField, value: &str) -> String {
    fn word<T: Term + serde::de::DeserializeOwned>(value: &str) -> Option<String> {
        shared_types::members::choice::<T>(value).ok().map(|term| term.word().to_owned())
    }
    let shown = match field {
        RecordField::Education => word::<Education>(value),
        RecordField::Degree => word::<Degree>(value),
        RecordField::Occupation => word::<Occupation>(value),
        RecordField::Joined | RecordField::FullSince => value.parse().ok().map(super::day),
        RecordField::Name
        | RecordField::Mobile
        | RecordField::Ethnicity
        | RecordField::NativePlace
        | RecordField::HomeAddress
        | RecordField::WorkUnit
        | RecordField::Post => None,
    };
    shown.unwrap_or_else(|| {
        if value.is_empty() { super::everyday::NOT_GIVEN.to_owned() } else { value.to_owned() }
    })
}
