//! Makers of the blocks that many parts use.

use super::Spoken;
use crate::record::{Localized, WebAddress};
use crate::source::{Span, Spanned};
use crate::tree::{
    Block, Fact, GroupRole, Inline, Item, Kind, Line, List, ListRole, Section, SectionRole, Target, link,
};

/// A paragraph.
pub(super) fn paragraph(words: Vec<Inline>, span: Span) -> Block {
    Kind::Paragraph(words).at(span)
}

/// A remark on what stands before it.
pub(super) fn remark(words: Vec<Inline>, span: Span) -> Block {
    Kind::Line(Line::Remark, words).at(span)
}

/// A section of the page.
pub(super) fn section(id: &str, heading: Vec<Inline>, blocks: Vec<Block>, span: Span) -> Block {
    section_of(SectionRole::Plain, (id, 2), heading, blocks, span)
}

/// A section of a kind, with its anchor and the level of its heading.
pub(super) fn section_of(
    role: SectionRole,
    (id, level): (&str, u8),
    heading: Vec<Inline>,
    blocks: Vec<Block>,
    span: Span,
) -> Block {
    Kind::Section(Section { role, id: id.to_owned(), level, heading, blocks }).at(span)
}

/// A list with a line for each entry.
pub(super) fn list(role: ListRole, lines: impl IntoIterator<Item = Vec<Inline>>, span: Span) -> Block {
    let items = lines.into_iter().map(|line| item(vec![paragraph(line, span)])).collect();
    Kind::List(List { role, tight: true, items }).at(span)
}

/// An entry of a list.
pub(super) fn item(blocks: Vec<Block>) -> Item {
    Item { id: None, blocks }
}

/// A list of entries that may have several lines each.
pub(super) fn items(role: ListRole, items: Vec<Item>, span: Span) -> Block {
    Kind::List(List { role, tight: true, items }).at(span)
}

/// A question and its answer.
pub(super) fn fact(term: Vec<Inline>, blocks: Vec<Block>) -> Fact {
    Fact { term, blocks }
}

/// Prose that follows what the records say.
pub(super) fn after(prose: Vec<Block>) -> Option<Block> {
    let span = prose.first()?.span;
    Some(Kind::Group(GroupRole::After, prose).at(span))
}

/// Words, a mark between them, and more words.
pub(super) fn joined(parts: impl IntoIterator<Item = Vec<Inline>>, mark: &str) -> Vec<Inline> {
    let mut words: Vec<Inline> = Vec::new();
    for part in parts {
        if !words.is_empty() {
            words.push(Inline::Text(mark.to_owned()));
        }
        words.extend(part);
    }
    words
}

/// Words that lead to an address of the web that a record gives without a place of its own.
pub(super) fn web_address(address: &str, words: Vec<Inline>, span: Span) -> Vec<Inline> {
    vec![link(Target::Web(address.to_owned()), words, span)]
}

/// Words that lead to a web address.
pub(super) fn web(address: &Spanned<WebAddress>, words: Vec<Inline>) -> Vec<Inline> {
    vec![link(Target::Web(address.value.0.clone()), words, address.span)]
}

/// Words that lead to a web address, where there is one.
pub(super) fn web_or_words(address: Option<&Spanned<WebAddress>>, words: Vec<Inline>) -> Vec<Inline> {
    match address {
        Some(address) => web(address, words),
        None => words,
    }
}

/// A web address for people: without `https://`, `www.` and a slash at the end.
#[must_use]
pub fn host(address: &str) -> String {
    address.trim_start_matches("https://").trim_start_matches("www.").trim_end_matches('/').to_owned()
}

impl Spoken<'_> {
    /// A text of the ente's as a paragraph.
    pub(super) fn said(&self, words: &Localized) -> Block {
        paragraph(self.say(words), words.span)
    }

    /// Texts of the ente's as a list; `None` where there is none.
    pub(super) fn listed(&self, role: ListRole, texts: &[Localized]) -> Option<Block> {
        let span = texts.first()?.span;
        let items = texts.iter().map(|text| item(vec![self.said(text)])).collect();
        Some(Kind::List(List { role, tight: true, items }).at(span))
    }

    /// A section with texts of the ente's as a list; `None` where there is none.
    pub(super) fn list_section(&self, id: &str, title: &str, role: ListRole, texts: &[Localized]) -> Option<Block> {
        let list = self.listed(role, texts)?;
        let span = list.span;
        Some(section(id, self.label(title), vec![list], span))
    }

    /// A section with a text of the ente's; `None` where there is none.
    pub(super) fn text_section(&self, id: &str, title: &str, words: Option<&Localized>) -> Option<Block> {
        let words = words?;
        Some(section(id, self.label(title), vec![self.said(words)], words.span))
    }

    /// A question of ours and an answer in words.
    pub(super) fn fact(&self, key: &str, answer: Vec<Inline>, span: Span) -> Fact {
        fact(self.label(key), vec![paragraph(answer, span)])
    }
}
