//! The files of a language made into its lexicon: every word that a frame asks for gets its number once.

use super::frame::{Frame, Frames, SharedWords};
use super::group::{Group, GroupId, PhraseStep, WordId, WordRun};
use super::index::FrameIndex;
use super::lexicon::{Lexicon, WordMap};
use super::ready::Ready;
use super::sense::{Meaning, Sense};
use super::stems::Stems;
use super::words::{fold_into, is_word, pieces};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::Text;
use crate::say;
use std::collections::HashMap;
use std::sync::Arc;

/// What has been read of a language's files so far.
#[derive(Default)]
pub(super) struct Learner {
    words: WordMap,
    stems: WordMap,
    meanings: Vec<Meaning>,
    groups: Vec<Group>,
    names: HashMap<String, GroupId>,
    small_endings: Vec<String>,
    /// The word that is looked up, one after the other.
    folded: String,
}

impl Learner {
    /// The lexicon of a language's files; `platforms` are names of platforms, for `<platform>`, `italian` the frames of the first language.
    pub(super) fn lexicon(
        shared: &SharedWords,
        files: Vec<(Key, Frames)>,
        italian: &HashMap<(Key, String), Arc<Frame>>,
        platforms: &[String],
        report: &mut Report,
    ) -> Lexicon {
        let mut learner = Self::default();
        learner.learn(shared, platforms, report);
        let mut frames = Vec::new();
        for file in files {
            frames.extend(learner.frames(file, italian, report));
        }
        learner.finished(frames)
    }

    /// Takes up what words mean, and the groups that have names.
    fn learn(&mut self, shared: &SharedWords, platforms: &[String], report: &mut Report) {
        self.learn_meanings(shared);
        let platforms = platforms.iter().map(|name| self.run(name)).collect();
        self.name("platform", platforms);
        for (name, words) in &shared.groups.0 {
            let phrases = self.phrases(words, report);
            self.name(&name.value, phrases);
        }
    }

