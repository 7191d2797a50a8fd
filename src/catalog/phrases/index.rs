//! Which frames a sentence may meet, by the words that it holds: most sentences hold no word of most frames.

use super::group::{Group, PhraseStep, WordId, WordRun};
use super::ready::Ready;

/// From how many letters on a word is rare enough to be asked for rather than the words of a group: «non» is in every other sentence.
const RARE: usize = 5;

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
    /// The frames of which no word is needed.
    unneeding: Vec<u32>,
}

/// What one sentence after the other holds, so that nothing is made anew for each.
#[derive(Debug, Default)]
pub struct HeldGroups {
    /// Of each frame a bit for each of its groups.
    groups: Vec<u32>,
    /// The frames that have a bit.
    frames: Vec<u32>,
}

/// One word of each phrase of a group, without which no sentence holds the phrase; `None` where a phrase may have no word.
struct Rarest<'a> {
    lengths: &'a [usize],
    /// Those of the groups that have names.
    named: Vec<Option<Vec<WordId>>>,
}

impl Rarest<'_> {
    fn of(&self, group: &Group) -> Option<Vec<WordId>> {
        let mut all = Vec::new();
        for phrase in group.iter() {
            self.of_phrase(phrase, &mut all)?;
        }
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    fn of_phrase(&self, phrase: &WordRun, all: &mut Vec<WordId>) -> Option<()> {
        let length = |word: WordId| self.lengths.get(word as usize).copied().unwrap_or_default();
        let words = phrase.iter().filter_map(|step| match step {
            PhraseStep::Word(word) => Some(*word),
            _ => None,
        });
        let groups = phrase.iter().filter_map(|step| match step {
            PhraseStep::Group(group) => self.named.get(*group as usize)?.as_ref(),
            _ => None,
        });
        let longest = words.max_by_key(|word| length(*word));
        let smallest = groups.min_by_key(|words| words.len());
        match (longest, smallest) {
            (Some(word), Some(words)) if length(word) < RARE => all.extend(words),
            (Some(word), _) => all.push(word),
            (None, Some(words)) => all.extend(words),
            (None, None) => return None,
        }
        Some(())
    }
}

impl FrameIndex {
    /// `named` are the groups that have names, `lengths` those of the words, by their numbers.
    pub(super) fn new(frames: &[Ready], named: &[Group], lengths: &[usize]) -> Self {
        let mut rarest = Rarest { lengths, named: Vec::with_capacity(named.len()) };
        for group in named {
            let words = rarest.of(group);
            rarest.named.push(words);
        }
        let mut index = Self { by_word: vec![Vec::new(); lengths.len()], ..Self::default() };
        for (frame, ready) in (0..).zip(frames) {
            let mut needed = 0;
            for (number, group) in ready.says.iter().take(32).enumerate() {
                let bit = 1 << number;
                let Some(words) = rarest.of(group) else { continue };
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
            index.unneeding.extend((needed == 0).then_some(frame));
        }
        index
    }

    /// The numbers of the frames that a sentence with some words may meet, in their order.
    pub(super) fn asked_by(&self, words: impl Iterator<Item = WordId>, held: &mut HeldGroups) -> Vec<usize> {
        held.groups.resize(self.needed.len().max(held.groups.len()), 0);
        for posting in words.filter_map(|word| self.by_word.get(word as usize)).flatten() {
            if let Some(groups) = held.groups.get_mut(posting.frame as usize) {
                if *groups == 0 {
                    held.frames.push(posting.frame);
                }
                *groups |= posting.groups;
            }
        }
        let mut asked: Vec<usize> = self.unneeding.iter().map(|frame| *frame as usize).collect();
        for frame in held.frames.drain(..) {
            let frame = frame as usize;
            let groups = std::mem::take(&mut held.groups[frame]);
            asked.extend((groups & self.needed[frame] == self.needed[frame]).then_some(frame));
        }
        asked.sort_unstable();
        asked
    }
}
