//! Names that nobody knows, and the nearest that somebody does.

use super::public_path::composed;
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::Spanned;

/// The words for a value that is still to be filled in. They may stand anywhere; the rule `placeholder-left` finds them, and no other
/// finding is made about such a value.
pub const PLACEHOLDER: &str = "DA COMPILARE";

/// Whether a text is a place that is still to be filled in.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    text.contains(PLACEHOLDER)
}

/// A name that nobody knows, with the nearest one that somebody does.
#[must_use]
pub fn unknown_name<'k>(key: Key, name: &Spanned<String>, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let written = &name.value;
    let message = match key {
        Key::UnknownField => say!("il campo «{written}» non esiste", "there is no field “{written}”"),
        Key::UnknownVariable => say!("la variabile «{written}» non esiste", "there is no variable “{written}”"),
        _ => say!("«{written}» non esiste", "there is no “{written}”"),
    };
    let known: Vec<&str> = known.into_iter().collect();
    let diagnostic = Diagnostic::new(key, name.span, message);
    match nearest(written, known.iter().copied()) {
        Some(near) => diagnostic.fix(say!("forse volevi «{near}»", "perhaps you meant “{near}”"), name.span, near),
        None if known.is_empty() => diagnostic,
        None => {
            let more = known.len().saturating_sub(MOST_LISTED);
            let known = known[..known.len() - more].join(", ");
            diagnostic.hint(match more {
                0 => say!("qui possono stare: {known}", "here may stand: {known}"),
                more => say!("qui possono stare: {known} e altri {more}", "here may stand: {known} and {more} others"),
            })
        }
    }
}

/// Most known names that a finding lists: nobody reads more of them.
const MOST_LISTED: usize = 50;

/// Longest name in which a slip is looked for, in characters. The comparison takes time and memory by the square of the length.
const LONGEST_COMPARED: usize = 100;

/// Most names that a written one is compared with: a site has a few dozen pages, offices or accounts.
const MOST_COMPARED: usize = 1_000;

/// The known name that a written one was probably meant to be. `None` for a name that is too long to be a slip; of very many known
/// names only the first `MOST_COMPARED` are compared.
#[must_use]
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    if length > LONGEST_COMPARED {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    known
        .into_iter()
        .take(MOST_COMPARED)
        // Every character that one name has more than the other is a difference of its own.
        .filter(|name| name.chars().count().abs_diff(length) <= allowed)
        .map(|name| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// The one rule for names in addresses (slugs, anchors, names of pages' files, folders of enti): small letters without accents and
/// digits, a hyphen for each stretch of other signs between them. "L'età è libera" is `l-eta-e-libera`, in whichever of Unicode's two
/// ways an accent is kept. Addresses that are online come from this rule: a letter that it makes a hyphen of stays one.
#[must_use]
pub fn plain_name(text: &str) -> String {
    let plain: String = composed(text)
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ç' | 'č' => 'c',
            'š' | 'ß' => 's',
            'ž' => 'z',
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        })
        .collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