    /// The frames of a key's file, ready; `italian` are those of the first language, whose messages hold where a frame has none.
    fn frames<'f>(
        &'f mut self,
        (key, file): (Key, Frames),
        italian: &'f HashMap<(Key, String), Arc<Frame>>,
        report: &'f mut Report,
    ) -> impl Iterator<Item = Ready> + 'f {
        let (for_all, once) = (file.unless, file.once.is_some_and(|once| once.value));
        file.frames.0.into_iter().map(move |(name, mut frame)| {
            let name = name.value;
            let mut group = |texts: &[Option<&Text>]| self.group(texts, report);
            let says = frame.says.iter().map(|text| group(&[Some(text)])).collect();
            let near = frame.near.iter().map(|text| group(&[Some(text)])).collect();
            let unless = group(&[frame.unless.as_ref(), for_all.as_ref()]);
            let unless_near = group(&[frame.unless_near.as_ref()]);
            let unless_affirmed = group(&[frame.unless_affirmed.as_ref()]);
            let between = frame.between.iter().map(|word| self.starred(&word.value)).collect();
            if let Some(model) = italian.get(&(key, name.clone())) {
                frame.message = frame.message.or_else(|| model.message.clone());
                frame.hint = frame.hint.or_else(|| model.hint.clone());
            }
            Ready { key, name, frame: Arc::new(frame), once, says, near, unless, unless_affirmed, unless_near, between }
        })
    }

    /// The lexicon, with some frames.
    fn finished(self, mut frames: Vec<Ready>) -> Lexicon {
        frames.sort_by_key(|ready| ready.key);
        let mut lengths = vec![0; self.meanings.len()];
        for (word, id) in self.words.iter().chain(&self.stems) {
            if let Some(length) = lengths.get_mut(*id as usize) {
                *length = word.chars().count();
            }
        }
        let index = FrameIndex::new(&frames, &self.groups, &lengths);
        let Self { words, stems, meanings, groups, small_endings, .. } = self;
        Lexicon { words, stems: Stems::new(stems), meanings, small_endings, groups, frames, index }
    }

    fn learn_meanings(&mut self, shared: &SharedWords) {
        let kinds: [(&Option<Text>, Sense); 8] = [
            (&shared.denials_of_verbs, Sense::DeniesVerb),
            (&shared.relatives, Sense::Relative),
            (&shared.auxiliaries, Sense::Auxiliary),
            (&shared.small, Sense::Small),
            (&shared.not_small, Sense::NotSmall),
            (&shared.turns, Sense::Turns),
            (&shared.shortened, Sense::Shortened),
            (&shared.money, Sense::Money),
        ];
        self.small_endings = shared.small_endings.iter().flat_map(Text::listed).map(str::to_owned).collect();
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

    /// Gives some phrases a name, by which those after them speak of them.
    fn name(&mut self, name: &str, phrases: Vec<WordRun>) {
        let id = GroupId::try_from(self.groups.len()).unwrap_or(GroupId::MAX);
        self.groups.push(Group::new(phrases, &self.groups));
        self.names.insert(name.to_owned(), id);
    }

    /// The number of a word, or of the beginning of words where it goes on: `conserv*`.
    fn word(&mut self, written: &str, goes_on: bool) -> WordId {
        fold_into(written, &mut self.folded);
        let known = if goes_on { &mut self.stems } else { &mut self.words };
        if let Some(id) = known.get(&self.folded) {
            return *id;
        }
        let id = WordId::try_from(self.meanings.len()).unwrap_or(WordId::MAX);
        self.meanings.push(Meaning::default());
        known.insert(self.folded.clone(), id);
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
            let stem = word.strip_suffix('*');
            let plain = stem.unwrap_or(word);
            if plain.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                run.push(PhraseStep::Word(self.word(plain, stem.is_some())));
                continue;
            }
            let goes_on = stem.is_some();
            let mut pieces = pieces(word).filter(|piece| is_word(piece)).peekable();
            while let Some(piece) = pieces.next() {
                let is_last = pieces.peek().is_none();
                run.push(PhraseStep::Word(self.word(piece, goes_on && is_last)));
            }
        }
        run
    }

    /// The phrases of which some texts ask for one.
    fn group(&mut self, texts: &[Option<&Text>], report: &mut Report) -> Group {
        let phrases = texts.iter().copied().flatten().flat_map(|text| self.phrases(text, report)).collect();
        Group::new(phrases, &self.groups)
    }

    /// The phrases that a text lists.
    fn phrases(&mut self, text: &Text, report: &mut Report) -> Vec<WordRun> {
        let mut phrases = Vec::new();
        for written in text.listed() {
            let Some(phrase) = self.phrase(written, text, report) else { continue };
            if phrase.is_empty() {
                let message = say!(
                    "«{written}» è solo un segno: qui servono parole, perché un testo si legge parola per parola",
                    "“{written}” is only a sign: words are needed here, since texts are read word by word"
                );
                report.push(Diagnostic::new(Key::EmptyValue, text.span, message));
                continue;
            }
            phrases.push(phrase);
        }
        phrases
    }

    /// A phrase; `None`, after a report, where it names a group that is not there.
    fn phrase(&mut self, written: &str, text: &Text, report: &mut Report) -> Option<WordRun> {
        let mut phrase = WordRun::new();
        for part in written.split_inclusive('>') {
            let (words, named) = match part.split_once('<') {
                Some((words, named)) => (words, named.strip_suffix('>')),
                None => (part, None),
            };
            phrase.extend(self.run(words));
            let Some(named) = named else { continue };
            phrase.push(match named.split_once(" over ") {
                Some(("term", days)) => PhraseStep::Term(days.parse().ok()),
                _ if named == "term" => PhraseStep::Term(None),
                _ if named == "number" => PhraseStep::Number,
                _ if named == "money" => PhraseStep::Money,
                _ => {
                    let Some(group) = self.names.get(named) else {
                        let message = say!("il gruppo «<{named}>» non c'è", "there is no group “<{named}>”");
                        report.push(Diagnostic::new(Key::UnknownReference, text.span, message));
                        return None;
                    };
                    PhraseStep::Group(*group)
                }
            });
        }
        Some(phrase)
    }
}
