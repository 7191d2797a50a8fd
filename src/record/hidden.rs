//! Signs that nobody sees in a text of an author: refused where they command a terminal or deceive, else advised against.

use crate::diagnostic::{Diagnostic, Key, Message, Report};
use crate::say;
use crate::source::signs::{FoundSign, Harm, Named, found};
use crate::source::table::windows_1252;
use crate::source::{SourceId, Span};

/// Reports the signs of a text that nobody sees: each sign once, where it stands first.
pub fn report_hidden(text: &str, source: SourceId, report: &mut Report) {
    let mut first: Vec<(FoundSign, usize)> = Vec::new();
    for sign in found(text) {
        match first.iter_mut().find(|(known, _)| known.sign == sign.sign) {
            Some((_, more)) => *more += 1,
            None => first.push((sign, 0)),
        }
    }
    for (FoundSign { at, sign, harm }, more) in first {
        let span = Span::new(source, at..at + sign.len_utf8());
        let diagnostic = hidden(sign, harm, more, span);
        report.push(match meant(sign) {
            Some(meant) => diagnostic.fix(
                say!(
                    "viene da una codifica sbagliata: forse era «{meant}»",
                    "it comes from a wrong encoding: perhaps it was “{meant}”"
                ),
                span,
                meant,
            ),
            None if harm == Harm::LineEnd => diagnostic.fix(say!("mettici uno spazio", "put a space"), span, " "),
            None => diagnostic.fix(say!("toglilo", "remove it"), span, ""),
        });
    }
}

/// The finding about the worst harmful sign of a text, at the place of the whole text: a value that was unescaped has no place of its own
/// for each sign.
#[must_use]
pub fn hidden_in(text: &str, span: Span) -> Option<Diagnostic> {
    let FoundSign { sign, harm, .. } = found(text).min_by_key(|sign| sign.harm)?;
    Some(hidden(sign, harm, 0, span))
}

/// The finding about a harmful sign that a text has and its source has not: the source has it as an entity, `&#x202e;`, so that it was not
/// found when the source was read.
#[must_use]
pub fn escaped_sign(text: &str, source: &str, span: Span) -> Option<Diagnostic> {
    let written = source.get(span.range()).unwrap_or_default();
    let FoundSign { sign, harm, .. } = found(text).find(|found| !written.contains(found.sign))?;
    Some(hidden(sign, harm, 0, span).hint(say!("togli ciò che lo scrive", "remove what writes it")))
}

/// Whether a sign stops publication.
#[must_use]
pub const fn is_refused(harm: Harm) -> bool {
    matches!(harm, Harm::Control | Harm::Direction | Harm::Tag)
}

/// The finding about a sign.
#[must_use]
pub fn hidden(sign: char, harm: Harm, more: usize, span: Span) -> Diagnostic {
    let name = Named(sign);
    let Message { it, en } = match harm {
        Harm::Control => say!("un segno di comando che non si vede", "a control sign that nobody sees"),
        Harm::Direction => say!(
            "un segno che non si vede e mostra il testo in un altro ordine",
            "a sign that nobody sees and that shows the text in another order"
        ),
        Harm::Tag => {
            say!("una lettera che non si vede e leggono solo i programmi", "a letter that only programs read")
        }
        Harm::LineEnd => {
            say!("un fine riga che non tutti i programmi vedono", "a line end that only some programs see")
        }
        Harm::Mark | Harm::NoWidth => say!(
            "un segno che non si vede: chi cerca queste parole non le trova",
            "a sign that nobody sees: who looks for these words does not find them"
        ),
    };
    let (more_it, more_en) = match more {
        0 => (String::new(), String::new()),
        1 => (", e un'altra volta più sotto".to_owned(), ", and once more below".to_owned()),
        more => (format!(", e altre {more} volte più sotto"), format!(", and {more} times more below")),
    };
    let key = if is_refused(harm) { Key::ControlSign } else { Key::InvisibleSign };
    Diagnostic::new(key, span, say!("qui c'è {it} ({name}){more_it}", "here is {en} ({name}){more_en}"))
}

/// The sign that was meant by a control sign that comes from taking Windows-1252 for Latin-1: `\u{92}` is `’`.
fn meant(sign: char) -> Option<char> {
    let byte = u8::try_from(u32::from(sign)).ok().filter(|byte| (0x80..0xa0).contains(byte))?;
    Some(windows_1252(byte)).filter(|meant| *meant != sign)
}
