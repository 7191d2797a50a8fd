//! Texts with their places, and what a text may be.

use crate::diagnostic::Message;
use crate::say;
use crate::source::{Span, Spanned};
use std::sync::LazyLock;

/// A text with its place.
pub type Text = Spanned<String>;

impl Text {
    /// An empty text that stands nowhere.
    #[must_use]
    pub fn empty() -> &'static Self {
        static EMPTY: LazyLock<Text> = LazyLock::new(|| {
            let source = crate::source::Sources::default().add(String::new(), String::new());
            Spanned::new(String::new(), Span::start_of(source))
        });
        &EMPTY
    }

    /// The phrases that a text of the program's data lists, with semicolons between them.
    pub fn listed(&self) -> impl Iterator<Item = &str> {
        self.value.split(';').map(str::trim).filter(|phrase| !phrase.is_empty())
    }
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Any words.
    Words,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A web address.
    WebAddress,
    /// A date.
    Date,
    /// A time of day.
    TimeOfDay,
    /// Days of the week.
    Days,
    /// A code of the index of public bodies (IPA).
    IpaCode,
    /// A colour.
    Colour,
    /// A province's two letters.
    Province,
    /// A BCP 47 language tag.
    Language,
    /// A name that other places refer to.
    Id,
    /// A file of the site's folder.
    FilePath,
}

impl TextKind {
    /// What is expected, for a message.
    #[must_use]
    pub fn expected(self) -> Message {
        match self {
            Self::Words => say!("un testo", "a text"),
            Self::Email => say!("un indirizzo e-mail (nome@ente.it)", "an e-mail address (nome@ente.it)"),
            Self::Phone => say!(
                "un numero di telefono con il prefisso internazionale (+39 0123 456789)",
                "a telephone number with its country code (+39 0123 456789)"
            ),
            Self::WebAddress => {
                say!("un indirizzo web che comincia con https://", "a web address that begins with https://")
            }
            Self::Date => {
                say!("una data nella forma anno-mese-giorno (2026-01-31)", "a date as year-month-day (2026-01-31)")
            }
            Self::TimeOfDay => say!("un'ora nella forma \"09:30\"", "a time as \"09:30\""),
            Self::Days => say!("dei giorni (mon-fri, oppure mon, wed, sat)", "days (mon-fri, or mon, wed, sat)"),
            Self::IpaCode => say!("il codice IPA dell'ente (c_a662)", "the body's IPA code (c_a662)"),
            Self::Colour => {
                say!("un colore tra virgolette, come \"#006242\"", "a colour in quotes, such as \"#006242\"")
            }
            Self::Province => say!("la sigla della provincia (MI)", "the province's two letters (MI)"),
            Self::Language => {
                say!("il codice di una lingua (it, en, de, fr, sl)", "a language code (it, en, de, fr, sl)")
            }
            Self::Id => say!(
                "un nome breve: lettere minuscole, cifre e trattini",
                "a short name: small letters, digits and hyphens"
            ),
            Self::FilePath => {
                say!("un file della cartella files/ (files/atto.pdf)", "a file of the folder files/ (files/atto.pdf)")
            }
        }
    }
}
