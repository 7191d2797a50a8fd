//! A frame ready to be looked for.

use super::frame::Frame;
use super::group::{Group, WordId};
use crate::diagnostic::Key;
use crate::record::Text;
use std::sync::Arc;

/// A frame ready to be looked for.
#[derive(Clone, Debug)]
pub struct Ready {
    /// What its findings say.
    pub key: Key,
    /// Its name.
    pub name: String,
    /// What its file says of it.
    pub frame: Arc<Frame>,
    /// Whether one finding of its key is enough for a block.
    pub once: bool,
    /// One phrase of each group has to be there; the first group holds the claim.
    pub says: Vec<Group>,
    /// One phrase of each group has to be affirmed in the sentence or beside it.
    pub near: Vec<Group>,
    /// Phrases that make the sentence right.
    pub unless: Group,
    /// Phrases that make the sentence right where it does not deny them.
    pub unless_affirmed: Group,
    /// Phrases that make it right in the sentence before or after too.
    pub unless_near: Group,
    /// The words that alone may stand between the first group and the second.
    pub between: Vec<WordId>,
}

impl Ready {
    /// Whether the frame alone is no finding.
    #[must_use]
    pub fn is_noted(&self) -> bool {
        self.frame.noted.as_ref().is_some_and(|noted| noted.value)
    }

    /// Whether the frame is looked for in every page and field.
    #[must_use]
    pub fn looks_everywhere(&self) -> bool {
        self.frame.only.is_empty() && self.frame.except.is_empty()
    }

    /// Whether the frame is looked for in a page or in a field.
    #[must_use]
    pub fn looks_at(&self, path: &str) -> bool {
        let is_there = |places: &[Text]| places.iter().any(|place| begins(&place.value, path));
        (self.frame.only.is_empty() || is_there(&self.frame.only)) && !is_there(&self.frame.except)
    }
}

/// Whether a path begins with the steps of another; `*` is any step.
fn begins(place: &str, path: &str) -> bool {
    if !place.contains('*') {
        return path.starts_with(place);
    }
    let mut steps = path.split('.');
    place.split('.').all(|asked| steps.next().is_some_and(|step| asked == "*" || step == asked))
}
