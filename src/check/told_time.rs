//! Times that sentences tell: how many days, from which hour to which, from which day to which.

use super::reading::{Found, Piece};
use crate::record::{Date, Weekday};
use std::ops::RangeInclusive;

/// Units of this many days or more are not of one length: a month has 28 days or 31.
const UNEVEN: u32 = 30;
/// Days of work in a week.
const WORKING_DAYS: u32 = 5;
/// Words that make days of work of days.
const OF_WORK: [&str; 4] = ["lavorativ", "ferial", "di lavoro", "work"];
const WEEKDAYS: [&str; 7] = ["luned", "marted", "mercoled", "gioved", "venerd", "sabato", "domenica"];

const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// The days that a stretch of time may be, in days of the calendar: «sei mesi» are 176 to 188.
#[must_use]
pub fn days(number: u32, unit: u32) -> RangeInclusive<u32> {
    let days = number.saturating_mul(unit);
    if unit < UNEVEN { days..=days } else { days.saturating_mul(98) / 100..=days.saturating_mul(104).div_ceil(100) }
}

/// The only stretch of time that a sentence names, in days of the calendar; `None` where there are several, of which nobody knows which is
/// meant.
#[must_use]
pub fn only_stretch(piece: &Piece<'_>, found: &Found<'_>) -> Option<RangeInclusive<u32>> {
    let mut stretches = piece.sentences[found.sentence].numbers().filter_map(|(number, unit, next)| {
        let rest = piece.text[next.end..].trim_start().to_lowercase();
        match unit {
            Some(1) if OF_WORK.iter().any(|word| rest.starts_with(word)) => {
                Some(number..=number.saturating_add(2 * (number / WORKING_DAYS + 1)))
            }
            Some(unit) => Some(days(number, unit)),
            None if piece.text[next].eq_ignore_ascii_case("ore") => {
                let days = number.div_ceil(24);
                Some(days..=days)
            }
            None => None,
        }
    });
    let only = stretches.next();
    only.filter(|_| stretches.next().is_none())
}

/// Hours of the day in minutes from midnight, from the first to the last: «dalle 9 alle 17.30».
#[must_use]
pub fn hours(text: &str) -> Vec<(u16, u16)> {
    let words: Vec<String> = words(text).collect();
    let time = |at: usize| {
        let at = at + usize::from(words.get(at).is_some_and(|word| word == "ore"));
        Some((minutes(words.get(at)?)?, at + 1))
    };
    let from = words.iter().enumerate().filter(|(_, word)| *word == "dalle").map(|(at, _)| at + 1);
    from.filter_map(|at| {
        let (from, at) = time(at)?;
        let (to, _) = time(words.get(at).filter(|word| *word == "alle").map(|_| at + 1)?)?;
        Some((from, to))
    })
    .collect()
}

/// Days of the week, from the first to the last: «dal lunedì al venerdì».
#[must_use]
pub fn weekdays(text: &str) -> Option<(&'static str, &'static str)> {
    let words: Vec<String> = words(text).collect();
    let day = |word: &String| {
        let at = WEEKDAYS.iter().position(|day| word.starts_with(day))?;
        Weekday::WORDS.get(at).copied()
    };
    words.windows(4).find_map(|words| match words {
        [from, first, to, last]
            if matches!(from.as_str(), "dal" | "da") && matches!(to.as_str(), "al" | "alla" | "a") =>
        {
            Some((day(first)?, day(last)?))
        }
        _ => None,
    })
}

/// The last day that words may mean which name a month and a year: «15 settembre 2024», «marzo 2024», «03/2024», «2024-03-15». `None` where
/// they name none, or several.
#[must_use]
pub fn only_date(text: &str) -> Option<Date> {
    let words: Vec<String> = text.split(|sign: char| !sign.is_alphanumeric()).map(str::to_lowercase).collect();
    let year = |word: &String| word.parse::<i16>().ok().filter(|year| (1990..2100).contains(year));
    let number = |word: &String| word.parse::<i8>().ok();
    let named = |word: &String| MONTHS.iter().position(|month| word == month).and_then(|at| i8::try_from(at + 1).ok());
    let mut found = words.iter().enumerate().filter_map(|(at, word)| {
        let year = year(word)?;
        let word = |at: Option<usize>| words.get(at?);
        let before = word(at.checked_sub(1)).and_then(|word| named(word).or_else(|| number(word)));
        let (month, day) = match before {
            Some(month) => (month, word(at.checked_sub(2)).and_then(number)),
            None => (word(Some(at + 1)).and_then(number)?, word(Some(at + 2)).and_then(number)),
        };
        let first = jiff::civil::Date::new(year, month, 1).ok()?;
        let day = day.and_then(|day| jiff::civil::Date::new(year, month, day).ok());
        Some(Date(day.unwrap_or_else(|| first.last_of_month())))
    });
    let only = found.next();
    only.filter(|_| found.next().is_none())
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, ':' | '.'));
    words.map(|word| word.trim_matches([':', '.']).to_lowercase()).filter(|word| !word.is_empty())
}

/// A time of day in minutes from midnight: «9», «9.30», «17:00».
fn minutes(word: &str) -> Option<u16> {
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "0"));
    let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}
