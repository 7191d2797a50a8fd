//! The anchors of a page's headings, each different from all others.

use crate::record::plain_name;
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
    /// The number to try next for headings of the same words.
    next: HashMap<String, usize>,
}

impl Anchors {
    /// Takes an anchor that an author has given; whether nobody had it before.
    pub(super) fn take(&mut self, anchor: &str) -> bool {
        self.taken.insert(anchor.to_owned())
    }

    /// The anchor of a heading by its words, which survives being typed and pasted; words without any letter get a name of their own.
    pub(super) fn of(&mut self, words: &str) -> String {
        let name = plain_name(words);
        let name = if name.is_empty() { "sezione".to_owned() } else { name };
        if self.take(&name) {
            return name;
        }
        let mut next = self.next.get(&name).copied().unwrap_or(2);
        let anchor = loop {
            let anchor = format!("{name}-{next}");
            next += 1;
            if self.take(&anchor) {
                break anchor;
            }
        };
        self.next.insert(name, next);
        anchor
    }
}
