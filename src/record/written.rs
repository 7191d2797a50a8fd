//! What is known of a field besides its value: whether it is absent, wrong or given.

use crate::source::Span;

/// How a field of a record is written. Every record has one for each of its fields, under the field's own name, in `fields`.
///
/// The value alone does not tell: after a mistake a stand-in takes its place, or nothing does. Whoever says that something is missing
/// asks here first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// The field is not there, or says nothing; or the program made the record, which is written nowhere.
    #[default]
    Absent,
    /// The value could not be read, or a part of it could not; or the field is not there and had to be. The mistake has its finding. Holds
    /// the place of the field's name, or of the record's first name where the field is not there.
    Wrong(Span),
    /// The field is there, and all of it was read. Holds the place of the field's name.
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

/// How the fields of a record are written that the program itself has made: nowhere, so all are absent.
#[must_use]
pub fn unwritten<W: Default>() -> W {
    W::default()
}
