//! A report into the JSON that the panel shows: each finding with its excerpt, and with the pages that it is about.

use super::Editor;
use super::place::below;
use crate::catalog::Structure;
use crate::diagnostic::{Diagnostic, Fault, Level, Locale, Place, Report};
use crate::plan::{Page, Pages, url};
use crate::source::{Files, Source, Sources, Span};
use serde_json::{Value, json};
use std::path::Path;

/// Longest line of an excerpt, in characters: the panel is narrow.
const LONGEST_LINE: usize = 160;

/// What findings are told with.
pub(super) struct Teller<'a> {
    /// The site's own folder.
    pub own_files: &'a Files,
    /// The folder that is shown.
    pub place: &'a super::place::Place,
    /// The address of the preview's own path, with a slash at its end.
    pub own: &'a str,
    /// How an editor is opened at a place.
    pub editor: Option<&'a Editor>,
    /// The pages, when they could be planned.
    pub pages: Option<&'a Pages>,
    /// The texts.
    pub sources: &'a Sources,
}

impl Teller<'_> {
    /// The whole report in one language. `is_kept`: the pages are those of before, because the new ones could not be made.
    pub(super) fn report(&self, report: &Report, is_kept: bool, locale: Locale) -> String {
        let findings: Vec<Value> =
            report.sorted(self.sources).into_iter().map(|finding| self.finding(finding, locale)).collect();
        whole(report, is_kept, &findings)
    }

    fn finding(&self, finding: &Diagnostic, locale: Locale) -> Value {
        let (path, place) = finding.locate(self.sources);
        let span = match &finding.place {
            Place::Span(span) => self.sources.get(span.source).map(|source| (source, *span)),
            Place::File(_) => None,
        };
        let hints: Vec<Value> = finding
            .hints
            .iter()
            .map(|hint| {
                json!({
                    "message": hint.message.in_locale(locale),
                    "replace": hint.fix.as_ref().map(|(_, text)| text),
                })
            })
            .collect();
        let related: Vec<Value> = finding
            .related
            .iter()
            .filter_map(|(span, message)| {
                let source = self.sources.get(span.source)?;
                let line = source.line_column(span.start as usize).line;
                Some(json!({ "message": message.in_locale(locale), "path": source.path, "line": line }))
            })
            .collect();
        json!({
            "level": finding.level,
            "rule": finding.key,
            "page": format!("{}rule/{}", self.own, finding.key),
            "message": finding.message.in_locale(locale),
            "path": path,
            "line": place.map(|place| place.line),
            "column": place.map(|place| place.column),
            "editor": self.editor_link(path, place.map_or((1, 1), |place| (place.line, place.column))),
            "excerpt": span.map(|(source, span)| excerpt(source, span)),
            "related": related,
            "hints": hints,
            "norma": finding.norma.as_ref().map(|cited| cited.in_locale(locale)),
            "pages": self.pages_of(finding, path),
        })
    }

    fn editor_link(&self, path: &str, place: (usize, usize)) -> Option<String> {
        Some(self.editor?.link(&self.place.whole(path)?, place))
    }

    /// The addresses of the pages that a finding is about; `None` when it is about the whole site.
    fn pages_of(&self, finding: &Diagnostic, path: &str) -> Option<Vec<&str>> {
        let pages = self.pages?;
        // What does not stand in the site's own folder may be shared text.
        let below = below(self.own_files, path).unwrap_or(path);
        let is_its = |page: &&Page| match pages.document(page) {
            Some(document) if below.ends_with(".md") => match &finding.place {
                Place::Span(span) => document.source == span.source,
                Place::File(_) => document.path == below,
            },
            _ => draws(page.structure).contains(&below),
        };
        let found: Vec<_> = pages.pages.iter().filter(is_its).map(|page| page.path.as_str()).collect();
        (!found.is_empty()).then_some(found)
    }
}

/// The report that the machine failed.
pub(super) fn fault(fault: &Fault, is_kept: bool, locale: Locale) -> String {
    let text = fault.text(locale);
    let (message, hint) = text.split_once('\n').map_or((text.as_str(), None), |(line, hint)| (line, Some(hint)));
    let hints: Vec<Value> = hint.iter().map(|hint| json!({ "message": hint })).collect();
    let finding =
        json!({ "level": "error", "rule": "", "message": message, "path": "", "hints": hints, "related": [] });
    json!({ "kept": is_kept, "errors": 1, "waived": 0, "hidden": 0, "findings": [finding] }).to_string()
}

fn whole(report: &Report, is_kept: bool, findings: &[Value]) -> String {
    json!({
        "kept": is_kept,
        "errors": report.count(Level::Error),
        "waived": report.waived().len(),
        "hidden": report.not_kept(),
        "findings": findings,
    })
    .to_string()
}

/// The YAML files that a structured part is drawn from; `site.yaml` is behind every page.
fn draws(structure: Structure) -> &'static [&'static str] {
    match structure {
        Structure::Accounts
        | Structure::Service
        | Structure::ByPlatform
        | Structure::ByUnit
        | Structure::ByMember
        | Structure::ProfileTexts
        | Structure::Qr => &["accounts.yaml"],
        Structure::Home | Structure::Contents => &["accounts.yaml", "moderation.yaml"],
        Structure::Moderation => &["moderation.yaml"],
        Structure::Staff => &["moderation.yaml", "acts.yaml"],
        Structure::Informative | Structure::Oblio => &["informative.yaml"],
        Structure::Acts | Structure::Licence => &["acts.yaml"],
        Structure::Contacts | Structure::Accessibility | Structure::Whole | Structure::None => &[],
    }
}

/// The line of a span with its neighbours; `from` and `to` count characters of the line, from 0.
fn excerpt(source: &Source, span: Span) -> Value {
    let start = source.line_column(span.start as usize);
    let end = source.line_column(span.end as usize);
    let lines: Vec<Value> = source
        .text
        .lines()
        .enumerate()
        .skip(start.line.saturating_sub(2))
        .take(if start.line == 1 { 2 } else { 3 })
        .map(|(at, line)| {
            let is_marked = at + 1 == start.line;
            let length = line.chars().count();
            let to = if end.line == start.line { end.column - 1 } else { length }.min(length);
            let from = (start.column - 1).min(length);
            // A long line is cut around what it is about.
            let cut = if is_marked { from.saturating_sub(LONGEST_LINE / 4) } else { 0 };
            let cut = if length <= LONGEST_LINE { 0 } else { cut };
            let shown: String = line.chars().skip(cut).take(LONGEST_LINE).collect();
            let mark = is_marked.then(|| json!([from - cut, to.saturating_sub(cut).max(from - cut)]));
            json!({ "line": at + 1, "text": shown, "mark": mark, "cut": cut > 0 })
        })
        .collect();
    lines.into()
}

impl Editor {
    /// The address that opens a file at a line and a column.
    fn link(&self, path: &Path, (line, column): (usize, usize)) -> String {
        let path = url::encode_path(&path.to_string_lossy().replace('\\', "/"));
        self.template
            .replace("{path}", &path)
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
    }
}
