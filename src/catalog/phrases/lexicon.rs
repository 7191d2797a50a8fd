//! The frames of a language made ready: every word that a frame asks for once, so that a sentence is read once whatever their number.

use super::frame::{Frame, Frames, SharedWords};
use super::group::{Group, PhraseStep, WordId, WordRun};
use super::index::FrameIndex;
use super::ready::Ready;
use super::sense::{Meaning, Sense};
use super::words::{folded, is_word, pieces};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::Text;
use crate::say;
use crate::source::Span;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::Arc;

/// Words, with their numbers. The words are the program's own, so that nobody can choose them to collide.
type WordMap = HashMap<String, WordId, FixedState>;

/// The words and frames of a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Whole words, with their numbers.
    words: WordMap,
    /// Beginnings of words, with their numbers.
    stems: WordMap,
    /// The lengths of the shortest and of the longest beginning, in bytes.
    stem_lengths: Option<(usize, usize)>,
    meanings: Vec<Meaning>,
    /// The frames, those of a key side by side.
    frames: Vec<Ready>,
    index: FrameIndex,
}

impl Lexicon {
    /// The lexicon of a language's files; `platforms` are names of platforms, for `<platform>`.
    pub(super) fn new(
        shared: &SharedWords,
        files: Vec<(Key, Frames)>,
        italian: &HashMap<(Key, String), Arc<Frame>>,
        platforms: &[String],
        report: &mut Report,
    ) -> Self {
        let mut lexicon = Self::default();
        lexicon.learn(shared);
        let mut groups: HashMap<&str, Vec<WordRun>> = HashMap::new();
        groups.insert("platform", platforms.iter().map(|name| lexicon.run(name)).collect());
        for (name, words) in &shared.groups.0 {
            let phrases = lexicon.phrases(words, &groups, report);
            groups.insert(&name.value, phrases);
        }
        for (key, file) in files {
            for (name, frame) in file.frames.0 {
                let mut group = |texts: &[Option<&Text>]| {
                    let texts = texts.iter().copied().flatten();
                    Group::new(texts.flat_map(|text| lexicon.phrases(text, &groups, report)).collect())
                };
                let says = frame.says.iter().map(|text| group(&[Some(text)])).collect();
                let near = frame.near.iter().map(|text| group(&[Some(text)])).collect();
                let unless = group(&[frame.unless.as_ref(), file.unless.as_ref()]);
                let unless_near = group(&[frame.unless_near.as_ref()]);
                let unless_affirmed = group(&[frame.unless_affirmed.as_ref()]);
                let between = frame.between.iter().map(|word| lexicon.starred(&word.value)).collect();
                let mut frame = frame;
                if let Some(model) = italian.get(&(key, name.value.clone())) {
                    frame.message = frame.message.or_else(|| model.message.clone());
                    frame.hint = frame.hint.or_else(|| model.hint.clone());
                }
                let (name, frame) = (name.value, Arc::new(frame));
                let ready = Ready { key, name, frame, says, near, unless, unless_affirmed, unless_near, between };
                lexicon.frames.push(ready);
            }
        }
        lexicon.frames.sort_by_key(|ready| ready.key);
        let mut lengths = vec![0; lexicon.meanings.len()];
        for (word, id) in lexicon.words.iter().chain(&lexicon.stems) {
            if let Some(length) = lengths.get_mut(*id as usize) {
                *length = word.chars().count();
            }
        }
        lexicon.index = FrameIndex::new(&lexicon.frames, &lengths);
        lexicon
    }

    fn learn(&mut self, shared: &SharedWords) {
        let kinds: [(&Option<Text>, Sense); 7] = [
            (&shared.denials_of_verbs, Sense::DeniesVerb),
            (&shared.relatives, Sense::Relative),
            (&shared.auxiliaries, Sense::Auxiliary),
            (&shared.small, Sense::Small),
            (&shared.turns, Sense::Turns),
            (&shared.shortened, Sense::Shortened),
            (&shared.money, Sense::Money),
        ];
        for denial in shared.denials.iter().flat_map(Text::listed) {
            let sense = if denial.is_ascii() { Sense::Denies } else { Sense::DeniesWithAccent };
            self.mean(denial, Meaning::of(sense));
        }
        for (words, sense) in kinds {
            words.iter().flat_map(Text::listed).for_each(|word| self.mean(word, Meaning::of(sense)));
        }
        for (word, number) in &shared.numbers.0 {
            self.mean(&word.value, Meaning { number: Some(number.value), ..Meaning::default() });
        }
        for (word, days) in &shared.units.0 {
            self.mean(&word.value, Meaning { days: Some(days.value), ..Meaning::default() });
        }
    }

