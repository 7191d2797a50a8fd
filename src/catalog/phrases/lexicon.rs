//! The words and frames of a language: every word that a frame asks for once, so that a sentence is read once whatever their number.

use super::group::{Group, WordId};
use super::index::{FrameIndex, HeldGroups};
use super::ready::Ready;
use super::sense::Meaning;
use super::sentence::Sentence;
use super::stems::Stems;
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Words, with their numbers. The words are the program's own, so that nobody can choose them to collide.
pub(super) type WordMap = HashMap<String, WordId, FixedState>;

/// The words and frames of a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Whole words, with their numbers.
    pub(super) words: WordMap,
    pub(super) stems: Stems,
    /// By the number of the word.
    pub(super) meanings: Vec<Meaning>,
    /// Ends of words that may stand between those of a phrase.
    pub(super) small_endings: Vec<String>,
    /// The groups that have names, by their numbers.
    pub(super) groups: Vec<Group>,
    /// The frames, those of a key side by side.
    pub(super) frames: Vec<Ready>,
    pub(super) index: FrameIndex,
}

impl Lexicon {
    /// The words of the lexicon that a word of a text is, by their numbers: the word itself, and each beginning of words that it has.
    pub fn words<'f>(&'f self, folded: &'f str) -> impl Iterator<Item = WordId> + 'f {
        self.words.get(folded).copied().into_iter().chain(self.stems.of(folded))
    }

    /// What a word means wherever it stands.
    #[must_use]
    pub fn meaning(&self, word: WordId) -> Meaning {
        self.meanings.get(word as usize).copied().unwrap_or_default()
    }

    /// Whether a word may stand between those of a phrase because of its end: «regolarmente».
    pub(super) fn has_small_ending(&self, folded: &str) -> bool {
        self.small_endings.iter().any(|end| folded.len() > end.len() + 2 && folded.ends_with(end.as_str()))
    }

    /// A group that has a name, by its number.
    pub(super) fn group(&self, group: u32) -> Option<&Group> {
        self.groups.get(group as usize)
    }

    /// The frames, those of a key side by side.
    #[must_use]
    pub fn frames(&self) -> &[Ready] {
        &self.frames
    }

    /// The frames that a sentence may meet, in their order.
    pub(super) fn asked_by(&self, sentence: &Sentence, held: &mut HeldGroups) -> impl Iterator<Item = &Ready> {
        let asked = self.index.asked_by(sentence.known().iter().map(|(word, _)| *word), held);
        asked.into_iter().filter_map(|frame| self.frames.get(frame))
    }
}
