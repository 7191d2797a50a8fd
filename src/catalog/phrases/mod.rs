//! How people say what rules look for: frames of sentences as data, by language, and the reading that finds them.
//!
//! A text is cut into sentences once; each of its words is looked up once. A frame is then asked only in sentences that hold a word
//! of each of its groups.

mod frame;
mod group;
mod index;
mod learner;
mod lexicon;
mod reader;
mod ready;
mod search;
mod sense;
mod sentence;
mod stems;
mod words;

pub use frame::{Frame, Frames, SharedWords};
pub use lexicon::Lexicon;
pub use reader::TextReader;
pub use ready::Ready;
pub use search::Met;
pub use sentence::Sentence;

use learner::Learner;

use super::Platform;
use crate::diagnostic::{Key, Report};
use crate::record::Reader;
use crate::source::yaml;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What is known of the phrases of every language.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    languages: BTreeMap<String, Lexicon>,
}

/// The files of the phrases, as they were read: shared words by language, frames by language and key.
#[derive(Debug, Default)]
pub(super) struct PhraseFiles {
    pub shared: BTreeMap<String, SharedWords>,
    pub frames: BTreeMap<String, Vec<(Key, Frames)>>,
}

/// A file as the YAML parser gives it.
pub(super) type DataFile = (Option<yaml::Node>, Vec<yaml::Trouble>);

impl PhraseFiles {
    /// Reads a file of `phrases/`: `it/words` or `it/KEY`.
    pub(super) fn read(&mut self, path: &str, parsed: DataFile, report: &mut Report) {
        let Some((lang, name)) = path.split_once('/') else { return };
        if name == "words" {
            let (value, found) = Reader::read_root(parsed);
            report.merge(found);
            self.shared.extend(value.map(|words| (lang.to_owned(), words)));
        } else if let Some(key) = Key::named(name) {
            let (value, found) = Reader::read_root(parsed);
            report.merge(found);
            self.frames.entry(lang.to_owned()).or_default().extend(value.map(|frames| (key, frames)));
        }
    }
}

impl Lexicons {
    pub(super) fn new(files: PhraseFiles, platforms: &BTreeMap<String, Platform>, report: &mut Report) -> Self {
        let PhraseFiles { shared, mut frames } = files;
        let italian: HashMap<(Key, String), Arc<Frame>> = frames
            .get("it")
            .into_iter()
            .flatten()
            .flat_map(|(key, file)| {
                file.frames.0.iter().map(|(name, frame)| ((*key, name.value.clone()), Arc::new(frame.clone())))
            })
            .collect();
        // The shortest names are words of every sentence: «X», «Io».
        let names = platforms.values().flat_map(|platform| {
            std::iter::once(&platform.name.value).chain(platform.other_names.iter().map(|name| &name.value))
        });
        let names: Vec<String> = names.filter(|name| name.chars().count() > 2).cloned().collect();
        let languages = shared.into_iter().map(|(lang, shared)| {
            let files = frames.remove(&lang).unwrap_or_default();
            let lexicon = Learner::lexicon(&shared, files, &italian, &names, report);
            (lang, lexicon)
        });
        Self { languages: languages.collect() }
    }

    /// The words and frames of a language, by its tag; `None` where nobody has written any.
    #[must_use]
    pub fn of(&self, lang: &str) -> Option<&Lexicon> {
        self.languages.get(lang)
    }

    /// The languages of which there are phrases.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }
}
