//! The words of the command line, in the reader's language.

use limpido::diagnostic::Locale;

/// Chooses between a text in Italian and the same in English.
pub fn said_in(locale: Locale) -> impl Fn(&'static str, &'static str) -> &'static str + Copy {
    move |it, en| match locale {
        Locale::It => it,
        Locale::En => en,
    }
}
