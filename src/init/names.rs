//! Names as the index of public bodies writes them, into names as people do: `CITTA' DI GIOVANNI XXIII` is `Città di Giovanni XXIII`.

use crate::catalog::IpaFacts;
use crate::record::Text;

/// The name of a body. A name that has small letters keeps its capitals: `IIS Leonardo`; `own` are further words that stay in capitals.
pub(super) fn name(written: &str, own: &str, facts: &IpaFacts) -> String {
    let spelt = with_accents(written.trim(), facts).replace(" - ", " – ");
    if spelt.chars().any(char::is_lowercase) { spelt } else { in_plain_case(&spelt, own, facts) }
}

/// A street with its number. Words in capitals are names there: `Via ENRICO FERMI`.
pub(super) fn street(written: &str, facts: &IpaFacts) -> String {
    let spelt = with_accents(written.trim(), facts);
    if !spelt.chars().any(char::is_lowercase) {
        return in_plain_case(&spelt, "", facts);
    }
    let is_loud =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 3 && !word.chars().any(char::is_lowercase);
    let plain = |word: &str| if is_loud(word) { in_plain_case(word, "", facts) } else { word.to_owned() };
    spelt.split(' ').map(plain).collect::<Vec<_>>().join(" ")
}

/// Accents that are written as apostrophes: `Citta'` is `Città`, `de' Goti` and `'A. Manzoni'` stay.
pub(super) fn with_accents(text: &str, facts: &IpaFacts) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_quoted = false;
    let signs: Vec<char> = text.chars().collect();
    for (at, sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| signs[before]);
        let after = signs.get(at + 1);
        let ends_word = !after.is_some_and(|c| c.is_alphanumeric());
        if !matches!(sign, '\'' | '’' | '`' | '´') || !ends_word {
            let opens = matches!(sign, '\'' | '‘') && !before.is_some_and(char::is_alphanumeric);
            is_quoted |= opens && !ends_word;
            out.push(*sign);
            continue;
        }
        let word: String = out.chars().rev().take_while(|c| c.is_alphabetic()).collect();
        let word: String = word.chars().rev().flat_map(char::to_lowercase).collect();
        let accented = out.pop().map(|last| (last, accented(last, is(&facts.acute, &word))));
        match accented {
            Some((_, Some(vowel))) if !is_quoted && !is(&facts.cut, &word) => out.push(vowel),
            Some((last, _)) => out.extend([last, *sign]),
            None => out.push(*sign),
        }
        is_quoted = false;
    }
    out
}

fn accented(vowel: char, is_acute: bool) -> Option<char> {
    Some(match vowel {
        'a' => 'à',
        'e' if is_acute => 'é',
        'e' => 'è',
        'i' => 'ì',
        'o' => 'ò',
        'u' => 'ù',
        'A' => 'À',
        'E' if is_acute => 'É',
        'E' => 'È',
        'I' => 'Ì',
        'O' => 'Ò',
        'U' => 'Ù',
        _ => return None,
    })
}

fn is(words: &[Text], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Text in capitals with a capital at the beginning of each word; numerals, acronyms and letters of provinces stay in capitals.
fn in_plain_case(text: &str, own: &str, facts: &IpaFacts) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let mut rest = text.chars().count();
    for c in text.chars().chain([' ']) {
        rest = rest.saturating_sub(1);
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        let small = word.to_lowercase();
        // "(MI)": the letters of a province, or a body's own short name.
        let is_bracketed = c == ')' && out.ends_with('(') && word.len() <= 6;
        let is_own = word.len() > 1 && own.split(|c: char| !c.is_alphanumeric()).any(|own| own == word);
        if is_bracketed || is_own || is_numeral(&word) || is(&facts.acronyms, &word) {
            out.push_str(&word);
        } else if !out.is_empty() && rest > 0 && matches!(c, ' ' | '\'' | '’') && is(&facts.small, &small)
            || goes_on(&out)
        {
            out.push_str(&small);
        } else {
            let mut letters = small.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase).chain(letters));
        }
        word.clear();
        out.push(c);
    }
    out.trim_end().to_owned()
}

/// Whether the letters after an apostrophe belong to the word before it: `Fe'nis`, but not `D'Annunzio`. A word that is cut off by an
/// apostrophe ends with a consonant.
fn goes_on(before: &str) -> bool {
    let before = before.strip_suffix('\'').and_then(|word| word.chars().next_back());
    before.is_some_and(|last| "aeiouAEIOU".contains(last))
}

/// Whether a word is a Roman numeral from 1 to 39, of two signs at least: names and dates have no larger ones, words look like them.
fn is_numeral(word: &str) -> bool {
    let tens = word.len() - word.trim_start_matches('X').len();
    let ones = &word[tens..];
    let is_one = matches!(ones, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX");
    word.len() > 1 && tens <= 3 && is_one
}
