//! Fields as templates and data files see them: serialised for one reader, in one step from the typed value to what is wanted.

use super::{Eye, Field};
use serde::{Serialize, Serializer};
use tera::value::Key;
use tera::{Map, Value};

/// A field before a reader's eye.
pub struct Seen<'a, T> {
    field: &'a T,
    eye: Eye<'a>,
}

impl<'a, T> Seen<'a, T> {
    pub(super) fn new(field: &'a T, eye: Eye<'a>) -> Self {
        Self { field, eye }
    }
}

impl<T: Field> Serialize for Seen<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.field.show(self.eye, serializer)
    }
}

/// A field as a value of templates. It is no part of [`Field`], so that the templates' library is none of the public face.
pub(crate) trait View: Field {
    /// The value as a reader sees it.
    fn view(&self, eye: Eye<'_>) -> Value {
        Value::from_serializable(&self.seen_by(eye))
    }
}

impl<T: Field> View for T {}

/// Named values as a value of templates.
#[must_use]
pub(crate) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(entries.into_iter().map(|(name, value)| (Key::Str(name), value)).collect::<Map>())
}
