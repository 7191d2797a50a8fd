//! A template that is looked at: its text, its tags and the HTML that it writes.

use super::markup::{HtmlElement, HtmlPiece};
use super::tags::Tag;
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::source::{SourceId, Span};
use std::ops::Range;

/// The key of findings about HTML that the page's policy, or the place where it stands, forbids.
const MARKUP: Key = Key::ThemeMarkup;

/// A template that is looked at.
pub(super) struct Looked<'t> {
    /// Its path in a theme.
    pub path: &'t str,
    pub text: &'t str,
    pub source: SourceId,
    /// Whether it is the site's own.
    pub is_sites: bool,
    pub tags: Vec<Tag>,
    pub pieces: Vec<HtmlPiece>,
}

impl Looked<'_> {
    pub(super) fn at(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, range.clone())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &HtmlElement> {
        self.pieces.iter().filter_map(|piece| match piece {
            HtmlPiece::Open(element) => Some(element),
            HtmlPiece::Close(..) | HtmlPiece::Doctype(_) => None,
        })
    }

    /// The ids that the template writes in so many letters.
    pub(super) fn ids(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.elements().filter_map(|element| {
            let id = element.get("id")?;
            Some((id.value.written()?, id.at.clone()))
        })
    }

    /// The finding for something that may not be written there.
    pub(super) fn forbidden(&self, at: &Range<usize>, message: Message, hint: Message) -> Diagnostic {
        Diagnostic::new(MARKUP, self.at(at), message).hint(hint)
    }
}
