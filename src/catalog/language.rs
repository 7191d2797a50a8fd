//! Languages as their small words show them, to tell in which one a paragraph is written.

use crate::record;
use crate::record::{Keyed, Localized, Text};

record! {
    /// The file `languages.yaml`.
    pub struct LanguageWords {
        /// Languages by their tags.
        pub languages: Keyed<KnownLanguage>,
    }
}

record! {
    /// A language that a paragraph can be told to be in.
    pub struct KnownLanguage {
        /// What it is called.
        pub name: Localized,
        /// Its most common words, in small letters and without the accents of Italian, with spaces between.
        pub words: Text,
    }
}

/// Which languages each common word belongs to, as places in the list of languages.
#[derive(Debug, Default)]
pub struct CommonWords {
    /// Words that are alike stand side by side.
    words: Vec<(String, usize)>,
    /// Where those of a likeness begin, and where those of the last one end.
    starts: Vec<usize>,
}

/// The length of which all longer words are taken for.
const LONGEST: usize = 15;

/// The first byte and the length: few words share both.
fn likeness(word: &str) -> usize {
    word.bytes().next().map_or(0, |first| usize::from(first) * (LONGEST + 1) + word.len().min(LONGEST))
}

impl CommonWords {
    pub(super) fn of(languages: &Keyed<KnownLanguage>) -> Self {
        let mut words: Vec<(String, usize)> = Vec::new();
        for (place, (_, language)) in languages.0.iter().enumerate() {
            words.extend(language.words.split(' ').map(|word| (word.to_owned(), place)));
        }
        words.sort_by_key(|(word, _)| likeness(word));
        let starts = (0..=256 * (LONGEST + 1)).map(|wanted| words.partition_point(|(word, _)| likeness(word) < wanted));
        Self { starts: starts.collect(), words }
    }

    /// The languages of a word, as places in the list of languages.
    pub fn languages_of(&self, word: &str) -> impl Iterator<Item = usize> {
        let alike = likeness(word);
        let range = self.starts.get(alike).zip(self.starts.get(alike + 1)).map(|(start, end)| *start..*end);
        let alike = range.and_then(|range| self.words.get(range)).unwrap_or_default();
        alike.iter().filter(move |(known, _)| known == word).map(|(_, place)| *place)
    }
}
