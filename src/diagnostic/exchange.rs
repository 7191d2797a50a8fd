//! A report into the formats of code hosts: SARIF 2.1.0 (OASIS), GitHub's workflow commands, GitLab's code quality report.
//!
//! Hosts count paths from the root of the repository. Each format asks `at` for the way from there to a path as it was typed.

use super::view::{At, Related, Remedy, SetAside, Stretch};
use super::{Key, Locale, Report, View};
use crate::source::Sources;
use crate::source::signs::{in_json, visible};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Everything but unreserved signs and the slash (RFC 3986 §2.3).
const URI: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// SARIF 2.1.0: one run, its rules with their pages and levels (§3.49), its results with other places and fixes. What was waived is
/// suppressed, with the reason (§3.35).
#[must_use]
pub fn sarif(reports: &[(Report, Sources)], locale: Locale, at: impl Fn(&str) -> String) -> String {
    let stand = reports.iter().flat_map(|(report, sources)| report.views(sources, locale));
    let waived = reports.iter().flat_map(|(report, sources)| report.waived_views(sources, locale));
    let views: Vec<View<'_>> = stand.chain(waived).collect();
    let keys: BTreeSet<Key> = views.iter().map(|view| view.key).collect();
    let rules: Vec<Value> = keys.into_iter().map(|key| sarif_rule(key, locale)).collect();
    let results: Vec<Value> = views.iter().map(|view| sarif_result(view, &at)).collect();
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

/// A finding as a result of SARIF.
fn sarif_result(view: &View<'_>, at: &impl Fn(&str) -> String) -> Value {
    let artifact = |place: &At<'_>| json!({ "uri": uri(&at(place.path)) });
    let physical = |place: &At<'_>| {
        let mut physical = json!({ "artifactLocation": artifact(place) });
        if let (Some(stretch), Some(map)) = (place.stretch, physical.as_object_mut()) {
            map.insert("region".into(), region(stretch));
        }
        physical
    };
    let mut result = json!({
        "ruleId": view.key,
        "level": view.level.sarif(),
        "message": { "text": view.text() },
        "locations": [{ "physicalLocation": physical(&view.at) }],
    });
    let other =
        |other: &Related<'_>| json!({ "physicalLocation": physical(&other.at), "message": { "text": other.message } });
    let fix = |remedy: &Remedy<'_>| {
        let (place, text) = (remedy.at.as_ref()?, remedy.replace?);
        let replacement = json!({ "deletedRegion": region(place.stretch?), "insertedContent": { "text": text } });
        let change = json!({ "artifactLocation": artifact(place), "replacements": [replacement] });
        Some(json!({ "description": { "text": remedy.message }, "artifactChanges": [change] }))
    };
    let suppression = |aside: &SetAside<'_>| {
        let why = format!("{} ({})", aside.because, aside.until);
        json!({ "kind": "external", "status": "accepted", "justification": why })
    };
    let lists: [(&str, Vec<Value>); 3] = [
        ("relatedLocations", view.related.iter().map(other).collect()),
        ("fixes", view.hints.iter().filter_map(fix).collect()),
        ("suppressions", view.waived.iter().map(suppression).collect()),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        if let Some(map) = result.as_object_mut() {
            map.insert(name.into(), list.into());
        }
    }
    result
}

fn region(Stretch { line, column, end_line, end_column, .. }: Stretch) -> Value {
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
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
    for view in reports.iter().flat_map(|(report, sources)| report.views(sources, locale)) {
        let _ = write!(text, "::{} file={}", view.level.github(), property(&at(view.at.path)));
        if let Some(Stretch { line, column, end_line, end_column, .. }) = view.at.stretch {
            let _ = write!(text, ",line={line},col={column},endLine={end_line},endColumn={end_column}");
        }
        let words = view.text() + &elsewhere(&view, &at);
        let _ = writeln!(text, ",title={}::{}", property(view.key.name()), data(&words));
    }
    text
}

/// The other places of a finding, a line for each, for formats that have no room of their own for them.
fn elsewhere(view: &View<'_>, at: &impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for Related { at: place, message } in view.related.iter().take(MOST_NAMED) {
        let line = place.stretch.map_or(1, |stretch| stretch.line);
        let _ = write!(text, "\n{message}: {}:{line}", at(place.path));
    }
    text
}

/// Most other places that [`elsewhere`] names.
const MOST_NAMED: usize = 3;

/// Text of a workflow command: it stays on its line, and no sign in it commands the terminal of whoever reads the log.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text).into_owned()
}

/// GitLab's code quality report: a list of findings, each with a fingerprint that stays while the finding does.
#[must_use]
pub fn gitlab(reports: &[(Report, Sources)], locale: Locale, at: impl Fn(&str) -> String) -> String {
    let mut seen: Vec<String> = Vec::new();
    let views = |locale| reports.iter().flat_map(move |(report, sources)| report.views(sources, locale));
    // The fingerprint is the same in whichever language the report is written.
    let findings: Vec<Value> = views(locale)
        .zip(views(Locale::It))
        .map(|(view, in_italian)| {
            let path = at(view.at.path);
            let line = view.at.stretch.map_or(1, |stretch| stretch.line);
            let base = format!("{}\n{path}\n{}", view.key, in_italian.message);
            // Two equal findings in one file get different fingerprints.
            let count = seen.iter().filter(|other| **other == base).count();
            seen.push(base.clone());
            let hash = Sha256::digest(format!("{base}\n{count}").as_bytes());
            let fingerprint = hash.iter().take(16).fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            });
            json!({
                "description": view.text() + &elsewhere(&view, &at),
                "check_name": view.key,
                "fingerprint": fingerprint,
                "severity": view.level.gitlab(),
                "location": { "path": path, "lines": { "begin": line } },
            })
        })
        .collect();
    format!("{}\n", in_json(&format!("{:#}", Value::from(findings))))
}
