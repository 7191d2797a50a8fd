//! Types of published data that describe themselves: one definition makes the JSON, its schema (JSON Schema 2020-12) and the names of its
//! fields. As `record!` defines what is read, `described!` defines what is published.

use crate::record::{Scalar, Shape};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// A type whose values are published as JSON.
pub(super) trait Described: Serialize {
    /// Whether a field of this type always stands in its record.
    const ALWAYS: bool = true;

    /// What a value looks like.
    fn schema() -> Value;

    /// Whether a record leaves this value out.
    fn is_left_out(&self) -> bool {
        false
    }
}

/// Writes a struct that is published: what it serialises to and its schema. Doc comments are the schema's descriptions; `as` gives a
/// field a name that Rust does not have.
macro_rules! described {
    ($(#[doc = $doc:literal])* pub(super) struct $name:ident { $($(#[doc = $field_doc:literal])* $field:ident $(as $key:literal)?: $type:ty,)* }) => {
        $(#[doc = $doc])*
        pub(super) struct $name {
            $($(#[doc = $field_doc])* pub $field: $type,)*
        }

        impl $name {
            /// The names of its fields, in order.
            #[allow(dead_code, reason = "only tables ask for them")]
            pub(super) const FIELDS: &[&str] = &[$(described!(@name $field $($key)?)),*];
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use $crate::data::open_data::described::Described as _;
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                $(if !self.$field.is_left_out() {
                    map.serialize_entry(described!(@name $field $($key)?), &self.$field)?;
                })*
                map.end()
            }
        }

        impl $crate::data::open_data::described::Described for $name {
            fn schema() -> serde_json::Value {
                use $crate::data::open_data::described::{Described, one_line, record};
                record(&one_line(concat!($($doc, "\n"),*)), [$((
                    described!(@name $field $($key)?),
                    one_line(concat!($($field_doc, "\n"),*)),
                    <$type as Described>::schema(),
                    <$type as Described>::ALWAYS,
                )),*])
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $key:literal) => { $key };
}
pub(super) use described;

/// The lines of a doc comment as one.
pub(super) fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The schema of a record from its description and its fields: name, description, schema, whether it always stands there.
pub(super) fn record(
    description: &str,
    fields: impl IntoIterator<Item = (&'static str, String, Value, bool)>,
) -> Value {
    let (mut properties, mut required) = (serde_json::Map::new(), Vec::new());
    for (name, description, mut schema, is_required) in fields {
        if is_required {
            required.push(name);
        }
        if let Some(map) = schema.as_object_mut() {
            map.insert("description".into(), description.into());
        }
        properties.insert(name.into(), schema);
    }
    json!({
        "type": "object",
        "description": description,
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

impl Described for String {
    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

impl Described for bool {
    fn schema() -> Value {
        json!({ "type": "boolean" })
    }
}

impl<T: Described> Described for Vec<T> {
    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema() })
    }
}

/// `null` where nothing is known.
impl<T: Described> Described for Option<T> {
    fn schema() -> Value {
        let mut schema = T::schema();
        if let Some(kind) = schema.get_mut("type") {
            *kind = json!([kind.take(), "null"]);
        }
        if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
            words.push(Value::Null);
        }
        schema
    }
}

/// A field that only some records have; `None` where the record leaves it out.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct If<T>(pub Option<T>);

impl<T: Described> Described for If<T> {
    const ALWAYS: bool = false;

    fn schema() -> Value {
        T::schema()
    }

    fn is_left_out(&self) -> bool {
        self.0.is_none()
    }
}

/// A web address.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Address(pub String);

impl Described for Address {
    fn schema() -> Value {
        json!({ "type": "string", "format": "uri" })
    }
}

/// One of some words.
pub(super) struct Word<T>(pub T);

impl<T: Scalar> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.show(serializer)
    }
}

impl<T: Scalar> Described for Word<T> {
    fn schema() -> Value {
        match T::SHAPE {
            Shape::Choice(words) => json!({ "enum": words }),
            _ => json!({}),
        }
    }
}

/// A number that never changes: the version of a format.
pub(super) struct Always<const NUMBER: u32>;

impl<const NUMBER: u32> Serialize for Always<NUMBER> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(NUMBER)
    }
}

impl<const NUMBER: u32> Described for Always<NUMBER> {
    fn schema() -> Value {
        json!({ "const": NUMBER })
    }
}
