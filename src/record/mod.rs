//! YAML nodes into typed records: one definition of a field for every use.
//!
//! A type that may stand in one of our files implements [`Field`]: how it is read, what it looks like to people
//! ([`Shape`]: schema, documentation, variables in prose) and how templates and data files see it ([`Field::show`]). The
//! macros [`record!`](crate::record!) and [`choice!`](crate::choice!) write that from a Rust type and its doc comments.
//!
//! Reading goes on after a mistake: it is reported, a stand-in takes its place, and the rest of the file is read too, so
//! that an author sees every mistake at once. A site with mistakes is never published, so no stand-in is. The record remembers
//! which of its fields are absent, wrong or given ([`Written`]), so that nobody takes a wrong one for one that is missing.

mod code;
mod colour;
mod contact;
mod containers;
mod date;
mod deceit;
mod hidden;
mod hours;
mod localized;
mod macros;
mod markup;
mod names;
mod public_path;
mod reader;
mod reference;
mod remedy;
mod scalar;
mod seen;
mod written;

pub use code::{FilePath, Id, IpaCode, LanguageTag, Province};
pub use colour::Colour;
pub use contact::{BaseUrl, Email, Phone, WebAddress, is_host, with_small_host};
pub use containers::{Keyed, OneOrMany};
pub use date::{Date, PartialDate};
pub use deceit::{Deceit, deceit_of_address, deceit_of_name, in_latin};
pub use hidden::{escaped_sign, hidden_in, is_refused, report_hidden};
pub use hours::{Days, Holidays, Hours, Opening, TimeOfDay, Weekday};
pub use localized::{Eye, Localized, Name};
pub use markup::{DRAWN, Markup, markup_in, signs};
pub use names::{PLACEHOLDER, is_placeholder, nearest, plain_name, unknown_name};
pub use public_path::{PathTrouble, PublicPath, composed};
pub use reader::{Fields, Reader, read_text, table_text};
pub use reference::{Home, Homes, Ref, Referred};
pub use scalar::{Scalar, Text, TextKind, Wrong};
pub use seen::Seen;
pub(crate) use seen::{View, map};
pub use written::{Parts, Record, TakeApart, Written, has_every_place, unwritten};

use crate::diagnostic::Message;
use crate::say;
use crate::source::Span;
use crate::source::yaml::Node;
use serde::Serializer;

/// A type that may stand in a YAML file of ours.
pub trait Field: Sized {
    /// Reads a node. `None` when there is no value, after the mistake was reported.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// The value when the key is not written; `None` when it must be written.
    fn absent() -> Option<Self> {
        None
    }

    /// A value to go on with after a mistake that was reported; `None` when there is no harmless one.
    fn stand_in(_span: Span) -> Option<Self> {
        Self::absent()
    }

    /// What may be written here.
    fn shape() -> Shape;

    /// The value's parts, for whoever knows them by their names only.
    fn parts(&self) -> Parts<'_> {
        Parts::Value
    }

    /// Looks up the names of things that stand elsewhere, wherever the value has any; gives whether all of them are there. A kind of
    /// value that holds others has to hand this on: there is no default that could forget it.
    fn resolve(&mut self, homes: &mut dyn Homes) -> bool;

    /// Hands over the value as templates and data files see it, for a reader of one language.
    ///
    /// # Errors
    /// The serializer's own.
    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error>;

    /// The value as that reader sees it, for whatever serialises.
    fn seen_by<'a>(&'a self, eye: Eye<'a>) -> Seen<'a, Self> {
        Seen::new(self, eye)
    }
}

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
    /// The same, and it may be left out.
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

    /// What may be written under a name of this shape: a field, or a name that the author chose; an item, for any name of a list.
    #[must_use]
    pub fn under(&self, name: &str) -> Option<Self> {
        match self.inner() {
            Self::Record(record) => {
                (record.fields)().into_iter().find(|field| field.name == name).map(|field| field.shape)
            }
            Self::Keyed(inner) | Self::List(inner) => Some((**inner).clone()),
            // One without its list is its own item.
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
