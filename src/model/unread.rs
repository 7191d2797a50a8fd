//! Files of a site's folder that nobody reads: each is named, the more loudly the more probable the mistake is.
//!
//! 1. What is read, or stands beside a site by custom (licence, schemas), is passed over.
//! 2. A file that was probably meant for us is a finding of its own, with the right name: `it/orari.MD`, `account.yaml`.
//! 3. A folder with pages in it that is no language of the site is one finding.
//! 4. The rest is one piece of advice that names them.

use super::confirm::CONFIRM;
use super::ente::Settings;
use super::site::FILES;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Key, Level, Message, Place, Report};
use crate::i18n::Languages;
use crate::layers::Inputs;
use crate::record::{Eye, Localized, nearest, plain_name};
use crate::say;
use crate::source::Files;
use std::collections::{BTreeMap, BTreeSet};

const RULE: Key = Key::UnreadFile;

/// Names, without what comes after the first dot, of files that stand in the root of a project by custom.
const BY_CUSTOM: [&str; 13] = [
    "readme",
    "leggimi",
    "license",
    "licence",
    "licenza",
    "copying",
    "changelog",
    "contributing",
    "security",
    "publiccode",
    "makefile",
    "base",
    "workspace",
];
/// Ends of names of texts that are pages elsewhere.
const AS_PAGES: [&str; 6] = [".md", ".markdown", ".mdown", ".mkd", ".txt", ".md.txt"];
/// Ends of names of documents that people write pages in.
const DOCUMENTS: [&str; 5] = [".doc", ".docx", ".odt", ".pdf", ".rtf"];
/// Most files that the last finding names.
const MOST_NAMED: usize = 5;

/// What becomes of a file that is not read.
enum Judged {
    /// Nothing to say.
    Fine,
    /// A mistake of its own: what, and what to do.
    Mistake(Message, Message),
    /// A page under a name that is not read, and the name that it should have: the site goes without the page.
    Page(String, Message, Message),
    /// A page in a folder that is no language's, and its name.
    InFolder(String, String),
    /// The file is named with others.
    Other,
}

/// What is read, and what the site is called.
pub(super) struct ReadNames<'a> {
    pub settings: &'a Settings,
    pub languages: &'a [String],
    pub phrases: &'a Languages,
    pub catalog: &'a Catalog,
}

/// Names the files of all layers that nobody reads. Gives the paths of pages that are there under another name: nobody need say
/// that those are missing.
pub(super) fn report(inputs: &Inputs, known: &ReadNames<'_>, report: &mut Report) -> BTreeSet<String> {
    let mut folders: BTreeMap<String, (Place, Vec<String>)> = BTreeMap::new();
    let mut others: Vec<String> = Vec::new();
    let mut misnamed = BTreeSet::new();
    for (files, entry) in inputs.folders.all() {
        let path = entry.path.as_str();
        let shown = || files.shown(path);
        match known.judge(path, files) {
            Judged::Fine => {}
            Judged::Mistake(message, hint) => {
                report.push(Diagnostic::new(RULE, Place::File(shown()), message).hint(hint));
            }
            Judged::Page(page, message, hint) => {
                report.push(Diagnostic::about_file(RULE, shown(), message).weighing(Level::Error).hint(hint));
                misnamed.insert(page);
            }
            Judged::InFolder(folder, page) => {
                let place = || (Place::File(shown()), Vec::new());
                folders.entry(folder).or_insert_with(place).1.push(page);
            }
            Judged::Other => others.push(shown()),
        }
    }
    for (folder, (place, pages)) in folders {
        let tag = known.tag_of(&folder);
        misnamed.extend(tag.iter().flat_map(|tag| pages.iter().map(move |page| format!("{tag}/{page}"))));
        report.push(known.of_folder(&folder, tag.as_deref(), place));
    }
    if let Some(first) = others.first().cloned() {
        report.push(of_others(first, &others));
    }
    misnamed
}

/// The file of ours that a name was probably meant for: `Site.yml`, `account.yaml`, `site.yaml.txt`.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let (stem, kind) = lower.split_once('.')?;
    let stem = stem.trim_end_matches(|c: char| !c.is_alphabetic());
    let italian = match stem {
        "sito" | "ente" => Some("site.yaml"),
        "moderazione" => Some("moderation.yaml"),
        "informativa" | "privacy" => Some("informative.yaml"),
        "atti" | "atto" | "act" => Some("acts.yaml"),
        "conferma" => Some(CONFIRM),
        _ => None,
    };
    let near = || {
        let all = || FILES.into_iter().chain([CONFIRM]);
        let near = nearest(stem, all().map(|file| file.trim_end_matches(".yaml")))?;
        all().find(|file| file.trim_end_matches(".yaml") == near)
    };
    kind.starts_with('y').then(|| italian.or_else(near)).flatten()
}

