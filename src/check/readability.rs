//! How easy an Italian text is to read: the Gulpease index (GULP, 1988), from 0 to 100, and the sentences that are hardest.
//!
//! 89 + (300 × sentences − 10 × letters) / words. A block (heading, paragraph, item, cell) ends a sentence; inside one, so does
//! `.`, `!`, `?` or `…` before white space and something that is no small letter and no digit. Words are runs of letters and
//! digits. Addresses are left out. 60 is easy with a licenza media, 50 with a diploma.

/// What the index is made of.
#[derive(Clone, Copy, Debug, Default)]
struct TextCounts {
    sentences: u32,
    letters: u32,
    words: u32,
}

impl TextCounts {
    fn of(sentence: &str) -> Self {
        let mut counts = Self::default();
        // Few sentences hold an address: words are looked at for it in those alone.
        if is_address(sentence) || sentence.contains("www.") {
            sentence.split_whitespace().filter(|word| !is_address(word)).for_each(|word| counts.add(word));
        } else {
            counts.add(sentence);
        }
        counts.sentences = u32::from(counts.words > 0);
        counts
    }

    fn add(&mut self, text: &str) {
        let mut is_in_word = false;
        for sign in text.chars() {
            let goes_on = sign.is_alphanumeric();
            self.letters += u32::from(goes_on);
            self.words += u32::from(goes_on && !is_in_word);
            is_in_word = goes_on;
        }
    }

    fn index(self) -> f64 {
        let (sentences, letters) = (f64::from(self.sentences), f64::from(self.letters));
        (89.0 + (300.0 * sentences - 10.0 * letters) / f64::from(self.words.max(1))).clamp(0.0, 100.0)
    }
}

/// The index of a text, block by block, and how many words it has.
#[must_use]
pub fn gulpease(blocks: &[String]) -> (f64, u32) {
    let sum = |sum: TextCounts, sentence: &str| {
        let TextCounts { sentences, letters, words } = TextCounts::of(sentence);
        TextCounts { sentences: sum.sentences + sentences, letters: sum.letters + letters, words: sum.words + words }
    };
    let counts = blocks.iter().flat_map(|block| sentences(block)).fold(TextCounts::default(), sum);
    (counts.index(), counts.words)
}

/// The sentences of a text that are hardest to read, the hardest first.
#[must_use]
pub fn hardest(blocks: &[String], most: usize) -> Vec<&str> {
    let mut all: Vec<&str> = blocks.iter().flat_map(|block| sentences(block)).collect();
    // An index has an order: it is never "not a number". Equally hard ones keep the text's order, longer first.
    let key = |sentence: &str| (TextCounts::of(sentence).index(), std::cmp::Reverse(TextCounts::of(sentence).words));
    all.sort_by(|one, other| {
        let (one, other) = (key(one), key(other));
        one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
    });
    all.truncate(most);
    all
}

/// The sentences of a block.
fn sentences(block: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, space) in block.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let before = block[..at].trim_end_matches(['»', '”', ')']);
        let next = block[at + space.len_utf8()..].chars().next();
        let begins = next.is_some_and(|next| !next.is_whitespace() && !next.is_lowercase() && !next.is_ascii_digit());
        if before.ends_with(['.', '!', '?', '…']) && begins {
            found.push(block[start..at].trim());
            start = at;
        }
    }
    found.push(block[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.starts_with("www.")
}
