//! What is known of a field besides its value: whether it is absent, wrong or given.

use super::{Field, Shape, TextKind};
use crate::source::{Span, Spanned};

/// How a field of a record is written. Every record has one for each of its fields, under the field's own name, in `fields`.
///
/// The value alone does not tell: after a mistake a stand-in takes its place, or nothing does. Whoever says that something is missing
/// asks here first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// The field is not there, or says nothing; or the record was made by the program and is written nowhere.
    #[default]
    Absent,
    /// What is there could not be read, or a part of it could not; or the field is not there and had to be. The mistake has its finding.
    /// The place of the field's name; of the record's first one where the field is not there.
    Wrong(Span),
    /// It is there, and all of it was read. The place of the field's name.
    Given(Span),
}

impl Written {
    /// Whether the field is not there: only then may somebody say so.
    #[must_use]
    pub fn is_absent(self) -> bool {
        self == Self::Absent
    }

    /// Whether the field had a mistake, which has its finding: nothing more is to be said of the field.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::Wrong(_))
    }

    /// The same field, after a mistake was found in it.
    #[must_use]
    pub fn refused(self) -> Self {
        self.place().map_or(self, Self::Wrong)
    }

    /// Where the field's name stands.
    #[must_use]
    pub fn place(self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Wrong(place) | Self::Given(place) => Some(place),
        }
    }
}

/// A struct of [`record!`](crate::record!).
pub trait Record {
    /// A [`Written`] for each field, under the field's name.
    type Written;
}

/// How the fields of a record are written that the program has made: nowhere.
#[must_use]
pub fn unwritten<W: Default>() -> W {
    W::default()
}

/// A value taken apart, for the catalogue, which knows fields by their names only.
pub enum Parts<'v> {
    /// A value without parts.
    Value,
    /// The fields of a record, in order.
    Fields(Vec<(&'static str, Written, &'v dyn TakeApart)>),
    /// The items of a list.
    Items(Vec<&'v dyn TakeApart>),
    /// Values under names of the author's own.
    Named(Vec<(&'v Spanned<String>, &'v dyn TakeApart)>),
}

/// [`Field::parts`] of a value whose type is not known.
pub trait TakeApart {
    /// The value's parts.
    fn parts(&self) -> Parts<'_>;
}

impl<T: Field> TakeApart for T {
    fn parts(&self) -> Parts<'_> {
        Field::parts(self)
    }
}

/// Whether every record, every entry of a list of them and every name could be read. Only then is everything known that has a place of
/// its own on a page; a text that is wrong has none.
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
