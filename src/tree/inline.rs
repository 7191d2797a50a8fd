//! What stands in a line.

use super::Target;
use crate::source::Span;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words of a style.
    Styled(Style, Vec<Inline>),
    /// Words in another language than the page's (a BCP 47 tag; WCAG 3.1.2).
    Foreign(String, String),
    /// A day, a month or a year: as programs read it (ISO 8601), and in words.
    Time(String, String),
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

/// Where a link leads, or a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Its words, or the picture's alternative text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Words as they are.
#[must_use]
pub fn text(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

/// Words that lead somewhere.
#[must_use]
pub fn link(target: Target, words: Vec<Inline>, span: Span) -> Inline {
    Inline::Link(Link { target, text: plain_text(&words), span }, words)
}

/// The words of a stretch without any markup.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Foreign(_, words) | Inline::Time(_, words) => {
                text.push_str(words);
            }
            Inline::Styled(_, inner) | Inline::Link(_, inner) => text.push_str(&plain_text(inner)),
            Inline::Image(link) => text.push_str(&link.text),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::NoteReference(..) => {}
        }
    }
    text
}

/// Every link and picture of some words, in order; the flag says which is a picture.
#[must_use]
pub fn links_of(words: &[Inline]) -> Vec<(&Link, bool)> {
    let mut links = Vec::new();
    collect_links(words, &mut links);
    links
}

pub(super) fn collect_links<'b>(inlines: &'b [Inline], links: &mut Vec<(&'b Link, bool)>) {
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
