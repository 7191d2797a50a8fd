//! Days, and months and years where no day is known.

use super::scalar::{Scalar, Wrong};
use super::shape::Shape;
use super::text::TextKind;
use crate::diagnostic::Key;
use crate::say;
use serde::Serializer;
use std::fmt;

/// A calendar date (ISO 8601-1 §5.2.2.1, extended format).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub(crate) jiff::civil::Date);

impl Date {
    /// The first of January 1970.
    pub const EPOCH: Self = Self(jiff::civil::Date::constant(1970, 1, 1));

    /// A day of the calendar, from the year 1 to 9999; `None` when there is no such day.
    #[must_use]
    pub const fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days {
            return None;
        }
        Some(Self(jiff::civil::Date::constant(year, month, day)))
    }

    /// The day of a moment in UTC, in seconds since 1970; `None` outside the years that a calendar knows.
    #[must_use]
    pub fn of_moment(seconds: i64) -> Option<Self> {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Self(jiff::tz::TimeZone::UTC.to_datetime(moment).date()))
    }
}

/// A date as it is written in files: `2026-11-22`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Scalar for Date {
    const SHAPE: Shape = Shape::Text(TextKind::Date);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let wrong = || Wrong::kind(Key::InvalidDate, TextKind::Date, text);
        let text = day_of(text);
        let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
        let number = |part: &str| part.parse::<i16>().ok();
        let date = |year: &str, month: &str, day: &str| {
            jiff::civil::Date::new(number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?)
                .ok()
        };
        match parts.as_slice() {
            [year, month, day] if year.len() == 4 => match date(year, month, day) {
                Some(date) if text == date.to_string() => Ok(Self(date)),
                Some(date) => Err(wrong().mended(date.to_string())),
                None => Err(wrong()
                    .because(say!("questo giorno non esiste nel calendario", "there is no such day in the calendar"))),
            },
            [day, month, year] if year.len() == 4 => Err(match date(year, month, day) {
                Some(date) => wrong().mended(date.to_string()),
                None => wrong(),
            }),
            _ => Err(wrong()),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The day of a date with a time, as programs that edit YAML write it: `2026-01-01T00:00:00Z`, `2026-01-01 00:00:00`.
fn day_of(text: &str) -> &str {
    let is_time = |time: &str| {
        let time = time.trim_end_matches(['Z', 'z']);
        let hours = time.get(..5).is_some_and(|hours| jiff::civil::Time::strptime("%H:%M", hours).is_ok());
        hours && time.bytes().all(|byte| byte.is_ascii_digit() || b":.+- ".contains(&byte))
    };
    match (text.get(..10), text.get(10..11), text.get(11..)) {
        (Some(day), Some("T" | "t" | " "), Some(time)) if is_time(time) => day,
        _ => text,
    }
}

/// A year, a month or a day (ISO 8601-1 §5.2.2): `2011`, `2011-12`, `2011-12-21`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDate(pub String);

impl Scalar for PartialDate {
    const SHAPE: Shape = Shape::Text(TextKind::Date);

    fn parse(text: &str, quoted: bool) -> Result<Self, Wrong> {
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        match Date::parse(&whole, quoted) {
            Ok(_) if text.len() < 10 => Ok(Self(text.to_owned())),
            Ok(date) => Ok(Self(date.0.to_string())),
            Err(_) => Date::parse(text, quoted).map(|date| Self(date.0.to_string())),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
