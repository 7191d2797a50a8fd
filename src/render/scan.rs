//! A finished page into what others need to know of it: its anchors, its links, its headings of the second level.

use super::tokens::{Piece, each_piece};

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

pub(super) fn scan(html: &str) -> Scan {
    let mut scan = Scan::default();
    scan.add(html);
    scan
}

impl Scan {
    /// Adds what is known of another part of the page.
    pub(super) fn extend(&mut self, part: &Self) {
        self.ids.extend_from_slice(&part.ids);
        self.addresses.extend_from_slice(&part.addresses);
        self.sections.extend_from_slice(&part.sections);
    }

    /// Adds what another part of the page holds; a part begins and ends between tags.
    pub(super) fn add(&mut self, html: &str) {
        let mut section: Option<(String, String)> = None;
        let mut is_section = false;
        let mut wanted = None;
        each_piece(html, |piece| match piece {
            Piece::OpenStartTag { name } => is_section = name == b"h2",
            Piece::AttributeName { name } => {
                wanted = match name {
                    b"id" => Some(Wanted::Id),
                    b"href" | b"src" => Some(Wanted::Address),
                    _ => None,
                };
            }
            Piece::AttributeValue { value } => match wanted.take() {
                Some(Wanted::Id) => {
                    let value = String::from_utf8_lossy(value).into_owned();
                    if is_section {
                        section = Some((value.clone(), String::new()));
                    }
                    self.ids.push(value);
                }
                Some(Wanted::Address) => self.addresses.push(String::from_utf8_lossy(value).into_owned()),
                None => {}
            },
            Piece::String { value } => {
                if let Some((_, words)) = &mut section {
                    words.push_str(&String::from_utf8_lossy(value));
                }
            }
            Piece::EndTag { name: b"h2" } => self.sections.extend(section.take()),
            _ => {}
        });
    }
}
