//! What went wrong, and what to do next.

use super::number;
use crate::services::api::Failure;
use shared_types::error::{Fault, Refusal};
use yew::AttrValue;

/// Two sentences: what happened, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What happened; without a full stop.
    pub title: AttrValue,
    /// What to do next.
    pub advice: AttrValue,
}

fn words(title: impl Into<AttrValue>, advice: impl Into<AttrValue>) -> Words {
    Words { title: title.into(), advice: advice.into() }
}

/// The sentences of a failure.
pub fn failure(failure: &Failure) -> Words {
    match failure {
        Failure::Offline => words("没有连接到网络", "请检查网络后重试，已填写的内容不会丢失。"),
        Failure::TimedOut => {
            words("等待时间过长，没有得到答复", "网络可能较慢，请稍后重试。重复提交不会产生两份。")
        }
        Failure::Unreadable => words("没有得到正确的答复", "请稍后重试；如仍然如此，请刷新页面。"),
        Failure::Refused(problem) => {
            let said = refusal(&problem.refusal);
            match &problem.refusal {
                Refusal::Internal if !problem.request_id.is_empty() => {
                    let advice = format!("{}如需帮助，请提供编号 {}。", said.advice, problem.request_id);
                    words(said.title, advice)
                }
                _ => said,
            }
        }
    }
}

/// Both in one sentence, for places with one line.
pub fn failure_sentence(what: &Failure) -> AttrValue {
    let said = failure(what);
    AttrValue::from(format!("{}。{}", said.title, said.advice))
}

fn refusal(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::Unauthenticated => words("登录已失效", "请重新登录。"),
        Refusal::CredentialsWrong => {
            words("账号或密码不正确", "请核对后重新输入；忘记密码请联系支部或上级党组织重置。")
        }
        Refusal::Locked { minutes } => words(
            "密码多次输入错误，已暂停登录",
            format!("请在 {minutes} 分钟后再试，或联系支部、上级党组织重置密码。"),
        ),
        Refusal::TooMany { seconds } => words("操作过于频繁", format!("请在{}后再试。", wait(*seconds))),
        Refusal::ChallengeOver => words("本次登录已过期", "请返回重新输入账号和密码。"),
        Refusal::CodeWrong { tries_left: 0 } => words("验证码不正确", "本次登录已结束，请返回重新登录。"),
        Refusal::CodeWrong { tries_left } => {
            words("验证码不正确", format!("请核对短信中最新的验证码，还可以输入 {tries_left} 次。"))
        }
        Refusal::MobileMissing => {
            words("没有登记手机号码", "无法发送验证码，请联系所在支部或上级党组织登记。")
        }
        Refusal::SmsFailed => words("短信没有发送成功", "请稍后重新获取验证码。"),
        Refusal::Forbidden => words("您没有进行此项操作的权限", "如工作需要，请联系上级党组织调整。"),
        Refusal::NotFound => words("没有找到相应的内容", "可能已经调整，或者不在您的管理范围内。"),
        Refusal::Stale => words("内容已被他人更新", "请查看最新内容后再修改。"),
        Refusal::VersionMissing | Refusal::KeyMissing | Refusal::Malformed => {
            words("提交的内容无法识别", "请刷新页面后重试。")
        }
        Refusal::KeyReused => words("这项操作已经提交过", "请刷新页面查看结果。"),
        Refusal::Invalid { .. } => words("有内容需要更正", "请按提示修改后重新提交。"),
        Refusal::OrgHolds { members, orgs, accounts, transfers } => {
            words("该党组织暂时不能撤销", holds([*orgs, *members, *accounts, *transfers]))
        }
        Refusal::OrgMoving => words("该党组织正在调整隶属关系", "请等待调整完成后再操作。"),
        Refusal::MoveIntoItself => words("不能移动到自己的下级", "请选择其他上级党组织。"),
        Refusal::TooDeep => words("党组织的层级过多", "请选择更高一级的上级党组织。"),
        Refusal::KindBelowKind => words("该类党组织不能设在所选上级之下", "请调整类别或选择其他上级党组织。"),
        Refusal::NotABranch => words("所选党组织不是支部", "党员只能编入支部，请重新选择。"),
        Refusal::IdNumberTaken { branch: Some(branch) } => {
            words("该身份证号码已在党员名册中", format!("现在的支部是{branch}，请核对，或办理组织关系转接。"))
        }
        Refusal::IdNumberTaken { branch: None } => {
            words("该身份证号码已在党员名册中", "请核对号码，或办理组织关系转接。")
        }
        Refusal::LoginTaken => words("该登录名已被使用", "请换一个登录名。"),
        Refusal::CorrectionDecided => words("该更正申请已处理", "请刷新后查看处理结果。"),
        Refusal::CorrectionWaiting => words("已有一份更正申请等待支部处理", "请在处理完成后再次申请。"),
        Refusal::TransferOpen => {
            words("该党员已有正在办理的组织关系转接", "请在办结后再次发起，或到办理中查看进度。")
        }
        Refusal::TransferElsewhere => words("这件转接已经到了别的环节", "可能已由他人办理，请查看最新进度。"),
        Refusal::NotTransferable => {
            words("该党员目前不能办理组织关系转接", "党籍状态不是正常，请先核对党员信息。")
        }
        Refusal::LetterExpired => words("介绍信已过有效期", "请由开具介绍信的党组织重新开具。"),
        Refusal::UploadMissing => words("照片没有上传完成", "请重新上传。"),
        Refusal::UploadDiffers => words("照片在上传中有改变", "请重新选择照片后上传。"),
        Refusal::ImageUnreadable => words("这个文件不是照片，或者已经损坏", "请重新拍摄或另选一张照片。"),
        Refusal::ImageUnsupported => words(
            "不支持这种格式的文件",
            "请上传 JPG、PNG 或 WebP 格式的照片；苹果手机可在“设置 - 相机 - 格式”中选择“兼容性最佳”后重新拍摄。",
        ),
        Refusal::ImageTooLarge => words("照片的尺寸过大", "请裁剪或缩小后重新上传。"),
        Refusal::FileNotReady => words("照片还没有上传完成", "请等待上传完成后再提交。"),
        Refusal::FileTaken => words("这张照片已经使用过", "请重新上传照片。"),
        Refusal::Overloaded => words("当前使用的人较多", "请稍后重试。"),
        Refusal::Internal => words("系统出现问题，没有完成", "请稍后重试。"),
    }
}

