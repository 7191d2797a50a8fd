//! A built site into what the preview answers with: path to bytes, in memory.
//!
//! 1. Each page gets the preview's script, and a version: the hash of what a reader would see change.
//! 2. The page's own policy (CSP) moves from its slot to a header, where the preview can add its script to it.
//! 3. Where bytes are the same as before, the same memory is kept, so that browsers are told nothing.

use super::findings::{self, Teller};
use super::folder::WatchedFolder;
use super::frame::{ABSENT, PreviewFrame};
use super::referrer;
use super::snapshot::Snapshot;
use crate::check::rules;
use crate::diagnostic::{Fault, Level, Locale, Report};
use crate::plan::{Pages, url};
use crate::record::PublicPath;
use crate::render::{Payload, Rendered, Slots};
use crate::source::{Files, Sources, Unreadable};
use memchr::memmem;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The policy of files that have none of their own: they may do nothing.
pub(super) const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// One file to answer with.
pub(super) struct ServedFile {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What a reader would see change; the style sheet's name is left out.
    pub version: u64,
    /// The page's own policy, without `frame-ancestors`; empty for what is no page.
    pub policy: String,
    /// The hash of the file of the site that it is a copy of.
    copy_of: Option<u64>,
}

/// A site as the preview shows it.
#[derive(Default)]
pub(super) struct ShownSite {
    /// The files by path.
    pub files: Shelf,
    /// The path of the style sheet.
    pub sheet: String,
    /// The report in Italian and in English, as JSON.
    pub findings: [String; 2],
    /// Whether the pages say what the texts say: nothing was left unread.
    is_good: bool,
    /// Whether the pages are those of before, because the new ones could not be made.
    pub is_kept: bool,
}

impl ShownSite {
    /// The report in a language.
    pub(super) fn findings_in(&self, locale: Locale) -> &str {
        match locale {
            Locale::It => &self.findings[0],
            Locale::En => &self.findings[1],
        }
    }

    /// The version of a page.
    pub(super) fn version(&self, path: &str) -> u64 {
        self.files.get(path).map_or(ABSENT, |file| file.version)
    }

    /// How many files differ from those of another state of the site; files that are gone count too.
    pub(super) fn changes_since(&self, other: &Self) -> usize {
        let gone = other.files.keys().filter(|path| !self.files.contains_key(*path)).count();
        let is_new = |(path, file): &(&PublicPath, &Arc<ServedFile>)| {
            other.files.get(path.as_str()).is_none_or(|old| !Arc::ptr_eq(&old.bytes, &file.bytes))
        };
        gone + self.files.iter().filter(is_new).count()
    }
}

/// Everything that a rebuild hands over.
pub(super) struct Fresh<'a> {
    /// The finished files, where there are any.
    pub rendered: Option<Rendered>,
    /// The planned pages, where there are any.
    pub pages: Option<Pages>,
    /// What was noticed.
    pub report: &'a Report,
    /// The texts.
    pub sources: &'a Sources,
    /// The site's files, with those that it shares with others.
    pub files: &'a Files,
    /// Its own folder.
    pub own: &'a Files,
    /// The folder that is shown.
    pub folder: &'a WatchedFolder,
    /// How the site's own folder stood when it was read.
    pub snapshot: &'a Snapshot,
}

/// The site after a rebuild. When texts could not be read as they are meant, the last good pages stay.
///
/// # Errors
/// When the disk does not give a file of `files/`.
pub(super) fn after(old: &ShownSite, fresh: Fresh<'_>, frame: &PreviewFrame) -> Result<ShownSite, Unreadable> {
    let Fresh { rendered, pages, report, sources, files, own: own_files, folder, snapshot } = fresh;
    let is_good = rendered.is_some() && !leaves_unread(report);
    let is_kept = old.is_good && !is_good;
    let own = frame.own();
    let editor = frame.editor.as_ref();
    let teller = Teller { own_files, folder, own: &own, editor, pages: pages.as_ref(), sources };
    let told = |locale| teller.report(report, is_kept, locale);
    let (it, en) = rayon::join(|| told(Locale::It), || told(Locale::En));
    let findings = [it, en];
    let rendered = rendered.filter(|_| !is_kept);
    let Some(rendered) = rendered else {
        return Ok(ShownSite {
            files: old.files.clone(),
            sheet: old.sheet.clone(),
            findings,
            is_good: old.is_good,
            is_kept,
        });
    };
    let (sheet, files) = serve(rendered, old, (files, snapshot), frame)?;
    Ok(ShownSite { files, sheet, findings, is_good, is_kept })
}

/// The site when the machine failed.
pub(super) fn after_fault(old: &ShownSite, fault: &Fault) -> ShownSite {
    let is_kept = !old.files.is_empty();
    let findings = [Locale::It, Locale::En].map(|locale| findings::fault(fault, is_kept, locale));
    ShownSite { files: old.files.clone(), sheet: old.sheet.clone(), findings, is_good: old.is_good, is_kept }
}