    fn mean(&mut self, word: &str, meaning: Meaning) {
        let id = self.starred(word);
        if let Some(known) = self.meanings.get_mut(id as usize) {
            known.and(meaning);
        }
    }

    /// The number of a word, or of the beginning of words where it goes on: `conserv*`.
    fn word(&mut self, written: &str, goes_on: bool) -> WordId {
        let word = folded(written);
        let known = if goes_on { &mut self.stems } else { &mut self.words };
        if let Some(id) = known.get(&word) {
            return *id;
        }
        let id = WordId::try_from(self.meanings.len()).unwrap_or(WordId::MAX);
        self.meanings.push(Meaning::default());
        if goes_on {
            let (least, most) = self.stem_lengths.unwrap_or((word.len(), word.len()));
            self.stem_lengths = Some((least.min(word.len()), most.max(word.len())));
        }
        known.insert(word, id);
        id
    }

    /// The number of a word as a frame writes it alone.
    fn starred(&mut self, written: &str) -> WordId {
        let stem = written.strip_suffix('*');
        self.word(stem.unwrap_or(written), stem.is_some())
    }

    /// A phrase without groups, as a frame writes it; the star belongs to the last piece of a word: `dell'uten*`.
    fn run(&mut self, written: &str) -> WordRun {
        let mut run = WordRun::new();
        for word in written.split_whitespace() {
            let goes_on = word.ends_with('*');
            let mut pieces = pieces(word).filter(|piece| is_word(piece)).peekable();
            while let Some(piece) = pieces.next() {
                let is_last = pieces.peek().is_none();
                run.push(PhraseStep::Word(self.word(piece, goes_on && is_last)));
            }
        }
        run
    }

    /// The phrases that a text lists.
    fn phrases(&mut self, text: &Text, groups: &HashMap<&str, Vec<WordRun>>, report: &mut Report) -> Vec<WordRun> {
        let mut phrases = Vec::new();
        for phrase in text.listed() {
            if phrase.contains('<') {
                phrases.extend(self.phrase(phrase, text.span, groups, report));
            } else {
                phrases.push(self.run(phrase));
            }
        }
        phrases.retain(|phrase| !phrase.is_empty());
        phrases
    }

    /// A phrase that names a group: one for each phrase of the group.
    fn phrase(
        &mut self,
        written: &str,
        span: Span,
        groups: &HashMap<&str, Vec<WordRun>>,
        report: &mut Report,
    ) -> Vec<WordRun> {
        let mut phrases: Vec<WordRun> = vec![WordRun::new()];
        for part in written.split_inclusive('>') {
            let (words, named) = match part.split_once('<') {
                Some((words, named)) => (words, named.strip_suffix('>')),
                None => (part, None),
            };
            let run = self.run(words);
            phrases.iter_mut().for_each(|phrase| phrase.extend(&run));
            let Some(named) = named else { continue };
            let steps: Vec<WordRun> = match named.split_once(" over ") {
                Some(("term", days)) => vec![vec![PhraseStep::Term(days.parse().ok())]],
                _ if named == "term" => vec![vec![PhraseStep::Term(None)]],
                _ if named == "number" => vec![vec![PhraseStep::Number]],
                _ if named == "money" => vec![vec![PhraseStep::Money]],
                _ => groups.get(named).cloned().unwrap_or_else(|| {
                    let message = say!("il gruppo «<{named}>» non c'è", "there is no group “<{named}>”");
                    report.push(Diagnostic::new(Key::UnknownReference, span, message));
                    Vec::new()
                }),
            };
            phrases = phrases
                .iter()
                .flat_map(|begun| steps.iter().map(|rest| begun.iter().chain(rest).copied().collect()))
                .collect();
        }
        phrases
    }

    /// The words of the lexicon that a word of a text is, by their numbers: the word itself, and each beginning of words that it has.
    pub fn words<'f>(&'f self, folded: &'f str) -> impl Iterator<Item = WordId> + 'f {
        let lengths = self.stem_lengths.map(|(least, most)| least..=most.min(folded.len()));
        let stems = lengths.into_iter().flatten().filter_map(|end| self.stems.get(folded.get(..end)?));
        self.words.get(folded).into_iter().chain(stems).copied()
    }

    /// What a word means wherever it stands.
    #[must_use]
    pub fn meaning(&self, word: WordId) -> Meaning {
        self.meanings.get(word as usize).copied().unwrap_or_default()
    }

    /// The frames, those of a key side by side.
    #[must_use]
    pub fn frames(&self) -> &[Ready] {
        &self.frames
    }

    /// The frames that a sentence with some words may meet, in their order.
    pub(super) fn asked_by(&self, words: impl Iterator<Item = WordId>) -> impl Iterator<Item = &Ready> {
        self.index.asked_by(words).filter_map(|frame| self.frames.get(frame))
    }
}