impl ReadNames<'_> {
    fn judge(&self, path: &str, files: &Files) -> Judged {
        let Some((folder, name)) = path.split_once('/') else { return Self::in_root(path, files) };
        match folder {
            "files" | "schemas" => return Judged::Fine,
            "i18n" if name.strip_suffix(".yaml").is_some_and(|tag| self.phrases.get(tag).is_some()) => {
                return Judged::Fine;
            }
            // Platforms of the site's own, and how to write them.
            "platforms" if name.ends_with(".yaml") || name == "README.md" => return Judged::Fine,
            // A theme may extend others that stand beside it.
            "themes" if self.settings.theme.is_some() || name == "README.md" => return Judged::Fine,
            "themes" => return Judged::Other,
            _ => {}
        }
        if self.speaks(folder) {
            return in_language(folder, name);
        }
        match as_page(name) {
            Some(page) if !name.contains('/') && !is_plain_text(name) => Judged::InFolder(folder.to_owned(), page),
            _ => Judged::Other,
        }
    }

    fn speaks(&self, tag: &str) -> bool {
        // Where the site's languages could not be read, any that there are phrases for may be one of them.
        let may_be = || self.settings.fields.languages.is_wrong() && self.phrases.get(tag).is_some();
        self.languages.iter().any(|known| known == tag) || may_be()
    }

    fn in_root(name: &str, files: &Files) -> Judged {
        let stem = name.split('.').next().unwrap_or_default().to_lowercase();
        if FILES.contains(&name) || name == CONFIRM || BY_CUSTOM.contains(&stem.as_str()) {
            return Judged::Fine;
        }
        if let Some(meant) = meant(name) {
            // Where the right file is missing, the finding about the missing file names this one.
            let is_there = files.size(meant).ok().flatten().is_some();
            return if is_there {
                Judged::Mistake(
                    say!(
                        "nessuno legge questo file: «{meant}» c'è già",
                        "nobody reads this file: “{meant}” is there already"
                    ),
                    say!(
                        "riporta in «{meant}» ciò che serve, e toglilo",
                        "bring into “{meant}” what is needed, and remove it"
                    ),
                )
            } else if meant == CONFIRM {
                // A site may do without this file, so that nothing else would say that the file here is not read.
                Judged::Mistake(
                    say!("nessuno legge questo file", "nobody reads this file"),
                    say!(
                        "se è quello delle cose da confermare, chiamalo «{meant}»",
                        "if it says what is to be confirmed, call it “{meant}”"
                    ),
                )
            } else {
                Judged::Fine
            };
        }
        match as_page(name) {
            Some(page) if !is_plain_text(name) => Judged::Mistake(
                say!(
                    "questa pagina non esce: sta fuori dalla cartella di una lingua",
                    "this page is not published: it is in no language's folder"
                ),
                say!(
                    "spostala in it/{page}, o nella cartella della sua lingua",
                    "move it to it/{page}, or to its language's folder"
                ),
            ),
            _ => Judged::Other,
        }
    }

    /// The language that a folder's name means in words, or in capitals: `english`, `IT`.
    fn tag_of(&self, folder: &str) -> Option<String> {
        let lower = folder.to_lowercase();
        let eyes = ["it", "en"].map(|lang| Eye { lang, first: "it" });
        let is_called = |name: &Localized| eyes.iter().any(|eye| name.read_by(*eye).0.to_lowercase() == lower);
        let named = self.catalog.languages.0.iter().find(|(_, language)| is_called(&language.name));
        named.map(|(tag, _)| tag.value.clone()).or_else(|| self.speaks(&lower).then_some(lower))
    }

    /// One finding for the pages of a folder that is no language of the site.
    fn of_folder(&self, folder: &str, tag: Option<&str>, place: Place) -> Diagnostic {
        if let Some(tag) = tag {
            let message = say!(
                "le pagine della cartella «{folder}» non escono",
                "the pages of the folder “{folder}” are not published"
            );
            let diagnostic = Diagnostic::new(Key::UnknownLanguage, place, message);
            return if self.speaks(tag) {
                diagnostic.hint(say!("chiama la cartella «{tag}»", "call the folder “{tag}”"))
            } else {
                diagnostic.hint(say!(
                    "chiama la cartella «{tag}», e aggiungi «{tag}» a «languages:» in site.yaml",
                    "call the folder “{tag}”, and add “{tag}” to “languages:” in site.yaml"
                ))
            };
        }
        if (2..=3).contains(&folder.len()) && folder.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Diagnostic::new(
                Key::UnknownLanguage,
                place,
                say!(
                    "la lingua «{folder}» non è tra quelle di site.yaml: le sue pagine non escono",
                    "the language “{folder}” is not among those of site.yaml: its pages are not published"
                ),
            )
            .hint(say!(
                "aggiungi «{folder}» a «languages:», o togli la cartella",
                "add “{folder}” to “languages:”, or remove the folder"
            ));
        }
        let all = self.languages.join("/, ");
        let message = say!(
            "le pagine della cartella «{folder}» non escono: non è la cartella di una lingua",
            "the pages of the folder “{folder}” are not published: it is no language's folder"
        );
        Diagnostic::new(RULE, place, message).hint(say!(
            "spostale nella cartella della loro lingua ({all}/), o fuori dalla cartella del sito",
            "move them to their language's folder ({all}/), or out of the site's folder"
        ))
    }
}

