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

/// Named values as a value of templates.
#[must_use]
pub fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(entries.into_iter().map(|(name, value)| (Key::Str(name), value)).collect::<Map>())
}
