//! The path of a published file: the one type that can be written, served or removed.
//!
//! A path reaches this type through one function, which refuses whatever could lead out of the published folder, mean another
//! file on another system, or take the place of limpido's own files. Nothing below trusts a text that has not been through here.

use crate::diagnostic::{Diagnostic, Key, Message, Place};
use crate::say;
use crate::source::signs::harm;
use serde::Serialize;
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use unicode_normalization::UnicodeNormalization;

/// Longest step of a path, in bytes: the limit of the file systems in use (`NAME_MAX`).
const MAX_STEP: usize = 255;
/// Longest path, in bytes; published folders have a path of their own before it, and systems stop at 4,096.
const MAX_PATH: usize = 1024;
/// Names that begin so, at the root of a published site, are limpido's own.
const OWN: &str = "limpido-";

/// The path of a published file, from the published folder, with `/` between its steps: `files/atto.pdf`.
///
/// The path is never empty or absolute, has no `.`, `..`, `\`, `:` or control sign, no step that Windows reads as a device or whose end it
/// drops, and is none of limpido's own files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct PublicPath(String);

/// Why a text is no [`PublicPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathTrouble {
    /// Nothing, or nothing between two `/`.
    Empty,
    /// The path begins with `/`.
    Absolute,
    /// A step is `.` or `..`.
    Dots,
    /// A step begins with a dot: such files are hidden, and only limpido itself publishes some.
    Hidden,
    /// The path holds `\` or `:`, which Windows takes for parts of a path.
    Separator(char),
    /// The path holds a sign that nobody sees, or that changes the order of those around it.
    Invisible(char),
    /// A step ends with a dot or a space, which Windows drops.
    End,
    /// A step is the name of a device on Windows, such as `con` or `nul`.
    Device,
    /// The path is one of limpido's own files.
    Own,
    /// A step has more than 255 bytes, or the whole more than 1,024.
    TooLong,
}

impl PublicPath {
    /// The path of a file that an author, a theme or a site's folder names. Accents are composed (NFC), as keyboards and browsers
    /// write them, whichever way a disk keeps them.
    ///
    /// # Errors
    /// Why the text is none.
    pub fn new(text: &str) -> Result<Self, PathTrouble> {
        let path = Self::of_program(&composed(text))?;
        let is_hidden = path.steps().any(|step| step.starts_with('.'));
        let is_own = path.folded().starts_with(OWN);
        match (is_hidden, is_own) {
            (true, _) => Err(PathTrouble::Hidden),
            (_, true) => Err(PathTrouble::Own),
            _ => Ok(path),
        }
    }

    /// The path of a file that the program itself publishes, or has published: steps may begin with a dot (`.well-known`).
    ///
    /// # Errors
    /// Why the text is none.
    pub fn of_program(text: &str) -> Result<Self, PathTrouble> {
        if text.starts_with('/') {
            return Err(PathTrouble::Absolute);
        }
        if text.len() > MAX_PATH {
            return Err(PathTrouble::TooLong);
        }
        text.split('/').try_for_each(check_step)?;
        Ok(Self(text.to_owned()))
    }

    /// A path that stands in the program's own code.
    #[must_use]
    pub(crate) fn literal(path: &'static str) -> Self {
        debug_assert!(Self::of_program(path).is_ok(), "{path}");
        Self(path.to_owned())
    }

    /// The path of a file that is called by its number.
    pub(crate) fn numbered(number: usize) -> Self {
        Self(number.to_string())
    }

    /// A path that takes the place of one that was refused, so that what follows can be looked at; it is never published.
    pub(crate) fn stand_in(number: usize) -> Self {
        Self(format!("errore-{number}.html"))
    }

    /// The same path below a folder of the program's own naming. The result may be longer than any path that is read from a text; a
    /// disk that cannot hold it refuses it.
    #[must_use]
    pub(crate) fn below(&self, folder: &'static str) -> Self {
        Self(format!("{folder}/{self}"))
    }

    /// The path as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders and the file's name, in their order.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// The path with small letters and composed accents (Unicode's form NFC): two paths that are equal so are one file on the disks of
    /// Windows and macOS.
    #[must_use]
    pub fn folded(&self) -> String {
        composed(&self.0).chars().flat_map(char::to_lowercase).collect()
    }
}

