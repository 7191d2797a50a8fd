//! What a word means wherever it stands: whether it denies, joins, counts.

/// What a word may be wherever it stands.
#[derive(Clone, Copy, Debug)]
pub enum Sense {
    /// The word denies what follows.
    Denies,
    /// The word denies what follows where it has its accent: «né», and not «ne».
    DeniesWithAccent,
    /// The word denies no more than a verb.
    DeniesVerb,
    /// A denial that is this word, or that stands right after the word, reaches a few words only.
    Relative,
    /// The word begins another verb.
    Auxiliary,
    /// The word may stand between the words of a phrase.
    Small,
    /// The word may not, although it ends as words that may.
    NotSmall,
    /// The word begins another part of a sentence.
    Turns,
    /// A full stop after the word does not end a sentence.
    Shortened,
    /// The word is a currency.
    Money,
}

/// What a word means wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Meaning {
    /// A bit for each sense that it has.
    pub(super) senses: u16,
    /// The number that it is.
    pub number: Option<u32>,
    /// The days of the unit of time that it is.
    pub days: Option<u32>,
}

impl Meaning {
    /// The meaning that has one sense.
    #[must_use]
    pub const fn of(sense: Sense) -> Self {
        Self { senses: 1 << sense as u16, number: None, days: None }
    }

    /// Whether it has a sense.
    #[must_use]
    pub const fn is(self, sense: Sense) -> bool {
        self.senses & 1 << sense as u16 != 0
    }

    pub(super) fn and(&mut self, other: Self) {
        self.senses |= other.senses;
        self.number = self.number.or(other.number);
        self.days = self.days.or(other.days);
    }
}
