//! Pieces of a page into the same page in fewer bytes: no white space that nobody sees, no quotes or references that nobody
//! needs, no comments. A browser reads the same elements, attributes and words.
//!
//! Where white space can be seen depends on the element that it stands in (CSS Text 3 §4.1.1): between blocks it is nothing,
//! between words it is one space, in `pre` it is all of itself. What stands in a tag is written by `tag.rs`.

use super::tag::{is_reference, is_white, write_tag};
use super::tokens::{Piece, Tag};
use memchr::memchr2;
use std::ops::Range;

/// What white space is worth inside an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum White {
    /// Every blank counts.
    Kept,
    /// Several are one.
    Words,
    /// Several are one; at the beginning and at the end they are none.
    Line,
    /// The same, and between two elements they are none.
    Blocks,
}

/// What text is inside an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Text and elements.
    Normal,
    /// Text alone, with references (`title`).
    Words,
    /// Another language (`script`).
    Raw,
}

/// An element whose end has not been seen.
struct Open {
    name: Range<usize>,
    white: White,
    content: Content,
    is_svg: bool,
    /// Whether a text or an element of it has been seen.
    has_begun: bool,
}

/// Writes the pieces that it sees.
pub(super) struct Writer {
    out: Vec<u8>,
    open: Vec<Open>,
    /// The names of what is open.
    names: Vec<u8>,
    /// Room for [`write_tag`].
    order: Vec<(usize, u8)>,
    /// Where the text before the next piece begins in `out`.
    text_at: Option<usize>,
}

impl Default for Writer {
    fn default() -> Self {
        let page = Open { name: 0..0, white: White::Blocks, content: Content::Normal, is_svg: false, has_begun: false };
        Self { out: Vec::new(), open: vec![page], names: Vec::new(), order: Vec::new(), text_at: None }
    }
}

