//! Places in texts, and values with their place.

use std::ops::Range;

/// One text of a [`Sources`](super::Sources) table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(super) u32);

/// A stretch of one source: byte offsets into its text, `start` included, `end` excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text that the offsets count in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// First byte after the end.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; texts are far below 4 GiB ([`MAX_TEXT_BYTES`](super::MAX_TEXT_BYTES)), so larger offsets are clamped.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// The empty span at the beginning of a source: for "something is missing from this file".
    #[must_use]
    pub fn start_of(source: SourceId) -> Self {
        Self { source, start: 0, end: 0 }
    }

    /// A part of this span, in bytes from its beginning; never longer than the span itself.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Self {
        let whole = (self.end - self.start) as usize;
        let start = self.start as usize;
        Self::new(self.source, start + range.start.min(whole)..start + range.end.min(whole))
    }

    /// The byte range in the source's text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place that it came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value to its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
