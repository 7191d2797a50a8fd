//! What was looked for and what was found, into one page for the RPD: every check with its outcome, the norma and the place.
//!
//! The page stands alone (no other file, no script) and names what was looked at by the SHA-256 of each file, so that it still
//! says something when the files have changed.

use crate::check::Look;
use crate::diagnostic::{Diagnostic, Fault, Key, Level, Locale, Message, Report, View};
use crate::record::Date;
use crate::sheet;
use crate::source::signs::on_a_line;
use crate::source::{Sources, Span, hex};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tera::Context;

/// What a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A site; the ente's name, or `None` when the folder holds no site that can be read.
    Site(Option<&'a str>),
    /// Many enti: what is looked at are `workspace.yaml`, its tables and the base.
    Workspace,
}

/// What the page says of one folder.
pub struct Subject<'a> {
    /// The folder, as it was typed.
    pub folder: String,
    /// What it holds.
    pub kind: Kind<'a>,
    /// What was looked for.
    pub looks: &'a [Look],
    /// What was found.
    pub report: &'a Report,
    /// The texts.
    pub sources: &'a Sources,
}

/// How a check ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Found,
    Waived,
    /// It is there, and nobody has confirmed what the program wrote.
    Unconfirmed,
    Holds,
    DoesNotApply,
}

#[derive(Serialize)]
struct SiteView<'a> {
    folder: Cow<'a, str>,
    ente: Option<&'a str>,
    is_workspace: bool,
    may_be_published: bool,
    /// How many things nobody has confirmed.
    unconfirmed: usize,
    counts: BTreeMap<&'static str, usize>,
    groups: Vec<Group<'a>>,
    files: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Group<'a> {
    /// A kind of page; `None` for the rules, and for what reading the files found.
    document: Option<&'a str>,
    is_other: bool,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "rule")]
    key: Key,
    /// Words and code in turn, as backticks part them.
    what: Vec<String>,
    outcome: Outcome,
    norma: Option<(String, Option<String>)>,
    places: Vec<Place<'a>>,
    /// Where what was looked for is there and nobody has confirmed it.
    unconfirmed: Vec<String>,
}

#[derive(Serialize)]
struct Place<'a> {
    level: Level,
    at: String,
    /// `None` where the row says it already.
    message: Option<&'a str>,
    because: Option<&'a str>,
    until: Option<&'a str>,
}

/// The page.
///
/// # Errors
/// When its template is broken: then the program itself is at fault.
pub fn page(subjects: &[Subject<'_>], today: Date, locale: Locale) -> Result<String, Fault> {
    let sites: Vec<SiteView<'_>> = subjects.iter().map(|subject| view(subject, locale)).collect();
    let mut context = Context::new();
    context.insert("sites", &sites);
    context.insert("date", &today.0.to_string());
    context.insert("version", env!("CARGO_PKG_VERSION"));
    sheet::page(include_str!("page.html"), context, locale)
}

fn view<'a>(subject: &'a Subject<'_>, locale: Locale) -> SiteView<'a> {
    let (report, sources) = (subject.report, subject.sources);
    let stand = report.sorted(sources).into_iter().zip(report.views(sources, locale));
    let aside = report.waived().iter().map(|waived| &waived.finding).zip(report.waived_views(sources, locale));
    let found: Vec<(&Diagnostic, View<'_>)> = stand.chain(aside).collect();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known = BTreeSet::new();
    for look in subject.looks {
        known.insert(look.key);
        let what = look.what();
        let its = found.iter().filter(|(found, _)| found.tells(look.key, look.asked.as_ref()));
        // The row of a requirement says the same words.
        let is_said = |found: &Diagnostic| look.asked.is_some() && found.asked.as_deref() == look.asked.as_ref();
        let places: Vec<Place<'_>> = its.map(|(found, view)| place(view, is_said(found))).collect();
        let unconfirmed: Vec<String> = if places.is_empty() {
            look.unconfirmed.iter().map(|span| at(*span, subject.sources)).collect()
        } else {
            Vec::new()
        };
        let norma = look.norma().map(|(text, url)| (text.in_locale(locale).to_owned(), url));
        let row = Row {
            key: look.key,
            what: in_pieces(&what, locale),
            outcome: if unconfirmed.is_empty() { outcome(&places, look.applies) } else { Outcome::Unconfirmed },
            norma,
            places,
            unconfirmed,
        };
        match groups.last_mut().filter(|group| group.document == look.document()) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { document: look.document(), is_other: false, rows: vec![row] }),
        }
    }
    groups.extend(others(&found, &known, locale));
    let counts = [
        ("found", Outcome::Found),
        ("waived", Outcome::Waived),
        ("unconfirmed", Outcome::Unconfirmed),
        ("holds", Outcome::Holds),
        ("does_not_apply", Outcome::DoesNotApply),
    ];
    let number = |wanted| groups.iter().flat_map(|group| &group.rows).filter(|row| row.outcome == wanted).count();
    SiteView {
        folder: on_a_line(&subject.folder),
        ente: match subject.kind {
            Kind::Site(ente) => ente,
            Kind::Workspace => None,
        },
        is_workspace: subject.kind == Kind::Workspace,
        may_be_published: subject.report.count(Level::Error) == 0,
        unconfirmed: found.iter().filter(|(found, _)| is_unconfirmed(found)).count(),
        counts: counts.into_iter().map(|(name, wanted)| (name, number(wanted))).collect(),
        files: files(subject),
        groups,
    }
}

