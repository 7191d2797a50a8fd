//! The text of a page while its blocks are made: places in it, and what is reported of it.

use super::anchors::Anchors;
use super::variables::Variables;
use crate::diagnostic::{Diagnostic, Key, Message, Report};
use crate::source::{SourceId, Span};
use comrak::nodes::{AstNode, Sourcepos};

/// Makes the blocks of a page. Holds the page's text, where its lines begin, and what the work needs to go on.
pub(super) struct BlockBuilder<'a> {
    pub text: &'a str,
    pub source: SourceId,
    pub line_starts: Vec<usize>,
    pub variables: &'a dyn Variables,
    pub report: &'a mut Report,
    pub anchors: Anchors,
    /// The byte up to which variables were found in the text: the next one is looked for from there.
    pub seen: usize,
}

/// A node of comrak's tree.
pub(super) type MarkdownNode<'n> = &'n AstNode<'n>;

impl BlockBuilder<'_> {
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text.floor_char_boundary((start + column.saturating_sub(1)).min(self.text.len()))
    }

    /// comrak counts columns in bytes, the end included.
    pub(super) fn span(&self, place: Sourcepos) -> Span {
        let start = self.offset(place.start.line, place.start.column);
        let end = self.offset(place.end.line, place.end.column + 1);
        Span::new(self.source, start..end)
    }

    /// The text as written at a place.
    pub(super) fn written(&self, place: Sourcepos) -> &str {
        self.text.get(self.span(place).range()).unwrap_or_default()
    }

    /// The first line of a place.
    pub(super) fn first_line(&self, place: Sourcepos) -> Span {
        let start = self.offset(place.start.line, place.start.column);
        let length = self.text[start..].lines().next().map_or(0, str::len);
        Span::new(self.source, start..start + length)
    }

    pub(super) fn error(&mut self, key: Key, place: Sourcepos, message: Message, hint: Message) {
        self.found(key, self.span(place), message, hint);
    }

    pub(super) fn found(&mut self, key: Key, span: Span, message: Message, hint: Message) {
        self.report.push(Diagnostic::new(key, span, message).hint(hint));
    }
}
