//! A finding as every printer draws it: in one language, with places in lines and columns. JSON is a view as it stands; the texts for
//! people, for code hosts, for reports and for the preview are drawn from views.
//!
//! Lines and columns count from 1, columns in characters.

use super::{Diagnostic, Key, Level, Locale, Place, Report, Waived};
use crate::source::signs::on_a_line;
use crate::source::{Sources, Span};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A finding in one language.
#[derive(Debug, Serialize)]
pub struct View<'a> {
    /// What is wrong, by its key.
    #[serde(rename = "rule")]
    pub key: Key,
    /// How much it weighs.
    pub level: Level,
    /// Where it is.
    #[serde(flatten)]
    pub at: At<'a>,
    /// What is wrong, in words.
    pub message: &'a str,
    /// Ways to mend it.
    pub hints: Vec<Remedy<'a>>,
    /// The norma that asks for it, with its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub norma: Option<&'a str>,
    /// Other places that explain it, or that need what is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related<'a>>,
    /// Why it was set aside, and until when.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub waived: Option<SetAside<'a>>,
}

/// A place: a file, and a stretch of its text where the place is not the whole file.
#[derive(Debug, Serialize)]
pub struct At<'a> {
    /// The path, as it was typed; empty where no table knows the text.
    pub path: &'a str,
    /// The stretch of the text; `None` for a file as a whole.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<Stretch>,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The line of its first character.
    pub line: usize,
    /// The column of its first character.
    pub column: usize,
    /// The line of its end.
    pub end_line: usize,
    /// The column after its last character.
    pub end_column: usize,
    /// The same in bytes.
    #[serde(skip)]
    pub span: Span,
}

/// A way to mend a finding.
#[derive(Debug, Serialize)]
pub struct Remedy<'a> {
    /// What to do.
    pub message: &'a str,
    /// The text to write, when it is known exactly.
    pub replace: Option<&'a str>,
    /// The stretch that the new text takes the place of.
    #[serde(skip)]
    pub at: Option<At<'a>>,
}

/// Another place of a finding.
#[derive(Debug, Serialize)]
pub struct Related<'a> {
    /// Where.
    #[serde(flatten)]
    pub at: At<'a>,
    /// What is there.
    pub message: &'a str,
}

/// Why a finding was set aside.
#[derive(Debug, Serialize)]
pub struct SetAside<'a> {
    /// The reason, in the author's words.
    pub because: &'a str,
    /// The last day, ISO 8601.
    pub until: &'a str,
}

impl Report {
    /// The findings that were not set aside, sorted by place.
    #[must_use]
    pub fn views<'a>(&'a self, sources: &'a Sources, locale: Locale) -> Vec<View<'a>> {
        self.sorted(sources).into_iter().map(|found| View::new(found, sources, locale)).collect()
    }

    /// The findings that were set aside.
    #[must_use]
    pub fn waived_views<'a>(&'a self, sources: &'a Sources, locale: Locale) -> Vec<View<'a>> {
        let view = |Waived { finding, because, until }: &'a Waived| {
            let waived = Some(SetAside { because: because.in_locale(locale), until });
            View { waived, ..View::new(finding, sources, locale) }
        };
        self.waived().iter().map(view).collect()
    }
}

impl<'a> View<'a> {
    /// A finding in one language.
    #[must_use]
    pub fn new(found: &'a Diagnostic, sources: &'a Sources, locale: Locale) -> Self {
        let hints = found.hints.iter().map(|hint| Remedy {
            message: hint.message.in_locale(locale),
            replace: hint.fix.as_ref().map(|(_, text)| text.as_str()),
            at: hint.fix.as_ref().map(|(span, _)| At::new(*span, sources)),
        });
        let related = found.related.iter().filter(|(span, _)| sources.get(span.source).is_some());
        let related =
            related.map(|(span, message)| Related { at: At::new(*span, sources), message: message.in_locale(locale) });
        Self {
            key: found.key,
            level: found.level,
            at: match &found.place {
                Place::File(path) => At { path, stretch: None },
                Place::Span(span) => At::new(*span, sources),
            },
            message: found.message.in_locale(locale),
            hints: hints.collect(),
            norma: found.norma.as_ref().map(|cited| cited.in_locale(locale)),
            related: related.collect(),
            waived: None,
        }
    }

    /// What is wrong, what to do and which norma asks for it, a line for each: for programs that show one text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.message.to_owned();
        for line in self.hints.iter().map(|hint| hint.message).chain(self.norma) {
            let _ = write!(text, "\n{line}");
        }
        text
    }
}

impl<'a> At<'a> {
    fn new(span: Span, sources: &'a Sources) -> Self {
        let Some(source) = sources.get(span.source) else { return At { path: "", stretch: None } };
        let (start, end) = (source.line_column(span.start as usize), source.line_column(span.end as usize));
        let stretch =
            Stretch { line: start.line, column: start.column, end_line: end.line, end_column: end.column, span };
        At { path: &source.path, stretch: Some(stretch) }
    }

    /// The path for people, with the signs in it that nobody sees by their names.
    #[must_use]
    pub fn shown_path(&self) -> Cow<'a, str> {
        on_a_line(self.path)
    }

    /// The place for people: `site.yaml:5:9`, or the path of a whole file.
    #[must_use]
    pub fn in_words(&self) -> String {
        let path = self.shown_path();
        self.stretch.map_or_else(|| path.to_string(), |at| format!("{path}:{}:{}", at.line, at.column))
    }
}
