//! A page's content for another place: deeper headings, other anchors, other addresses. The tokens are the browser's.

use super::part::{Builder, Part};
use super::scan::Scanner;
use super::tight;
use super::tokens::{Piece, Tag, each_piece};
use std::borrow::Cow;

/// How content changes on its way to another place.
pub(super) struct Embedding<'a> {
    /// How many levels deeper its headings go; `h6` stays.
    pub deeper: u8,
    /// The name of an anchor.
    pub anchor: &'a dyn Fn(&str) -> String,
    /// The address behind a link.
    pub address: &'a dyn Fn(&str) -> String,
}

/// Attributes that name an anchor of the page, or several.
const NAMES: [&[u8]; 5] = [b"id", b"for", b"headers", b"aria-labelledby", b"aria-describedby"];

/// Writes content anew for its place.
pub(super) fn embed(html: &str, embedding: &Embedding<'_>, minify: bool) -> Part {
    let mut writer = Writer::new(embedding, minify);
    each_piece(html, |piece| writer.see(piece));
    writer.finish()
}

/// Writes the pieces that it sees anew.
pub(super) struct Writer<'a> {
    out: Out,
    /// An element that is left out, and how many of its name are open in it, itself included.
    left_out: Option<(Vec<u8>, usize)>,
    embedding: &'a Embedding<'a>,
}

enum Out {
    /// From pieces.
    Builder(Builder),
    /// Copied from what somebody else writes tight of the same pieces, but for what changes.
    Copy { html: Vec<u8>, scanner: Scanner },
}

impl<'a> Writer<'a> {
    pub(super) fn new(embedding: &'a Embedding<'a>, minify: bool) -> Self {
        Self { out: Out::Builder(Builder::of_pieces(minify)), left_out: None, embedding }
    }

    /// One for content that somebody writes meanwhile: what they write tight is copied, but for what changes.
    pub(super) fn beside(embedding: &'a Embedding<'a>, minify: bool) -> Self {
        let copy = Out::Copy { html: Vec::new(), scanner: Scanner::default() };
        Self { out: if minify { copy } else { Out::Builder(Builder::of_pieces(false)) }, left_out: None, embedding }
    }

    pub(super) fn finish(self) -> Part {
        match self.out {
            Out::Builder(builder) => builder.finish(),
            Out::Copy { html, scanner } => {
                Part { html: String::from_utf8_lossy(&html).into_owned(), scan: scanner.finish() }
            }
        }
    }

    /// Adds a piece; with [`Writer::beside`], of content that is not written tight.
    pub(super) fn see(&mut self, piece: Piece<'_>) {
        if self.is_kept(piece)
            && let Out::Builder(out) = &mut self.out
        {
            self.embedding.change(piece, |piece, _| out.see(piece));
        }
    }

    /// Adds a piece that somebody else has written tight, after so many bytes.
    pub(super) fn follow(&mut self, piece: Piece<'_>, written: &mut tight::Writer, before: usize) {
        if !self.is_kept(piece) {
            return;
        }
        let Out::Copy { html, scanner } = &mut self.out else { return };
        self.embedding.change(piece, |changed, is_changed| {
            scanner.see(changed);
            match changed {
                Piece::End(name) => {
                    // Blanks before an end go.
                    let end = END.len() + name.len();
                    let gone = (before + end).saturating_sub(written.written().len());
                    html.truncate(html.len().saturating_sub(gone));
                    [&END[..2], name, &END[2..]].iter().for_each(|part| html.extend_from_slice(part));
                }
                Piece::Start(tag) if is_changed => written.write_instead(tag, html),
                _ => html.extend_from_slice(written.written().get(before..).unwrap_or_default()),
            }
        });
    }

    /// Whether a piece is not left out.
    fn is_kept(&mut self, piece: Piece<'_>) -> bool {
        match (piece, &mut self.left_out) {
            (Piece::Start(tag), Some((name, depth))) => {
                *depth += usize::from(*name == tag.name);
                false
            }
            (Piece::End(tag), Some((name, depth))) => {
                *depth -= usize::from(*name == tag);
                if *depth == 0 {
                    self.left_out = None;
                }
                false
            }
            (Piece::Text(_), Some(_)) | (Piece::Doctype, _) => false,
            // What needs its page's script stays there.
            (Piece::Start(tag), None) if tag.name == b"script" || tag.has(b"data-script") => {
                self.left_out = Some((tag.name.to_vec(), 1));
                false
            }
            _ => true,
        }
    }
}

/// What an end tag is besides its name.
const END: &[u8] = b"</>";

impl Embedding<'_> {
    /// Calls `see` with a piece as it is in its place, and whether it is another one there.
    fn change(&self, piece: Piece<'_>, see: impl FnOnce(Piece<'_>, bool)) {
        let tag = match piece {
            Piece::Start(tag) => tag,
            Piece::End(name) => return see(Piece::End(&self.name_of(name)), false),
            Piece::Text(_) | Piece::Doctype => return see(piece, false),
        };
        let name = self.name_of(tag.name);
        let changes = |name: &[u8]| matches!(name, b"href" | b"src") || NAMES.contains(&name);
        if !tag.attributes.iter().any(|(name, _)| changes(name)) {
            return see(Piece::Start(Tag { name: &name, ..tag }), matches!(name, Cow::Owned(_)));
        }
        let values: Vec<Cow<'_, [u8]>> =
            tag.attributes.iter().map(|(name, value)| self.value_of(name, value)).collect();
        let attributes: Vec<(&[u8], &[u8])> =
            tag.attributes.iter().zip(&values).map(|((name, _), value)| (*name, value.as_ref())).collect();
        see(Piece::Start(Tag { name: &name, attributes: &attributes, ..tag }), true);
    }

    fn name_of<'t>(&self, tag: &'t [u8]) -> Cow<'t, [u8]> {
        match tag {
            [b'h', level @ b'1'..=b'6'] => Cow::Owned(vec![b'h', b'0' + (level - b'0' + self.deeper).min(6)]),
            _ => Cow::Borrowed(tag),
        }
    }

    fn value_of<'v>(&self, name: &[u8], value: &'v [u8]) -> Cow<'v, [u8]> {
        let text = || String::from_utf8_lossy(value);
        match name {
            name if NAMES.contains(&name) => {
                let anchors: Vec<_> = text().split_whitespace().map(self.anchor).collect();
                Cow::Owned(anchors.join(" ").into_bytes())
            }
            b"href" | b"src" => Cow::Owned((self.address)(&text()).into_bytes()),
            _ => Cow::Borrowed(value),
        }
    }
}
