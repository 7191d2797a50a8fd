//! A report into JSON for programs.
//!
//! ```json
//! {"limpido": "0.1.0", "findings": [{"rule": "…", "level": "error|warning|advice", "path": "…", "line": 1, "column": 1,
//!  "end_line": 1, "end_column": 9, "message": "…", "hints": [{"message": "…", "replace": "…"}], "norma": "…",
//!  "related": [{"path": "…", "line": 1, "column": 1, "message": "…"}]}],
//!  "waived": [{"rule": "…", …, "because": "…", "until": "2027-01-31"}],
//!  "counts": {"error": 1, "warning": 0, "advice": 0, "waived": 0}}
//! ```
//! Lines and columns count from 1; `line` and what follows are absent when the finding is about a whole file; columns count
//! characters. Signs that nobody sees are escaped. Fields may be added, never renamed or removed.

use super::{Diagnostic, Key, Level, Locale, Place, Report, Waived};
use crate::source::Sources;
use crate::source::signs::in_json;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    limpido: &'static str,
    findings: Vec<Finding<'a>>,
    waived: Vec<SetAside<'a>>,
    counts: Counts,
}

#[derive(Serialize)]
struct SetAside<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    because: &'a str,
    until: &'a str,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    advice: usize,
    waived: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: Key,
    level: Level,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    message: &'a str,
    hints: Vec<ShownHint<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    norma: Option<&'a str>,
    /// Other places that explain the finding, or that need what is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<OtherPlace<'a>>,
}

#[derive(Serialize)]
struct OtherPlace<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct ShownHint<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    replace: Option<&'a str>,
}

/// The reports of one or several sites as one JSON document, pretty-printed, with a line end.
#[must_use]
pub fn json(reports: &[(Report, Sources)], locale: Locale) -> String {
    let count = |level| reports.iter().map(|(report, _)| report.count(level)).sum();
    let document = Document {
        limpido: env!("CARGO_PKG_VERSION"),
        findings: reports
            .iter()
            .flat_map(|(report, sources)| {
                report.sorted(sources).into_iter().map(|diagnostic| finding(diagnostic, sources, locale))
            })
            .collect(),
        waived: reports
            .iter()
            .flat_map(|(report, sources)| {
                report.waived().iter().map(|Waived { finding: found, because, until }| SetAside {
                    finding: finding(found, sources, locale),
                    because: because.in_locale(locale),
                    until,
                })
            })
            .collect(),
        counts: Counts {
            error: count(Level::Error),
            warning: count(Level::Warning),
            advice: count(Level::Advice),
            waived: reports.iter().map(|(report, _)| report.waived().len()).sum(),
        },
    };
    // Only maps with keys that are not texts, or our own errors, could fail here: there are none.
    let mut text = in_json(&serde_json::to_string_pretty(&document).unwrap_or_default()).into_owned();
    text.push('\n');
    text
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, locale: Locale) -> Finding<'a> {
    let (path, start) = diagnostic.locate(sources);
    let end = match &diagnostic.place {
        Place::Span(span) => sources.get(span.source).map(|source| source.line_column(span.end as usize)),
        Place::File(_) => None,
    };
    Finding {
        rule: diagnostic.key,
        level: diagnostic.level,
        path,
        line: start.map(|place| place.line),
        column: start.map(|place| place.column),
        end_line: end.map(|place| place.line),
        end_column: end.map(|place| place.column),
        message: diagnostic.message.in_locale(locale),
        hints: diagnostic
            .hints
            .iter()
            .map(|hint| ShownHint {
                message: hint.message.in_locale(locale),
                replace: hint.fix.as_ref().map(|(_, text)| text.as_str()),
            })
            .collect(),
        norma: diagnostic.norma.as_ref().map(|cited| cited.in_locale(locale)),
        related: diagnostic
            .related
            .iter()
            .filter_map(|(span, message)| {
                let source = sources.get(span.source)?;
                let place = source.line_column(span.start as usize);
                let message = message.in_locale(locale);
                Some(OtherPlace { path: &source.path, line: place.line, column: place.column, message })
            })
            .collect(),
    }
}
