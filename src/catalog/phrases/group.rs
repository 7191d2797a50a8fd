//! Phrases as numbers of words, and groups of phrases of which one is asked for.

/// A word that something asks for, by its number in the lexicon.
pub type WordId = u32;

/// A group that has a name, by its number in the lexicon.
pub type GroupId = u32;

/// A step of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseStep {
    /// A word.
    Word(WordId),
    /// Any phrase of a group.
    Group(GroupId),
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
    phrases: Vec<WordRun>,
    /// Words that a phrase begins with, each with the number of the phrase, in the order of the words.
    starts: Vec<(WordId, u32)>,
    /// A bit for some of the words each: a word whose bit is not there begins no phrase, which most words do not.
    bits: [u64; 8],
    /// The numbers of the phrases that may begin with something else: a number, an amount.
    otherwise: Vec<u32>,
}

/// Where the bit of a word is in the bits of a group.
const fn bit(word: WordId) -> (usize, u64) {
    (word as usize / 64 % 8, 1 << (word % 64))
}

impl Group {
    /// `named` are the groups that have names, of which the phrases may speak.
    pub(super) fn new(phrases: Vec<WordRun>, named: &[Self]) -> Self {
        let mut group = Self::default();
        for (number, phrase) in (0..).zip(&phrases) {
            match phrase.first() {
                Some(PhraseStep::Word(word)) => group.starts.push((*word, number)),
                Some(PhraseStep::Group(inner)) => {
                    let Some(inner) = named.get(*inner as usize) else { continue };
                    group.starts.extend(inner.starts.iter().map(|(word, _)| (*word, number)));
                    group.otherwise.extend((!inner.otherwise.is_empty()).then_some(number));
                }
                Some(_) => group.otherwise.push(number),
                None => {}
            }
        }
        group.starts.sort_unstable();
        group.starts.dedup();
        for (word, _) in &group.starts {
            let (place, bit) = bit(*word);
            group.bits[place] |= bit;
        }
        group.phrases = phrases;
        group
    }

    /// All phrases of the group.
    pub fn iter(&self) -> std::slice::Iter<'_, WordRun> {
        self.phrases.iter()
    }

    /// Whether a phrase may begin with a word. The answer is yes for a few words with which no phrase begins, too.
    pub(super) fn may_begin(&self, word: WordId) -> bool {
        let (place, bit) = bit(word);
        self.bits[place] & bit != 0
    }

    /// The phrases that may begin with a word.
    pub(super) fn begun_by(&self, word: WordId) -> impl Iterator<Item = &WordRun> {
        let from = self.starts.partition_point(|(start, _)| *start < word);
        let begun = self.starts[from..].iter().take_while(move |(start, _)| *start == word);
        begun.filter_map(|(_, number)| self.phrases.get(*number as usize))
    }

    /// The phrases that may begin with no word.
    pub(super) fn begun_otherwise(&self) -> impl Iterator<Item = &WordRun> {
        self.otherwise.iter().filter_map(|number| self.phrases.get(*number as usize))
    }
}
