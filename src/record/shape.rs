//! What may be written in a place of a file.

use super::text::TextKind;
use crate::diagnostic::Message;
use crate::say;

/// What may be written in a place: for messages, schemas, documentation and the variables in prose.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text of some kind.
    Text(TextKind),
    /// A text that may be written once per language.
    Localized,
    /// `true` or `false`.
    Flag,
    /// A whole number from 0.
    Number,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A list.
    List(Box<Shape>),
    /// One, or a list.
    OneOrMany(Box<Shape>),
    /// Names that the author chooses, each with a value.
    Keyed(Box<Shape>),
    /// A value that may be left out.
    Optional(Box<Shape>),
    /// A record; its fields are made on demand.
    Record(RecordShape),
}

/// What a record looks like.
#[derive(Clone, Copy, Debug)]
pub struct RecordShape {
    /// Its Rust name.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its fields, in order.
    pub fields: fn() -> Vec<FieldShape>,
}

/// What a field looks like.
#[derive(Clone, Debug)]
pub struct FieldShape {
    /// The key in YAML, the field in Rust, the name in templates.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// What may be written.
    pub shape: Shape,
}

impl Shape {
    /// The shape without "may be left out".
    #[must_use]
    pub fn inner(&self) -> &Self {
        match self {
            Self::Optional(inner) => inner.inner(),
            other => other,
        }
    }

    /// What may be written under a name in a value of this shape: a field of a record, a value under a name that the author chose, or,
    /// whatever the name, an item of a list.
    #[must_use]
    pub fn under(&self, name: &str) -> Option<Self> {
        match self.inner() {
            Self::Record(record) => {
                (record.fields)().into_iter().find(|field| field.name == name).map(|field| field.shape)
            }
            Self::Keyed(inner) | Self::List(inner) => Some((**inner).clone()),
            // A single value that stands without a list is its own item.
            Self::OneOrMany(inner) if name.is_empty() => Some((**inner).clone()),
            Self::OneOrMany(inner) => inner.under(name),
            Self::Localized => Some(Self::Text(TextKind::Words)),
            _ => None,
        }
    }

    /// What is expected here, for a message.
    #[must_use]
    pub fn expected(&self) -> Message {
        match self {
            Self::Text(kind) => kind.expected(),
            Self::Localized => say!(
                "un testo, oppure un testo per lingua (it: …, en: …)",
                "a text, or a text per language (it: …, en: …)"
            ),
            Self::Flag => say!("true oppure false", "true or false"),
            Self::Number => say!("un numero intero", "a whole number"),
            Self::Choice(words) => {
                let words = words.join(", ");
                say!("una di queste parole: {words}", "one of these words: {words}")
            }
            Self::List(_) => say!("un elenco (una riga con - per ogni voce)", "a list (a line with - for each item)"),
            Self::OneOrMany(inner) => {
                let Message { it, en } = inner.expected();
                say!("{it}, oppure un elenco", "{en}, or a list")
            }
            Self::Keyed(_) => {
                say!("un elenco di nomi, ognuno con i suoi campi", "a list of names, each with its fields")
            }
            Self::Optional(inner) => inner.expected(),
            Self::Record(record) => {
                let names: Vec<_> = (record.fields)().iter().map(|field| field.name).collect();
                let names = names.join(", ");
                say!("dei campi (nome: valore), tra questi: {names}", "fields (name: value), among these: {names}")
            }
        }
    }
}
