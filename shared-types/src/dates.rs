//! Days and moments. All days are days in China (UTC+8); no clock is read here.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use time::macros::offset;
use time::{Date, Duration, OffsetDateTime, Time};

/// A calendar day in China, `YYYY-MM-DD` on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// An instant, RFC 3339 in UTC on the wire, to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(OffsetDateTime);

/// A calendar month, `YYYY-MM` on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: u16,
    month: u8,
}

/// The day on which a body is checked: rules about the past and the future need it. The garde context of
/// every body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today(pub Day);

/// The text is not a day or moment of the wire's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct NotADate;

impl Day {
    /// The day of a year, month (1 to 12) and day of month, if there is one.
    pub fn of(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// Year, month (1 to 12) and day of month.
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), self.0.month().into(), self.0.day())
    }

    /// Whole years from `self` to `day`; 0 where `day` comes first. Somebody born on 29 February has
    /// their birthday on 1 March in other years.
    pub fn years_until(self, day: Day) -> u16 {
        let years = day.0.year() - self.0.year();
        let before_anniversary =
            (u8::from(day.0.month()), day.0.day()) < (u8::from(self.0.month()), self.0.day());
        u16::try_from(years - i32::from(before_anniversary)).unwrap_or(0)
    }

    /// The month it lies in; none before 1900.
    pub fn month(self) -> Option<Month> {
        let (year, month, _) = self.parts();
        Month::of(u16::try_from(year).ok()?, month)
    }

    /// Whole days from `self` to `later`, negative where `later` comes first.
    pub fn days_until(self, later: Day) -> i64 {
        (later.0 - self.0).whole_days()
    }

    /// The same day of the next month, or that month's last day.
    pub fn next_month(self) -> Self {
        let (year, month, day) = self.parts();
        let (year, month) = if month == 12 { (year.saturating_add(1), 1) } else { (year, month + 1) };
        (1..=day).rev().find_map(|day| Day::of(year, month, day)).unwrap_or(Self(Date::MAX))
    }

    /// The day `days` later (earlier when negative); the last representable day at the ends of time.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(Duration::seconds(days.saturating_mul(24 * 3600))))
    }
}

