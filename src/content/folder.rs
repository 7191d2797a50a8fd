//! A site's folder beside its texts: what may be published from `files/`, and what must not be there at all.

use crate::diagnostic::{Diagnostic, Place, Report};
use crate::record::PublicPath;
use crate::say;
use crate::source::{Entry, Files, StrayKind, Unreadable};

/// Types of file that a site may publish from its folder `files/`. Pages and scripts of others are not among them.
const PUBLISHABLE: [&str; 15] =
    ["pdf", "p7m", "svg", "png", "jpg", "jpeg", "webp", "csv", "txt", "odt", "ods", "odp", "docx", "xlsx", "zip"];
/// Largest file of `files/`, in bytes.
const MAX_FILE_BYTES: u64 = 50 * 1024 * 1024;

pub(super) fn stray_found(files: &Files, path: &str, kind: StrayKind) -> Diagnostic {
    let shown = files.shown(path);
    match kind {
        StrayKind::LinkOutside => Diagnostic::about_file(
            "link-outside",
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
            "link-outside",
            shown,
            say!("questo collegamento non porta a nessun file", "this symbolic link leads to no file"),
        )
        .hint(say!("toglilo, o copia il file al suo posto", "remove it, or copy the file in its place")),
        StrayKind::Special => Diagnostic::about_file(
            "unsafe-file",
            shown,
            say!("questo non è un file normale", "this is not a regular file"),
        )
        .hint(say!("toglilo dalla cartella del sito", "remove it from the site's folder")),
        StrayKind::Name => Diagnostic::about_file(
            "unsafe-file",
            shown,
            say!("il nome di questo file non si può leggere", "the name of this file cannot be read"),
        )
        .hint(say!("rinominalo con lettere, cifre e trattini", "rename it with letters, digits and hyphens")),
    }
}

/// A file of the site's folder `files/`, published as it is.
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
}

/// The files of `files/`; those that could carry a script are refused.
pub(super) fn publishable(
    files: &Files,
    listing: &[Entry],
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
        let kind = entry.path.rsplit_once('.').map(|(_, kind)| kind.to_lowercase()).unwrap_or_default();
        if !PUBLISHABLE.contains(&kind.as_str()) {
            let all = PUBLISHABLE.join(", ");
            report.push(
                Diagnostic::about_file(
                    "unsafe-file",
                    shown,
                    say!(
                        "un file di tipo «{kind}» non si può pubblicare",
                        "a file of type “{kind}” cannot be published"
                    ),
                )
                .hint(say!("i tipi ammessi sono: {all}", "these types may be published: {all}")),
            );
        } else if entry.bytes > MAX_FILE_BYTES {
            let most = MAX_FILE_BYTES / 1024 / 1024;
            report.push(Diagnostic::about_file(
                "too-large",
                shown,
                say!("il file supera {most} MB", "the file has more than {most} MB"),
            ));
        } else if kind == "svg" && svg_is_active(&files.read(&entry.path)?.unwrap_or_default()) {
            report.push(
                Diagnostic::about_file(
                    "unsafe-file",
                    shown,
                    say!(
                        "questa immagine contiene codice o richiami ad altri siti",
                        "this picture holds code or calls other sites"
                    ),
                )
                .hint(say!("esportala di nuovo come «SVG semplice»", "export it again as “plain SVG”")),
            );
        } else {
            published.push(PublicFile { path, source: entry.path.clone(), shown, bytes: entry.bytes });
        }
    }
    Ok(published)
}

/// Whether an SVG could run code or call another host when it is opened by itself: scripts, event attributes, foreign
/// HTML, external references, entities.
fn svg_is_active(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    if text.contains("<!entity") || text.contains("<?xml-stylesheet") {
        return true;
    }
    html5gum::Tokenizer::new(&text).any(|token| {
        let Ok(html5gum::Token::StartTag(tag)) = token else { return false };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let local = name.rsplit(':').next().unwrap_or_default();
        matches!(local, "script" | "foreignobject" | "iframe" | "embed" | "object" | "handler" | "set" | "animate")
            || tag.attributes.iter().any(|(attribute, value)| {
                let attribute = String::from_utf8_lossy(attribute).into_owned();
                let value = String::from_utf8_lossy(value).trim().to_owned();
                let local = attribute.rsplit(':').next().unwrap_or_default();
                local.starts_with("on")
                    || matches!(local, "href" | "src") && !value.starts_with('#') && !value.starts_with("data:image/")
                    || value.contains("url(") && !value.contains("url(#")
            })
    })
}
