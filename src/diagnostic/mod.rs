//! What the program has to say: findings for the author, faults of the machine, and the pass to publish.
//!
//! - A [`Diagnostic`] is the author's to mend: a key of the catalogue, a level, a place, what is wrong, and how to mend it, in Italian
//!   and in English.
//! - A [`Key`] is one entry of the catalogue: its usual level, its norma, and the page that explains it.
//! - A [`Fault`] is the machine's: what we were doing, with which path, and what the system said.
//! - A [`Report`] collects diagnostics; a site is published only where its report is clear ([`Report::is_clear`]).
//!
//! The room prints nothing: `human`, `json` and the formats of code hosts turn a report into text, all from one [`View`] of a finding.

mod cause;
mod exchange;
mod fault;
mod human;
mod json;
mod key;
mod level;
mod page;
mod view;

pub use cause::{Asked, Cause, Thing, Told};
pub use exchange::{github, gitlab, sarif};
pub use fault::Fault;
pub use human::{Drawn, HumanStyle, human, summary};
pub use json::json;
pub use key::Key;
pub use level::Level;
pub use page::section;
pub use view::{At, Related, Remedy, SetAside, Stretch, View};

use crate::source::{Sources, Span};

/// The language in which the program speaks to authors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Italian.
    #[default]
    It,
    /// English.
    En,
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Italian.
    pub it: String,
    /// English.
    pub en: String,
}

impl Message {
    /// The sentence in one language.
    #[must_use]
    pub fn in_locale(&self, locale: Locale) -> &str {
        match locale {
            Locale::It => &self.it,
            Locale::En => &self.en,
        }
    }
}

/// A [`Message`] from two format strings with captured names: Italian first, then English.
///
/// What is captured may come from files: signs that nobody sees become visible, and a line feed cannot begin a line of its own in
/// a report.
#[macro_export]
macro_rules! say {
    ($it:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Message {
            it: $crate::source::signs::on_a_line(&format!($it)).into_owned(),
            en: $crate::source::signs::on_a_line(&format!($en)).into_owned(),
        }
    };
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A stretch of a text.
    Span(Span),
    /// A whole file that is missing or cannot be shown as text: its path.
    File(String),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What to do.
    pub message: Message,
    /// The text to put in the place of a span, when it is known exactly.
    pub fix: Option<(Span, String)>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, by its key in the catalogue.
    pub key: Key,
    /// How much the finding weighs.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: Message,
    /// Other places that explain it ("the first one is here").
    pub related: Vec<(Span, Message)>,
    /// What to do.
    pub hints: Vec<Hint>,
    /// The norma that asks for it, cited in full with its address.
    pub norma: Option<Message>,
    /// What the finding follows from, where that is known: see [`Report::tell_causes_once`].
    pub cause: Option<Box<Cause>>,
    /// The requirement that asks for what is missing.
    pub asked: Option<Box<Asked>>,
    /// The findings that follow from this one and are told by it.
    pub told: Vec<Told>,
}

impl Diagnostic {
    /// A finding with the usual level of its key.
    #[must_use]
    pub fn new(key: Key, place: impl Into<Place>, message: Message) -> Self {
        Self {
            key,
            level: key.level(),
            place: place.into(),
            message,
            related: Vec::new(),
            hints: Vec::new(),
            norma: None,
            cause: None,
            asked: None,
            told: Vec::new(),
        }
    }

    /// Gives the finding another level than the usual one of its key.
    #[must_use]
    pub const fn weighing(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// A finding about a file as a whole: it is missing, or it is not a text.
    #[must_use]
    pub fn about_file(key: Key, path: impl Into<String>, message: Message) -> Self {
        Self::new(key, Place::File(path.into()), message)
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, message: Message) -> Self {
        self.hints.push(Hint { message, fix: None });
        self
    }

    /// Adds what to do, with the exact text.
    #[must_use]
    pub fn fix(mut self, message: Message, span: Span, text: impl Into<String>) -> Self {
        self.hints.push(Hint { message, fix: Some((span, text.into())) });
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn see(mut self, span: Span, message: Message) -> Self {
        self.related.push((span, message));
        self
    }

    /// Adds the norma.
    #[must_use]
    pub fn norma(mut self, cited: Message) -> Self {
        self.norma = Some(cited);
        self
    }

    /// Says which requirement asks for what is missing.
    #[must_use]
    pub fn asked_by(mut self, requirement: Asked) -> Self {
        self.asked = Some(Box::new(requirement));
        self
    }

    /// The text that would mend the finding, when it is known exactly.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.hints.iter().find_map(|hint| hint.fix.as_ref()).map(|(_, text)| text.as_str())
    }

    /// The path of the finding's file; empty where `sources` does not know the text.
    #[must_use]
    pub fn path<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match &self.place {
            Place::File(path) => path,
            Place::Span(span) => sources.get(span.source).map_or("", |source| source.path.as_str()),
        }
    }

