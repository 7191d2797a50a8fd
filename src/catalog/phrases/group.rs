//! Phrases as numbers of words, and groups of phrases of which one is asked for.

/// A word that something asks for, by its number in the lexicon.
pub type WordId = u32;

/// A step of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseStep {
    /// A word.
    Word(WordId),
    /// A number, in figures or in words.
    Number,
    /// An amount of money.
    Money,
    /// A stretch of time: of any length, or of more days than a number.
    Term(Option<u32>),
}

/// Words that follow each other; small ones may stand between them.
pub type WordRun = Vec<PhraseStep>;

/// Phrases of which one is asked for.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// In the order of their first words; those that begin with something else stand last.
    phrases: Vec<WordRun>,
}

impl Group {
    pub(super) fn new(mut phrases: Vec<WordRun>) -> Self {
        phrases.sort_by_key(Self::first);
        Self { phrases }
    }

    fn first(phrase: &WordRun) -> WordId {
        match phrase.first() {
            Some(PhraseStep::Word(word)) => *word,
            _ => WordId::MAX,
        }
    }

    /// All phrases of the group.
    pub fn iter(&self) -> std::slice::Iter<'_, WordRun> {
        self.phrases.iter()
    }

    /// The phrases that begin with a word.
    pub(super) fn begun_by(&self, word: WordId) -> impl Iterator<Item = &WordRun> {
        let from = self.phrases.partition_point(|phrase| Self::first(phrase) < word);
        self.phrases[from..].iter().take_while(move |phrase| Self::first(phrase) == word)
    }

    /// The phrases that begin with no word.
    pub(super) fn begun_otherwise(&self) -> &[WordRun] {
        &self.phrases[self.phrases.partition_point(|phrase| Self::first(phrase) < WordId::MAX)..]
    }
}
