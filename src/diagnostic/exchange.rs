//! A report into the formats of code hosts: SARIF 2.1.0 (OASIS), GitHub's workflow commands, GitLab's code quality report.
//!
//! Hosts count paths from the root of the repository. Each format asks `at` for the way from there to a path as it was typed.

use super::{Diagnostic, Key, Locale, Place, Report, Waived};
use crate::source::Sources;
use crate::source::signs::{in_json, visible};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Everything but unreserved signs and the slash (RFC 3986 §2.3).
const URI: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// Lines and columns of a finding, from 1; nothing for one about a whole file.
fn region(diagnostic: &Diagnostic, sources: &Sources) -> Option<[usize; 4]> {
    let (_, start) = diagnostic.locate(sources);
    let Place::Span(span) = &diagnostic.place else { return None };
    let end = sources.get(span.source)?.line_column(span.end as usize);
    start.map(|start| [start.line, start.column, end.line, end.column])
}

/// What is wrong and what to do, in a few lines.
fn words(diagnostic: &Diagnostic, locale: Locale) -> String {
    let mut text = diagnostic.message.in_locale(locale).to_owned();
    for hint in &diagnostic.hints {
        let _ = write!(text, "\n{}", hint.message.in_locale(locale));
    }
    if let Some(norma) = &diagnostic.norma {
        let _ = write!(text, "\n{}", norma.in_locale(locale));
    }
    text
}

/// Every finding with the texts of its site, by place.
fn all(reports: &[(Report, Sources)]) -> impl Iterator<Item = (&Diagnostic, &Sources)> {
    reports.iter().flat_map(|(report, sources)| report.sorted(sources).into_iter().map(move |found| (found, sources)))
}

/// SARIF 2.1.0: one run, its rules with their pages and levels (§3.49), its results. What was waived is suppressed, with the reason
/// (§3.35).
#[must_use]
pub fn sarif(reports: &[(Report, Sources)], locale: Locale, at: impl Fn(&str) -> String) -> String {
    let waived = reports.iter().flat_map(|(report, sources)| {
        report.waived().iter().map(move |waived| (&waived.finding, sources, Some(waived)))
    });
    let found: Vec<_> = all(reports).map(|(found, sources)| (found, sources, None)).chain(waived).collect();
    let keys: BTreeSet<Key> = found.iter().map(|(found, ..)| found.key).collect();
    let rules: Vec<Value> = keys.into_iter().map(|key| sarif_rule(key, locale)).collect();
    let results: Vec<Value> = found
        .into_iter()
        .map(|(found, sources, waived)| {
            let (path, _) = found.locate(sources);
            let mut place = json!({ "artifactLocation": { "uri": uri(&at(path)) } });
            if let (Some([line, column, end_line, end_column]), Some(map)) =
                (region(found, sources), place.as_object_mut())
            {
                let region =
                    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
                map.insert("region".into(), region);
            }
            let mut result = json!({
                "ruleId": found.key,
                "level": found.level.sarif(),
                "message": { "text": words(found, locale) },
                "locations": [{ "physicalLocation": place }],
            });
            let related: Vec<Value> = found
                .related
                .iter()
                .filter_map(|(span, message)| {
                    let source = sources.get(span.source)?;
                    let start = source.line_column(span.start as usize);
                    Some(json!({
                        "physicalLocation": {
                            "artifactLocation": { "uri": uri(&at(&source.path)) },
                            "region": { "startLine": start.line, "startColumn": start.column },
                        },
                        "message": { "text": message.in_locale(locale) },
                    }))
                })
                .collect();
            if let (false, Some(map)) = (related.is_empty(), result.as_object_mut()) {
                map.insert("relatedLocations".into(), related.into());
            }
            if let (Some(Waived { because, until, .. }), Some(map)) = (waived, result.as_object_mut()) {
                let why = format!("{} ({until})", because.in_locale(locale));
                let reason = json!([{ "kind": "external", "status": "accepted", "justification": why }]);
                map.insert("suppressions".into(), reason);
            }
            result
        })
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "limpido", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{}\n", in_json(&format!("{document:#}")))
}

/// A key as a rule of SARIF.
fn sarif_rule(key: Key, locale: Locale) -> Value {
    let page = key.page(locale);
    json!({
        "id": key,
        "shortDescription": { "text": key.requirement().in_locale(locale) },
        "help": { "text": &page, "markdown": &page },
        "defaultConfiguration": { "level": key.level().sarif() },
    })
}

/// A path as a relative URI reference (RFC 3986 §4.2).
fn uri(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, URI).to_string()
}

/// GitHub's workflow commands: a line for each finding, shown beside the line of the file.
#[must_use]
pub fn github(reports: &[(Report, Sources)], locale: Locale, at: impl Fn(&str) -> String) -> String {
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut text = String::new();
    for (found, sources) in all(reports) {
        let level = found.level.github();
        let (path, _) = found.locate(sources);
        let _ = write!(text, "::{level} file={}", property(&at(path)));
        if let Some([line, column, end_line, end_column]) = region(found, sources) {
            let _ = write!(text, ",line={line},col={column},endLine={end_line},endColumn={end_column}");
        }
        let _ = writeln!(text, ",title={}::{}", property(found.key.name()), data(&words(found, locale)));
    }
    text
}

/// Text of a workflow command: it stays on its line, and no sign in it commands the terminal of whoever reads the log.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text).into_owned()
}

/// GitLab's code quality report: a list of findings, each with a fingerprint that stays while the finding does.
#[must_use]
pub fn gitlab(reports: &[(Report, Sources)], locale: Locale, at: impl Fn(&str) -> String) -> String {
    let mut seen: Vec<String> = Vec::new();
    let findings: Vec<Value> = all(reports)
        .map(|(found, sources)| {
            let path = at(found.locate(sources).0);
            let line = region(found, sources).map_or(1, |[line, ..]| line);
            let base = format!("{}\n{path}\n{}", found.key, found.message.it);
            // The same finding twice in a file has two prints.
            let count = seen.iter().filter(|other| **other == base).count();
            seen.push(base.clone());
            let hash = Sha256::digest(format!("{base}\n{count}").as_bytes());
            let fingerprint = hash.iter().take(16).fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            });
            json!({
                "description": words(found, locale),
                "check_name": found.key,
                "fingerprint": fingerprint,
                "severity": found.level.gitlab(),
                "location": { "path": path, "lines": { "begin": line } },
            })
        })
        .collect();
    format!("{}\n", in_json(&format!("{:#}", Value::from(findings))))
}
