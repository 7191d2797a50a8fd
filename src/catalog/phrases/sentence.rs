//! A sentence: its words, each with what the lexicon knows of it.

use super::group::WordId;
use super::sense::{Meaning, Sense};
use std::ops::Range;

/// How many words after a claim a «non» still denies it: «il consenso non serve».
const DENIED_AFTER: usize = 2;

/// How many words a short denial reaches: «chi non rispetta le regole», «senza una base».
const DENIED_IN_CLAUSE: usize = 3;

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct SentenceWord {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Which words of the lexicon it is, by places in those of its sentence.
    pub known: Range<usize>,
    /// The number of its part of the sentence.
    pub part: u32,
    /// Whether it stands in quotation marks.
    pub is_quoted: bool,
    pub meaning: Meaning,
    pub number: Option<u32>,
}

/// A sentence of a text: its words, and which words of the lexicon they are.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub(super) words: Vec<SentenceWord>,
    /// The words of the lexicon that its words are, in the order of its words, each with the place of the word.
    pub(super) known: Vec<(WordId, usize)>,
    /// Whether it asks, and so says nothing: «Avvisi soltanto su Telegram? No.»
    pub(super) is_question: bool,
}

impl Sentence {
    pub(super) fn finished(self) -> Option<Self> {
        (!self.words.is_empty()).then_some(self)
    }

    /// Where the sentence stands in its text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.range.start);
        start..self.words.last().map_or(start, |word| word.range.end)
    }

    /// Where its words stand in its text, in bytes.
    pub fn words(&self) -> impl ExactSizeIterator<Item = Range<usize>> {
        self.words.iter().map(|word| word.range.clone())
    }

    /// The numbers that it names: each with the days of the unit of time after it, where there is one, and with the place of the word after
    /// it in the text, in bytes. «60 (sessanta) giorni» is named once.
    pub fn numbers(&self) -> impl Iterator<Item = (u32, Option<u32>, Range<usize>)> {
        self.words.windows(2).filter_map(|pair| {
            let [word, next] = pair else { return None };
            let number = word.number.filter(|number| next.number != Some(*number))?;
            Some((number, next.meaning.days, next.range.clone()))
        })
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no word; no sentence of a text is so.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words of the lexicon that its words are, in the order of its words, each with the place of the word.
    pub(super) fn known(&self) -> &[(WordId, usize)] {
        &self.known
    }

    /// The words of the lexicon that the word at a place is.
    pub(super) fn known_at(&self, place: usize) -> impl Iterator<Item = WordId> {
        let known = self.words.get(place).and_then(|word| self.known.get(word.known.clone()));
        known.unwrap_or_default().iter().map(|(word, _)| *word)
    }

    /// Whether the word at a place is a word of the lexicon.
    pub(super) fn is_at(&self, word: WordId, place: usize) -> bool {
        self.known_at(place).any(|known| known == word)
    }

    /// Whether the sentence denies words at a place. Denials at the `taken` places say something else: in «gli utenti non identificabili
    /// sono bloccati» the denial is of the name.
    pub(super) fn is_denied(&self, claim: &Range<usize>, taken: &[usize]) -> bool {
        let Some(first) = self.words.get(claim.start) else { return false };
        // A claim that holds its own «non» says what it denies.
        if self.words[claim.clone()].iter().any(|word| word.meaning.is(Sense::Denies)) {
            return false;
        }
        let before = self.words[..claim.start].iter().enumerate().rev().take_while(|(_, word)| word.part == first.part);
        let reaches = |at: usize| {
            let meaning = |at: usize| self.words.get(at).map_or(Meaning::default(), |word| word.meaning);
            let is_short = meaning(at).is(Sense::Relative)
                || at.checked_sub(1).is_some_and(|before| meaning(before).is(Sense::Relative));
            // «Non viene avvisato», «non ci viene detto»: the denial's own verb may be an auxiliary; the next one is another verb.
            let between = self.words.get(at + 1..=claim.start).unwrap_or_default();
            let verb =
                between.iter().position(|word| !word.meaning.is(Sense::Small) || word.meaning.is(Sense::Auxiliary));
            let mut rest = between.iter().skip(verb.map_or(usize::MAX, |verb| verb + 1));
            let ends = meaning(at).is(Sense::DeniesVerb) && rest.any(|word| word.meaning.is(Sense::Auxiliary));
            !ends && (!is_short || claim.start - at <= DENIED_IN_CLAUSE)
        };
        let mut denials = before.filter(|(at, word)| word.meaning.is(Sense::Denies) && !taken.contains(at));
        let after = self.words.iter().enumerate().skip(claim.end).take(DENIED_AFTER);
        let mut after = after.take_while(|(_, word)| word.part == first.part);
        // «Bloccato senza preavviso» is blocked.
        denials.any(|(at, _)| reaches(at))
            || after.any(|(at, word)| {
                word.meaning.is(Sense::Denies) && !word.meaning.is(Sense::Relative) && !taken.contains(&at)
            })
    }

    /// A stretch of time that begins at a place: where it ends, and how many days it is. «60 giorni», «60 (sessanta) giorni».
    pub(super) fn term(&self, at: usize) -> Option<(usize, u32)> {
        let number = self.words.get(at)?.number?;
        let again = usize::from(self.words.get(at + 1).is_some_and(|word| word.number == Some(number)));
        let unit = self.words.get(at + 1 + again)?.meaning.days?;
        Some((at + 2 + again, number.saturating_mul(unit)))
    }
}
