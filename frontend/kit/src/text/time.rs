//! Days and moments in words.

use crate::components::Tone;
use shared_types::dates::{Day, Moment, Month};

/// 1962年8月15日
pub fn day(day: Day) -> String {
    let (year, month, day) = day.parts();
    format!("{year}年{month}月{day}日")
}

/// As [`day`], or nothing.
pub fn day_of(present: Option<Day>) -> String {
    present.map(day).unwrap_or_default()
}

/// 11月20日 09:12, with the year where it is another one than `now`'s.
pub fn moment(at: Moment, now: Moment) -> String {
    let (year, month, day) = at.day().parts();
    let (hour, minute) = at.clock();
    if now.day().parts().0 == year {
        format!("{month}月{day}日 {hour:02}:{minute:02}")
    } else {
        format!("{year}年{month}月{day}日 {hour:02}:{minute:02}")
    }
}

/// 刚刚, 5 分钟前, 3 小时前, then the day.
pub fn ago(at: Moment, now: Moment) -> String {
    match now.seconds() - at.seconds() {
        ..60 => "刚刚".to_owned(),
        seconds @ 60..3_600 => format!("{} 分钟前", seconds / 60),
        seconds @ 3_600..86_400 => format!("{} 小时前", seconds / 3_600),
        _ => moment(at, now),
    }
}

/// 2026年10月
pub fn month(month: Month) -> String {
    let (year, month) = month.parts();
    format!("{year}年{month}月")
}

/// How near the day is on which something should be done: nothing while there is more than three days' time.
pub fn due(day: Day, today: Day) -> Option<(String, Tone)> {
    match today.days_until(day) {
        4.. => None,
        0 => Some(("今天到期".to_owned(), Tone::Wait)),
        days @ 1.. => Some((format!("还有 {days} 天到期"), Tone::Wait)),
        days => Some((format!("超期 {} 天", -days), Tone::Bad)),
    }
}

/// How an organisation's term stands: nothing until half a year before its end, when the superior reminds
/// (terms of organisations, field rules).
pub fn term_end(ends: Option<Day>, today: Day) -> Option<(String, Tone)> {
    let ends = ends?;
    if ends < today {
        return Some(("已届满".to_owned(), Tone::Bad));
    }
    if ends > today.plus(183) {
        return None;
    }
    let (end, now) = (ends.parts(), today.parts());
    let months = (end.0 - now.0) * 12 + i32::from(end.1) - i32::from(now.1);
    let word = if months > 0 { format!("{months} 个月后届满") } else { "本月届满".to_owned() };
    Some((word, Tone::Wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    #[test]
    fn moments_are_told_as_people_do() {
        let now = at("2026-11-23T04:00:00Z");
        for (then, told) in [
            ("2026-11-23T03:59:30Z", "刚刚"),
            ("2026-11-23T03:55:00Z", "5 分钟前"),
            ("2026-11-23T01:00:00Z", "3 小时前"),
            ("2026-11-20T01:12:00Z", "11月20日 09:12"),
            ("2025-11-20T01:12:00Z", "2025年11月20日 09:12"),
        ] {
            assert_eq!(ago(at(then), now), told);
        }
    }

    #[test]
    fn what_is_due_is_told_three_days_before() {
        let today: Day = "2026-11-23".parse().expect("a day");
        for (day, told) in [
            ("2026-11-27", None),
            ("2026-11-26", Some("还有 3 天到期")),
            ("2026-11-23", Some("今天到期")),
            ("2026-11-21", Some("超期 2 天")),
        ] {
            let day = day.parse().expect("a day");
            assert_eq!(due(day, today).map(|(word, _)| word).as_deref(), told);
        }
    }

    #[test]
    fn the_end_of_a_term_is_told_half_a_year_before() {
        let today: Day = "2026-11-23".parse().expect("a day");
        for (ends, told) in [
            ("2026-11-22", Some("已届满")),
            ("2026-11-30", Some("本月届满")),
            ("2027-01-31", Some("2 个月后届满")),
            ("2027-12-31", None),
        ] {
            assert_eq!(term_end(ends.parse().ok(), today).map(|(word, _)| word).as_deref(), told);
        }
        assert_eq!(term_end(None, today), None);
    }
}
