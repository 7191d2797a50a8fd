//! A page's content for another place: deeper headings, other anchors, other addresses. The tokens are the browser's.

use super::part::{Builder, Part};
use super::tokens::{Piece, each_piece};
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
pub(super) fn embed(html: &str, embedding: &Embedding<'_>) -> Part {
    let mut writer =
        Writer { out: Builder::tight(), tag: Vec::new(), attributes: Vec::new(), left_out: None, embedding };
    each_piece(html, false, |piece| writer.see(piece));
    writer.out.finish()
}

struct Writer<'a> {
    out: Builder,
    /// The tag that is being read: its name, and its attributes with their values.
    tag: Vec<u8>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
    /// An element that is left out, and how many of its name are open in it, itself included.
    left_out: Option<(Vec<u8>, usize)>,
    embedding: &'a Embedding<'a>,
}

impl Writer<'_> {
    fn see(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::OpenStartTag { name } => {
                self.tag = name.to_vec();
                self.attributes.clear();
            }
            Piece::AttributeName { name } => self.attributes.push((name.to_vec(), Vec::new())),
            Piece::AttributeValue { value } => {
                if let Some((_, written)) = self.attributes.last_mut() {
                    *written = value.to_vec();
                }
            }
            Piece::CloseStartTag { self_closing } => self.begin(*self_closing),
            Piece::EndTag { name } => self.end(name),
            Piece::String { .. } if self.left_out.is_none() => self.out.see(piece),
            Piece::String { .. } | Piece::Comment { .. } | Piece::Doctype { .. } | Piece::Error(_) => {}
        }
    }

    fn begin(&mut self, self_closing: bool) {
        if let Some((name, depth)) = &mut self.left_out {
            *depth += usize::from(*name == self.tag);
            return;
        }
        if self.attributes.iter().any(|(name, _)| name == b"data-script") {
            self.left_out = Some((self.tag.clone(), 1));
            return;
        }
        // What needs its page's script stays there.
        if self.tag == b"script" {
            return;
        }
        self.out.see(&Piece::OpenStartTag { name: &self.embedding.name_of(&self.tag) });
        for (name, written) in &self.attributes {
            self.out.see(&Piece::AttributeName { name });
            let text = || String::from_utf8_lossy(written);
            let value = match name.as_slice() {
                name if NAMES.contains(&name) => {
                    let anchors: Vec<_> = text().split_whitespace().map(self.embedding.anchor).collect();
                    Cow::Owned(anchors.join(" ").into_bytes())
                }
                b"href" | b"src" => Cow::Owned((self.embedding.address)(&text()).into_bytes()),
                _ => Cow::Borrowed(written.as_slice()),
            };
            self.out.see(&Piece::AttributeValue { value: &value });
        }
        self.out.see(&Piece::CloseStartTag { self_closing });
    }

    fn end(&mut self, tag: &[u8]) {
        if let Some((name, depth)) = &mut self.left_out {
            *depth -= usize::from(name.as_slice() == tag);
            if *depth == 0 {
                self.left_out = None;
            }
        } else if tag != b"script" {
            self.out.see(&Piece::EndTag { name: &self.embedding.name_of(tag) });
        }
    }
}

impl Embedding<'_> {
    fn name_of<'t>(&self, tag: &'t [u8]) -> Cow<'t, [u8]> {
        match tag {
            [b'h', level @ b'1'..=b'6'] => Cow::Owned(vec![b'h', b'0' + (level - b'0' + self.deeper).min(6)]),
            _ => Cow::Borrowed(tag),
        }
    }
}