/// A text with composed accents (Unicode's form NFC).
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

impl Deref for PublicPath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for PublicPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for PublicPath {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl fmt::Display for PublicPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_step(step: &str) -> Result<(), PathTrouble> {
    match step {
        "" => return Err(PathTrouble::Empty),
        "." | ".." => return Err(PathTrouble::Dots),
        _ if step.len() > MAX_STEP => return Err(PathTrouble::TooLong),
        _ => {}
    }
    if let Some(sign) = step.chars().find(|sign| matches!(sign, '\\' | ':')) {
        return Err(PathTrouble::Separator(sign));
    }
    if let Some(sign) = step.chars().find(|sign| is_invisible(*sign)) {
        return Err(PathTrouble::Invisible(sign));
    }
    if step.ends_with(['.', ' ']) {
        return Err(PathTrouble::End);
    }
    if is_device(step) { Err(PathTrouble::Device) } else { Ok(()) }
}

/// Controls, line feeds and tabs too, and the other signs that nobody sees.
fn is_invisible(sign: char) -> bool {
    sign.is_control() || harm(sign).is_some()
}

/// Whether Windows takes a name for a device, whatever follows its first dot
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
fn is_device(step: &str) -> bool {
    let base = step.split('.').next().unwrap_or_default().trim_end_matches(' ').to_ascii_lowercase();
    let numbered = || {
        let number = base.strip_prefix("com").or_else(|| base.strip_prefix("lpt"));
        number.is_some_and(|number| {
            matches!(number, "¹" | "²" | "³") || number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit())
        })
    };
    matches!(base.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") || numbered()
}

impl PathTrouble {
    /// The finding for an author who named a file so.
    #[must_use]
    pub fn found(self, place: impl Into<Place>, path: &str) -> Diagnostic {
        Diagnostic::new(
            Key::UnsafePath,
            place,
            say!("un file del sito non può chiamarsi «{path}»", "no file of a site can be called “{path}”"),
        )
        .hint(self.remedy())
    }

    /// What to do about the name.
    pub(crate) fn remedy(self) -> Message {
        match self {
            Self::Empty => {
                say!("scrivi un nome, con un solo «/» tra le cartelle", "write a name, with one “/” between folders")
            }
            Self::Absolute => say!(
                "scrivi il percorso dentro il sito, senza «/» davanti: per esempio «dati/elenco.txt»",
                "write the path inside the site, without “/” before it: “dati/elenco.txt”, for example"
            ),
            Self::Dots => say!(
                "togli «.» e «..»: un file si pubblica solo dentro la cartella del sito",
                "remove “.” and “..”: a file is published inside the site's folder only"
            ),
            Self::Hidden => say!(
                "togli il punto all'inizio: i file nascosti li pubblica solo limpido",
                "remove the dot at the beginning: only limpido itself publishes hidden files"
            ),
            Self::Separator(sign) => say!(
                "togli «{sign}» dal nome: su altri sistemi separa le cartelle",
                "remove “{sign}” from the name: other systems take it for a part of a path"
            ),
            Self::Invisible(sign) => {
                let code = u32::from(sign);
                say!(
                    "il nome contiene un segno che non si vede (U+{code:04X}): riscrivilo con lettere, cifre e trattini",
                    "the name holds a sign that nobody sees (U+{code:04X}): write it again with letters, digits and hyphens"
                )
            }
            Self::End => say!(
                "togli il punto o lo spazio alla fine del nome: Windows lo perde",
                "remove the dot or the space at the end of the name: Windows drops it"
            ),
            Self::Device => say!(
                "scegli un altro nome: su Windows questo è un dispositivo, e il file non si può creare",
                "choose another name: on Windows this is a device, and the file cannot be made"
            ),
            Self::Own => say!(
                "scegli un altro nome: quelli che cominciano con «limpido-» sono di limpido",
                "choose another name: those that begin with “limpido-” are limpido's own"
            ),
            Self::TooLong => say!("accorcia il nome", "make the name shorter"),
        }
    }
}
