//! What was looked for and what was found, into one page for the RPD to read, to complete and to sign: findings first, then what nobody
//! has confirmed, what holds with the very words of the site that make it hold, and what was not looked at and why.
//!
//! The page stands alone (no other file, no script) and names what was looked at by the SHA-256 of each file and of all together, so
//! that it still says something when the files have changed. Of what was not seen it never says that it holds.

use crate::check::Look;
use crate::diagnostic::{Diagnostic, Fault, Key, Level, Locale, Message, Report, View};
use crate::plan::PageLink;
use crate::record::Date;
use crate::sheet;
use crate::source::signs::on_a_line;
use crate::source::{Sources, Span, hex};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use tera::Context;

/// What a folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectKind<'a> {
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
    pub kind: SubjectKind<'a>,
    /// What was looked for.
    pub looks: &'a [Look],
    /// The pages of the site, in its first language.
    pub pages: &'a [PageLink],
    /// What was found.
    pub report: &'a Report,
    /// The texts.
    pub sources: &'a Sources,
}

#[derive(Serialize)]
struct SiteView<'a> {
    folder: Cow<'a, str>,
    ente: Option<&'a str>,
    is_workspace: bool,
    may_be_published: bool,
    /// The SHA-256 of all files together.
    version: String,
    /// What stops or disturbs, the gravest first.
    found: Vec<EvidenceFinding<'a>>,
    /// Values that the program wrote and nobody has confirmed.
    unconfirmed: Vec<EvidenceFinding<'a>>,
    /// What would hold with those values.
    awaiting: Vec<Aside>,
    /// What was set aside by a waiver.
    waived: Vec<EvidenceFinding<'a>>,
    /// What holds, with the words of the site that make it hold.
    holds: Vec<HoldingRule<'a>>,
    /// What holds since nothing to the contrary was found.
    unopposed: Vec<HoldingRule<'a>>,
    /// What could not be judged, since something that it looks at could not be read.
    unsure: Vec<Aside>,
    does_not_apply: Vec<Aside>,
    files: Vec<(String, String)>,
}

/// A finding.
#[derive(Serialize)]
struct EvidenceFinding<'a> {
    #[serde(rename = "rule")]
    key: Key,
    level: Level,
    /// The page or file, as a reader knows it.
    place: String,
    at: String,
    message: Vec<String>,
    /// Ways to mend it.
    hints: Vec<Vec<String>>,
    norma: Option<&'a str>,
    /// Other places that explain it, each with what stands there.
    related: Vec<(String, &'a str)>,
    because: Option<&'a str>,
    until: Option<&'a str>,
}

/// Something that holds.
#[derive(Serialize)]
struct HoldingRule<'a> {
    /// Words and code in turn, as backticks part them.
    what: Vec<String>,
    #[serde(rename = "rule")]
    key: Key,
    norma: Option<(String, Option<String>)>,
    /// The words of the site that make it hold, each with where they stand.
    shown: Vec<(String, String)>,
    /// The page where a visitor reads them: its title and address.
    page: Option<(&'a str, Option<&'a str>)>,
    things: usize,
    sentences: usize,
}

/// Something that nobody can say anything of.
#[derive(Serialize)]
struct Aside {
    what: Vec<String>,
    #[serde(rename = "rule")]
    key: Key,
}

