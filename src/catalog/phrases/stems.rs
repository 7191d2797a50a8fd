//! Beginnings of words, `conserv*`, and which of them a word has.

use super::group::WordId;

/// A beginning of words.
#[derive(Clone, Debug)]
struct Stem {
    text: String,
    word: WordId,
    /// The place of the longest other beginning with which this one begins.
    shorter: Option<usize>,
}

/// Beginnings of words in the order of their texts, so that one search finds all that a word has: the last one that stands before the
/// word begins with every one that the word begins with.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    all: Vec<Stem>,
    /// Where those with the same two first bytes begin, by the bytes, and where the last of them end.
    starts: Vec<usize>,
}

/// How many bytes are told apart: each small letter, what stands before them and what stands after.
const APART: usize = 28;

/// The two first bytes of a word as a number, in the order of words.
fn first_two(word: &str) -> usize {
    let byte = |at: usize| match word.as_bytes().get(at) {
        Some(letter @ b'a'..=b'z') => 1 + usize::from(letter - b'a'),
        Some(other) if *other > b'z' => APART - 1,
        _ => 0,
    };
    byte(0) * APART + byte(1)
}

impl Stems {
    pub(super) fn new(stems: impl IntoIterator<Item = (String, WordId)>) -> Self {
        let mut all: Vec<Stem> = stems.into_iter().map(|(text, word)| Stem { text, word, shorter: None }).collect();
        all.sort_unstable_by(|stem, other| stem.text.cmp(&other.text));
        for at in 1..all.len() {
            let mut before = Some(at - 1);
            while let Some(shorter) = before.filter(|before| !all[at].text.starts_with(&all[*before].text)) {
                before = all[shorter].shorter;
            }
            all[at].shorter = before;
        }
        let mut starts = vec![0; APART * APART + 1];
        for stem in &all {
            starts[first_two(&stem.text) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { all, starts }
    }

    /// The beginnings that a word has, the longest first.
    pub(super) fn of<'s>(&'s self, word: &'s str) -> impl Iterator<Item = WordId> + 's {
        let first = first_two(word);
        let alike = self.starts.get(first).zip(self.starts.get(first + 1)).map_or(0..0, |(start, end)| *start..*end);
        let before = alike.start + self.all[alike].partition_point(|stem| stem.text.as_str() <= word);
        let last = before.checked_sub(1);
        let chain = std::iter::successors(last, |at| self.all.get(*at)?.shorter).filter_map(|at| self.all.get(at));
        chain.skip_while(|stem| !word.starts_with(&stem.text)).map(|stem| stem.word)
    }
}
