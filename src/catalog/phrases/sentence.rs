//! A text read as sentences, and the frames that a sentence meets.

use super::group::{Group, PhraseStep, WordId, WordRun};
use super::lexicon::Lexicon;
use super::ready::Ready;
use super::sense::{Meaning, Sense};
use super::words::{fold_into, is_word, ranges};
use std::ops::Range;

/// How many small words may stand between two words of a phrase.
const SMALL_WORDS: usize = 3;

/// How many words after a claim a «non» still denies it: «il consenso non serve».
const DENIED_AFTER: usize = 2;

/// How many words a short denial reaches: «chi non rispetta le regole», «senza una base».
const DENIED_IN_CLAUSE: usize = 3;

/// How many words a sentence has at most. A longer one is read in stretches of so many, so that a text without any full stop takes no
/// longer than others.
const MOST_WORDS: usize = 300;

/// A word of a sentence.
#[derive(Clone, Debug)]
struct SentenceWord {
    /// Where it stands in the text, in bytes.
    range: Range<usize>,
    /// The number of its part of the sentence.
    part: u32,
    /// Whether it stands in quotation marks.
    is_quoted: bool,
    meaning: Meaning,
    number: Option<u32>,
}

/// A sentence of a text: its words, and which words of the lexicon they are.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    words: Vec<SentenceWord>,
    /// Words of the lexicon with the places of the words that they are, in the order of the lexicon.
    known: Vec<(WordId, u32)>,
    /// Whether it asks, and so says nothing: «Avvisi soltanto su Telegram? No.»
    is_question: bool,
}

/// A frame that a sentence meets, and where the words that meet it stand in the text, in bytes.
#[derive(Clone, Debug)]
pub struct Met<'l> {
    /// The frame.
    pub ready: &'l Ready,
    /// From the first of its words to the end of the last.
    pub range: Range<usize>,
}

/// Cuts a text into sentences. A text is what one block or one field says.
#[must_use]
pub fn sentences(lexicon: &Lexicon, text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let (mut part, mut quotes) = (0, 0_u32);
    let mut word = String::new();
    let ranges = ranges(text);
    for (at, range) in ranges.iter().enumerate() {
        let piece = &text[range.clone()];
        if is_word(piece) {
            fold_into(piece, &mut word);
            let (place, mut meaning) = (u32::try_from(sentence.words.len()).unwrap_or(u32::MAX), Meaning::default());
            for id in lexicon.words(&word) {
                sentence.known.push((id, place));
                meaning = meaning.with(lexicon.meaning(id));
            }
            // «Né» may be written «ne'».
            let has_accent = !piece.is_ascii() || text[range.end..].starts_with(['\'', '’']);
            if meaning.is(Sense::DeniesWithAccent) && has_accent {
                meaning.and(Meaning::of(Sense::Denies));
            }
            part += u32::from(meaning.is(Sense::Turns));
            let number = word.parse().ok().or(meaning.number);
            sentence.words.push(SentenceWord { range: range.clone(), part, is_quoted: quotes > 0, meaning, number });
            if sentence.words.len() == MOST_WORDS {
                sentences.extend(std::mem::take(&mut sentence).finished());
            }
            continue;
        }
        match piece {
            "«" | "“" => quotes += 1,
            "»" | "”" => quotes = quotes.saturating_sub(1),
            "," | ":" | "(" | ")" | "–" | "—" | "=" | "→" | ">" => part += 1,
            "." | "!" | "?" | ";" | "…" => {
                let blank =
                    text[range.end..].starts_with(|sign: char| sign.is_whitespace() || "»”)\"*_".contains(sign));
                let is_last = at + 1 == ranges.len();
                let before = sentence.words.last();
                let goes_on = piece == "."
                    && before.is_some_and(|word| {
                        // «art. 6», «n. 5»; the number of a comma: «2. Chi scrive».
                        word.meaning.is(Sense::Shortened) || word.number.is_some() && sentence.words.len() == 1
                    });
                if (blank || is_last) && !goes_on {
                    sentence.is_question = piece == "?";
                    sentences.extend(std::mem::take(&mut sentence).finished());
                    part = 0;
                } else {
                    part += u32::from(!goes_on && blank);
                }
            }
            _ => {}
        }
    }
    sentences.extend(sentence.finished());
    sentences
}

