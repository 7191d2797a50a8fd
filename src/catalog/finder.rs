//! Several phrases looked for in one pass over a text, from word to word.

use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;
use std::sync::OnceLock;

/// Phrases ready to be looked for. One that begins with a letter or digit is found only where a word begins; of several that begin at one
/// place, the longest is found.
#[derive(Debug)]
pub struct PhraseFinder {
    /// `None` where there are more phrases than can be made ready, which no catalogue has.
    automaton: Option<AhoCorasick>,
}

/// A phrase found in a text.
pub struct PhraseFound {
    /// Which, counted from 0 in the order of the phrases.
    pub number: usize,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

impl PhraseFinder {
    /// Makes phrases ready to be looked for; they are written as the text is: in small letters where the text is.
    pub fn new<P: AsRef<[u8]>>(phrases: impl IntoIterator<Item = P>) -> Self {
        Self { automaton: AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(phrases).ok() }
    }

    /// Every place of a phrase, phrase by phrase in their order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<PhraseFound> {
        let hits = self.automaton.iter().flat_map(|automaton| automaton.find_iter(text));
        let begins_inside_a_word = |range: &Range<usize>| {
            text[range.start..].starts_with(char::is_alphanumeric)
                && text[..range.start].ends_with(char::is_alphanumeric)
        };
        let mut found: Vec<PhraseFound> = hits
            .map(|hit| PhraseFound { number: hit.pattern().as_usize(), range: hit.range() })
            .filter(|place| !begins_inside_a_word(&place.range))
            .collect();
        found.sort_by_key(|place| (place.number, place.range.start));
        found
    }
}

/// Names that are no longer right, each with the name of today.
#[derive(Debug)]
pub struct FormerNames {
    finder: PhraseFinder,
    today: Vec<String>,
}

impl FormerNames {
    /// Makes pairs of a former name and the name of today ready; the name of today is empty where there is none any more.
    #[must_use]
    pub fn new(names: Vec<(String, String)>) -> Self {
        let (former, today): (Vec<_>, Vec<_>) = names.into_iter().unzip();
        Self { finder: PhraseFinder::new(former), today }
    }

    /// Every place of a former name, with the name of today.
    pub fn find(&self, text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
        let today = |found: PhraseFound| Some((found.range, self.today.get(found.number)?.as_str()));
        self.finder.find(text).into_iter().filter_map(today)
    }
}

/// What rules look for on every site, made ready when the first site asks.
#[derive(Debug, Default)]
pub struct Finders {
    /// Wrong names of authorities, in the order of the catalogue.
    pub wrong_names: OnceLock<PhraseFinder>,
    /// Former names of the catalogue's platforms.
    pub obsolete_names: OnceLock<FormerNames>,
    /// Names of the Italian and of the European law of privacy.
    pub privacy_laws: OnceLock<PhraseFinder>,
    /// Signs in the place of the at sign.
    pub disguises: OnceLock<PhraseFinder>,
}
