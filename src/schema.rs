//! The types of the authors' files into JSON Schemas (2020-12), for editors that complete and explain while one types.

use crate::guide::{self, GuideEntry};
use crate::init::{Answers, NewFolder};
use crate::members::{BaseFile, WorkspaceFile};
use crate::model::confirm::ConfirmFile;
use crate::model::{FrontMatter, shape_of};
use crate::record::{Field, RecordShape, Shape, TextKind};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The files that have a schema, by name without `.yaml`; `pagina` is what stands at the top of a page,
/// `risposte` the answers of `init`.
pub const FILES: [&str; 10] =
    ["site", "accounts", "moderation", "informative", "acts", "confirm", "pagina", "risposte", "workspace", "base"];

struct SchemaWriter {
    guide: BTreeMap<String, GuideEntry>,
    /// The path under which the guide explains a record, by the record's name.
    paths: BTreeMap<&'static str, String>,
    definitions: Map<String, Value>,
}

/// What may be written in a file, or at the top of a page.
#[must_use]
pub fn shape(name: &str) -> Option<Shape> {
    match name {
        "confirm" => Some(ConfirmFile::shape()),
        "pagina" => Some(FrontMatter::shape()),
        "risposte" => Some(Answers::shape()),
        "workspace" => Some(WorkspaceFile::shape()),
        "base" => Some(BaseFile::shape()),
        _ => shape_of(name),
    }
}

/// Every record that an author may write, by the path at which it is first met, in the order of the files.
#[must_use]
pub fn records() -> Vec<(String, RecordShape)> {
    fn collect(shape: &Shape, path: &str, found: &mut Vec<(String, RecordShape)>) {
        match shape {
            Shape::Optional(inner) | Shape::List(inner) | Shape::OneOrMany(inner) => collect(inner, path, found),
            Shape::Keyed(inner) => collect(inner, &format!("{path}.NOME"), found),
            Shape::Record(record) if found.iter().all(|(_, other)| other.name != record.name) => {
                found.push((path.to_owned(), *record));
                for field in (record.fields)() {
                    collect(&field.shape, &format!("{path}.{}", field.name), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for file in FILES {
        if let Some(shape) = shape(file) {
            collect(&shape, file, &mut found);
        }
    }
    found
}

/// The schema of a file; `None` for a name that is none of [`FILES`].
#[must_use]
pub fn schema(name: &str) -> Option<Value> {
    let mut writer = SchemaWriter {
        guide: guide::entries(),
        paths: records().into_iter().map(|(path, record)| (record.name, path)).collect(),
        definitions: Map::new(),
    };
    let Shape::Record(record) = shape(name)? else { return None };
    let root = writer.record(record);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{name}.{}", if name == "pagina" { "md" } else { "yaml" }),
    });
    if let (Some(schema), Value::Object(root)) = (schema.as_object_mut(), root) {
        schema.extend(root);
        schema.insert("$defs".into(), Value::Object(writer.definitions));
    }
    Some(schema)
}

/// Adds to a new folder what editors need to complete and explain its files: the schemas, and the line that names them
/// (yaml-language-server).
pub fn add_to(folder: &mut NewFolder) {
    for name in FILES {
        let (path, place) = (format!("{name}.yaml"), format!("schemas/{name}.json"));
        let (Some(text), Some(schema)) = (folder.get(&path), schema(name)) else { continue };
        let line = format!("# yaml-language-server: $schema={place}\n").into_bytes();
        let whole = [line.as_slice(), text].concat();
        folder.insert(path, whole);
        // A JSON value always has a text.
        let schema = serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
        folder.insert(place, schema.into_bytes());
    }
}

impl SchemaWriter {
    fn record(&mut self, record: RecordShape) -> Value {
        let path = self.paths.get(record.name).cloned().unwrap_or_default();
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in (record.fields)() {
            if !matches!(field.shape, Shape::Optional(_) | Shape::List(_) | Shape::Keyed(_)) {
                required.push(field.name);
            }
            let mut value = self.value(&field.shape);
            let entry = self.guide.get(&format!("{path}.{}", field.name));
            if let (Some(map), Some(entry)) = (value.as_object_mut(), entry) {
                map.insert("description".into(), format!("{}\n\nEsempio: {}", entry.meaning, entry.example).into());
            }
            properties.insert(field.name.to_owned(), value);
        }
        json!({ "type": ["object", "null"], "additionalProperties": false, "properties": properties, "required": required })
    }

    fn value(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Optional(inner) => self.value(inner),
            Shape::Text(kind) => text(*kind),
            Shape::Localized => json!({ "anyOf": [
                { "type": ["string", "number"] },
                { "type": "object", "propertyNames": { "pattern": "^[a-z]{2,3}$" }, "additionalProperties": { "type": ["string", "number"] } },
            ] }),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::Number => json!({ "type": "integer", "minimum": 0 }),
            Shape::Choice(words) => json!({ "enum": words }),
            Shape::List(inner) => json!({ "type": "array", "items": self.value(inner) }),
            Shape::OneOrMany(inner) => {
                let one = self.value(inner);
                json!({ "anyOf": [one, { "type": "array", "items": one }] })
            }
            Shape::Keyed(inner) => json!({
                "type": "object",
                "propertyNames": { "pattern": "^[a-z][a-z0-9-]*$" },
                "additionalProperties": self.value(inner),
            }),
            Shape::Record(record) => {
                if !self.definitions.contains_key(record.name) {
                    // The name is taken before the definition is made, because a record may hold itself.
                    self.definitions.insert(record.name.to_owned(), Value::Null);
                    let definition = self.record(*record);
                    self.definitions.insert(record.name.to_owned(), definition);
                }
                json!({ "$ref": format!("#/$defs/{}", record.name) })
            }
        }
    }
}

/// A text of some kind. What is still to be filled in is no mistake for an editor.
fn text(kind: TextKind) -> Value {
    let pattern = match kind {
        TextKind::Email => "^([^@\\s]+@[^@\\s]+\\.[^@\\s]+|.*DA COMPILARE.*)$",
        TextKind::WebAddress => "^(https://.+|.*DA COMPILARE.*)$",
        TextKind::Date => "^(\\d{4}(-\\d{2}){0,2}|.*DA COMPILARE.*)$",
        TextKind::Colour => "^#[0-9a-fA-F]{6}$",
        TextKind::Province => "^[A-Z]{2}$",
        TextKind::Id => "^[a-z][a-z0-9-]*$",
        TextKind::FilePath => "^files/.+",
        _ => return json!({ "type": ["string", "number"] }),
    };
    json!({ "type": ["string", "number"], "pattern": pattern })
}
