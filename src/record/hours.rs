//! When somebody answers: days, hours and holidays as data, so that pages, open data and rules say the same.

use super::containers::OneOrMany;
use super::localized::Localized;
use super::scalar::{Scalar, Wrong};
use super::shape::Shape;
use super::text::TextKind;
use crate::diagnostic::{Key, Message};
use crate::source::Spanned;
use crate::{choice, record, say};
use serde::Serializer;
use std::collections::BTreeMap;

choice! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}

/// Days of the week, in order, none twice: `mon-fri`, or `mon, wed, sat`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days(pub Vec<&'static str>);

impl Scalar for Days {
    const SHAPE: Shape = Shape::Text(TextKind::Days);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let wrong = || {
            let Message { it, en } = TextKind::Days.expected();
            Wrong {
                key: Key::InvalidDays,
                message: say!("«{text}» non va bene: serve {it}", "“{text}” does not fit: {en} is needed"),
                hint: None,
                fix: None,
            }
        };
        let index = |word: &str| Weekday::WORDS.iter().position(|day| *day == word.trim()).ok_or_else(wrong);
        let mut chosen = [false; 7];
        for part in text.split(',') {
            let (first, last) = match part.split_once('-') {
                Some((first, last)) => (index(first)?, index(last)?),
                None => (index(part)?, index(part)?),
            };
            chosen.get_mut(first..=last).ok_or_else(wrong)?.fill(true);
        }
        Ok(Self(Weekday::WORDS.iter().zip(chosen).filter_map(|(day, chosen)| chosen.then_some(*day)).collect()))
    }

    /// Runs of days: `[{"from": "mon", "to": "fri"}]`.
    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.runs().into_iter().map(|(from, to)| BTreeMap::from([("from", from), ("to", to)])))
    }
}

impl Days {
    /// Days that follow each other, from the first to the last of each run.
    #[must_use]
    pub fn runs(&self) -> Vec<(&'static str, &'static str)> {
        let place = |day: &str| Weekday::WORDS.iter().position(|word| *word == day).unwrap_or_default();
        let mut runs: Vec<(&str, &str)> = Vec::new();
        for day in &self.0 {
            match runs.last_mut() {
                Some((_, to)) if place(to) + 1 == place(day) => *to = day,
                _ => runs.push((day, day)),
            }
        }
        runs
    }
}

/// A time of day, 24 hours (ISO 8601-1 §5.3.1.2): `09:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl Scalar for TimeOfDay {
    const SHAPE: Shape = Shape::Text(TextKind::TimeOfDay);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let number = |part: &str| part.parse::<u8>().ok().filter(|_| (1..=2).contains(&part.len()));
        let read = |hour: &str, minute: &str| {
            let (hour, minute) = (number(hour)?, number(minute)?);
            (hour <= 23 && minute <= 59 || (hour, minute) == (24, 0)).then_some(Self { hour, minute })
        };
        let time = match text.split_once([':', '.']) {
            Some((hour, minute)) => read(hour, minute),
            None => read(text, "0"),
        };
        let Message { it, en } = TextKind::TimeOfDay.expected();
        let mut wrong = Wrong {
            key: Key::InvalidTime,
            message: say!("«{text}» non va bene: serve {it}", "“{text}” does not fit: {en} is needed"),
            hint: None,
            fix: None,
        };
        match time {
            Some(time) if time.to_string() == text => Ok(time),
            Some(time) => {
                wrong.fix = Some(format!("\"{time}\""));
                Err(wrong)
            }
            None => Err(wrong),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

choice! {
    /// What happens on public holidays.
    pub enum Holidays {
        /// Nobody answers.
        Closed = "closed",
        /// As on other days.
        Open = "open",
    }
}

record! {
    /// A stretch of hours on some days.
    pub struct Opening {
        /// The days: `mon-fri`, or `mon, wed, sat`.
        pub days: Spanned<Days>,
        /// From this time: `"09:00"`.
        pub from: Spanned<TimeOfDay>,
        /// To this time: `"17:00"`.
        pub to: Spanned<TimeOfDay>,
        /// Whether somebody answers on public holidays too: `closed` or `open`.
        pub holidays: Option<Spanned<Holidays>>,
        /// What else there is to know: the patron saint's day, summer hours.
        pub note: Option<Localized>,
    }
}

/// One stretch of hours, or several.
pub type Hours = OneOrMany<Opening>;
