//! `i18n/LANG.yaml` into languages: the interface's phrases, the names of months and days, and how a date is written.
//!
//! A phrase is found by its path (`accounts.follow`) and may hold placeholders (`{name}`); one that counts something has a wording for
//! each form that its language has for numbers. `it.yaml` has every phrase; `tests/it/data.rs` holds the others to the same keys and
//! placeholders.

mod mistakes;
mod number;
mod phrases;
mod wording;

pub use number::{Form, Forms};
pub use phrases::{NUMBER, Phrase, Phrases};
pub use wording::Wording;

use crate::diagnostic::{Outcome, Report};
use crate::record;
use crate::record::{Date, Keyed, Reader, Scalar as _, Text, read_text};
use crate::source::yaml::{self, Node};
use crate::source::{BuiltIn, Files, Sources, Spanned, Unreadable};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(rust_embed::Embed)]
#[folder = "i18n"]
struct LanguageFiles;

/// The language files as the program carries them.
pub const BUILT_IN: BuiltIn = BuiltIn {
    paths: || LanguageFiles::iter().map(std::borrow::Cow::into_owned).collect(),
    get: |path| LanguageFiles::get(path).map(|file| file.data),
};

record! {
    /// A language: one file of `i18n/`, whose name is its BCP 47 tag.
    pub struct Language {
        /// Its name in itself: `Deutsch`.
        pub name: Text,
        /// How a date is written, with `{day}`, `{month}` and `{year}`.
        pub date: Spanned<Wording>,
        /// The first day of the month, where it is written in its own way: `1º`.
        pub first_day: Option<Text>,
        /// The tag of a language that has the same forms for numbers, where Unicode's data do not know this one: `it` for Friulian.
        pub counts_like: Option<Text>,
        /// Names of the months, from January.
        pub months: Vec<Text>,
        /// Names of the days by their English short names: `mon: lunedì`.
        pub weekdays: Keyed<Text>,
        /// The interface's phrases.
        pub phrases: Phrases,
    }
}

/// Why a phrase cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// The language does not have it.
    NoPhrase,
    /// A placeholder has no value: its name.
    NoValue(String),
}

impl Language {
    /// A phrase with its values; `None` when the language does not have it. A phrase that counts something takes the form that the value of
    /// `n` asks for. A missing value is a defect of the program: then the whole phrase stays as it is written, placeholders included, so
    /// that somebody sees the defect.
    #[must_use]
    pub fn phrase(&self, path: &str, values: &[(&str, &str)]) -> Option<String> {
        let value =
            |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| Cow::Borrowed(*value));
        match self.phrases.say(path, value) {
            Ok(phrase) => Some(phrase.into_owned()),
            Err(Unsaid::NoValue(_)) => self.phrases.get(path).map(|phrase| phrase.as_written().to_owned()),
            Err(Unsaid::NoPhrase) => None,
        }
    }

    /// A date in words: `12 marzo 2026`.
    #[must_use]
    pub fn date_in_words(&self, date: Date) -> String {
        let date = date.0;
        let month = usize::try_from(date.month() - 1).ok().and_then(|index| self.months.get(index));
        let value = |name: &str| match name {
            "day" => Some(match &self.first_day {
                Some(first) if date.day() == 1 => Cow::Borrowed(first.value.as_str()),
                _ => date.day().to_string().into(),
            }),
            "month" => month.map(|month| Cow::Borrowed(month.value.as_str())),
            "year" => Some(date.year().to_string().into()),
            _ => None,
        };
        self.date.fill(value).map_or_else(|_| date.to_string(), Cow::into_owned)
    }

    /// A date in words as far as it goes (ISO 8601: a year, a month or a day); the date as it is where it is none.
    #[must_use]
    pub fn partial_date_in_words(&self, iso: &str) -> String {
        let day = |text: &str| Date::parse(text, false).ok();
        let month = |day: Date| {
            let month = self.months.get(usize::try_from(day.0.month() - 1).ok()?)?;
            Some(format!("{} {}", month.value, day.0.year()))
        };
        let words = match iso.len() {
            4 => None,
            7 => day(&format!("{iso}-01")).and_then(month),
            _ => day(iso).map(|day| self.date_in_words(day)),
        };
        words.unwrap_or_else(|| iso.to_owned())
    }

    /// The name of a day by its English short name.
    #[must_use]
    pub fn weekday<'a>(&'a self, word: &'a str) -> &'a str {
        self.weekdays.get(word).map_or(word, |name| name.value.as_str())
    }
}

/// The languages by their tags.
#[derive(Debug, Default)]
pub struct Languages {
    languages: BTreeMap<String, Language>,
}

impl Languages {
    /// Reads every language file.
    ///
    /// # Errors
    /// When a file cannot be read from the disk.
    pub fn load(files: &Files, sources: &mut Sources) -> Result<Outcome<Self>, Unreadable> {
        let mut report = Report::default();
        let mut languages = BTreeMap::new();
        for entry in files.list()?.files {
            let Some(tag) = entry.path.strip_suffix(".yaml") else { continue };
            let (source, readable) = read_text(files, &entry, sources, &mut report)?;
            if !readable {
                continue;
            }
            let parsed = yaml::parse(sources.get(source).map_or("", |source| &source.text), source);
            let (language, found) = Reader::read_root::<Language>(parsed);
            report.merge(found);
            if let Some(mut language) = language {
                let counts_like = language.counts_like.as_ref().map_or(tag, |tag| tag.value.as_str());
                language.phrases.speak(Forms::of(counts_like), &mut report);
                languages.insert(tag.to_owned(), language);
            }
        }
        Ok(Outcome { value: Some(Self { languages }), report })
    }

    /// A language by its tag.
    #[must_use]
    pub fn get(&self, tag: &str) -> Option<&Language> {
        self.languages.get(tag)
    }

    /// These languages, with phrases of the site's own in the place of the program's: `i18n/it.yaml` as the tree of a file that
    /// has only `phrases:`, and of those only the ones that change.
    #[must_use]
    pub fn with(&self, own: &[(String, Node)]) -> Outcome<Self> {
        let (mut languages, mut report) = (self.languages.clone(), Report::default());
        for (tag, tree) in own {
            if let Some(language) = languages.get_mut(tag) {
                language.phrases.change(tree, &mut report);
            }
        }
        Outcome { value: Some(Self { languages }), report }
    }

    /// The tags, sorted.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }
}
