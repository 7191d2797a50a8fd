//! A report into the JSON that the panel shows: each finding with its excerpt, and with the pages that it is about.

use super::Editor;
use super::folder::below;
use crate::catalog::Structure;
use crate::diagnostic::{Diagnostic, Fault, Level, Locale, Place, Report, View};
use crate::plan::{Page, Pages, Part};
use crate::source::{Files, Source, Sources, Span};
use serde::Serialize;
use serde_json::{Value, json};

/// Longest line of an excerpt, in characters: the panel is narrow.
const LONGEST_LINE: usize = 160;

/// What is needed to tell findings: the site, its texts, and the addresses of the preview.
pub(super) struct Teller<'a> {
    /// The site's own folder.
    pub own_files: &'a Files,
    /// The folder that is shown.
    pub folder: &'a super::folder::WatchedFolder,
    /// The address of the preview's own path, with a slash at its end.
    pub own: &'a str,
    /// How an editor is opened at a place.
    pub editor: Option<&'a Editor>,
    /// The pages, when they could be planned.
    pub pages: Option<&'a Pages>,
    /// The texts.
    pub sources: &'a Sources,
}

/// A finding with what the panel shows beside it.
#[derive(Serialize)]
struct FindingCard<'a> {
    #[serde(flatten)]
    view: View<'a>,
    /// The word for its level, in the reader's language.
    level_name: &'static str,
    /// The address of its page.
    page: String,
    /// The address that opens its place in the editor.
    editor: Option<String>,
    /// The lines around its place.
    excerpt: Option<Value>,
    /// The addresses of the pages that it is about; `None` when it is about the whole site.
    pages: Option<Vec<&'a str>>,
}

impl Teller<'_> {
    /// The whole report in one language. `is_kept`: the pages are those of before, because the new ones could not be made.
    pub(super) fn report(&self, report: &Report, is_kept: bool, locale: Locale) -> String {
        let found = report.sorted(self.sources).into_iter().zip(report.views(self.sources, locale));
        let cards: Vec<FindingCard<'_>> = found.map(|(found, view)| self.card(found, view, locale)).collect();
        whole(report, is_kept, &cards)
    }

    fn card<'a>(&'a self, found: &'a Diagnostic, view: View<'a>, locale: Locale) -> FindingCard<'a> {
        let (path, place) = (view.at.path, view.at.stretch);
        let source = place.and_then(|place| Some((self.sources.get(place.span.source)?, place.span)));
        FindingCard {
            level_name: view.level.name(locale),
            page: format!("{}rule/{}", self.own, view.key),
            editor: self.editor_link(path, place.map_or((1, 1), |place| (place.line, place.column))),
            excerpt: source.map(|(source, span)| excerpt(source, span)),
            pages: self.pages_of(found, path),
            view,
        }
    }

    fn editor_link(&self, path: &str, place: (usize, usize)) -> Option<String> {
        Some(self.editor?.link(&self.folder.whole(path)?, place))
    }

    /// The addresses of the pages that a finding is about; `None` when it is about the whole site.
    fn pages_of(&self, finding: &Diagnostic, path: &str) -> Option<Vec<&str>> {
        let pages = self.pages?;
        // A path that is not below the site's own folder may be that of a shared text.
        let below = below(self.own_files, path).unwrap_or(path);
        let is_its = |page: &&Page| match pages.document(page) {
            Some(document) if below.ends_with(".md") => match &finding.place {
                Place::Span(span) => document.source == span.source,
                Place::File(_) => document.path == below,
            },
            _ => page.parts.iter().any(|part| draws(*part).contains(&below)),
        };
        let found: Vec<_> = pages.pages.iter().filter(is_its).map(|page| page.path.as_str()).collect();
        (!found.is_empty()).then_some(found)
    }
}

/// The report for the panel where the machine failed.
pub(super) fn fault(fault: &Fault, is_kept: bool, locale: Locale) -> String {
    let text = fault.text(locale);
    let (message, hint) = text.split_once('\n').map_or((text.as_str(), None), |(line, hint)| (line, Some(hint)));
    let hints: Vec<Value> = hint.iter().map(|hint| json!({ "message": hint })).collect();
    let finding = json!({ "level": Level::Error, "level_name": Level::Error.name(locale), "rule": "", "message": message, "path": "", "hints": hints });
    json!({ "kept": is_kept, "errors": 1, "waived": 0, "hidden": 0, "findings": [finding] }).to_string()
}

fn whole(report: &Report, is_kept: bool, findings: &[FindingCard<'_>]) -> String {
    json!({
        "kept": is_kept,
        "errors": report.count(Level::Error),
        "waived": report.waived().len(),
        "hidden": report.not_kept(),
        "findings": findings,
    })
    .to_string()
}

/// The YAML files that a part is drawn from; `site.yaml` is behind every page.
fn draws(part: Part) -> &'static [&'static str] {
    let Part::Records(structure) = part else { return &[] };
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
