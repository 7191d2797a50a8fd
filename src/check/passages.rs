//! Every text that an author wrote, as it stands in its file, and phrases found in it whatever its line ends.
//!
//! A phrase is small letters; one space stands for any white space, `'` for either apostrophe. It is found as whole words.

use super::rule::Context;
use crate::source::Span;
use crate::source::yaml::{Kind, Node};
use std::ops::Range;

/// A text of a YAML value or of a page.
pub struct Passage<'a> {
    /// The YAML file and the fields, `accounts.accounts.url`; a page's path, `it/premessa.md`.
    pub path: String,
    /// The text as written: quotes, line ends and Markdown included.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

impl Passage<'_> {
    /// Every place of a phrase.
    #[must_use]
    pub fn find(&self, phrase: &str) -> Vec<Span> {
        find(self.text, phrase).into_iter().map(|range| self.span.part(range)).collect()
    }
}

/// Every value of the YAML files, then every page from its title on.
#[must_use]
pub fn passages<'a>(context: &Context<'a>) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    for (file, tree) in &context.site.trees {
        collect(tree, file, context, &mut passages);
    }
    passages.extend(pages(context, |_| true));
    passages
}

/// The pages of a kind, each as one passage.
#[must_use]
pub fn pages<'a>(context: &Context<'a>, is_wanted: impl Fn(&str) -> bool) -> Vec<Passage<'a>> {
    let documents = context.site.documents.iter().filter(|document| is_wanted(&document.key));
    let page = |document: &'a crate::content::Document| {
        let text = context.sources.get(document.source).map_or("", |source| source.text.as_str());
        Passage { path: document.path.clone(), text, span: Span::new(document.source, 0..text.len()) }
    };
    documents.map(page).collect()
}

fn collect<'a>(node: &Node, path: &str, context: &Context<'a>, passages: &mut Vec<Passage<'a>>) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| collect(item, path, context, passages)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                collect(value, &format!("{path}.{}", key.value), context, passages);
            }
        }
        Kind::Scalar { .. } => {
            passages.push(Passage { path: path.to_owned(), text: context.sources.slice(node.span), span: node.span });
        }
        Kind::Empty => {}
    }
}

/// Every place of a phrase in a text, as bytes.
#[must_use]
pub fn find(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if !before.is_some_and(char::is_alphanumeric)
            && let Some(length) = matches_at(&text[at..], phrase)
        {
            found.push(at..at + length);
        }
        before = Some(c);
    }
    found
}

/// How many bytes of the text's beginning a phrase takes up.
fn matches_at(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in phrase.chars() {
        if wanted == ' ' {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        let c = rest.chars().next()?;
        let same = c.to_lowercase().eq(std::iter::once(wanted)) || (wanted == '\'' && c == '’');
        if !same {
            return None;
        }
        rest = &rest[c.len_utf8()..];
    }
    let ends_in_word = phrase.chars().next_back().is_some_and(char::is_alphanumeric);
    if ends_in_word && rest.chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some(text.len() - rest.len())
}

/// The stretch without white space around a place: an address, a name with its signs.
#[must_use]
pub fn token_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start]
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    start..end
}

/// Whether a place is inside a web or e-mail address, a handle or a file name.
#[must_use]
pub fn is_in_address(text: &str, range: &Range<usize>) -> bool {
    let token = &text[token_around(text, range)];
    ["://", "www.", "@", ".com", ".it/", ".md", ".pdf"].iter().any(|sign| token.contains(sign))
}

/// The sentence around a place: up to a full stop or an empty line on either side.
#[must_use]
pub fn sentence_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let ends = [". ", ".\n", "! ", "? ", "\n\n", "!\n", "?\n"];
    let start =
        ends.iter().filter_map(|end| text[..range.start].rfind(end).map(|at| at + end.len())).max().unwrap_or(0);
    let end = ends.iter().filter_map(|end| text[range.end..].find(end)).min().map_or(text.len(), |at| range.end + at);
    start..end
}
