//! The machine's troubles: what we were doing, with which path, and what the system said.

use super::{Locale, Message};
use crate::source::{Refusal, Unreadable};
use std::fmt;
use std::path::Path;

/// A trouble of the machine or of the target, not of the author's text. The program ends with exit code 2.
#[derive(Debug)]
pub struct Fault {
    /// What we were doing, and with which path.
    pub doing: Message,
    /// What to do about it, when we know.
    pub hint: Option<Message>,
    /// What the operating system said.
    pub cause: Option<std::io::Error>,
}

impl Fault {
    /// A fault from an operation on a path that the system refused; `it` and `en` say what we were doing.
    #[must_use]
    pub fn io(it: &str, en: &str, path: &Path, cause: std::io::Error) -> Self {
        let path = path.display();
        Self { doing: crate::say!("{it} {path}", "{en} {path}"), hint: None, cause: Some(cause) }
    }

    /// A fault from something that we refuse to do.
    #[must_use]
    pub fn refused(doing: Message, hint: Message) -> Self {
        Self { doing, hint: Some(hint), cause: None }
    }

    /// The fault for people: one line, then the hint.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        let (fault, help) = match locale {
            Locale::It => ("guasto", "aiuto"),
            Locale::En => ("fault", "help"),
        };
        let mut text = format!("{fault}: {}", self.doing.in_locale(locale));
        if let Some(cause) = &self.cause {
            text.push_str(&format!(": {}", cause_text(cause, locale)));
        }
        if let Some(hint) = &self.hint {
            text.push_str(&format!("\n{help}: {}", hint.in_locale(locale)));
        }
        text
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Locale::En))
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

impl From<Unreadable> for Fault {
    fn from(unreadable: Unreadable) -> Self {
        Self::io("non riesco a leggere", "cannot read", Path::new(&unreadable.path), unreadable.error)
    }
}

/// The usual causes in Italian; the system's own words for the rest.
fn cause_text(cause: &std::io::Error, locale: Locale) -> String {
    use std::io::ErrorKind as Kind;
    if let Some(refusal) = Refusal::of(cause) {
        return match (refusal, locale) {
            (_, Locale::En) => refusal.to_string(),
            (Refusal::Special, _) => "non è un file normale".to_owned(),
            (Refusal::LeadsOut, _) => "un collegamento porta fuori dalla cartella".to_owned(),
            (Refusal::TooLarge, _) => "è troppo grande".to_owned(),
        };
    }
    let it = match cause.kind() {
        Kind::NotFound => "non esiste",
        Kind::PermissionDenied => "permesso negato",
        Kind::StorageFull => "il disco è pieno",
        Kind::QuotaExceeded => "lo spazio assegnato è esaurito",
        Kind::ReadOnlyFilesystem => "il disco è in sola lettura",
        Kind::NotADirectory => "non è una cartella",
        Kind::IsADirectory => "è una cartella",
        Kind::AlreadyExists => "esiste già",
        _ => return cause.to_string(),
    };
    match locale {
        Locale::It => it.to_owned(),
        Locale::En => cause.to_string(),
    }
}