    /// The path of the finding's file, and the line and the column where the finding has a stretch of text.
    #[must_use]
    pub fn locate<'a>(&'a self, sources: &'a Sources) -> (&'a str, Option<crate::source::LineColumn>) {
        match &self.place {
            Place::File(path) => (path, None),
            Place::Span(span) => sources
                .get(span.source)
                .map_or(("", None), |source| (source.path.as_str(), Some(source.line_column(span.start as usize)))),
        }
    }
}

/// Findings in the order in which they were made; [`Report::sorted`] gives the order for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// Findings that the author has set aside: they stop nothing.
    waived: Vec<Waived>,
    /// How many findings came after [`MOST_KEPT`], by level: they count, but are not kept, since nobody reads that far.
    dropped: [usize; 3],
}

/// A finding that the author has set aside for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The finding.
    pub finding: Diagnostic,
    /// Why, in the author's words.
    pub because: Message,
    /// The last day, ISO 8601.
    pub until: String,
}

/// Most findings that a report keeps. More come only from files that are not a site's texts, or that were made to keep the program busy.
pub const MOST_KEPT: usize = 500;

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_KEPT {
            self.diagnostics.push(diagnostic);
        } else {
            self.dropped[diagnostic.level as usize] += 1;
        }
    }

    /// Adds a finding that takes time to make; where the report is full, the finding is counted and never made.
    pub fn push_with(&mut self, level: Level, finding: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.len() < MOST_KEPT {
            self.push(finding());
        } else {
            self.dropped[level as usize] += 1;
        }
    }

    /// Adds a finding unless a finding of its key stands at its place already: many pages may show one mistake.
    pub fn push_once(&mut self, diagnostic: Diagnostic) {
        if !self.has(diagnostic.key, &diagnostic.place) {
            self.push(diagnostic);
        }
    }

    /// Whether there is a finding of a key at a place already.
    #[must_use]
    pub fn has(&self, key: Key, place: &Place) -> bool {
        self.diagnostics.iter().any(|other| other.key == key && other.place == *place)
    }

    /// Adds all findings of another report, as [`Report::push_once`] does.
    pub fn merge_once(&mut self, other: Self) {
        for (mine, theirs) in self.dropped.iter_mut().zip(other.dropped) {
            *mine += theirs;
        }
        other.diagnostics.into_iter().for_each(|found| self.push_once(found));
    }

    /// Adds all findings of another report.
    pub fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.dropped.iter_mut().zip(other.dropped) {
            *mine += theirs;
        }
        self.waived.extend(other.waived);
        other.diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Sets findings aside, with the reason and the last day.
    pub fn waive(&mut self, because: &Message, until: &str, is_waived: impl FnMut(&mut Diagnostic) -> bool) {
        let waived = self.diagnostics.extract_if(.., is_waived);
        self.waived.extend(waived.map(|finding| Waived { finding, because: because.clone(), until: until.to_owned() }));
    }

    /// The findings that were set aside.
    #[must_use]
    pub fn waived(&self) -> &[Waived] {
        &self.waived
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The findings, for stages that add to them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    /// The findings, in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// How many findings were counted and not kept.
    #[must_use]
    pub fn not_kept(&self) -> usize {
        self.dropped.iter().sum()
    }

    /// How many findings of a level there are.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count() + self.dropped[level as usize]
    }

    /// The findings by file, place and key.
    #[must_use]
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.diagnostics.iter().collect();
        sorted.sort_by_cached_key(|diagnostic| {
            let (path, place) = diagnostic.locate(sources);
            (path.to_owned(), place, diagnostic.key, diagnostic.message.it.clone())
        });
        sorted
    }

    /// Whether nothing stops publication: there are no errors and, under `strict`, no warnings.
    #[must_use]
    pub fn is_clear(&self, strict: bool) -> bool {
        let warnings = if strict { self.count(Level::Warning) } else { 0 };
        self.count(Level::Error) + warnings == 0
    }
}

/// What a stage gives: its value, if it could make one, and everything that it noticed.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The value.
    pub value: Option<T>,
    /// What was noticed on the way.
    pub report: Report,
}

impl<T> Outcome<T> {
    /// Takes the value and hands the findings to a larger report.
    pub fn into_report(self, report: &mut Report) -> Option<T> {
        report.merge(self.report);
        self.value
    }
}
