//! `i18n/LANG.yaml` into languages: the interface's phrases, the names of months and days, and how a date is written.
//!
//! A phrase is found by its path (`accounts.follow`) and may hold placeholders (`{name}`). `it.yaml` has every phrase;
//! `tests/it/data.rs` holds the others to the same keys and placeholders.

use crate::diagnostic::{Diagnostic, Outcome, Report};
use crate::record::{Eye, Field, Keyed, Reader, Shape, Text, nearest, read_text};
use crate::source::yaml::{self, Kind, Node};
use crate::source::{BuiltIn, Files, Sources, Span, Spanned, Unreadable};
use crate::{record, say};
use serde::Serializer;
use std::collections::BTreeMap;

#[derive(rust_embed::Embed)]
#[folder = "i18n"]
struct Data;

/// The language files as the program carries them.
pub const BUILT_IN: BuiltIn = BuiltIn {
    paths: || Data::iter().map(std::borrow::Cow::into_owned).collect(),
    get: |path| Data::get(path).map(|file| file.data),
};

record! {
    /// A language: one file of `i18n/`, whose name is its BCP 47 tag.
    pub struct Language {
        /// Its name in itself: `Deutsch`.
        pub name: Text,
        /// How a date is written, with `{day}`, `{month}` and `{year}`.
        pub date: Text,
        /// The first day of the month, where it is written in its own way: `1º`.
        pub first_day: Option<Text>,
        /// Names of the months, from January.
        pub months: Vec<Text>,
        /// Names of the days by their English short names: `mon: lunedì`.
        pub weekdays: Keyed<Text>,
        /// The interface's phrases.
        pub phrases: Phrases,
    }
}

/// Phrases by their paths.
#[derive(Clone, Debug, Default)]
pub struct Phrases(pub BTreeMap<String, String>);

impl Field for Phrases {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        fn collect(node: &Node, path: &str, phrases: &mut BTreeMap<String, String>, reader: &mut Reader) {
            match &node.kind {
                Kind::Map(entries) => {
                    for (key, node) in entries {
                        let path = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
                        collect(node, &path, phrases, reader);
                    }
                }
                _ => {
                    if let Some(text) = Text::read(node, reader) {
                        phrases.insert(path.to_owned(), text.value);
                    }
                }
            }
        }
        let mut phrases = BTreeMap::new();
        collect(node, "", &mut phrases, reader);
        Some(Self(phrases))
    }

    fn stand_in(_span: Span) -> Option<Self> {
        Some(Self::default())
    }

    fn shape() -> Shape {
        Shape::Keyed(Box::new(Text::shape()))
    }

    fn show<S: Serializer>(&self, _eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(&self.0)
    }
}

impl Language {
    /// A phrase with its placeholders filled in; `None` when the language does not have it.
    #[must_use]
    pub fn phrase(&self, path: &str, values: &[(&str, &str)]) -> Option<String> {
        let mut phrase = self.phrases.0.get(path)?.clone();
        for (name, value) in values {
            phrase = phrase.replace(&format!("{{{name}}}"), value);
        }
        Some(phrase)
    }

    /// A date in words: `12 marzo 2026`.
    #[must_use]
    pub fn date_in_words(&self, date: jiff::civil::Date) -> String {
        let month = usize::try_from(date.month() - 1).ok().and_then(|index| self.months.get(index));
        let day = match &self.first_day {
            Some(first) if date.day() == 1 => first.value.clone(),
            _ => date.day().to_string(),
        };
        self.date
            .value
            .replace("{day}", &day)
            .replace("{month}", month.map_or("", |month| month.value.as_str()))
            .replace("{year}", &date.year().to_string())
    }

    /// A date in words as far as it goes (ISO 8601: a year, a month or a day); the date as it is where it is none.
    #[must_use]
    pub fn partial_date_in_words(&self, iso: &str) -> String {
        let month = |day: jiff::civil::Date| {
            let month = self.months.get(usize::try_from(day.month() - 1).ok()?)?;
            Some(format!("{} {}", month.value, day.year()))
        };
        let words = match iso.len() {
            4 => None,
            7 => format!("{iso}-01").parse().ok().and_then(month),
            _ => iso.parse().ok().map(|day| self.date_in_words(day)),
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
            if let Some(language) = language {
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
            let Some(language) = languages.get_mut(tag) else { continue };
            let mut found = Vec::new();
            collect_own(tree, "", &mut found);
            for (path, key, node) in found {
                let phrase = path.strip_prefix("phrases.").and_then(|path| language.phrases.0.get_mut(path));
                let (Some(phrase), Kind::Scalar { text, .. }) = (phrase, &node.kind) else {
                    let known = language.phrases.0.keys().map(|path| format!("phrases.{path}")).collect::<Vec<_>>();
                    let name = Spanned::new(path, key);
                    report.push(match nearest(&name.value, known.iter().map(String::as_str)) {
                        Some(near) => {
                            not_a_phrase(&name).hint(say!("forse volevi «{near}»", "perhaps you meant “{near}”"))
                        }
                        None => not_a_phrase(&name),
                    });
                    continue;
                };
                for placeholder in placeholders(phrase).filter(|placeholder| !text.contains(*placeholder)) {
                    report.push(
                        Diagnostic::error(
                            "missing-placeholder",
                            node.span,
                            say!("in questa frase manca {placeholder}", "{placeholder} is missing in this phrase"),
                        )
                        .hint(say!("la frase di limpido è: {phrase}", "limpido's phrase is: {phrase}")),
                    );
                }
                phrase.clone_from(text);
            }
        }
        Outcome { value: Some(Self { languages }), report }
    }

    /// The tags, sorted.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }
}

/// Every value of a tree with its path and its key's place.
fn collect_own<'n>(node: &'n Node, path: &str, found: &mut Vec<(String, Span, &'n Node)>) {
    let Kind::Map(entries) = &node.kind else { return };
    for (key, node) in entries {
        let path = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
        match &node.kind {
            Kind::Map(_) => collect_own(node, &path, found),
            _ => found.push((path, key.span, node)),
        }
    }
}

fn not_a_phrase(name: &Spanned<String>) -> Diagnostic {
    let written = &name.value;
    Diagnostic::error(
        "unknown-phrase",
        name.span,
        say!("«{written}» non è una frase di limpido", "“{written}” is no phrase of limpido"),
    )
}

/// The placeholders of a phrase, braces included.
fn placeholders(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.match_indices('{').filter_map(|(at, _)| Some(&phrase[at..=at + phrase[at..].find('}')?]))
}
