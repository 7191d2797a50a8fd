//! Lists that Markdown does not know, as people write and paste them: `a) … b) …`, `• …`. Their lines would run into one paragraph.

use crate::content::prose::{Block, Inline};

/// What stands before an item.
#[derive(Clone, Copy, PartialEq)]
enum Marker {
    /// `a)`, by its number in the alphabet.
    Letter(u32),
    /// A sign for items; what may as well be a dash of a sentence is a list only where there are several.
    Sign(char),
}

/// Items of one list, from one paragraph or several that follow each other.
#[derive(Default)]
struct List {
    /// The words before the first item.
    lead: Vec<Inline>,
    items: Vec<(Marker, Vec<Inline>)>,
    /// The paragraphs, if it is none after all.
    paragraphs: Vec<Vec<Inline>>,
}

/// Blocks with such paragraphs as lists.
pub(super) fn by_hand(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut open = List::default();
    for block in blocks {
        let Block::Paragraph(words) = block else {
            std::mem::take(&mut open).close(&mut out);
            out.push(block);
            continue;
        };
        let list = List::of(&words, &open);
        match list.items.first() {
            Some((marker, _)) if list.lead.is_empty() && open.goes_on_with(*marker) => {
                open.items.extend(list.items);
                open.paragraphs.push(words);
            }
            _ => {
                std::mem::replace(&mut open, list).close(&mut out);
                open.paragraphs.push(words);
            }
        }
    }
    open.close(&mut out);
    out
}

impl List {
    /// The lines of a paragraph after a list; a line without a sign belongs to the item before.
    fn of(words: &[Inline], before: &Self) -> Self {
        let mut list = Self::default();
        for line in words.split(|word| matches!(word, Inline::SoftBreak | Inline::HardBreak)) {
            match marker(line) {
                Some((marker, rest)) if list.takes(marker, before) => list.items.push((marker, rest)),
                _ => {
                    let before = list.items.last_mut().map_or(&mut list.lead, |(_, words)| words);
                    if !before.is_empty() {
                        before.push(Inline::SoftBreak);
                    }
                    before.extend_from_slice(line);
                }
            }
        }
        list
    }

    /// Whether a line with this sign is an item of a paragraph after a list.
    fn takes(&self, marker: Marker, before: &Self) -> bool {
        let is_first =
            self.items.is_empty() && (marker.begins() || self.lead.is_empty() && before.goes_on_with(marker));
        is_first || self.goes_on_with(marker)
    }

    /// Whether an item with this sign is the next one.
    fn goes_on_with(&self, marker: Marker) -> bool {
        match (self.items.last(), marker) {
            // Italian lists leave out j and k.
            (Some((Marker::Letter(last), _)), Marker::Letter(next)) => (*last + 1..=*last + 3).contains(&next),
            (Some((last, _)), next) => *last == next,
            (None, _) => false,
        }
    }

    fn close(self, out: &mut Vec<Block>) {
        let is_list = match self.items.first() {
            Some((Marker::Sign('–' | '—' | '-' | '*') | Marker::Letter(_), _)) => self.items.len() > 1,
            Some(_) => true,
            None => false,
        };
        if !is_list {
            out.extend(self.paragraphs.into_iter().map(Block::Paragraph));
            return;
        }
        if !self.lead.is_empty() {
            out.push(Block::Paragraph(self.lead));
        }
        let letters: Vec<_> = self.items.iter().filter_map(|(marker, _)| marker.letter()).collect();
        let words = self.items.into_iter().map(|(_, words)| words);
        out.push(if letters.is_empty() {
            Block::List { start: None, tight: true, items: words.map(|words| vec![Block::Paragraph(words)]).collect() }
        } else {
            Block::Lettered(letters.into_iter().zip(words).collect())
        });
    }
}

impl Marker {
    fn begins(self) -> bool {
        !matches!(self, Self::Letter(number) if number != 1)
    }

    fn letter(self) -> Option<u32> {
        match self {
            Self::Letter(number) => Some(number),
            Self::Sign(_) => None,
        }
    }
}

/// The sign at the beginning of a line, and the rest of the line.
fn marker(line: &[Inline]) -> Option<(Marker, Vec<Inline>)> {
    let (Inline::Text(text), others) = line.split_first()? else { return None };
    let mut signs = text.chars();
    let first = signs.next()?;
    let (marker, after) = match first {
        'a'..='z' if matches!(signs.next()?, ')' | '.') => {
            (Marker::Letter(u32::from(first) - u32::from('a') + 1), signs)
        }
        '•' | '·' | '●' | '▪' | '◦' | '‣' | '–' | '—' | '-' | '*' => (Marker::Sign(first), signs),
        _ => return None,
    };
    let rest = after.as_str();
    // A hyphen or a star before a plain blank is Markdown's own sign, or one to be shown; before a no-break space it is none of both.
    let is_markdown = matches!(first, '-' | '*') && rest.starts_with(' ');
    if is_markdown || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let mut words = vec![Inline::Text(rest.trim_start().to_owned())];
    words.extend_from_slice(others);
    Some((marker, words))
}
