//! Every sentence on screen, in Chinese: plain, polite, without code words. Errors say what to do next.
//! Matched exhaustively: a new code does not compile until it has its words.

pub mod accounts;
pub mod everyday;
mod failures;
pub mod home;
pub mod letter;
pub mod members;
pub mod orgs;
pub mod settings;
pub mod signin;
mod terms;
mod time;
pub mod titles;
pub mod transfers;
pub mod uploads;
pub mod verify;

pub use failures::{Words, failure, failure_sentence, fault};
pub use terms::*;
pub use time::{ago, day, day_of, due, moment, month, term_end};

use crate::components::StepState;

/// How much waits, on the badge of a tile.
pub fn waiting(count: u32) -> String {
    if count > 99 { "99+".to_owned() } else { count.to_string() }
}

/// A number with separators: 2,146.
pub fn number(count: u32) -> String {
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// The end of a list.
pub fn all_shown(count: usize) -> String {
    format!("已显示全部 {} 条", number(u32::try_from(count).unwrap_or(u32::MAX)))
}

/// The key that opens the actions of a row.
pub fn more_about(name: &str) -> String {
    format!("{name}的更多操作")
}

/// While a number is typed.
pub fn still_missing(count: usize) -> String {
    format!("还差 {count} 位")
}

/// Below a text that has a limit.
pub fn length(typed: u32, most: u32) -> String {
    if typed > most {
        format!("超出 {} 个字，最多 {most} 个字", typed - most)
    } else {
        format!("已输入 {typed} 个字，最多 {most} 个字")
    }
}

/// The key of a password field.
pub fn show_password(label: &str, shown: bool) -> String {
    format!("{}{label}", if shown { everyday::HIDE } else { everyday::SHOW })
}

/// The key that clears a picked value.
pub fn pick_again(label: &str) -> String {
    format!("重新选择{label}")
}

/// The list below a fuzzy field.
pub fn suggestions(label: &str) -> String {
    format!("{label}的候选项")
}

/// The copy key of a value.
pub fn copy_this(label: &str) -> String {
    format!("复制{label}")
}

/// The call key of a value.
pub fn call_this(label: &str) -> String {
    format!("拨打{label}")
}

/// The key that asks for a whole number.
pub fn reveal_this(label: &str) -> String {
    format!("查看完整的{label}")
}

/// For screen readers, who do not see the colour of a step.
pub fn step_state(state: StepState) -> &'static str {
    match state {
        StepState::Done => "，已完成",
        StepState::Now => "，正在进行",
        StepState::Next => "，尚未开始",
        StepState::Returned => "，已退回",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_separators() {
        for (count, shown) in
            [(0, "0"), (68, "68"), (2146, "2,146"), (300_000, "300,000"), (1_000_000, "1,000,000")]
        {
            assert_eq!(number(count), shown);
        }
    }
}