/// Whether a finding is something that nobody has confirmed; an entry that is of no use is none.
fn is_unconfirmed(found: &Diagnostic) -> bool {
    found.key == Key::Unconfirmed && found.level != Level::Advice
}

fn at(span: Span, sources: &Sources) -> String {
    sources.get(span.source).map_or_else(String::new, |source| {
        let at = source.line_column(span.start as usize);
        format!("{}:{}:{}", source.path, at.line, at.column)
    })
}

/// What reading and rendering found: a row for each key.
fn others<'a>(found: &[(&'a Diagnostic, View<'a>)], known: &BTreeSet<Key>, locale: Locale) -> Option<Group<'a>> {
    let mut rows: BTreeMap<Key, Vec<Place<'a>>> = BTreeMap::new();
    for (_, view) in found.iter().filter(|(_, view)| !known.contains(&view.key)) {
        rows.entry(view.key).or_default().push(place(view, false));
    }
    let rows: Vec<Row<'_>> = rows
        .into_iter()
        .map(|(key, places)| Row {
            key,
            what: in_pieces(&key.requirement(), locale),
            outcome: outcome(&places, true),
            norma: key.norma_in_words().map(|norma| (norma.in_locale(locale).to_owned(), None)),
            places,
            unconfirmed: Vec::new(),
        })
        .collect();
    (!rows.is_empty()).then_some(Group { document: None, is_other: true, rows })
}

fn outcome(places: &[Place<'_>], applies: bool) -> Outcome {
    match places {
        [] if applies => Outcome::Holds,
        [] => Outcome::DoesNotApply,
        _ if places.iter().all(|place| place.because.is_some()) => Outcome::Waived,
        _ => Outcome::Found,
    }
}

fn place<'a>(view: &View<'a>, is_said: bool) -> Place<'a> {
    Place {
        level: view.level,
        at: view.at.in_words(),
        message: Some(view.message).filter(|_| !is_said),
        because: view.waived.as_ref().map(|aside| aside.because),
        until: view.waived.as_ref().map(|aside| aside.until),
    }
}

/// Words and code in turn, as backticks part them.
fn in_pieces(message: &Message, locale: Locale) -> Vec<String> {
    message.in_locale(locale).split('`').map(str::to_owned).collect()
}

/// The files that were read, each with its SHA-256 as `sha256sum` prints it (without a byte-order mark).
fn files(subject: &Subject<'_>) -> Vec<(String, String)> {
    let texts: HashMap<&str, &str> = subject.sources.own().map(|source| (&*source.path, &*source.text)).collect();
    let mut files: Vec<_> = texts
        .into_iter()
        .map(|(path, text)| (on_a_line(path).into_owned(), hex(&Sha256::digest(text.as_bytes()))))
        .collect();
    files.sort();
    files
}