impl Writer {
    /// Makes room for so many bytes more.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Whether what is tight between blocks is tight here too.
    pub(super) fn is_between_blocks(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.white == White::Blocks && matches!(open.content, Content::Normal) && !open.is_svg)
    }

    /// Writes what is tight already; it begins and ends between tags.
    pub(super) fn lay(&mut self, tight: &str) {
        if let Some(open) = self.open.last_mut().filter(|_| !tight.is_empty()) {
            open.has_begun = true;
            self.text_at = None;
            self.out.extend_from_slice(tight.as_bytes());
        }
    }

    /// How much was written; what comes does not change it.
    pub(super) fn cut(&mut self) -> usize {
        self.text_at = None;
        self.out.len()
    }

    /// What was written so far.
    pub(super) fn written(&self) -> &[u8] {
        &self.out
    }

    /// Writes elsewhere, as it would stand here, a start tag in the place of the one that came last.
    pub(super) fn write_instead(&mut self, tag: Tag<'_>, out: &mut Vec<u8>) {
        let is_svg = tag.name == b"svg" || self.open.last().is_some_and(|open| open.is_svg);
        write_tag(tag, is_svg, out, &mut self.order);
    }

    /// All that was written.
    pub(super) fn finish(mut self) -> String {
        self.trim();
        // What was a text stays one: it was cut between signs only.
        String::from_utf8(self.out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    pub(super) fn see(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(tag) => self.begin(tag),
            Piece::End(name) => self.end(name),
            Piece::Text(text) => self.text(text),
            Piece::Doctype => self.out.extend_from_slice(b"<!doctype html>"),
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        let (mut is_svg, mut is_kept) = (false, false);
        if let Some(parent) = self.open.last_mut() {
            parent.has_begun = true;
            is_svg = parent.is_svg;
            is_kept = parent.white == White::Kept;
        }
        is_svg |= tag.name == b"svg";
        self.text_at = None;
        write_tag(tag, is_svg, &mut self.out, &mut self.order);
        let is_closed = tag.self_closing && is_svg;
        if is_closed || !is_svg && is_void(tag.name) {
            return;
        }
        let start = self.names.len();
        self.names.extend_from_slice(tag.name);
        self.open.push(Open {
            name: start..self.names.len(),
            white: if is_kept { White::Kept } else { white_in(tag.name, is_svg) },
            content: content_of(tag.name),
            is_svg,
            has_begun: false,
        });
    }

    /// Removes the blanks at the end of a text where nobody sees them.
    fn trim(&mut self) {
        let trims = self.open.last().is_some_and(|open| matches!(open.white, White::Line | White::Blocks));
        if let Some(text_at) = self.text_at.take().filter(|_| trims) {
            while self.out.len() > text_at && self.out.last().copied().is_some_and(is_white) {
                self.out.pop();
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.trim();
        // An end of what is not open ends nothing.
        if let Some(at) =
            self.open.iter().rposition(|open| !open.name.is_empty() && self.names[open.name.clone()] == *name)
        {
            self.names.truncate(self.open[at].name.start);
            self.open.truncate(at);
        }
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(name);
        self.out.push(b'>');
    }

    fn text(&mut self, text: &[u8]) {
        let Some(open) = self.open.last_mut() else { return };
        let is_first = !std::mem::replace(&mut open.has_begun, true);
        let (white, content) = (open.white, open.content);
        self.text_at = Some(self.out.len());
        match (content, white) {
            (Content::Raw, _) => self.out.extend_from_slice(text),
            (Content::Words, _) => self.write_words(text, true),
            (Content::Normal, White::Kept) => self.write_words(text, false),
            (Content::Normal, White::Blocks) if text.iter().copied().all(is_white) => {}
            (Content::Normal, _) => {
                let text = if is_first && white != White::Words { text.trim_ascii_start() } else { text };
                if is_even(text) {
                    return self.write_words(text, false);
                }
                let mut rest = text;
                while let Some(end) = rest.iter().position(|byte| is_white(*byte)) {
                    self.write_words(&rest[..end], false);
                    self.out.push(b' ');
                    rest = rest[end..].trim_ascii_start();
                }
                self.write_words(rest, false);
            }
        }
    }

    /// Writes text with the references that it needs; where there are no elements, only `</` needs one.
    fn write_words(&mut self, text: &[u8], is_alone: bool) {
        let mut rest = text;
        while let Some(at) = memchr2(b'<', b'&', rest) {
            self.out.extend_from_slice(&rest[..at]);
            rest = &rest[at..];
            let reference: &[u8] = match rest {
                [b'<', next, ..] if is_alone && *next != b'/' => b"<",
                [b'<', ..] => b"&lt;",
                _ if is_reference(rest, false) => b"&amp;",
                _ => b"&",
            };
            self.out.extend_from_slice(reference);
            rest = &rest[1..];
        }
        self.out.extend_from_slice(rest);
    }
}

/// Whether a text surely has no blanks but one space between two words and one at its end.
fn is_even(text: &[u8]) -> bool {
    // Without a way out, so that many bytes are looked at at once.
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    let odd = pairs.fold(0, |odd, (byte, next)| odd | u8::from(*byte < b' ') | u8::from(*byte.max(next) <= b' '));
    odd == 0 && text.last().is_none_or(|last| *last >= b' ')
}

/// Elements that have no end (HTML §13.1.2).
fn is_void(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

fn content_of(tag: &[u8]) -> Content {
    match tag {
        b"title" | b"textarea" => Content::Words,
        b"script" | b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframe" | b"noscript" | b"plaintext" => {
            Content::Raw
        }
        _ => Content::Normal,
    }
}

fn white_in(tag: &[u8], is_svg: bool) -> White {
    match tag {
        b"text" | b"desc" if is_svg => White::Line,
        b"a" | b"tspan" | b"textpath" if is_svg => White::Words,
        _ if is_svg => White::Blocks,
        b"pre" | b"code" | b"textarea" => White::Kept,
        b"address" | b"audio" | b"button" | b"canvas" | b"caption" | b"dd" | b"details" | b"dt" | b"figcaption"
        | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"label" | b"legend" | b"li" | b"meter" | b"object"
        | b"option" | b"output" | b"p" | b"progress" | b"slot" | b"summary" | b"td" | b"template" | b"th"
        | b"video" => White::Line,
        b"article" | b"aside" | b"blockquote" | b"body" | b"colgroup" | b"datalist" | b"dialog" | b"div" | b"dl"
        | b"fieldset" | b"figure" | b"footer" | b"form" | b"head" | b"header" | b"hgroup" | b"html" | b"main"
        | b"map" | b"menu" | b"nav" | b"ol" | b"optgroup" | b"picture" | b"section" | b"select" | b"table"
        | b"tbody" | b"tfoot" | b"thead" | b"tr" | b"ul" => White::Blocks,
        _ => White::Words,
    }
}
