//! What was found in many enti: ente by rule, for the DPO, as a page, a table and data.
//!
//! `overview.json` is the data (its form is [`Overview`]); the page and `overview.csv` come from it. Parts made by shards are put
//! together by [`Overview::merged`], and give the same bytes as one run.

mod page;

pub use page::page;

use crate::diagnostic::{Key, Level, Locale, Report};
use crate::record::Date;
use crate::sheet;
use crate::source::Sources;
use crate::source::signs::{in_json, visible};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of the data in the report's folder.
pub const DATA: &str = "overview.json";
/// The page's name.
pub const PAGE: &str = "overview.html";
/// The table's name.
pub const TABLE: &str = "overview.csv";

/// The name of the file, beside the data, that says how the published files stood.
pub const STATE: &str = ".limpido-state.json";

/// How the published files of each ente stood at the end of a run, by the ente's name: a digest of the times of their last change. The
/// digests differ from run to run, so they are no part of the overview, which is the same for the same enti.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTimes(pub BTreeMap<String, String>);

impl FileTimes {
    /// Reads the standing from a text; a text that is none of ours tells nothing.
    #[must_use]
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The standing as a text.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// A run over many enti.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The version of this form: 1.
    pub version: u32,
    /// The version of the program.
    pub limpido: String,
    /// The day.
    pub date: String,
    /// The enti, sorted by name.
    pub enti: Vec<EnteRow>,
    /// What was noticed in the folder that holds them; `None` when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workspace: Option<Noticed>,
}

/// What was noticed in a workspace's own files: `workspace.yaml`, its tables, the base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// The day.
    pub date: String,
    /// Whether the enti could be listed; otherwise they are those of the run before.
    pub is_read: bool,
    /// The findings, by place.
    pub findings: Vec<WorkspaceFinding>,
}

/// A finding in a workspace's own files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceFinding {
    /// The rule.
    pub rule: String,
    /// Its weight: `error`, `warning`, `advice`.
    pub level: String,
    /// Where: path, line and column.
    pub place: String,
    /// What is wrong, in Italian.
    pub it: String,
    /// The same in English.
    pub en: String,
    /// Ways to mend it.
    #[serde(default)]
    pub hints: Vec<FindingNote>,
    /// Other places that explain it.
    #[serde(default)]
    pub related: Vec<FindingNote>,
}

/// What is said beside a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingNote {
    /// Where, for another place: path, line and column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What is said, in Italian.
    pub it: String,
    /// The same in English.
    pub en: String,
}

/// What is said beside a finding, in both languages; `of` gives the place and the words.
fn notes<'v, T>(
    italian: &'v [T],
    english: &'v [T],
    of: impl Fn(&'v T) -> (Option<String>, &'v str),
) -> Vec<FindingNote> {
    let note = |(italian, english): (&'v T, &'v T)| {
        let ((place, it), (_, en)) = (of(italian), of(english));
        FindingNote { place, it: it.to_owned(), en: en.to_owned() }
    };
    italian.iter().zip(english).map(note).collect()
}

impl Noticed {
    /// What was noticed on a day; `None` when there are no findings.
    #[must_use]
    pub fn new(report: &Report, sources: &Sources, is_read: bool, today: Date) -> Option<Self> {
        let [italian, english] = [Locale::It, Locale::En].map(|locale| report.views(sources, locale));
        let findings = italian.iter().zip(&english).map(|(view, in_english)| WorkspaceFinding {
            rule: view.key.name().to_owned(),
            level: view.level.word().to_owned(),
            place: view.at.in_words(),
            it: view.message.to_owned(),
            en: in_english.message.to_owned(),
            hints: notes(&view.hints, &in_english.hints, |hint| (None, hint.message)),
            related: notes(&view.related, &in_english.related, |other| (Some(other.at.in_words()), other.message)),
        });
        let findings: Vec<_> = findings.collect();
        (!findings.is_empty()).then(|| Self { date: today.0.to_string(), is_read, findings })
    }

    /// How many findings of each level there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let of = |level: Level| self.findings.iter().filter(|found| found.level == level.word()).count();
        Counts { error: of(Level::Error), warning: of(Level::Warning), advice: of(Level::Advice), waived: 0 }
    }
}

/// One ente of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteRow {
    /// The name of its published folder.
    pub name: String,
    /// The ente's own name, that of the run before where its texts cannot be read; `None` where nobody knows it.
    pub ente: Option<String>,
    /// How the run ended for the ente.
    pub outcome: Ending,
    /// How many findings each rule has.
    pub rules: BTreeMap<String, Counts>,
    /// How many findings of each level there are.
    pub counts: Counts,
    /// The counts of the run before; `None` when the ente is new.
    pub before: Option<Counts>,
    /// The fingerprint of everything that the site was made from.
    pub inputs: String,
    /// The SHA-256 of the published manifest; `None` when nothing of ours is published.
    pub manifest: Option<String>,
}

/// How a run ended for one ente.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Nothing stops publication; after `build`, its site is published as its texts are.
    Clear,
    /// Something stops publication; an old site stays as it was.
    Stopped,
    /// The machine failed.
    Failed,
}

/// Findings by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Advice.
    pub advice: usize,
    /// What the ente has waived.
    pub waived: usize,
}

impl Counts {
    fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.error += 1,
            Level::Warning => self.warning += 1,
            Level::Advice => self.advice += 1,
        }
    }

    /// Two counts as one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            error: self.error + other.error,
            warning: self.warning + other.warning,
            advice: self.advice + other.advice,
            waived: self.waived + other.waived,
        }
    }
}

