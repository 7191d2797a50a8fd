//! A page's content for another place: deeper headings, other anchors, other addresses. The tokens are the browser's.

use super::prose::escape;
use super::tokens::{Piece, each_piece};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

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
pub(super) fn embed(html: &str, embedding: &Embedding<'_>) -> String {
    let mut writer = Writer {
        out: String::with_capacity(html.len() + html.len() / 8),
        tag: Vec::new(),
        attributes: BTreeMap::new(),
        name: Vec::new(),
        left_out: None,
        embedding,
    };
    each_piece(html, |piece| writer.see(&piece));
    writer.out
}

struct Writer<'a> {
    out: String,
    /// The tag that is being read: its name, its attributes, the name of the last of them.
    tag: Vec<u8>,
    attributes: BTreeMap<Vec<u8>, String>,
    name: Vec<u8>,
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
            Piece::AttributeName { name } => {
                self.name = name.to_vec();
                self.attributes.entry(name.to_vec()).or_default();
            }
            Piece::AttributeValue { value } => {
                // Of attributes of one name, the first holds.
                if let Some(written) = self.attributes.get_mut(&self.name).filter(|written| written.is_empty()) {
                    written.push_str(&String::from_utf8_lossy(value));
                }
            }
            Piece::CloseStartTag { .. } => self.begin(),
            Piece::EndTag { name } => self.end(name),
            Piece::String { value } if self.left_out.is_none() => {
                self.out.push_str(&escape(&String::from_utf8_lossy(value)));
            }
            Piece::String { .. } | Piece::Comment { .. } | Piece::Doctype { .. } | Piece::Error(_) => {}
        }
    }

    fn begin(&mut self) {
        if let Some((name, depth)) = &mut self.left_out {
            *depth += usize::from(*name == self.tag);
            return;
        }
        if self.attributes.contains_key(b"data-script".as_slice()) {
            self.left_out = Some((self.tag.clone(), 1));
            return;
        }
        // What needs its page's script stays there.
        if self.tag == b"script" {
            return;
        }
        let _ = write!(self.out, "<{}", self.embedding.name_of(&self.tag));
        for (name, written) in &self.attributes {
            let value = match name.as_slice() {
                name if NAMES.contains(&name) => {
                    Cow::Owned(written.split_whitespace().map(self.embedding.anchor).collect::<Vec<_>>().join(" "))
                }
                b"href" | b"src" => Cow::Owned((self.embedding.address)(written)),
                _ => Cow::Borrowed(written.as_str()),
            };
            let _ = write!(self.out, " {}=\"{}\"", String::from_utf8_lossy(name), escape(&value));
        }
        self.out.push('>');
    }

    fn end(&mut self, tag: &[u8]) {
        if let Some((name, depth)) = &mut self.left_out {
            *depth -= usize::from(name.as_slice() == tag);
            if *depth == 0 {
                self.left_out = None;
            }
        } else if tag != b"script" {
            let _ = write!(self.out, "</{}>", self.embedding.name_of(tag));
        }
    }
}

impl Embedding<'_> {
    fn name_of<'t>(&self, tag: &'t [u8]) -> Cow<'t, str> {
        match tag {
            [b'h', level @ b'1'..=b'6'] => format!("h{}", (level - b'0' + self.deeper).min(6)).into(),
            _ => String::from_utf8_lossy(tag),
        }
    }
}
