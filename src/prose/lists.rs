//! Lists that Markdown does not know, as people write and paste them: `a) … b) …`, `• …`. Their lines would run into one paragraph.

use crate::source::Span;
use crate::tree::{Block, Inline, Item, Kind, List, ListRole};

/// What stands before an item.
#[derive(Clone, Copy, PartialEq)]
enum Marker {
    /// `a)`, by its number in the alphabet.
    Letter(u32),
    /// `ii)`; a numeral of one sign is read as a letter until the list shows that the sign is a numeral.
    Roman(u32),
    /// A sign such as `•`. A sign that may as well be a dash in a sentence makes a list only where several lines begin with it.
    Sign(char),
}

/// Items of one list, from one paragraph or several that follow each other.
#[derive(Default)]
struct WrittenList {
    /// The words before the first item.
    lead: Vec<Inline>,
    items: Vec<(Marker, Vec<Inline>)>,
    /// The paragraphs as they were, each with its place, in case they turn out to be no list.
    paragraphs: Vec<(Span, Vec<Inline>)>,
}

/// The blocks, in which each paragraph that is a list written by hand has become a list.
pub(super) fn by_hand(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut open = WrittenList::default();
    for block in blocks {
        let Block { span, kind: Kind::Paragraph(words) } = block else {
            std::mem::take(&mut open).close(&mut out);
            out.push(block);
            continue;
        };
        let list = WrittenList::of(&words);
        match list.items.first() {
            Some((marker, _)) if list.lead.is_empty() && open.goes_on_with(*marker) => {
                list.items.into_iter().for_each(|(marker, words)| open.add(marker, words));
                open.paragraphs.push((span, words));
            }
            _ => {
                std::mem::replace(&mut open, list).close(&mut out);
                open.paragraphs.push((span, words));
            }
        }
    }
    open.close(&mut out);
    out
}

impl WrittenList {
    /// The lines of a paragraph; a line without a sign belongs to the item before.
    fn of(words: &[Inline]) -> Self {
        let mut list = Self::default();
        for line in words.split(|word| matches!(word, Inline::SoftBreak | Inline::HardBreak)) {
            match marker(line) {
                Some((marker, rest)) if list.items.is_empty() || list.goes_on_with(marker) => list.add(marker, rest),
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

    fn add(&mut self, marker: Marker, words: Vec<Inline>) {
        if let (Marker::Roman(_), Some((first, _))) = (marker, self.items.first_mut()) {
            *first = Marker::Roman(first.roman().unwrap_or(1));
        }
        self.items.push((marker, words));
    }

    /// Whether an item with this sign is the next one.
    fn goes_on_with(&self, marker: Marker) -> bool {
        let Some((last, _)) = self.items.last() else { return false };
        match (last, marker) {
            // Italian lists leave out j and k.
            (Marker::Letter(last), Marker::Letter(next)) => *last < next,
            (Marker::Letter(_) | Marker::Roman(_), next) => {
                let may_be_roman = self.items.len() == 1 || matches!(self.items.first(), Some((Marker::Roman(_), _)));
                may_be_roman && last.roman().zip(next.roman()).is_some_and(|(last, next)| last < next)
            }
            (Marker::Sign(last), next) => next == Marker::Sign(*last),
        }
    }

    fn close(self, out: &mut Vec<Block>) {
        let is_list = match self.items.first() {
            Some((Marker::Sign('–' | '—' | '-' | '*') | Marker::Letter(_) | Marker::Roman(_), _)) => {
                self.items.len() > 1
            }
            Some(_) => true,
            None => false,
        };
        let Some(span) = self.paragraphs.first().map(|(span, _)| *span) else { return };
        if !is_list {
            out.extend(self.paragraphs.into_iter().map(|(span, words)| Kind::Paragraph(words).at(span)));
            return;
        }
        if !self.lead.is_empty() {
            out.push(Kind::Paragraph(self.lead).at(span));
        }
        let is_roman = matches!(self.items.first(), Some((Marker::Roman(_), _)));
        let numbers: Vec<_> = self.items.iter().filter_map(|(marker, _)| marker.number(is_roman)).collect();
        let words = self.items.into_iter().map(|(_, words)| words);
        let kind = if numbers.is_empty() {
            let item = |words| Item { id: None, blocks: vec![Kind::Paragraph(words).at(span)] };
            Kind::List(List { role: ListRole::Bullets, tight: true, items: words.map(item).collect() })
        } else {
            Kind::Lettered { is_roman, items: numbers.into_iter().zip(words).collect() }
        };
        out.push(kind.at(span));
    }
}

impl Marker {
    fn number(self, is_roman: bool) -> Option<u32> {
        match self {
            Self::Letter(number) if !is_roman => Some(number),
            Self::Sign(_) => None,
            other => other.roman(),
        }
    }

    /// The value as a Roman numeral.
    fn roman(self) -> Option<u32> {
        match self {
            Self::Roman(number) => Some(number),
            Self::Letter(9) => Some(1),
            Self::Letter(22) => Some(5),
            Self::Letter(24) => Some(10),
            _ => None,
        }
    }
}

/// Numerals of lists, of two signs at least.
const ROMAN: [(&str, u32); 8] =
    [("ii", 2), ("iii", 3), ("iv", 4), ("vi", 6), ("vii", 7), ("viii", 8), ("ix", 9), ("xi", 11)];

/// The sign at the beginning of a line, and the rest of the line.
fn marker(line: &[Inline]) -> Option<(Marker, Vec<Inline>)> {
    let (Inline::Text(text), others) = line.split_first()? else { return None };
    let mut signs = text.chars();
    let first = signs.next()?;
    let roman =
        ROMAN.iter().find_map(|(numeral, value)| Some((*value, text.strip_prefix(numeral)?.strip_prefix(')')?)));
    let (marker, after) = match (first, roman) {
        (_, Some((value, rest))) => (Marker::Roman(value), rest.chars()),
        ('a'..='z', _) if matches!(signs.next()?, ')' | '.') => {
            (Marker::Letter(u32::from(first) - u32::from('a') + 1), signs)
        }
        ('•' | '·' | '●' | '▪' | '◦' | '‣' | '–' | '—' | '-' | '*', _) => (Marker::Sign(first), signs),
        _ => return None,
    };
    let rest = after.as_str();
    // A hyphen or a star before a plain space is Markdown's own sign, or was escaped to be shown. Before a no-break space it is neither, so
    // that it is a sign of a list by hand.
    let is_markdown = matches!(first, '-' | '*') && rest.starts_with(' ');
    if is_markdown || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let mut words = vec![Inline::Text(rest.trim_start().to_owned())];
    words.extend_from_slice(others);
    Some((marker, words))
}
