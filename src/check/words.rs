//! Words in authors' texts, found whatever their case, accents, apostrophes and line ends, each with the way back to its place.
//!
//! Phrases are stems without accents: `critic` is found in «critiche», never in «autocritica»; `e vietato` in «È vietato», «E' vietato».

use std::ops::Range;

/// Words before a full stop that do not end a sentence.
const SHORTENED: [&str; 14] =
    ["art", "artt", "c", "co", "d", "dott", "es", "l", "lett", "lgs", "n", "par", "reg", "sig"];

/// How far from a place its sentence is looked for, in bytes: nobody should write longer ones, and some want to keep us busy.
const LONGEST: usize = 600;

/// A text made plain for searching.
pub struct Plain {
    /// Small letters without accents, a space for each blank, a line feed where a paragraph or a list's item begins.
    pub text: String,
    /// For each byte of `text`, the byte that it came from; one more for the end.
    from: Vec<usize>,
}

impl Plain {
    /// Makes a text plain.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len() + 1) };
        let mut at = 0;
        while let Some(sign) = text[at..].chars().next() {
            let rest = &text[at + sign.len_utf8()..];
            let mut next = at + sign.len_utf8();
            match sign {
                _ if sign.is_whitespace() => {
                    let after = rest.trim_start();
                    next = text.len() - after.len();
                    let lines = text[at..next].matches('\n').count();
                    let parts = lines > 1 || lines == 1 && after.starts_with(['-', '*', '+', '>', '#', '|']);
                    plain.push(if parts { '\n' } else { ' ' }, at);
                }
                // Between letters an apostrophe joins two words; anywhere else it quotes, or stands for an accent.
                '\'' | '’' if rest.starts_with(char::is_alphabetic) && plain.text.ends_with(char::is_alphabetic) => {
                    plain.push('\'', at);
                }
                '\'' | '’' | '‘' | '«' | '»' | '"' | '“' | '”' | '*' | '_' => {}
                _ => sign.to_lowercase().for_each(|small| plain.push(without_accent(small), at)),
            }
            at = next;
        }
        plain.from.push(text.len());
        plain
    }

    fn push(&mut self, sign: char, at: usize) {
        self.text.push(sign);
        self.from.resize(self.text.len(), at);
    }

    /// Every place where a stem begins a word, in bytes of the plain text.
    pub fn find<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let begins = |at: usize| !self.text[..at].ends_with(char::is_alphanumeric);
        self.text.match_indices(stem).filter(move |(at, _)| begins(*at)).map(|(at, found)| at..at + found.len())
    }

    /// Whether any of some stems is there.
    #[must_use]
    pub fn says(&self, stems: &[&str]) -> bool {
        stems.iter().any(|stem| self.find(stem).next().is_some())
    }

    /// A stretch of the plain text in bytes of the text as written, to the end of its last word.
    #[must_use]
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        let rest = &self.text[range.end..];
        let word = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
        self.from[range.start]..self.from[range.end + word]
    }

    /// The sentence around a place.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let ends = |(at, sign): &(usize, char)| match sign {
            '\n' | ';' | '!' | '?' => true,
            '.' => {
                let word = self.text[..*at].rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
                self.text[at + 1..].chars().next().is_none_or(char::is_whitespace) && !SHORTENED.contains(&word)
            }
            _ => false,
        };
        let from = self.text.floor_char_boundary(at.saturating_sub(LONGEST));
        let to = self.text.floor_char_boundary((at + LONGEST).min(self.text.len()));
        let placed = |base: usize| move |(place, sign): (usize, char)| (base + place, sign);
        let start = self.text[from..at].char_indices().map(placed(from)).rfind(ends).map_or(from, |(end, _)| end + 1);
        let end = self.text[at..to].char_indices().map(placed(at)).find(ends);
        start..end.map_or(to, |(end, _)| end)
    }

    /// Whether the words around a place deny it: «non» and the like before it in its sentence, or «non» right after.
    #[must_use]
    pub fn is_denied(&self, place: &Range<usize>) -> bool {
        let sentence = self.sentence(place.start);
        let words = |range: Range<usize>| self.text[range].split(|sign: char| !sign.is_alphanumeric());
        let denies = |word: &str| {
            matches!(word, "non" | "senza" | "ne" | "mai") || word.starts_with("nessun") || word.starts_with("prescind")
        };
        let after = place.end..sentence.end.max(place.end);
        words(sentence.start..place.start).any(denies) || words(after).take(4).any(|word| word == "non")
    }
}

/// Whether a text says any of some stems.
#[must_use]
pub fn says(text: &str, stems: &[&str]) -> bool {
    Plain::of(text).says(stems)
}

fn without_accent(sign: char) -> char {
    match sign {
        'à' | 'á' => 'a',
        'è' | 'é' => 'e',
        'ì' | 'í' => 'i',
        'ò' | 'ó' => 'o',
        'ù' | 'ú' => 'u',
        _ => sign,
    }
}
