//! Fields as values of templates, in one step from the typed value.

use super::field::{Eye, Field};
use tera::value::Key;
use tera::{Map, Value};

/// A field as a value of templates. The trait stands apart from [`Field`], so that the templates' library is no part of the public face.
pub(crate) trait TemplateValue: Field {
    /// The value as a reader sees it.
    fn template_value(&self, eye: Eye<'_>) -> Value {
        Value::from_serializable(&self.seen_by(eye))
    }
}

impl<T: Field> TemplateValue for T {}

/// Named values as a value of templates.
#[must_use]
pub(crate) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(entries.into_iter().map(|(name, value)| (Key::Str(name), value)).collect::<Map>())
}