/// Whether something written could not be read or drawn as it is meant. What a rule finds can be looked at all the same: an
/// unfinished policy is shown, and never published.
fn leaves_unread(report: &Report) -> bool {
    report.iter().any(|finding| finding.level == Level::Error && !rules::has(finding.key))
}

type Shelf = BTreeMap<PublicPath, Arc<ServedFile>>;

fn serve(
    mut rendered: Rendered,
    old: &ShownSite,
    (files, snapshot): (&Files, &Snapshot),
    frame: &PreviewFrame,
) -> Result<(String, Shelf), Unreadable> {
    let sheet = rendered.files.keys().find(|path| is_sheet(path)).map_or_else(String::new, ToString::to_string);
    let mut served: Shelf = BTreeMap::new();
    let mut documents = Vec::new();
    for (path, payload) in std::mem::take(&mut rendered.files) {
        match payload {
            Payload::Bytes(bytes) if path.ends_with(".html") => documents.push((path, bytes)),
            Payload::Bytes(bytes) => {
                let file = keep_or(old.files.get(&*path), &bytes, hash(&bytes), String::new);
                served.insert(path, file);
            }
            Payload::File(source) => {
                let now = snapshot.hash(&source);
                let file = match old.files.get(&*path) {
                    Some(same) if now.is_some() && same.copy_of == now => Arc::clone(same),
                    _ => {
                        let bytes: Arc<[u8]> = files.read(&source)?.unwrap_or_default().into();
                        let version = now.unwrap_or_else(|| hash(&bytes));
                        Arc::new(ServedFile { bytes, version, policy: String::new(), copy_of: now })
                    }
                };
                served.insert(path, file);
            }
        }
    }
    let page = |(path, bytes): (PublicPath, Vec<u8>)| {
        let slots = rendered.slots.get(&path);
        let html =
            String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let version = version(&path, &html, &sheet, &served);
        // A page without a token in its address keeps its own word on referrers, as it will be published.
        let html = if frame.prefix.is_empty() { html } else { referrer::untold(html) };
        let script = frame.script(&path, version, &sheet);
        // The page's policy goes to a header, where the preview can add its script to it.
        let (html, policy) = match slots {
            Some(slots) => (filled(&html, slots, &script), slots.policy),
            None => (html, STRICT),
        };
        let file = keep_or(old.files.get(&*path), html.as_bytes(), version, || policy.to_owned());
        (path, file)
    };
    let pages: Vec<_> = documents.into_par_iter().map(page).collect();
    served.extend(pages);
    Ok((sheet, served))
}

/// The file of before, where its bytes are the same; else a new one.
fn keep_or(
    old: Option<&Arc<ServedFile>>,
    bytes: &[u8],
    version: u64,
    policy: impl FnOnce() -> String,
) -> Arc<ServedFile> {
    let policy = policy();
    match old {
        Some(old) if *old.bytes == *bytes && old.version == version && old.policy == policy => Arc::clone(old),
        _ => Arc::new(ServedFile { bytes: bytes.into(), version, policy, copy_of: None }),
    }
}

/// Whether a path is that of the style sheet, whose name holds the hash of its content.
fn is_sheet(path: &str) -> bool {
    let name = path.strip_prefix("assets/").and_then(|name| name.strip_suffix(".css"));
    let hash = name.and_then(|name| name.rsplit_once('-')).map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == 8 && hash.bytes().all(|sign| sign.is_ascii_hexdigit()))
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish().max(ABSENT + 1)
}

/// The hash of a page with the pictures and scripts on it, without the style sheet's name: a new style is swapped, not reloaded.
fn version(path: &str, html: &str, sheet: &str, served: &Shelf) -> u64 {
    const SOURCE: &str = " src=\"";
    let mut hasher = DefaultHasher::new();
    if sheet.is_empty() {
        html.hash(&mut hasher);
    } else {
        let mut rest = 0;
        for at in memmem::find_iter(html.as_bytes(), sheet) {
            html[rest..at].hash(&mut hasher);
            rest = at + sheet.len();
        }
        html[rest..].hash(&mut hasher);
    }
    for at in memmem::find_iter(html.as_bytes(), SOURCE) {
        let address = html[at + SOURCE.len()..].split('"').next().unwrap_or_default();
        served.get(url::join(path, address).as_str()).map(|file| file.version).hash(&mut hasher);
    }
    hasher.finish().max(ABSENT + 1)
}

/// A page without the element of its policy, and with the preview's script at its end.
fn filled(html: &str, slots: &Slots, script: &str) -> String {
    let Slots { policy: _, policy_at, end } = slots;
    let piece = |range: std::ops::Range<usize>| html.get(range).unwrap_or_default();
    [piece(0..policy_at.start), piece(policy_at.end..*end), script, piece(*end..html.len())].concat()
}
