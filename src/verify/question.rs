//! What a visitor writes, cleaned: an address out of a sentence, a number, a handle, a name.

use crate::record::plain_name;

/// Signs that nobody sees and that come along when a text is copied.
const INVISIBLE: [(char, char); 6] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{2064}'),
    ('\u{2066}', '\u{2069}'),
    ('\u{feff}', '\u{feff}'),
];

/// Signs that may stand around what was meant.
const AROUND: &[char] =
    &['"', '\'', '«', '»', '“', '”', '‘', '’', '<', '>', '(', ')', '[', ']', '{', '}', ',', ';', '!'];

/// The text without what cannot be meant; of a sentence that holds an address, the address.
pub(super) fn cleaned(written: &str) -> String {
    let is_invisible = |sign: char| INVISIBLE.iter().any(|(first, last)| (*first..=*last).contains(&sign));
    let seen: String = written.chars().filter(|sign| !is_invisible(*sign)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    let address = words.iter().filter(|_| words.len() > 1).find(|word| word.contains("://"));
    let text = address.map_or_else(|| words.join(" "), |word| (*word).to_owned());
    let is_around = |sign: char| AROUND.contains(&sign);
    text.trim_matches(is_around).trim_end_matches(|sign: char| sign == '.' || is_around(sign)).trim().to_owned()
}

/// The digits of a telephone number, and whether it says its country; `None` for what is no number.
pub(super) fn number(text: &str) -> Option<(String, bool)> {
    let rest = text.strip_prefix('+').unwrap_or(text);
    let is_part = |sign: char| sign.is_ascii_digit() || " .-/()".contains(sign);
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if !rest.chars().all(is_part) || digits.len() < 6 {
        return None;
    }
    match digits.strip_prefix("00") {
        Some(whole) if rest.len() == text.len() => Some((whole.to_owned(), true)),
        _ => Some((digits, rest.len() < text.len())),
    }
}

/// A name as names are compared: letters and digits of ASCII in words.
pub(super) fn folded(name: &str) -> String {
    plain_name(name).replace('-', " ")
}
