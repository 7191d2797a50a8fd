//! Several phrases looked for in one pass over a text, from word to word.

use super::passages::Passage;
use aho_corasick::AhoCorasick;
use std::ops::Range;

/// Phrases ready to be looked for. One that begins with a letter or digit is found only where a word begins.
pub struct PhraseFinder {
    /// `None` where there are more phrases than can be made ready, which no catalogue has.
    automaton: Option<AhoCorasick>,
}

/// A phrase found in a text.
pub struct PhraseFound {
    /// Which, counted from 0 in the order of the phrases.
    pub number: usize,
    /// Where, in bytes of the plain text.
    pub range: Range<usize>,
}

impl PhraseFinder {
    /// Makes plain phrases ready to be looked for.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        Self { automaton: AhoCorasick::new(phrases).ok() }
    }

    /// Every place of a phrase, phrase by phrase in their order.
    pub fn find(&self, passage: &Passage<'_>) -> Vec<PhraseFound> {
        let text = passage.plain.as_str();
        let begins = |range: &Range<usize>| {
            !text[range.clone()].starts_with(char::is_alphanumeric)
                || !text[..range.start].ends_with(char::is_alphanumeric)
        };
        let hits = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(text));
        let mut found: Vec<PhraseFound> = hits
            .map(|hit| PhraseFound { number: hit.pattern().as_usize(), range: hit.range() })
            .filter(|place| begins(&place.range))
            .collect();
        found.sort_by_key(|place| (place.number, place.range.start));
        found
    }
}