/// What an organisation holds: organisations, members, accounts, transfers that wait there.
fn holds(counts: [u32; 4]) -> String {
    let parts: Vec<String> = counts
        .into_iter()
        .zip(["个下级党组织", "名党员", "个系统用户", "件待办的组织关系转接"])
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", number(count)))
        .collect();
    format!("其中还有 {}，请先办理转出、停用或办结。", parts.join("、"))
}

fn wait(seconds: u32) -> String {
    match seconds {
        0..60 => format!(" {} 秒", seconds.max(1)),
        60..3600 => format!(" {} 分钟", seconds.div_ceil(60)),
        _ => format!(" {} 小时", seconds.div_ceil(3600)),
    }
}

/// The sentence at a wrong field.
pub fn fault(fault: Fault) -> String {
    match fault {
        Fault::Required => "请填写此项".to_owned(),
        Fault::TooLong(most) => format!("最多 {most} 个字，请缩短"),
        Fault::TooShort(least) => format!("至少 {least} 个字"),
        Fault::Characters => "含有不能使用的字符，请检查".to_owned(),
        Fault::IdNumberLength => "身份证号码应为 18 位，请检查".to_owned(),
        Fault::IdNumberCharacters => "身份证号码应为 17 位数字，最后一位是数字或 X".to_owned(),
        Fault::IdNumberBirthDay => "身份证号码中的出生日期不存在，请检查第 7 至 14 位".to_owned(),
        Fault::IdNumberCheck => "身份证号码有误，可能输错了一位，请逐位核对".to_owned(),
        Fault::IdNumberBirthDayDiffers => "与身份证号码中的出生日期不一致".to_owned(),
        Fault::IdNumberSexDiffers => "与身份证号码中的性别不一致".to_owned(),
        Fault::Mobile => "手机号码应为 11 位，以 13 至 19 开头".to_owned(),
        Fault::Phone => "电话号码只能有数字、空格和短横线，5 至 20 位".to_owned(),
        Fault::Postcode => "邮政编码应为 6 位数字".to_owned(),
        Fault::LoginName => {
            "登录名以小写字母开头，3 至 32 位，可用小写字母、数字、点、下划线和短横线".to_owned()
        }
        Fault::PasswordWeak => "密码应包含大写字母、小写字母、数字、符号中的至少三种".to_owned(),
        Fault::PasswordSame => "新密码不能与原密码或初始密码相同".to_owned(),
        Fault::PasswordWrong => "原密码不正确，请重新输入".to_owned(),
        Fault::InFuture => "日期不能晚于今天".to_owned(),
        Fault::TooEarly => "日期过早，请检查年份".to_owned(),
        Fault::Order => "结束日期不能早于开始日期".to_owned(),
        Fault::Under18 => "入党时应年满 18 周岁，请核对日期".to_owned(),
        Fault::Choice => "请从可选内容中选择".to_owned(),
        Fault::Range => "超出允许的范围，请检查".to_owned(),
        Fault::Unchanged => "内容没有变化，无需提交".to_owned(),
        Fault::SameBranch => "该党员已在这个支部，请选择其他支部".to_owned(),
        Fault::WithinUnit => "两个支部同属一个基层党委，请选择单位内部调整".to_owned(),
        Fault::BeyondUnit => "两个支部不属于同一个基层党委，请选择市内转接".to_owned(),
        Fault::NotPicked => "请在列表中选择，不能直接填写".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_dissolution_says_what_is_held() {
        let said = refusal(&Refusal::OrgHolds { members: 2146, orgs: 0, accounts: 1, transfers: 0 });
        assert_eq!(said.advice, "其中还有 2,146 名党员、1 个系统用户，请先办理转出、停用或办结。");
    }

    #[test]
    fn waits_are_told_in_round_units() {
        for (seconds, told) in
            [(0, " 1 秒"), (59, " 59 秒"), (60, " 1 分钟"), (61, " 2 分钟"), (7200, " 2 小时")]
        {
            assert_eq!(wait(seconds), told);
        }
    }
}
