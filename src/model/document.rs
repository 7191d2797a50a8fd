//! A page's text in one language: front matter and prose. The same file name pairs the languages.

use super::ente::Office;
use crate::record::{Date, Id, Ref, Text};
use crate::source::{SourceId, Span, Spanned};
use crate::tree::Body;
use crate::{choice, record};
use std::ops::Range;

choice! {
    /// For whom a page is.
    pub enum Audience {
        /// Everybody.
        Public = "public",
        /// The ente's own people: the page is never built into the site.
        Internal = "internal",
    }
}

record! {
    /// What stands at the top of a page between two lines `---`.
    pub struct FrontMatter {
        /// The page's title, its `h1`.
        pub title: Text,
        /// One or two sentences that say what the page answers.
        pub lead: Option<Text>,
        /// The page's address without `.html`, when not the usual one.
        pub slug: Option<Spanned<Id>>,
        /// Whether the page is published.
        pub visibility: Option<Spanned<Audience>>,
        /// When the text was last changed.
        pub updated: Option<Spanned<Date>>,
        /// The office that answers for the page, by its name in `ente.offices`.
        pub office: Option<Ref<Office>>,
        /// Words to find the page by.
        pub tags: Vec<Text>,
        /// Whom the page speaks to.
        pub audience: Vec<Text>,
        /// The place in the menu, when it is not the usual one.
        pub order: Option<Spanned<u32>>,
    }
}

/// A page's text in one language.
pub struct Document {
    /// The file name without `.md`, the same in every language.
    pub key: String,
    /// Its language.
    pub lang: String,
    /// Its path in the site's folder.
    pub path: String,
    /// Its text, for places.
    pub source: SourceId,
    /// What stands at its top.
    pub front: FrontMatter,
    /// Its prose.
    pub body: Body,
}

impl Document {
    /// Whether the page is built into the site.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.front.visibility.as_ref().is_none_or(|visibility| visibility.value == Audience::Public)
    }

    /// The beginning of the file, for what is missing from it.
    #[must_use]
    pub fn place(&self) -> Span {
        self.front.title.span
    }
}

/// The bytes of a page's front matter, and the byte at which its prose begins; `None` when there is no front matter.
#[must_use]
pub fn page_parts(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let start = first.len();
    let mut end = start;
    let closed = first.trim_end() == "---"
        && lines.any(|line| {
            let found = line.trim_end() == "---";
            end += if found { 0 } else { line.len() };
            found
        });
    let after = end + text[end..].find('\n').map_or(text.len() - end, |at| at + 1);
    closed.then_some((start..end, after))
}
