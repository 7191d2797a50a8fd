//! Several phrases looked for in one pass over a text: only those whose first sign stands there.

use std::ops::Range;

/// Phrases by their first sign. One that begins with a letter or digit is found only where a word begins.
pub struct Phrases<'p> {
    all: Vec<(usize, &'p str)>,
    by_first: Vec<Vec<(usize, &'p str)>>,
    /// Whether a phrase may begin with a byte.
    may_begin: [bool; 256],
}

/// A phrase found in a text.
pub struct Place {
    /// Which, counted from 0 in the order of the phrases.
    pub number: usize,
    /// Where, in bytes.
    pub range: Range<usize>,
}

impl<'p> Phrases<'p> {
    /// Makes phrases ready to be looked for.
    pub fn new(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let all: Vec<(usize, &str)> = phrases.into_iter().enumerate().collect();
        let mut by_first = vec![Vec::new(); 128];
        for (number, phrase) in &all {
            let first = phrase.bytes().next().and_then(|first| by_first.get_mut(usize::from(first)));
            // One that begins with a sign beyond ASCII is looked for at every such sign.
            first.into_iter().for_each(|begun| begun.push((*number, *phrase)));
        }
        let mut may_begin = [true; 256];
        for (may_begin, begun) in may_begin.iter_mut().zip(&by_first) {
            *may_begin = !begun.is_empty();
        }
        Self { all, by_first, may_begin }
    }

    /// Every place of a phrase, phrase by phrase in their order.
    pub fn find(&self, text: &str) -> Vec<Place> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut before = b' ';
        for (at, byte) in bytes.iter().copied().enumerate() {
            // Most signs stand within a word, and most of those are ASCII: they need no decoding.
            let is_within = byte.is_ascii_alphanumeric() && before.is_ascii_alphanumeric();
            before = byte;
            if is_within || !self.may_begin[usize::from(byte)] || !text.is_char_boundary(at) {
                continue;
            }
            let rest = &text[at..];
            if rest.starts_with(char::is_alphanumeric) && text[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            let begun = self.by_first.get(usize::from(byte)).unwrap_or(&self.all);
            let second = bytes.get(at + 1);
            let may_be = |phrase: &str| phrase.as_bytes().get(1).is_none_or(|wanted| second == Some(wanted));
            let here = begun.iter().filter(|(_, phrase)| may_be(phrase) && rest.starts_with(phrase));
            found.extend(here.map(|(number, phrase)| Place { number: *number, range: at..at + phrase.len() }));
        }
        found.sort_by_key(|place| place.number);
        found
    }
}
