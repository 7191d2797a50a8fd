//! The reading of texts in one language: each different word is looked up once.

use super::group::{Group, WordId};
use super::index::HeldGroups;
use super::lexicon::Lexicon;
use super::ready::Ready;
use super::search::{Met, Search};
use super::sense::{Meaning, Sense};
use super::sentence::{Sentence, SentenceWord};
use super::words::{fold_into, is_word, ranges};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::ops::Range;

/// How many words a sentence has at most. A longer one is read in stretches of so many, so that a text without any full stop takes no
/// longer than others.
const MOST_WORDS: usize = 300;

/// What the lexicon knows of a word that was read.
#[derive(Clone, Debug)]
struct ReadWord {
    /// The words of the lexicon that it is, by places in those of the reader.
    known: Range<usize>,
    meaning: Meaning,
    number: Option<u32>,
}

/// Reads texts of one language, one after the other.
#[derive(Debug)]
pub struct TextReader<'l> {
    lexicon: &'l Lexicon,
    /// The words that were read, as they are written.
    words: HashMap<String, ReadWord, RandomState>,
    known: Vec<WordId>,
    held: HeldGroups,
}

impl<'l> TextReader<'l> {
    /// A reader that has read nothing.
    #[must_use]
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, words: HashMap::default(), known: Vec::new(), held: HeldGroups::default() }
    }

    /// Cuts a text into sentences. A text is what one block or one field says.
    #[must_use]
    pub fn sentences(&mut self, text: &str) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut sentence = Sentence::default();
        let (mut part, mut quotes) = (0, 0_u32);
        let ranges = ranges(text);
        for (at, range) in ranges.iter().enumerate() {
            let piece = &text[range.clone()];
            if is_word(piece) {
                let ReadWord { known, mut meaning, number } = self.word(piece);
                let (first, place) = (sentence.known.len(), sentence.words.len());
                sentence.known.extend(self.known[known].iter().map(|word| (*word, place)));
                // «Né» may be written «ne'».
                let has_accent = !piece.is_ascii() || text[range.end..].starts_with(['\'', '’']);
                if meaning.is(Sense::DeniesWithAccent) && has_accent {
                    meaning.and(Meaning::of(Sense::Denies));
                }
                part += u32::from(meaning.is(Sense::Turns));
                let (range, known) = (range.clone(), first..sentence.known.len());
                sentence.words.push(SentenceWord { range, known, part, is_quoted: quotes > 0, meaning, number });
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

    fn word(&mut self, written: &str) -> ReadWord {
        if let Some(word) = self.words.get(written) {
            return word.clone();
        }
        let mut folded = String::new();
        fold_into(written, &mut folded);
        let first = self.known.len();
        self.known.extend(self.lexicon.words(&folded));
        let known = first..self.known.len();
        let mut meaning = Meaning::default();
        self.known[known.clone()].iter().for_each(|word| meaning.and(self.lexicon.meaning(*word)));
        if self.lexicon.has_small_ending(&folded) && !meaning.is(Sense::NotSmall) {
            meaning.and(Meaning::of(Sense::Small));
        }
        let word = ReadWord { known, meaning, number: folded.parse().ok().or(meaning.number) };
        self.words.insert(written.to_owned(), word.clone());
        word
    }

    /// Every frame that one of some sentences meets, a sentence with its number. The sentences are those of one text, in their order; `looks`
    /// says which frames are looked for there.
    pub fn met(&mut self, sentences: &[Sentence], looks: impl Fn(&Ready) -> bool) -> Vec<(usize, Met<'l>)> {
        let lexicon = self.lexicon;
        let mut all = Vec::new();
        let search = |sentence| Search { sentence, lexicon };
        for (number, sentence) in sentences.iter().enumerate() {
            let asked = lexicon.asked_by(sentence, &mut self.held);
            for ready in asked.filter(|ready| looks(ready)) {
                let Some(words) = search(sentence).meets(ready) else { continue };
                // A question between two sentences parts them from nothing: «Qui non si prenota. Vuoi prenotare? Scrivici qui.»
                let asks = |at: usize| sentences.get(at).is_some_and(|other| other.is_question);
                let beside = || {
                    let before = number.checked_sub(1);
                    let farther = before.filter(|at| asks(*at)).and_then(|at| at.checked_sub(1));
                    let after = asks(number + 1).then_some(number + 2);
                    let beside = [farther, before, Some(number + 1), after].into_iter().flatten();
                    beside.filter_map(|beside| sentences.get(beside))
                };
                let is_said = |group: &Group| {
                    search(sentence).affirms(group) || beside().any(|other| search(other).affirms(group))
                };
                if beside().any(|other| search(other).says(&ready.unless_near)) || !ready.near.iter().all(is_said) {
                    continue;
                }
                let place = |at: usize| sentence.words.get(at).map(|word| word.range.clone());
                let (Some(first), Some(last)) = (place(words.start), place(words.end - 1)) else { continue };
                all.push((number, Met { ready, range: first.start..last.end }));
            }
        }
        all
    }
}
