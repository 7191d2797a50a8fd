//! What rendering gives: the files of a site in memory, by path.

use crate::record::PublicPath;
use std::collections::BTreeMap;
use std::ops::Range;

/// The content of a file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Bytes made here.
    Bytes(Vec<u8>),
    /// A file of the site's folder, by its path there: copied as it is when published.
    File(String),
}

/// A finished site: what to publish, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The files, sorted by path.
    pub files: BTreeMap<PublicPath, Payload>,
    /// The theme's files that stand beside the site for all sites together, by their path there; see [`Options::shared_assets`](super::Options::shared_assets).
    pub shared: BTreeMap<PublicPath, Payload>,
    /// Where the slots of each page are.
    pub slots: BTreeMap<PublicPath, Slots>,
}

/// The places of a page where somebody who shows it, but does not publish it, may put something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots {
    /// What the page may do (CSP 3).
    pub policy: &'static str,
    /// The bytes of the element that says so.
    pub policy_at: Range<usize>,
    /// The byte before which more may be added to the page's end.
    pub end: usize,
}

impl Rendered {
    /// The text of a file made here.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            Payload::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            Payload::File(_) => None,
        }
    }
}
