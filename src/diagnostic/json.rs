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

use super::{Level, Locale, Report, View};
use crate::source::Sources;
use crate::source::signs::in_json;
use serde::Serialize;

#[derive(Serialize)]
struct JsonReport<'a> {
    limpido: &'static str,
    findings: Vec<View<'a>>,
    waived: Vec<View<'a>>,
    counts: LevelCounts,
}

#[derive(Serialize)]
struct LevelCounts {
    error: usize,
    warning: usize,
    advice: usize,
    waived: usize,
}

/// The reports of one or several sites as one JSON document, pretty-printed, with a line end.
#[must_use]
pub fn json(reports: &[(Report, Sources)], locale: Locale) -> String {
    let count = |level| reports.iter().map(|(report, _)| report.count(level)).sum();
    let document = JsonReport {
        limpido: env!("CARGO_PKG_VERSION"),
        findings: reports.iter().flat_map(|(report, sources)| report.views(sources, locale)).collect(),
        waived: reports.iter().flat_map(|(report, sources)| report.waived_views(sources, locale)).collect(),
        counts: LevelCounts {
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
