//! A page's pieces into what others need to know of it: its anchors, its links, its headings of the second level.

use super::tokens::Piece;
use std::borrow::Cow;

/// What is on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Every `id`, in order, repetitions included.
    pub ids: Texts,
    /// Every `href` and `src`, in order.
    pub addresses: Texts,
    /// Anchor and words of every `h2` that has an anchor.
    pub sections: Vec<(String, String)>,
}

/// Many short texts, kept together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.all[start..*end])
    }

    fn extend(&mut self, others: &Self) {
        let start = self.all.len();
        self.all.push_str(&others.all);
        self.ends.extend(others.ends.iter().map(|end| start + end));
    }
}

/// Reads pieces of HTML for what is on it.
#[derive(Default)]
pub(super) struct Scanner {
    scan: Scan,
    /// The heading that is being read: its anchor and its words.
    section: Option<(String, String)>,
}

impl Scan {
    /// Adds what is known of another part of the page.
    fn extend(&mut self, part: &Self) {
        self.ids.extend(&part.ids);
        self.addresses.extend(&part.addresses);
        self.sections.extend_from_slice(&part.sections);
    }
}

impl Scanner {
    pub(super) fn see(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(tag) => {
                for (name, value) in tag.attributes.iter().filter(|(_, value)| !value.is_empty()) {
                    match *name {
                        b"id" => {
                            let value = as_text(value);
                            self.scan.ids.push(&value);
                            if tag.name == b"h2" {
                                self.section = Some((value.into_owned(), String::new()));
                            }
                        }
                        b"href" | b"src" => self.scan.addresses.push(&as_text(value)),
                        _ => {}
                    }
                }
            }
            Piece::Text(text) => {
                if let Some((_, words)) = &mut self.section {
                    words.push_str(&as_text(text));
                }
            }
            Piece::End(b"h2") => self.scan.sections.extend(self.section.take()),
            Piece::End(_) | Piece::Doctype => {}
        }
    }

    /// Adds what is known of another part.
    pub(super) fn extend(&mut self, part: &Scan) {
        self.scan.extend(part);
    }

    pub(super) fn scan(&self) -> &Scan {
        &self.scan
    }

    pub(super) fn finish(self) -> Scan {
        self.scan
    }
}

/// Bytes of a text as text.
fn as_text(bytes: &[u8]) -> Cow<'_, str> {
    // Looking for what is no text takes longer.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
