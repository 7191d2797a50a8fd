//! The tree of a page's prose: blocks and inlines without HTML, each link, picture and heading with its place.
//!
//! It holds what our Markdown may say and nothing else, so a stage that walks it meets no raw HTML and no lifetime.

use crate::source::Span;

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a section.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; `start` is the first number of a numbered one; a tight list has no paragraphs.
    List {
        /// The first number; `None` for bullets.
        start: Option<usize>,
        /// Whether its items are single lines.
        tight: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A list by letters, `a)`, or by Roman numerals, `ii)`.
    Lettered {
        /// Whether it has Roman numerals.
        is_roman: bool,
        /// Each item with its number, since Italian lists go from i to l.
        items: Vec<(u32, Vec<Inline>)>,
    },
    /// Terms and what they mean.
    Descriptions(Vec<Description>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A call-out: `> [!NOTE]`.
    CallOut(CallOut, Vec<Block>),
    /// Blocks in another language than the page's: `::: en`. The tag is `LanguageTag`'s.
    Language(String, Vec<Block>),
    /// A table.
    Table(Table),
    /// Text to copy as it is.
    Verbatim(String),
    /// A break between parts.
    Break,
    /// The page's footnotes, in the order of their numbers.
    Notes(Vec<Note>),
}

/// Terms that share what they mean, and what they mean: one meaning or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// Each meaning.
    pub details: Vec<Vec<Block>>,
}

/// A table with one line of titles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// How each column is aligned.
    pub columns: Vec<Alignment>,
    /// The cells with the columns' titles.
    pub head: Vec<Vec<Inline>>,
    /// The cells of each row.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Where lines begin.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// Where lines end: numbers.
    End,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub blocks: Vec<Block>,
    /// How many places of the page refer to it.
    pub references: u32,
}

/// What a call-out is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOut {
    /// Something to know.
    Note,
    /// Something to do.
    Tip,
    /// Something not to miss.
    Important,
    /// Something that can go wrong.
    Warning,
}

impl CallOut {
    /// The word for phrases and classes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
        }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words of a style.
    Styled(Style, Vec<Inline>),
    /// Text as a machine writes it.
    Code(String),
    /// A link.
    Link(Link, Vec<Inline>),
    /// A picture.
    Image(Link),
    /// The number of a footnote, from 1, and which of the places that refer to it this is, from 1.
    NoteReference(u32, u32),
    /// A line end in the source.
    SoftBreak,
    /// A line end on the page.
    HardBreak,
}

/// What is special about some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Words that no longer hold.
    Struck,
    /// Words that were added.
    Inserted,
    /// Words to look at.
    Marked,
    /// Above the line: `m²`.
    Superscript,
    /// Below the line: `CO₂`.
    Subscript,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its words.
    pub words: Vec<Inline>,
    /// Its words as plain text.
    pub text: String,
    /// Its anchor, alone among the page's headings.
    pub id: String,
    /// Where it stands.
    pub span: Span,
}

/// Where a link leads, or a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address as written, with variables put in place.
    pub url: String,
    /// Its words, or the picture's alternative text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Table {
    /// Every cell, those of the head first.
    pub fn cells(&self) -> impl Iterator<Item = &[Inline]> {
        self.head.iter().chain(self.rows.iter().flatten()).map(Vec::as_slice)
    }
}

/// The prose of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Body {
    /// Every heading, in order.
    #[must_use]
    pub fn headings(&self) -> Vec<&Heading> {
        let mut headings = Vec::new();
        self.walk(&mut |block| {
            if let Block::Heading(heading) = block {
                headings.push(heading);
            }
        });
        headings
    }

    /// Every link and picture, in order; the flag says which is a picture.
    #[must_use]
    pub fn links(&self) -> Vec<(&Link, bool)> {
        let mut links = Vec::new();
        self.walk(&mut |block| {
            let mut see = |inlines| collect_links(inlines, &mut links);
            match block {
                Block::Heading(heading) => see(&heading.words),
                Block::Paragraph(inlines) => see(inlines),
                Block::Lettered { items, .. } => items.iter().for_each(|(_, words)| see(words)),
                Block::Descriptions(items) => items.iter().flat_map(|item| &item.terms).for_each(|term| see(term)),
                Block::Table(table) => table.cells().for_each(see),
                _ => {}
            }
        });
        links
    }

    /// Calls `see` with every block, outer ones first.
    pub fn walk<'b>(&'b self, see: &mut impl FnMut(&'b Block)) {
        walk_blocks(&self.blocks, see);
    }
}

fn walk_blocks<'b>(blocks: &'b [Block], see: &mut impl FnMut(&'b Block)) {
    for block in blocks {
        see(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| walk_blocks(item, see)),
            Block::Descriptions(items) => {
                items.iter().flat_map(|item| &item.details).for_each(|details| walk_blocks(details, see));
            }
            Block::Notes(notes) => notes.iter().for_each(|note| walk_blocks(&note.blocks, see)),
            Block::Quote(inner) | Block::CallOut(_, inner) | Block::Language(_, inner) => walk_blocks(inner, see),
            _ => {}
        }
    }
}

fn collect_links<'b>(inlines: &'b [Inline], links: &mut Vec<(&'b Link, bool)>) {
    for inline in inlines {
        match inline {
            Inline::Link(link, words) => {
                links.push((link, false));
                collect_links(words, links);
            }
            Inline::Image(link) => links.push((link, true)),
            Inline::Styled(_, words) => collect_links(words, links),
            _ => {}
        }
    }
}

/// The words of a stretch without any markup.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Styled(_, inner) | Inline::Link(_, inner) => text.push_str(&plain_text(inner)),
            Inline::Image(link) => text.push_str(&link.text),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::NoteReference(..) => {}
        }
    }
    text
}
