//! Which frames a sentence may meet, by the words that it holds: most sentences hold no word of most frames.

use super::group::{PhraseStep, WordId, WordRun};
use super::ready::Ready;

/// A frame, and a bit for each of its groups that has a phrase with a word.
#[derive(Clone, Debug)]
struct Posting {
    frame: u32,
    groups: u32,
}

/// The frames of a language by the words that they ask for.
#[derive(Clone, Debug, Default)]
pub(super) struct FrameIndex {
    /// By the number of the word.
    by_word: Vec<Vec<Posting>>,
    /// Of each frame a bit for each group of which a sentence must hold a word; a group with a phrase of numbers alone needs none.
    needed: Vec<u32>,
}

impl FrameIndex {
    /// `lengths` are those of the words, by their numbers.
    pub(super) fn new(frames: &[Ready], lengths: &[usize]) -> Self {
        let mut index = Self { by_word: vec![Vec::new(); lengths.len()], needed: Vec::with_capacity(frames.len()) };
        for (frame, ready) in frames.iter().enumerate() {
            let frame = u32::try_from(frame).unwrap_or(u32::MAX);
            let mut needed = 0;
            for (number, group) in ready.says.iter().take(32).enumerate() {
                let bit = 1 << number;
                // The longest word of a phrase is the rarest: «non» is in every other sentence.
                let rarest = |phrase: &WordRun| {
                    let words = phrase.iter().filter_map(|step| match step {
                        PhraseStep::Word(word) => Some(*word),
                        _ => None,
                    });
                    words.max_by_key(|word| lengths.get(*word as usize))
                };
                let words: Option<Vec<WordId>> = group.iter().map(rarest).collect();
                let Some(words) = words else { continue };
                needed |= bit;
                for word in words {
                    let Some(postings) = index.by_word.get_mut(word as usize) else { continue };
                    match postings.last_mut() {
                        Some(last) if last.frame == frame => last.groups |= bit,
                        _ => postings.push(Posting { frame, groups: bit }),
                    }
                }
            }
            index.needed.push(needed);
        }
        index
    }

    /// The numbers of the frames that a sentence with some words may meet, in their order.
    pub(super) fn asked_by(&self, words: impl Iterator<Item = WordId>) -> impl Iterator<Item = usize> {
        let mut held = vec![0; self.needed.len()];
        for posting in words.filter_map(|word| self.by_word.get(word as usize)).flatten() {
            if let Some(groups) = held.get_mut(posting.frame as usize) {
                *groups |= posting.groups;
            }
        }
        held.into_iter()
            .zip(&self.needed)
            .enumerate()
            .filter_map(|(frame, (held, needed))| (held & needed == *needed).then_some(frame))
    }
}
