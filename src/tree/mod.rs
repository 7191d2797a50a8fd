//! What stands on a page, before any HTML: blocks and inlines, each block with the place where its author wrote it, each link with a
//! typed target.
//!
//! Markdown and typed records become this tree; whoever publishes draws it: a page, the whole policy, a fragment for a CMS. The tree
//! holds what may be said and nothing else, so nobody who walks it meets raw HTML.

mod component;
mod inline;
mod target;
mod walk;

pub use component::*;
pub use inline::{Inline, Link, Style, link, links_of, plain_text, text};
pub use target::{Target, decoded};
pub use walk::{anchors, children, each_words, sections, walk};

use crate::source::Span;

/// A block, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where its author wrote it: in a text, or in the record that it comes from.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a block is. The text kinds are drawn alike by every theme; for each other kind a theme has a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading of a section.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A paragraph that stands out from others.
    Line(Line, Vec<Inline>),
    /// A list.
    List(List),
    /// A list by letters, `a)`, or by Roman numerals, `ii)`.
    Lettered {
        /// Whether it has Roman numerals.
        is_roman: bool,
        /// Each item with its number, since Italian lists go from i to l.
        items: Vec<(u32, Vec<Inline>)>,
    },
    /// Terms and what they mean.
    Descriptions(Vec<Description>),
    /// Questions of a form and their answers.
    Facts(Vec<Fact>),
    /// A quotation.
    Quote(Vec<Block>),
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
    /// A call-out: `> [!NOTE]`.
    CallOut(CallOut),
    /// A section with its heading.
    Section(Section),
    /// Blocks that belong together.
    Group(GroupRole, Vec<Block>),
    /// Blocks beside each other where there is room.
    Columns(Vec<Column>),
    /// How to reach somebody.
    Contact(Contact),
    /// When somebody is there: a line for each stretch.
    Hours(Vec<Vec<Inline>>),
    /// An office, or another body.
    Card(Card),
    /// An official account.
    Account(Box<AccountCard>),
    /// The questions that a page answers, each with the way to its answer.
    Questions(Vec<Question>),
    /// The platforms in use, each with the way to its accounts.
    Platforms(Vec<PlatformLink>),
    /// Short words that classify what stands before them.
    Tags(Vec<String>),
    /// What happened when.
    Timeline(Vec<Moment>),
    /// A part that a reader opens.
    Accordion(Accordion),
    /// The box that says whether an account is official.
    Check(Check),
    /// Codes to photograph.
    QrCodes(Vec<QrItem>),
}

impl Kind {
    /// The block of this kind that stands at a place.
    #[must_use]
    pub fn at(self, span: Span) -> Block {
        Block { span, kind: self }
    }
}

/// Which paragraph stands out, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A remark on what stands before it.
    Remark,
    /// What a page or a part is about.
    Lead,
    /// What kind of thing follows.
    Category,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it lists.
    pub role: ListRole,
    /// Whether its items are single lines, so that a paragraph of them is drawn without space around it.
    pub tight: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRole {
    /// Things in no order.
    Bullets,
    /// Things in an order, from a number.
    Numbers(usize),
    /// Things that are done or allowed.
    Checks,
    /// Things that are not.
    Crosses,
    /// Things that need no sign before them.
    Bare,
    /// Ways to other pages.
    Links,
    /// What is to be done, one after the other.
    Steps,
    /// Rules by number.
    Rules,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its anchor, where links lead to it.
    pub id: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A question of a form and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The question.
    pub term: Vec<Inline>,
    /// The answer; one paragraph alone is drawn without space around it.
    pub blocks: Vec<Block>,
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

impl Table {
    /// Every cell, those of the head first.
    pub fn cells(&self) -> impl Iterator<Item = &[Inline]> {
        self.head.iter().chain(self.rows.iter().flatten()).map(Vec::as_slice)
    }
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
        walk(&self.blocks, &mut |block| {
            if let Kind::Heading(heading) = &block.kind {
                headings.push(heading);
            }
        });
        headings
    }

    /// Every link and picture, in order; the flag says which is a picture.
    #[must_use]
    pub fn links(&self) -> Vec<(&Link, bool)> {
        let mut links = Vec::new();
        walk(&self.blocks, &mut |block| each_words(block, &mut |words| inline::collect_links(words, &mut links)));
        links
    }
}
