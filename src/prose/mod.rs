//! Markdown text into the tree of [`tree`](crate::tree), by comrak's parser.
//!
//! 1. Spaces inside `{{ … }}` become `:`, so that a variable may stand in a link's address; the length stays, so do places.
//! 2. The front matter becomes empty lines, so that comrak counts lines as the file does.
//! 3. The tree is rebuilt without what we refuse (raw HTML, scripts in links, a second title), each refusal reported; the
//!    values of variables are put in place as text or links, never as Markdown.
//! 4. What looks like markup in the words that remain is reported: a reader would see signs.

mod anchors;
mod blocks;
mod builder;
mod depth;
mod inlines;
mod lists;
mod notes;
mod signs;
mod variables;

pub(crate) use variables::{Put, Variables};

use crate::diagnostic::Report;
use crate::source::SourceId;
use crate::tree::Body;
use anchors::Anchors;
use builder::BlockBuilder;
use comrak::{Arena, Options};
use variables::close_variables;

/// Reads a page's Markdown, from a byte of its file on: what stands before is front matter. What cannot be drawn is reported at its place.
pub(crate) fn parse(
    text: &str,
    body_start: usize,
    source: SourceId,
    variables: &dyn Variables,
    report: &mut Report,
) -> Body {
    let mut prepared = String::with_capacity(text.len());
    prepared.extend(text[..body_start].chars().filter(|c| *c == '\n'));
    prepared.push_str(&close_variables(&text[body_start..]));
    let line_starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let anchors = Anchors::default();
    let mut builder = BlockBuilder { text, source, line_starts, variables, report, anchors, seen: body_start };
    if let Some(at) = depth::deep_passage(&text[body_start..]) {
        let line = builder.line_starts.partition_point(|start| *start <= body_start + at);
        builder.too_deep_block((line, 1, line, 1).into());
        return Body::default();
    }
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &prepared, &options());
    let mut blocks = builder.blocks(root, 0);
    blocks.extend(builder.notes(root));
    builder.unused_definitions(root, body_start);
    Body { blocks }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.strikethrough = true;
    extension.superscript = true;
    extension.subscript = true;
    extension.highlight = true;
    extension.insert = true;
    extension.autolink = true;
    extension.description_lists = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.block_directive = true;
    extension.header_attributes = true;
    // Extensions that we do not draw are read all the same, so that what they mark is refused at its place.
    extension.tasklist = true;
    extension.math_dollars = true;
    // Definitions that nothing refers to stay in the tree, so that they can be reported.
    options.parse.leave_footnote_definitions = true;
    // An escaped sign is to be shown as it is.
    options.parse.escaped_char_spans = true;
    options
}
