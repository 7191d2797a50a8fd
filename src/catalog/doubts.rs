//! What the author of a file of the catalogue doubts: fields that no source that was read confirms.

use crate::record::Text;

/// The doubted fields of a file, each by its path: `operator.name`. A path doubts whatever stands below it too.
pub(super) struct Doubts<'a>(pub(super) &'a [Text]);

impl Doubts<'_> {
    /// Whether a field is doubted, itself or as a part of another.
    pub(super) fn hold(&self, field: &str) -> bool {
        self.0.iter().any(|doubt| {
            field.strip_prefix(doubt.value.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// Leaves a value away whose field is doubted.
    pub(super) fn clear<T: Default>(&self, value: &mut T, field: &str) {
        if self.hold(field) {
            *value = T::default();
        }
    }
}
