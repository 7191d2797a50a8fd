//! Where a sentence says what a frame looks for.

use super::group::{Group, PhraseStep};
use super::lexicon::Lexicon;
use super::ready::Ready;
use super::sense::Sense;
use super::sentence::Sentence;
use crate::source::Spanned;
use std::ops::Range;

/// Within how many words the groups of a frame have to be where the frame does not say so: a long sentence says many things.
const USUAL_WITHIN: usize = 24;

/// How many small words may stand between two words of a phrase.
const SMALL_WORDS: usize = 3;

/// A frame that a sentence meets, and where the words that meet it stand in the text, in bytes.
#[derive(Clone, Debug)]
pub struct Met<'l> {
    /// The frame.
    pub ready: &'l Ready,
    /// From the first of its words to the end of the last.
    pub range: Range<usize>,
}

/// A sentence in which phrases are looked for.
#[derive(Clone, Copy)]
pub(super) struct Search<'s> {
    pub sentence: &'s Sentence,
    pub lexicon: &'s Lexicon,
}

impl Search<'_> {
    /// Calls `see` with every place of every phrase of a group, its first word and the one after its last, until `see` says that it has
    /// seen enough; whether it did.
    fn each(&self, group: &Group, see: &mut dyn FnMut(Range<usize>) -> bool) -> bool {
        let mut begins = self.sentence.known().iter().filter(|(word, _)| group.may_begin(*word));
        begins.any(|(word, start)| {
            group.begun_by(*word).any(|phrase| self.ends(phrase, *start, &mut |end| see(*start..end)))
        }) || group
            .begun_otherwise()
            .any(|phrase| (0..self.sentence.len()).any(|start| self.ends(phrase, start, &mut |end| see(start..end))))
    }

    /// Every place of every phrase of a group.
    fn find(&self, group: &Group) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        self.each(group, &mut |place| {
            found.push(place);
            false
        });
        found
    }

    /// Whether one of some phrases is there and nothing denies it.
    pub(super) fn affirms(&self, group: &Group) -> bool {
        self.each(group, &mut |place| !self.sentence.is_denied(&place, &[]))
    }

    /// Whether one of some phrases is there.
    pub(super) fn says(&self, group: &Group) -> bool {
        self.each(group, &mut |_| true)
    }

    /// Calls `then` with the end of every phrase of a group that begins at a place, until it says that it has seen enough.
    fn ends_of_group(&self, group: &Group, at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
        let mut known = self.sentence.known_at(at).filter(|word| group.may_begin(*word));
        known.any(|word| group.begun_by(word).any(|phrase| self.ends(phrase, at, then)))
            || group.begun_otherwise().any(|phrase| self.ends(phrase, at, then))
    }

    /// Calls `then` with every end of some steps that begin at a place, until it says that it has seen enough.
    fn ends(&self, steps: &[PhraseStep], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
        let Some((step, rest)) = steps.split_first() else { return then(at) };
        let words = &self.sentence.words;
        let Some(word) = words.get(at) else { return false };
        let mut go_on = |end: usize| self.ends_after(rest, end, then);
        match step {
            PhraseStep::Word(id) => self.sentence.is_at(*id, at) && go_on(at + 1),
            PhraseStep::Group(group) => {
                self.lexicon.group(*group).is_some_and(|group| self.ends_of_group(group, at, &mut go_on))
            }
            PhraseStep::Number => word.number.is_some() && go_on(at + 1),
            PhraseStep::Money => {
                let is = words.get(at + 1).is_some_and(|next| {
                    word.number.is_some() && next.meaning.is(Sense::Money)
                        || word.meaning.is(Sense::Money) && next.number.is_some()
                });
                is && go_on(at + 2)
            }
            PhraseStep::Term(more_than) => {
                self.sentence.term(at).is_some_and(|(end, days)| more_than.is_none_or(|most| days > most) && go_on(end))
            }
        }
    }

    /// The same for steps that follow others; small words may stand before them.
    fn ends_after(&self, steps: &[PhraseStep], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
        if steps.is_empty() {
            return then(at);
        }
        let words = &self.sentence.words;
        for small in 0..=SMALL_WORDS {
            // Small words are skipped inside a part: «non va, puoi fare» is no «non puoi fare».
            if small > 0 && words.get(at + small).is_some_and(|word| word.part != words[at - 1].part) {
                return false;
            }
            if self.ends(steps, at + small, then) {
                return true;
            }
            if !words.get(at + small).is_some_and(|word| word.meaning.is(Sense::Small)) {
                return false;
            }
        }
        false
    }

    /// Whether every word of a stretch is one of some words.
    fn are_among(&self, places: Range<usize>, words: &[u32]) -> bool {
        places.into_iter().all(|place| words.iter().any(|word| self.sentence.is_at(*word, place)))
    }

    /// Where a frame is met, by places in the sentence.
    pub(super) fn meets(&self, ready: &Ready) -> Option<Range<usize>> {
        let (claim, others) = ready.says.split_first()?;
        let is_on = |flag: &Option<Spanned<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
        let wants_denied = is_on(&ready.frame.denied);
        if self.sentence.is_question && !is_on(&ready.frame.even_denied) {
            return None;
        }
        let mut claims = self.find(claim);
        if claims.is_empty() {
            return None;
        }
        let mut places = Vec::with_capacity(others.len());
        for group in others {
            let found = self.find(group);
            if found.is_empty() {
                return None;
            }
            places.push(found);
        }
        let is_denial = |at: &usize| self.sentence.words[*at].meaning.is(Sense::Denies);
        // A frame that wants the denial finds it wherever it stands.
        let taken: Vec<usize> = if wants_denied {
            Vec::new()
        } else {
            places.iter().flatten().cloned().flatten().filter(is_denial).collect()
        };
        claims.sort_by_key(|claim| (claim.start, claim.end));
        claims.retain(|claim| {
            let is_quoted = self.sentence.words[claim.clone()].iter().all(|word| word.is_quoted);
            !is_quoted && (is_on(&ready.frame.even_denied) || self.sentence.is_denied(claim, &taken) == wants_denied)
        });
        let usual = if ready.is_noted() { usize::MAX } else { USUAL_WITHIN };
        let within = ready.frame.within.as_ref().map_or(usual, |within| within.value as usize);
        let is_joined = |met: &Range<usize>, place: &Range<usize>| {
            place.start >= met.end && self.are_among(met.end..place.start, &ready.between)
        };
        let met = claims.into_iter().find_map(|claim| {
            let mut met = claim.clone();
            for (number, found) in places.iter().enumerate() {
                let is_in_order = |place: &Range<usize>| !is_on(&ready.frame.in_order) || place.start >= met.end;
                let has_to_join = number == 0 && !ready.between.is_empty();
                let mut fitting =
                    found.iter().filter(|place| is_in_order(place) && (!has_to_join || is_joined(&met, place)));
                // The nearest one, so that a bound of words is kept where it can be.
                let nearest = fitting.by_ref().min_by_key(|place| place.start.abs_diff(claim.start))?;
                met = met.start.min(nearest.start)..met.end.max(nearest.end);
            }
            (met.len() <= within).then_some(met)
        })?;
        let is_right =
            self.says(&ready.unless) || self.affirms(&ready.unless_affirmed) || self.says(&ready.unless_near);
        (!is_right).then_some(met)
    }
}
