//! Paths into text with places: the only room that reads the disk.
//!
//! 1. [`Files`] answers "which files are there, and what is in them" for a folder of the disk, for files compiled into the
//!    program, or for files in memory.
//! 2. [`Sources`] keeps every text that was read, so that a [`Span`] can be shown later as file, line and column.
//!
//! 3. [`Layered`] lays folders one over the other.
//! 4. [`signs`] finds the signs in a text that nobody sees, and makes them visible.
//!
//! It judges no content: what a file means is the business of the rooms above.

mod files;
mod layered;
mod leftovers;
mod opened;
pub mod signs;
mod slip;
mod syntax;
pub mod table;
mod walk;
pub mod yaml;

pub use files::{BuiltIn, Entry, Files, Listing, MAX_TEXT_BYTES, Stamp, Stray, StrayKind, TextTrouble, Unreadable};
pub use layered::Layered;
pub use leftovers::{is_of_others, is_of_system};
pub use opened::{MAX_BYTES, Refusal};
pub use slip::{Slip, is_typographic_quote, slip};

use std::fmt::Write;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One text of a [`Sources`] table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

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
    /// A span from byte offsets; texts are far below 4 GiB ([`MAX_TEXT_BYTES`]), so larger offsets are clamped.
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

/// One text with the path under which people know it.
#[derive(Debug)]
pub struct Source {
    /// Where each line begins, found when first asked for.
    lines: OnceLock<Vec<usize>>,
    /// The path as an author would type it, with `/` between folders.
    pub path: String,
    /// The text without a byte-order mark; line ends as in the file.
    pub text: String,
}

/// A place for people: both count from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl Source {
    /// Line and column of a byte offset; an offset past the end gives the end.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let starts = || std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let lines = self.lines.get_or_init(starts);
        let line = lines.partition_point(|start| *start <= offset);
        let line_start = lines.get(line - 1).copied().unwrap_or_default();
        LineColumn { line, column: self.text[line_start..offset].chars().count() + 1 }
    }
}

/// Every text that was read: what is common to all sites, then what belongs to one site.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    common: Option<Arc<Sources>>,
    own: Vec<Arc<Source>>,
}

impl Sources {
    /// A table for one site over the texts common to all.
    #[must_use]
    pub fn over(common: Arc<Sources>) -> Self {
        Self { common: Some(common), own: Vec::new() }
    }

    fn offset(&self) -> usize {
        self.common.as_ref().map_or(0, |common| common.len())
    }

    /// How many texts there are, the common ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offset() + self.own.len()
    }

    /// Whether nothing was read yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a text and says how to name it from now on.
    pub fn add(&mut self, path: String, text: String) -> SourceId {
        self.own.push(Arc::new(Source { lines: OnceLock::new(), path, text }));
        SourceId(u32::try_from(self.len() - 1).unwrap_or(u32::MAX))
    }

    /// The text of an id that this table, or the common one, has given.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        let index = id.0 as usize;
        match index.checked_sub(self.offset()) {
            Some(own) => self.own.get(own).map(AsRef::as_ref),
            None => self.common.as_ref()?.get(id),
        }
    }

    /// The texts of the site, without those common to all.
    pub fn own(&self) -> impl Iterator<Item = &Source> {
        self.own.iter().map(AsRef::as_ref)
    }

    /// The text under a span; empty when the span is not of this table.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).and_then(|source| source.text.get(span.range())).unwrap_or_default()
    }
}

/// A digest in hexadecimal digits, as `sha256sum` prints it.
#[must_use]
pub fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(2 * digest.len()), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
