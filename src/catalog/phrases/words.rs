//! A text cut into words: letters and digits, signs of currencies, whole addresses. Capital letters, accents and the kind of apostrophe
//! do not count.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The pieces of a text: words, and each sign between them alone.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    ranges(text).into_iter().filter_map(|range| text.get(range))
}

/// Where the pieces of a text stand, in bytes; blanks are none.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut rest = 0;
    while let Some(sign) = text[rest..].chars().next() {
        let start = rest;
        rest += sign.len_utf8();
        if sign.is_whitespace() {
            continue;
        }
        if sign.is_alphanumeric() {
            let plain = text[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            rest = start + plain;
            if text[rest..].starts_with(|next: char| !next.is_ascii()) {
                let length = text[rest..].find(|next: char| !next.is_alphanumeric() && !is_combining_mark(next));
                rest = length.map_or(text.len(), |length| rest + length);
            }
            // «E' vietato»: with its apostrophe it is another word than «e».
            if matches!(&text[start..rest], "e" | "E") {
                let mut next = text[rest..].chars();
                let quote = next.next().filter(|sign| matches!(sign, '\'' | '’'));
                let is_verb = !next.next().is_some_and(char::is_alphanumeric);
                rest += quote.filter(|_| is_verb).map_or(0, char::len_utf8);
            }
            // An address is one piece, so that nobody reads its words.
            let after = &text[rest..];
            if after.starts_with("://") || &text[start..rest] == "www" || after.starts_with('@') {
                rest += after.find(char::is_whitespace).unwrap_or(after.len());
            }
        }
        found.push(start..rest);
    }
    found
}

/// Whether a piece is a word, a number, an address or a currency, and no mark between them.
pub(super) fn is_word(piece: &str) -> bool {
    piece.starts_with(|sign: char| sign.is_alphanumeric() || sign == '€' || sign == '§')
}

/// A word in small letters without accents, into a text that is used again for the next word; «è» keeps the accent, without which it
/// would be «e».
pub(super) fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if matches!(word, "è" | "È" | "é" | "É" | "e'" | "E'" | "e’" | "E’") {
        folded.push('è');
    } else if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(word.nfd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase));
    }
}
