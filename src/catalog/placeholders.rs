//! What people write in the place of words that they mean to write later, and where a text has it.

use crate::record;
use crate::record::Text;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use std::ops::Range;

record! {
    /// The file `placeholders.yaml`; in each text, phrases with semicolons between them.
    pub struct PlaceholderWords {
        /// Whole words, as they are written.
        pub words: Text,
        /// How words begin before which «XXX» is a Roman numeral.
        pub counted: Text,
        /// Words after which «XXX» is one.
        pub counted_after: Text,
        /// Words before «XXX» that tell a reader what to write in the place of something.
        pub in_place_of: Text,
        /// Text that only fills a page.
        pub filler: Text,
        /// Brackets that ask for words, wherever they stand.
        pub asked: Text,
        /// Brackets that ask for words where nothing else is said.
        pub awaited: Text,
        /// Words after which nothing else is said.
        pub awaited_after: Text,
        /// Days and numbers that nobody has filled in.
        pub days: Text,
        /// Words before such a day that explain how days are written.
        pub days_explained: Text,
        /// Names that stand in an address for the body's own.
        pub addresses: Text,
        /// What only an invented body has.
        pub of_the_demo: Text,
        /// Words after which dots stand for a number or a name.
        pub before_dots: Text,
        /// Words before a line to sign on.
        pub signed: Text,
    }
}

/// What a mark is, which says where it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// A whole word in capitals.
    Word,
    /// Text that only fills a page.
    Filler,
    /// A bracket that asks for words.
    Asked,
    /// A bracket that asks for words where nothing else is said.
    Awaited,
    /// A day or a number that nobody has filled in.
    Day,
    /// A name in an address.
    Address,
    /// What only an invented body has.
    OfTheDemo,
}

/// The shortest rows of signs that may stand in the place of words: lines to write on, dots, letters and figures.
const ROWS: [&str; 6] = ["___", "...", "…", "xxxx", "000000", "???"];

/// The marks ready to be looked for, all in one pass over a text.
#[derive(Debug)]
pub struct Placeholders {
    words: PlaceholderWords,
    /// Finds a row of signs.
    rows: Option<AhoCorasick>,
    /// `None` where the marks cannot be made ready; a test of the data sees to it that they can.
    finder: Option<AhoCorasick>,
    marks: Vec<(Placeholder, String)>,
}

impl Placeholders {
    pub(super) fn new(words: PlaceholderWords) -> Self {
        let kinds = [
            (Placeholder::Word, &words.words),
            (Placeholder::Filler, &words.filler),
            (Placeholder::Asked, &words.asked),
            (Placeholder::Awaited, &words.awaited),
            (Placeholder::Day, &words.days),
            (Placeholder::Address, &words.addresses),
            (Placeholder::OfTheDemo, &words.of_the_demo),
        ];
        let marks: Vec<(Placeholder, String)> = kinds
            .into_iter()
            .flat_map(|(kind, text)| text.listed().map(move |phrase| (kind, phrase.to_owned())))
            .collect();
        let finder = AhoCorasickBuilder::new()
            // A thousand states at most: a table of them reads a byte in one step.
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(marks.iter().map(|(_, mark)| mark))
            .ok();
        let rows =
            AhoCorasickBuilder::new().kind(Some(AhoCorasickKind::DFA)).ascii_case_insensitive(true).build(ROWS).ok();
        Self { words, rows, finder, marks }
    }

    /// The words around the marks.
    #[must_use]
    pub fn words(&self) -> &PlaceholderWords {
        &self.words
    }

    /// Whether a text has a row of signs that may stand in the place of words.
    #[must_use]
    pub fn has_row(&self, text: &str) -> bool {
        self.rows.as_ref().is_some_and(|rows| rows.is_match(text))
    }

    /// Every mark of a text, with its place in bytes.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Placeholder, Range<usize>)> {
        let hits = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        hits.filter_map(|hit| {
            let (kind, mark) = self.marks.get(hit.pattern().as_usize())?;
            let range = hit.range();
            (*kind != Placeholder::Word || text.get(range.clone()) == Some(mark.as_str())).then_some((*kind, range))
        })
    }
}
