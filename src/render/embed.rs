//! A page's content for another place: deeper headings, other anchors, other addresses. The tokens are the browser's.

use super::part::{Builder, Part};
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
    out: Builder,
    /// An element that is left out, and how many of its name are open in it, itself included.
    left_out: Option<(Vec<u8>, usize)>,
    embedding: &'a Embedding<'a>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(embedding: &'a Embedding<'a>, minify: bool) -> Self {
        Self { out: Builder::of_pieces(minify), left_out: None, embedding }
    }

    pub(super) fn finish(self) -> Part {
        self.out.finish()
    }

    pub(super) fn see(&mut self, piece: Piece<'_>) {
        match (piece, &mut self.left_out) {
            (Piece::Start(tag), Some((name, depth))) => *depth += usize::from(*name == tag.name),
            (Piece::End(tag), Some((name, depth))) => {
                *depth -= usize::from(*name == tag);
                if *depth == 0 {
                    self.left_out = None;
                }
            }
            (Piece::Text(_), Some(_)) | (Piece::Doctype, _) => {}
            // What needs its page's script stays there.
            (Piece::Start(tag), None) if tag.name == b"script" || tag.has(b"data-script") => {
                self.left_out = Some((tag.name.to_vec(), 1));
            }
            (Piece::Start(tag), None) => self.begin(tag),
            (Piece::End(name), None) => self.out.see(Piece::End(&self.embedding.name_of(name))),
            (Piece::Text(_), None) => self.out.see(piece),
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        let name = self.embedding.name_of(tag.name);
        let changes = |name: &[u8]| matches!(name, b"href" | b"src") || NAMES.contains(&name);
        if !tag.attributes.iter().any(|(name, _)| changes(name)) {
            return self.out.see(Piece::Start(Tag { name: &name, ..tag }));
        }
        let values: Vec<Cow<'_, [u8]>> =
            tag.attributes.iter().map(|(name, value)| self.embedding.value_of(name, value)).collect();
        let attributes: Vec<(&[u8], &[u8])> =
            tag.attributes.iter().zip(&values).map(|((name, _), value)| (*name, value.as_ref())).collect();
        self.out.see(Piece::Start(Tag { name: &name, attributes: &attributes, ..tag }));
    }
}

impl Embedding<'_> {
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