impl Month {
    /// The month of a year, 1 to 12, if there is one.
    pub fn of(year: u16, month: u8) -> Option<Self> {
        ((1900..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Year and month, 1 to 12.
    pub fn parts(self) -> (u16, u8) {
        (self.year, self.month)
    }

    /// Whole months from `self` to `later`, negative where `later` comes first.
    pub fn until(self, later: Month) -> i32 {
        let number = |month: Month| i32::from(month.year) * 12 + i32::from(month.month);
        number(later) - number(self)
    }

    /// The first day of the next month.
    pub fn end(self) -> Day {
        let (year, month) = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Day::of(year.into(), month, 1).unwrap_or(Day(Date::MAX))
    }
}

impl FromStr for Month {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let day: Day = format!("{text}-01").parse()?;
        day.month().ok_or(NotADate)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Moment {
    /// From milliseconds since 1970-01-01T00:00Z.
    pub fn from_millis(millis: i64) -> Self {
        let nanos = i128::from(millis) * 1_000_000;
        Self(OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn millis(self) -> i64 {
        self.0.unix_timestamp() * 1000 + i64::from(self.0.millisecond())
    }

    /// Seconds since 1970-01-01T00:00Z.
    pub fn seconds(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// `seconds` later, earlier when negative.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(Duration::seconds(seconds)))
    }

    /// The same in China; at the very end of time, where China is already beyond it, in UTC.
    fn local(self) -> OffsetDateTime {
        self.0.checked_to_offset(offset!(+8)).unwrap_or(self.0)
    }

    /// The day in China.
    pub fn day(self) -> Day {
        Day(self.local().date())
    }

    /// Hour and minute in China.
    pub fn clock(self) -> (u8, u8) {
        let local = self.local();
        (local.hour(), local.minute())
    }
}

/// Three numbers of just so many digits. By hand: the general parser of dates weighs 5 kB in the browser.
fn numbers(text: &str, between: char, digits: [usize; 3]) -> Result<[u16; 3], NotADate> {
    let mut parts = text.split(between);
    let mut number = |digits: usize| {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|part| part.parse().ok()).ok_or(NotADate)
    };
    let [first, second, third] = digits;
    let read = [number(first)?, number(second)?, number(third)?];
    if parts.next().is_none() { Ok(read) } else { Err(NotADate) }
}

impl FromStr for Day {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
        let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) else { return Err(NotADate) };
        Day::of(year.into(), month, day).ok_or(NotADate)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Moment {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (day, clock) = text.strip_suffix('Z').and_then(|text| text.split_once('T')).ok_or(NotADate)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        if fraction.is_empty() || fraction.bytes().any(|b| !b.is_ascii_digit()) {
            return Err(NotADate);
        }
        let millis = fraction.bytes().chain(*b"00").take(3).fold(0, |sum, b| sum * 10 + u16::from(b - b'0'));
        let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?.map(u8::try_from);
        let (Ok(hour), Ok(minute), Ok(second)) = (hour, minute, second) else { return Err(NotADate) };
        let time = Time::from_hms_milli(hour, minute, second, millis).map_err(|_| NotADate)?;
        Ok(Self(day.parse::<Day>()?.0.with_time(time).assume_utc()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = self.0;
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            t.year(),
            u8::from(t.month()),
            t.day(),
            t.hour(),
            t.minute(),
            t.second(),
            t.millisecond()
        )
    }
}

macro_rules! as_text {
    ($($name:ident $schema:tt),+) => {$(
        impl TryFrom<String> for $name {
            type Error = NotADate;
            fn try_from(text: String) -> Result<Self, NotADate> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}
as_text!(
    Day { "type": "string", "format": "date" },
    Month { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" },
    Moment { "type": "string", "format": "date-time" }
);

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn days_are_iso_and_real() {
        for text in [
            "2026-02-29",
            "2026-2-1",
            "2026-13-01",
            "20260101",
            "",
            "2026-01-01T00:00",
            "2026-01-01-",
            "+026-01-01",
            "２026-01-01",
        ] {
            assert_eq!(text.parse::<Day>(), Err(NotADate), "{text}");
        }
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
    }

    #[test]
    fn age_counts_whole_years() {
        for (born, on, years) in [
            ("1962-08-15", "2026-08-14", 63),
            ("1962-08-15", "2026-08-15", 64),
            ("2004-02-29", "2026-02-28", 21),
            ("2004-02-29", "2026-03-01", 22),
            ("2026-01-02", "2026-01-01", 0),
        ] {
            assert_eq!(day(born).years_until(day(on)), years, "{born} {on}");
        }
    }

    #[test]
    fn months_are_counted_and_end() {
        let month = |text: &str| text.parse::<Month>().expect("a month");
        for (from, to, months) in
            [("2026-11", "2026-11", 0), ("2025-11", "2026-02", 3), ("2026-02", "2025-11", -3)]
        {
            assert_eq!(month(from).until(month(to)), months, "{from} {to}");
        }
        assert_eq!(month("2026-12").end(), day("2027-01-01"));
        assert_eq!(month("2026-02").end(), day("2026-03-01"));
        for text in ["2026-13", "2026-1", "1899-12", "202601", "2026-01-01", ""] {
            assert_eq!(text.parse::<Month>(), Err(NotADate), "{text}");
        }
        assert_eq!(month("2026-03").to_string(), "2026-03");
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last_one() {
        for (from, to) in [
            ("2026-11-26", "2026-12-26"),
            ("2026-12-26", "2027-01-26"),
            ("2026-01-31", "2026-02-28"),
            ("2024-01-31", "2024-02-29"),
            ("2026-03-31", "2026-04-30"),
            ("2026-02-05", "2026-03-05"),
        ] {
            assert_eq!(day(from).next_month(), day(to), "{from}");
        }
        assert_eq!(day("2026-11-26").days_until(day("2026-12-06")), 10);
        assert_eq!(day("2026-12-06").days_until(day("2026-11-26")), -10);
    }

    #[test]
    fn moments_are_in_utc_and_real() {
        for (text, millis) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T00:00:00.5Z", 500),
            ("1970-01-01T00:00:01.0425Z", 1_042),
            ("1970-01-02T00:00:00.000Z", 86_400_000),
        ] {
            assert_eq!(text.parse::<Moment>().map(Moment::millis), Ok(millis), "{text}");
        }
        for text in [
            "1970-01-01T00:00:00",
            "1970-01-01T00:00:00+08:00",
            "1970-01-01T24:00:00Z",
            "1970-01-01T00:00Z",
            "1970-01-01T00:00:00.Z",
            "1970-01-01T00:00:00.-1Z",
            "1970-02-30T00:00:00Z",
            "1970-01-01 00:00:00Z",
            "",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn there_is_an_end_of_time_and_nothing_breaks_there() {
        let last: Moment = "9999-12-31T23:59:59Z".parse().expect("a moment");
        assert_eq!((last.day(), last.clock()), (day("9999-12-31"), (23, 59)));
        assert_eq!("9999-12-31T23:59:59-23:59".parse::<Moment>(), Err(NotADate));
        assert_eq!(day("2026-01-01").plus(i64::MAX), day("9999-12-31"));
    }

    #[test]
    fn a_moment_is_read_to_the_millisecond() {
        let moment: Moment = "2026-11-23T16:30:00.1239Z".parse().expect("a moment");
        assert_eq!(moment.to_string().parse(), Ok(moment));
    }

    #[test]
    fn a_moment_belongs_to_the_day_in_china() {
        let evening: Moment = "2026-11-23T16:30:00Z".parse().expect("a moment");
        assert_eq!(evening.day(), day("2026-11-24"));
        assert_eq!(evening.clock(), (0, 30));
        assert_eq!(evening.to_string(), "2026-11-23T16:30:00.000Z");
        assert_eq!(Moment::from_millis(evening.millis()), evening);
    }
}
