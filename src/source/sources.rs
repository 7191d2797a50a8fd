//! Every text that was read, with lines and columns for people.

use super::span::{SourceId, Span};
use std::sync::{Arc, OnceLock};

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

/// A place for people: line and column both count from 1, the column in characters (Unicode scalar values).
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
