//! Several phrases looked for in one pass over a text, from word to word.

use super::passages::Passage;
use memchr::memmem::Finder;
use std::ops::Range;

/// Phrases ready to be looked for. One that begins with a letter or digit is found only where a word begins.
pub struct PhraseFinder<'p> {
    /// The phrases that begin a word, by their first byte.
    by_first: Vec<Vec<(usize, &'p [u8])>>,
    /// The pairs of bytes that one of those begins with, a bit for each.
    begun: Vec<u64>,
    /// The phrases that begin with another sign: `[at]`.
    others: Vec<(usize, Finder<'p>)>,
}

/// A phrase found in a text.
pub struct PhraseFound {
    /// Which, counted from 0 in the order of the phrases.
    pub number: usize,
    /// Where, in bytes of the plain text.
    pub range: Range<usize>,
}

impl<'p> PhraseFinder<'p> {
    /// Makes plain phrases ready to be looked for.
    pub fn new(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let (mut by_first, mut others, mut begun) = (vec![Vec::new(); 256], Vec::new(), vec![0; 65_536 / 64]);
        for (number, phrase) in phrases.into_iter().enumerate() {
            let first = phrase.bytes().next().and_then(|first| by_first.get_mut(usize::from(first)));
            match first.filter(|_| phrase.starts_with(char::is_alphanumeric)) {
                Some(alike) => {
                    let phrase = phrase.as_bytes();
                    alike.push((number, phrase));
                    for second in phrase.get(1).map_or(0..=255, |second| *second..=*second) {
                        let (word, bit) = bit_of(phrase[0], second);
                        begun[word] |= bit;
                    }
                }
                None => others.push((number, Finder::new(phrase))),
            }
        }
        Self { by_first, begun, others }
    }

    /// Every place of a phrase, phrase by phrase in their order.
    pub fn find(&self, passage: &Passage<'_>) -> Vec<PhraseFound> {
        let text = passage.plain.as_bytes();
        let mut found = Vec::new();
        for at in passage.words() {
            let rest = &text[at..];
            let (word, bit) = bit_of(rest[0], rest.get(1).copied().unwrap_or_default());
            // Most words begin as no phrase does.
            if self.begun[word] & bit == 0 {
                continue;
            }
            for (number, phrase) in &self.by_first[usize::from(rest[0])] {
                if rest.starts_with(phrase) {
                    found.push(PhraseFound { number: *number, range: at..at + phrase.len() });
                }
            }
        }
        for (number, finder) in &self.others {
            let length = finder.needle().len();
            found.extend(finder.find_iter(text).map(|at| PhraseFound { number: *number, range: at..at + length }));
        }
        found.sort_by_key(|place| place.number);
        found
    }
}

/// The place of a pair of bytes in [`PhraseFinder::begun`].
fn bit_of(first: u8, second: u8) -> (usize, u64) {
    let pair = usize::from(first) << 8 | usize::from(second);
    (pair / 64, 1 << (pair % 64))
}
