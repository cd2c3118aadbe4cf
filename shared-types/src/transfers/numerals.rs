//! Capital numerals (大写), as letters state years, months, days and validity (form of 组通字〔2006〕45号).

use crate::dates::{Day, Month};

const CAPITALS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

fn capital(digit: u16) -> char {
    CAPITALS.get(usize::from(digit % 10)).copied().unwrap_or('零')
}

/// A year digit by digit: 2026 is `贰零贰陆`.
pub fn capital_year(year: u16) -> String {
    [1000, 100, 10, 1].map(|place| capital(year / place)).iter().collect()
}

/// A number below 100, as months, days and validities are: 10 is `壹拾`, 21 `贰拾壹`. Beyond, digit by digit.
pub fn capital_number(number: u16) -> String {
    match (number / 10, number % 10) {
        (0, ones) => capital(ones).to_string(),
        (tens, 0) if tens < 10 => format!("{}拾", capital(tens)),
        (tens, ones) if tens < 10 => format!("{}拾{}", capital(tens), capital(ones)),
        _ => number.to_string().bytes().map(|b| capital(u16::from(b.saturating_sub(b'0')))).collect(),
    }
}

/// `贰零贰陆年壹拾壹月`
pub fn capital_month(month: Month) -> String {
    let (year, month) = month.parts();
    format!("{}年{}月", capital_year(year), capital_number(month.into()))
}

/// `贰零贰陆年壹拾壹月贰拾陆日`
pub fn capital_day(day: Day) -> String {
    let (year, month, day) = day.parts();
    let year = capital_year(u16::try_from(year).unwrap_or_default());
    format!("{year}年{}月{}日", capital_number(month.into()), capital_number(day.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_capital() {
        for (number, text) in [
            (0, "零"),
            (1, "壹"),
            (10, "壹拾"),
            (12, "壹拾贰"),
            (20, "贰拾"),
            (31, "叁拾壹"),
            (90, "玖拾"),
            (99, "玖拾玖"),
            (105, "壹零伍"),
        ] {
            assert_eq!(capital_number(number), text, "{number}");
        }
    }

    #[test]
    fn days_and_months_are_capital() {
        assert_eq!(capital_day("2026-11-26".parse().expect("a day")), "贰零贰陆年壹拾壹月贰拾陆日");
        assert_eq!(capital_day("2030-01-10".parse().expect("a day")), "贰零叁零年壹月壹拾日");
        assert_eq!(capital_month("2026-10".parse().expect("a month")), "贰零贰陆年壹拾月");
    }
}