impl EnteRow {
    /// A row from what was found.
    #[must_use]
    pub fn new(name: &str, ente: Option<String>, outcome: Ending, report: &Report) -> Self {
        let mut rules: BTreeMap<String, Counts> = BTreeMap::new();
        let mut counts = Counts::default();
        for found in report.iter() {
            rules.entry(found.key.name().to_owned()).or_default().add(found.level);
            counts.add(found.level);
        }
        for waived in report.waived() {
            rules.entry(waived.finding.key.name().to_owned()).or_default().waived += 1;
            counts.waived += 1;
        }
        let (inputs, manifest) = (String::new(), None);
        Self { name: name.to_owned(), ente, outcome, rules, counts, before: None, inputs, manifest }
    }
}

impl EnteRow {
    /// How many things nobody has confirmed.
    #[must_use]
    pub fn unconfirmed(&self) -> usize {
        self.rules.get(Key::Unconfirmed.name()).map_or(0, |counts| counts.error + counts.warning)
    }

    /// Whether nothing stops publication, and nothing is left to confirm.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.outcome == Ending::Clear && self.unconfirmed() == 0
    }
}

impl Overview {
    /// A run on a day; rows come as enti are done.
    #[must_use]
    pub fn new(today: Date, mut enti: Vec<EnteRow>) -> Self {
        enti.sort_by(|one, other| one.name.cmp(&other.name));
        Self {
            version: 1,
            limpido: env!("CARGO_PKG_VERSION").to_owned(),
            date: today.0.to_string(),
            enti,
            workspace: None,
        }
    }

    /// The overview in a text; `None` when it is none of ours.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|overview: &Self| overview.version == 1)
    }

    /// Joins the overviews of parts: every ente of every part, once. Where an ente stands in several parts, the last one counts.
    #[must_use]
    pub fn merged(parts: Vec<Self>) -> Self {
        let date = parts.iter().map(|part| part.date.clone()).max().unwrap_or_default();
        // Every part has read the same workspace.
        let workspace = parts.iter().rev().find_map(|part| part.workspace.clone());
        let mut enti: BTreeMap<String, EnteRow> = BTreeMap::new();
        for row in parts.into_iter().flat_map(|part| part.enti) {
            enti.insert(row.name.clone(), row);
        }
        let limpido = env!("CARGO_PKG_VERSION").to_owned();
        Self { version: 1, limpido, date, enti: enti.into_values().collect(), workspace }
    }

    /// The row of an ente.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&EnteRow> {
        let at = self.enti.binary_search_by(|row| row.name.as_str().cmp(name)).ok()?;
        Some(&self.enti[at])
    }

    /// All findings of all enti, and of the folder that holds them.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let workspace = self.workspace.as_ref().map(Noticed::counts).unwrap_or_default();
        self.enti.iter().fold(workspace, |sum, row| sum.and(row.counts))
    }

    /// The three files of a report by their names.
    ///
    /// # Errors
    /// When the page's template is broken: then the program itself is at fault.
    pub fn files(&self, locale: Locale) -> Result<Vec<(&'static str, String)>, crate::diagnostic::Fault> {
        let data = in_json(&serde_json::to_string_pretty(self).unwrap_or_default()).into_owned() + "\n";
        Ok(vec![(DATA, data), (PAGE, page(self, locale)?), (TABLE, self.table())])
    }

    /// A line for each ente and rule, so that any spreadsheet can sort and count.
    fn table(&self) -> String {
        let titles = ["name", "ente", "outcome", "rule", "errors", "warnings", "advice", "waived"];
        let rows = self.enti.iter().flat_map(|row| {
            let outcome = match row.outcome {
                Ending::Clear => "clear",
                Ending::Stopped => "stopped",
                Ending::Failed => "failed",
            };
            let none = row.rules.is_empty().then(|| (String::new(), Counts::default()));
            let rules = row.rules.iter().map(|(rule, counts)| (rule.clone(), *counts)).chain(none);
            rules.map(move |(rule, Counts { error, warning, advice, waived })| -> Vec<String> {
                let ente = visible(row.ente.as_deref().unwrap_or_default()).into_owned();
                let words = [row.name.clone(), ente, outcome.to_owned(), rule];
                words.into_iter().chain([error, warning, advice, waived].map(|count| count.to_string())).collect()
            })
        });
        // No ente can be called like this file, since an ente's name is that of a folder: the word is free for the workspace's own
        // findings.
        let workspace = self.workspace.iter().flat_map(|noticed| &noticed.findings).map(|found| {
            let of = |level: Level| usize::from(found.level == level.word());
            let counts = [of(Level::Error), of(Level::Warning), of(Level::Advice), 0];
            let outcome = if counts[0] > 0 { "stopped" } else { "clear" };
            let words = ["workspace.yaml", "", outcome, &found.rule].map(str::to_owned);
            words.into_iter().chain(counts.map(|count| count.to_string())).collect::<Vec<_>>()
        });
        sheet::table(titles, workspace.chain(rows))
    }
}

/// The requirement of a key, cut at its backticks into words and code in turn; `None` for a key of another version of the program.
fn about(key: &str, locale: Locale) -> Option<Vec<String>> {
    let required = Key::named(key)?.requirement();
    Some(required.in_locale(locale).split('`').map(str::to_owned).collect())
}
