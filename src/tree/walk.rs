//! The ways through a tree. Code that looks at all of a tree (links, anchors, words) takes one of them, so that none overlooks a new kind
//! of block.

use super::{Block, Inline, Kind, plain_text};

/// Calls `see` with every block, outer ones first.
pub fn walk<'b>(blocks: &'b [Block], see: &mut impl FnMut(&'b Block)) {
    for block in blocks {
        see(block);
        for inner in children(block) {
            walk(inner, see);
        }
    }
}

/// The blocks inside a block, in the order in which they are drawn.
#[must_use]
pub fn children(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        Kind::Heading(_)
        | Kind::Paragraph(_)
        | Kind::Line(..)
        | Kind::Lettered { .. }
        | Kind::Table(_)
        | Kind::Verbatim(_)
        | Kind::Break
        | Kind::Contact(_)
        | Kind::Hours(_)
        | Kind::Questions(_)
        | Kind::Platforms(_)
        | Kind::Tags(_)
        | Kind::Check(_) => Vec::new(),
        Kind::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
        Kind::Descriptions(items) => items.iter().flat_map(|item| &item.details).map(Vec::as_slice).collect(),
        Kind::Facts(facts) => facts.iter().map(|fact| fact.blocks.as_slice()).collect(),
        Kind::Notes(notes) => notes.iter().map(|note| note.blocks.as_slice()).collect(),
        Kind::Quote(inner) | Kind::Language(_, inner) | Kind::Group(_, inner) => vec![inner],
        Kind::CallOut(callout) => vec![&callout.blocks],
        Kind::Section(section) => vec![&section.blocks],
        Kind::Columns(columns) => columns.iter().map(|column| column.blocks.as_slice()).collect(),
        Kind::Card(card) => vec![&card.blocks],
        Kind::Account(card) => vec![&card.facts, card.service.as_slice(), &card.details],
        Kind::Timeline(moments) => moments.iter().map(|moment| moment.blocks.as_slice()).collect(),
        Kind::Accordion(accordion) => vec![&accordion.blocks],
        Kind::QrCodes(items) => items.iter().map(|item| item.blocks.as_slice()).collect(),
    }
}

/// Calls `see` with the words that a block itself holds, without those of the blocks inside.
pub fn each_words<'b>(block: &'b Block, see: &mut impl FnMut(&'b [Inline])) {
    match &block.kind {
        Kind::Heading(heading) => see(&heading.words),
        Kind::Paragraph(words) | Kind::Line(_, words) => see(words),
        Kind::Lettered { items, .. } => items.iter().for_each(|(_, words)| see(words)),
        Kind::Descriptions(items) => items.iter().flat_map(|item| &item.terms).for_each(|term| see(term)),
        Kind::Facts(facts) => facts.iter().for_each(|fact| see(&fact.term)),
        Kind::Table(table) => table.cells().for_each(see),
        Kind::Section(section) => see(&section.heading),
        Kind::Contact(contact) => contact.address.iter().for_each(|address| see(address)),
        Kind::Hours(lines) => lines.iter().for_each(|line| see(line)),
        Kind::Card(card) => see(&card.name),
        Kind::Account(card) => card.purpose.iter().for_each(|purpose| see(purpose)),
        Kind::Timeline(moments) => moments.iter().for_each(|moment| {
            see(&moment.when);
            see(&moment.title);
        }),
        Kind::Accordion(accordion) => see(&accordion.heading),
        Kind::QrCodes(items) => items.iter().for_each(|item| see(&item.heading)),
        Kind::List(_)
        | Kind::Quote(_)
        | Kind::Language(..)
        | Kind::Verbatim(_)
        | Kind::Break
        | Kind::Notes(_)
        | Kind::CallOut(_)
        | Kind::Group(..)
        | Kind::Columns(_)
        | Kind::Questions(_)
        | Kind::Platforms(_)
        | Kind::Tags(_)
        | Kind::Check(_) => {}
    }
}

/// The anchors that a block itself gives.
#[must_use]
pub fn anchors(block: &Block) -> Vec<&str> {
    match &block.kind {
        Kind::Heading(heading) => vec![&heading.id],
        Kind::List(list) => list.items.iter().filter_map(|item| item.id.as_deref()).collect(),
        Kind::Section(section) => vec![&section.id],
        Kind::Card(card) => vec![&card.id],
        Kind::Account(card) => vec![&card.anchor],
        Kind::Timeline(moments) => moments.iter().filter_map(|moment| moment.id.as_deref()).collect(),
        Kind::Accordion(accordion) => vec![&accordion.id],
        Kind::QrCodes(items) => items.iter().map(|item| item.id.as_str()).collect(),
        Kind::Check(check) => vec![&check.id],
        _ => Vec::new(),
    }
}

/// The sections of a page by their anchors and titles, for its index: the headings of the second level.
#[must_use]
pub fn sections(blocks: &[Block]) -> Vec<(String, String)> {
    let mut sections = Vec::new();
    walk(blocks, &mut |block| match &block.kind {
        Kind::Heading(heading) if heading.level == 2 => sections.push((heading.id.clone(), heading.text.clone())),
        Kind::Section(section) if section.level == 2 => {
            sections.push((section.id.clone(), plain_text(&section.heading)));
        }
        Kind::QrCodes(items) => {
            sections.extend(items.iter().map(|item| (item.id.clone(), plain_text(&item.heading))));
        }
        _ => {}
    });
    sections
}
