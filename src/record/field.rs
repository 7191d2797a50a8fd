//! What every type that may stand in our files can do: be read, be described, be taken apart, be shown.

use super::homes::Homes;
use super::parts::{Parts, TakeApart};
use super::reader::Reader;
use super::shape::Shape;
use super::text::TextKind;
use crate::source::Span;
use crate::source::yaml::Node;
use serde::{Serialize, Serializer};

/// Who reads a value: the language of the page and the site's first language, both as BCP 47 tags.
#[derive(Clone, Copy, Debug)]
pub struct Eye<'a> {
    /// The language of the page.
    pub lang: &'a str,
    /// The language of texts that do not name theirs.
    pub first: &'a str,
}

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

    /// The value's parts, for code that knows fields by their names only.
    fn parts(&self) -> Parts<'_> {
        Parts::Value
    }

    /// Looks up the names of things that stand elsewhere, wherever the value has any; gives whether all of them are there. Every type that
    /// holds other values must hand the call on to them: there is no default implementation, which could be forgotten.
    fn resolve(&mut self, homes: &mut dyn Homes) -> bool;

    /// Hands over the value as templates and data files see it, for a reader of one language.
    ///
    /// # Errors
    /// The serializer's own.
    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error>;

    /// The value as a reader sees it, for serde.
    fn seen_by<'a>(&'a self, eye: Eye<'a>) -> SeenField<'a, Self> {
        SeenField { field: self, eye }
    }
}

impl<T: Field> TakeApart for T {
    fn parts(&self) -> Parts<'_> {
        Field::parts(self)
    }
}

/// A field with its reader: serde serialises the field as that reader sees it.
pub struct SeenField<'a, T> {
    field: &'a T,
    eye: Eye<'a>,
}

impl<T: Field> Serialize for SeenField<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.field.show(self.eye, serializer)
    }
}

/// Whether every record, every item of a list of records and every name could be read. Only then is everything known that has a place of
/// its own on a page, to which links may lead; a text has none, so a wrong text does not count.
#[must_use]
pub fn has_every_place<T: Field>(value: &T) -> bool {
    fn has_place(shape: &Shape) -> bool {
        match shape {
            Shape::Record(_) | Shape::Keyed(_) | Shape::Text(TextKind::Id) => true,
            Shape::Optional(inner) | Shape::List(inner) | Shape::OneOrMany(inner) => has_place(inner),
            _ => false,
        }
    }
    fn is_whole(value: &dyn TakeApart, shape: &Shape) -> bool {
        match (value.parts(), shape.inner()) {
            (Parts::Items(items), Shape::List(inner) | Shape::OneOrMany(inner)) => {
                items.into_iter().all(|item| is_whole(item, inner))
            }
            (Parts::Named(entries), Shape::Keyed(inner)) => {
                entries.into_iter().all(|(_, value)| is_whole(value, inner))
            }
            (Parts::Fields(fields), Shape::Record(record)) => {
                fields.into_iter().zip((record.fields)()).all(|((_, written, value), field)| {
                    !(written.is_wrong() && has_place(&field.shape)) && is_whole(value, &field.shape)
                })
            }
            _ => true,
        }
    }
    is_whole(value, &T::shape())
}