/// How much of the site's words is shown, in letters: enough to know them again.
const MOST_SHOWN: usize = 160;

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
    let stand: Vec<(&Diagnostic, View<'_>)> =
        report.sorted(sources).into_iter().zip(report.views(sources, locale)).collect();
    let aside: Vec<(&Diagnostic, View<'_>)> =
        report.waived().iter().map(|waived| &waived.finding).zip(report.waived_views(sources, locale)).collect();
    let (unconfirmed, mut found): (Vec<_>, Vec<_>) = stand
        .iter()
        .map(|(_, view)| finding(subject, view))
        // An entry of `confirm.yaml` that is of no use is advice, and no value that awaits anybody.
        .partition(|found| found.key == Key::Unconfirmed && found.level != Level::Advice);
    found.sort_by_key(|found| found.level);
    let (mut awaiting, mut holds, mut unsure, mut does_not_apply) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for look in subject.looks {
        if stand.iter().chain(&aside).any(|(found, _)| found.tells(look.key, look.asked.as_ref())) {
            continue;
        }
        let (what, key) = (in_pieces(&look.what(), locale), look.key);
        if !look.unconfirmed.is_empty() {
            awaiting.push(Aside { what, key });
        } else if look.is_unsure {
            unsure.push(Aside { what, key });
        } else if look.things == 0 {
            does_not_apply.push(Aside { what, key });
        } else {
            holds.push(held(subject, look, what, locale));
        }
    }
    let (holds, unopposed) = holds.into_iter().partition(|held: &HoldingRule<'_>| !held.shown.is_empty());
    let files = files(subject);
    SiteView {
        folder: on_a_line(&subject.folder),
        ente: match subject.kind {
            SubjectKind::Site(ente) => ente,
            SubjectKind::Workspace => None,
        },
        is_workspace: subject.kind == SubjectKind::Workspace,
        may_be_published: subject.report.count(Level::Error) == 0,
        version: version(&files),
        found,
        unconfirmed,
        awaiting,
        waived: aside.iter().map(|(_, view)| finding(subject, view)).collect(),
        holds,
        unopposed,
        unsure,
        does_not_apply,
        files,
    }
}

fn finding<'a>(subject: &Subject<'_>, view: &View<'a>) -> EvidenceFinding<'a> {
    let page = subject.pages.iter().find(|page| page.file.as_deref().is_some_and(|file| view.at.path.ends_with(file)));
    EvidenceFinding {
        key: view.key,
        level: view.level,
        place: page.map(|page| page.title.clone()).unwrap_or_default(),
        at: view.at.in_words(),
        message: pieces(view.message),
        hints: view.hints.iter().map(|remedy| pieces(remedy.message)).collect(),
        norma: view.norma,
        related: view.related.iter().map(|related| (related.at.in_words(), related.message)).collect(),
        because: view.waived.as_ref().map(|aside| aside.because),
        until: view.waived.as_ref().map(|aside| aside.until),
    }
}

fn held<'a>(subject: &'a Subject<'_>, look: &'a Look, what: Vec<String>, locale: Locale) -> HoldingRule<'a> {
    let page = look.document().and_then(|key| subject.pages.iter().find(|page| page.key == key));
    let shown = look.shown.iter().map(|shown| (shortened(&shown.words), at(shown.place, subject.sources)));
    HoldingRule {
        what,
        key: look.key,
        norma: look.norma().map(|(text, url)| (text.in_locale(locale).to_owned(), url)),
        shown: shown.collect(),
        page: page.map(|page| (page.title.as_str(), page.address.as_deref())),
        things: look.things,
        sentences: look.sentences,
    }
}

/// The beginning of a text, to the end of a word.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MOST_SHOWN) else { return text.to_owned() };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", &text[..end])
}

fn at(span: Span, sources: &Sources) -> String {
    sources.get(span.source).map_or_else(String::new, |source| {
        let at = source.line_column(span.start as usize);
        format!("{}:{}:{}", source.path, at.line, at.column)
    })
}

/// Words and code in turn, as backticks part them.
fn in_pieces(message: &Message, locale: Locale) -> Vec<String> {
    pieces(message.in_locale(locale))
}

fn pieces(text: &str) -> Vec<String> {
    text.split('`').map(str::to_owned).collect()
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

/// The SHA-256 of the list of files, as `sha256sum FILE… | sha256sum` prints it.
fn version(files: &[(String, String)]) -> String {
    let mut hasher = Sha256::new();
    for (path, hash) in files {
        hasher.update(format!("{hash}  {path}\n"));
    }
    hex(&hasher.finalize())
}