/// A file in a language's folder.
fn in_language(folder: &str, name: &str) -> Judged {
    let file = name.rsplit('/').next().unwrap_or(name);
    if file == name && name.ends_with(".md") {
        return Judged::Fine;
    }
    if let Some(page) = as_page(file) {
        let hint = say!(
            "se è una pagina, chiamala {folder}/{page}; se no, spostala fuori dalla cartella del sito",
            "if it is a page, call it {folder}/{page}; if not, move it out of the site's folder"
        );
        if file == name {
            let message = say!(
                "questa pagina non esce: il nome di una pagina finisce con «.md», in minuscolo",
                "this page is not published: a page's name ends with “.md”, in small letters"
            );
            return if is_plain_text(file) {
                Judged::Mistake(message, hint)
            } else {
                Judged::Page(format!("{folder}/{page}"), message, hint)
            };
        }
        let message = say!(
            "questa pagina non esce: sta in una cartella dentro «{folder}»",
            "this page is not published: it is in a folder inside “{folder}”"
        );
        return Judged::Mistake(message, hint);
    }
    if DOCUMENTS.iter().any(|end| file.to_lowercase().ends_with(end)) {
        return Judged::Mistake(
            say!("questo documento non esce: non è una pagina", "this document is not published: it is no page"),
            say!(
                "copia il testo in un file .md, o sposta il documento in files/ e mettici un collegamento",
                "copy the text into a .md file, or move the document to files/ and link to it"
            ),
        );
    }
    Judged::Other
}

/// Whether a file may as well hold notes.
fn is_plain_text(name: &str) -> bool {
    name.to_lowercase().ends_with(".txt")
}

/// The name of the page that a file was probably meant to be.
fn as_page(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let file = lower.rsplit('/').next()?;
    let end = AS_PAGES.into_iter().filter(|end| file.ends_with(end)).max_by_key(|end| end.len())?;
    let stem = &file[..file.len() - end.len()];
    (!stem.is_empty() && !BY_CUSTOM.contains(&stem)).then(|| format!("{}.md", plain_name(stem)))
}

/// One piece of advice for all files that nobody reads and that say nothing of a mistake.
fn of_others(first: String, all: &[String]) -> Diagnostic {
    let named = all.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = all.len().saturating_sub(MOST_NAMED);
    let message = match (all.len(), more) {
        (1, _) => say!("nessuno legge questo file: non è di un sito", "nobody reads this file: it is not of a site"),
        (_, 0) => say!("nessuno legge questi file: {named}", "nobody reads these files: {named}"),
        _ => say!(
            "nessuno legge questi file: {named} e altri {more}",
            "nobody reads these files: {named} and {more} more"
        ),
    };
    Diagnostic::new(RULE, Place::File(first), message).weighing(Level::Advice).hint(say!(
        "se non servono, spostali fuori dalla cartella; i documenti da pubblicare stanno in files/",
        "if they are not needed, move them out of the folder; documents to publish stand in files/"
    ))
}