impl Meaning {
    fn with(mut self, other: Self) -> Self {
        self.and(other);
        self
    }
}

impl Sentence {
    fn finished(mut self) -> Option<Self> {
        self.known.sort_unstable();
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

    /// Where a word of the lexicon stands, by places in the sentence.
    fn places(&self, word: WordId) -> impl Iterator<Item = usize> {
        let start = self.known.partition_point(|(known, _)| *known < word);
        self.known[start..].iter().take_while(move |(known, _)| *known == word).map(|(_, place)| *place as usize)
    }

    fn is_at(&self, word: WordId, place: usize) -> bool {
        u32::try_from(place).is_ok_and(|place| self.known.binary_search(&(word, place)).is_ok())
    }

    /// Every place of a phrase: its first word and the one after its last.
    fn find(&self, phrase: &WordRun) -> Vec<Range<usize>> {
        let from = |place: usize| self.end_of(phrase, place).map(|end| place..end);
        match phrase.first() {
            Some(PhraseStep::Word(word)) => self.places(*word).filter_map(from).collect(),
            Some(_) => (0..self.words.len()).filter_map(from).collect(),
            None => Vec::new(),
        }
    }

    /// Every place of a phrase of a group.
    fn find_any<'s>(&'s self, group: &'s Group) -> impl Iterator<Item = Range<usize>> + use<'s> {
        let begun = self.known.iter().flat_map(move |(word, place)| {
            let place = *place as usize;
            group.begun_by(*word).filter_map(move |phrase| self.end_of(phrase, place).map(|end| place..end))
        });
        begun.chain(group.begun_otherwise().iter().flat_map(move |phrase| self.find(phrase)))
    }

    /// Where a phrase that begins at a place ends.
    fn end_of(&self, phrase: &WordRun, start: usize) -> Option<usize> {
        let mut at = self.step(phrase[0], start)?;
        for step in &phrase[1..] {
            let mut next = None;
            for small in 0..=SMALL_WORDS {
                // Small words are skipped inside a part: «non va, puoi fare» is no «non puoi fare».
                if small > 0 && self.words.get(at + small).is_some_and(|word| word.part != self.words[at - 1].part) {
                    break;
                }
                next = self.step(*step, at + small);
                let goes_on = self.words.get(at + small).is_some_and(|word| word.meaning.is(Sense::Small));
                if next.is_some() || !goes_on {
                    break;
                }
            }
            at = next?;
        }
        Some(at)
    }

    /// Where a step that begins at a place ends.
    fn step(&self, step: PhraseStep, at: usize) -> Option<usize> {
        let word = self.words.get(at)?;
        match step {
            PhraseStep::Word(id) => self.is_at(id, at).then_some(at + 1),
            PhraseStep::Number => word.number.map(|_| at + 1),
            PhraseStep::Money => {
                let next = self.words.get(at + 1)?;
                let is = word.number.is_some() && next.meaning.is(Sense::Money)
                    || word.meaning.is(Sense::Money) && next.number.is_some();
                is.then_some(at + 2)
            }
            PhraseStep::Term(more_than) => {
                let (end, days) = self.term(at)?;
                more_than.is_none_or(|most| days > most).then_some(end)
            }
        }
    }

    /// A stretch of time that begins at a place: where it ends, and how many days it is. «60 giorni», «60 (sessanta) giorni».
    fn term(&self, at: usize) -> Option<(usize, u32)> {
        let number = self.words.get(at)?.number?;
        let again = usize::from(self.words.get(at + 1).is_some_and(|word| word.number == Some(number)));
        let unit = self.words.get(at + 1 + again)?.meaning.days?;
        Some((at + 2 + again, number.saturating_mul(unit)))
    }

    /// Whether the sentence denies words at a place. Denials at the `taken` places say something else: in «gli utenti non identificabili
    /// sono bloccati» the denial is of the name.
    fn is_denied(&self, claim: &Range<usize>, taken: &[usize]) -> bool {
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

    /// Whether one of some phrases is there and nothing denies it.
    fn affirms(&self, phrases: &Group) -> bool {
        self.find_any(phrases).any(|place| !self.is_denied(&place, &[]))
    }

    /// Whether one of some phrases is there.
    fn says(&self, phrases: &Group) -> bool {
        self.find_any(phrases).next().is_some()
    }

    /// Whether every word of a stretch is one of some words.
    fn are_among(&self, places: Range<usize>, words: &[WordId]) -> bool {
        places.into_iter().all(|place| words.iter().any(|word| self.is_at(*word, place)))
    }

    /// Where a frame is met, by places in the sentence.
    fn meets(&self, ready: &Ready) -> Option<Range<usize>> {
        let (claim, others) = ready.says.split_first()?;
        let is_on = |flag: &Option<crate::source::Spanned<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
        let wants_denied = is_on(&ready.frame.denied);
        if self.is_question && !is_on(&ready.frame.even_denied) {
            return None;
        }
        let mut claims: Vec<Range<usize>> = self.find_any(claim).collect();
        if claims.is_empty() {
            return None;
        }
        let mut places = Vec::with_capacity(others.len());
        for group in others {
            let found: Vec<Range<usize>> = self.find_any(group).collect();
            if found.is_empty() {
                return None;
            }
            places.push(found);
        }
        let is_denial = |at: &usize| self.words[*at].meaning.is(Sense::Denies);
        // A frame that wants the denial finds it wherever it stands.
        let taken: Vec<usize> = if wants_denied {
            Vec::new()
        } else {
            places.iter().flatten().cloned().flatten().filter(is_denial).collect()
        };
        claims.sort_by_key(|claim| (claim.start, claim.end));
        claims.retain(|claim| {
            let is_quoted = self.words[claim.clone()].iter().all(|word| word.is_quoted);
            !is_quoted && (is_on(&ready.frame.even_denied) || self.is_denied(claim, &taken) == wants_denied)
        });
        let within = ready.frame.within.as_ref().map_or(usize::MAX, |within| within.value as usize);
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

/// Every frame that one of some sentences meets, a sentence with its number. The sentences are those of one text, in their order; `looks`
/// says which frames are looked for there.
pub fn met<'l>(lexicon: &'l Lexicon, sentences: &[Sentence], looks: impl Fn(&Ready) -> bool) -> Vec<(usize, Met<'l>)> {
    let mut all = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let asked = lexicon.asked_by(sentence.known.iter().map(|(word, _)| *word));
        for ready in asked.filter(|ready| looks(ready)) {
            let Some(words) = sentence.meets(ready) else { continue };
            // A question between two sentences parts them from nothing: «Qui non si prenota. Vuoi prenotare? Scrivici qui.»
            let asks = |at: usize| sentences.get(at).is_some_and(|other| other.is_question);
            let beside = || {
                let before = number.checked_sub(1);
                let farther = before.filter(|at| asks(*at)).and_then(|at| at.checked_sub(1));
                let after = asks(number + 1).then_some(number + 2);
                let beside = [farther, before, Some(number + 1), after].into_iter().flatten();
                beside.filter_map(|beside| sentences.get(beside))
            };
            let is_said = |group: &Group| sentence.affirms(group) || beside().any(|other| other.affirms(group));
            if beside().any(|other| other.says(&ready.unless_near)) || !ready.near.iter().all(is_said) {
                continue;
            }
            let place = |at: usize| sentence.words.get(at).map(|word| word.range.clone());
            let (Some(first), Some(last)) = (place(words.start), place(words.end - 1)) else { continue };
            all.push((number, Met { ready, range: first.start..last.end }));
        }
    }
    all
}
