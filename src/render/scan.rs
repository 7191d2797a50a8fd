//! A page's pieces into what others need to know of it: its anchors, its links, its headings of the second level.

use super::tokens::Piece;

/// What is on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Every `id`, in order, repetitions included.
    pub ids: Vec<String>,
    /// Every `href` and `src`, in order.
    pub addresses: Vec<String>,
    /// Anchor and words of every `h2` that has an anchor.
    pub sections: Vec<(String, String)>,
}

/// An attribute that is looked for.
#[derive(Clone, Copy)]
enum Wanted {
    Id,
    Address,
}

/// Reads pieces of HTML for what is on it.
#[derive(Default)]
pub(super) struct Scanner {
    scan: Scan,
    /// The heading that is being read: its anchor and its words.
    section: Option<(String, String)>,
    /// Whether the tag that is being read is such a heading's.
    is_section: bool,
    wanted: Option<Wanted>,
}

impl Scan {
    /// Adds what is known of another part of the page.
    pub(super) fn extend(&mut self, part: Self) {
        self.ids.extend(part.ids);
        self.addresses.extend(part.addresses);
        self.sections.extend(part.sections);
    }
}

impl Scanner {
    pub(super) fn see(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::OpenStartTag { name } => self.is_section = *name == b"h2",
            Piece::AttributeName { name } => {
                self.wanted = match *name {
                    b"id" => Some(Wanted::Id),
                    b"href" | b"src" => Some(Wanted::Address),
                    _ => None,
                };
            }
            Piece::AttributeValue { value } => match self.wanted.take() {
                Some(Wanted::Id) => {
                    let value = String::from_utf8_lossy(value).into_owned();
                    if self.is_section {
                        self.section = Some((value.clone(), String::new()));
                    }
                    self.scan.ids.push(value);
                }
                Some(Wanted::Address) => self.scan.addresses.push(String::from_utf8_lossy(value).into_owned()),
                None => {}
            },
            Piece::String { value } => {
                if let Some((_, words)) = &mut self.section {
                    words.push_str(&String::from_utf8_lossy(value));
                }
            }
            Piece::EndTag { name: b"h2" } => self.scan.sections.extend(self.section.take()),
            _ => {}
        }
    }

    /// Adds what is known of another part.
    pub(super) fn extend(&mut self, part: Scan) {
        self.scan.extend(part);
    }

    pub(super) fn scan(&self) -> &Scan {
        &self.scan
    }

    pub(super) fn finish(self) -> Scan {
        self.scan
    }
}
