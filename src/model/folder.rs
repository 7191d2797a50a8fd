//! A site's folder beside its texts: what may be published from `files/`, and what must not be there at all.

use crate::diagnostic::{Diagnostic, Key, Place, Report};
use crate::media::{self, FilePublication};
use crate::record::PublicPath;
use crate::say;
use crate::source::{FileEntry, Files, Sources, StrayKind, Unreadable};

/// A file of the site's folder `files/` that is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicFile {
    /// Its path in the published site.
    pub path: PublicPath,
    /// Its path in the site's folder, as the disk spells it.
    pub source: String,
    /// The same for people, as they would type it.
    pub shown: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The bytes that are published in the place of the file's own; `None` where it is copied as it is.
    pub anew: Option<Vec<u8>>,
}

pub(super) fn stray_found(files: &Files, path: &str, kind: StrayKind) -> Diagnostic {
    let shown = files.shown(path);
    match kind {
        StrayKind::LinkOutside => Diagnostic::about_file(
            Key::LinkOutside,
            shown,
            say!(
                "questo collegamento porta fuori dalla cartella del sito",
                "this symbolic link leads out of the site's folder"
            ),
        )
        .hint(say!(
            "copia il file nella cartella, al posto del collegamento",
            "copy the file into the folder, in place of the link"
        )),
        StrayKind::LinkBroken => Diagnostic::about_file(
            Key::LinkOutside,
            shown,
            say!("questo collegamento non porta a nessun file", "this symbolic link leads to no file"),
        )
        .hint(say!("toglilo, o copia il file al suo posto", "remove it, or copy the file in its place")),
        StrayKind::Special => Diagnostic::about_file(
            Key::UnsafeFile,
            shown,
            say!("questo non è un file normale", "this is not a regular file"),
        )
        .hint(say!("toglilo dalla cartella del sito", "remove it from the site's folder")),
        StrayKind::Name => Diagnostic::about_file(
            Key::UnsafeFile,
            shown,
            say!("il nome di questo file non si può leggere", "the name of this file cannot be read"),
        )
        .hint(say!("rinominalo con lettere, cifre e trattini", "rename it with letters, digits and hyphens")),
    }
}

/// The files of `files/` that are published. A file with something that could act, such as a script, is refused, or published without that
/// part.
pub(super) fn publishable(
    files: &Files,
    listing: &[FileEntry],
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Vec<PublicFile>, Unreadable> {
    let mut published = Vec::new();
    for entry in listing.iter().filter(|entry| entry.path.starts_with("files/")) {
        let shown = files.shown(&entry.path);
        let path = match PublicPath::new(&entry.path) {
            Ok(path) => path,
            Err(trouble) => {
                report.push(trouble.found(Place::File(shown), &entry.path));
                continue;
            }
        };
        let anew = match media::look(files, entry, sources, report)? {
            // The finding stops the site. Links to the file are not called broken, and the preview shows nothing in its place.
            FilePublication::Nothing => Some(Vec::new()),
            FilePublication::AsItIs => None,
            FilePublication::Anew(bytes) => Some(bytes),
        };
        published.push(PublicFile { path, source: entry.path.clone(), shown, bytes: entry.bytes, anew });
    }
    Ok(published)
}
