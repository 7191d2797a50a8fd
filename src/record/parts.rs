//! Values taken apart, for code that knows fields by their names only.

use super::written::Written;
use crate::source::Spanned;

/// A value taken apart. The catalogue's requirements need that: they know fields by their names only.
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

/// [`Field::parts`](super::Field::parts) of a value whose type is not known.
pub trait TakeApart {
    /// The value's parts.
    fn parts(&self) -> Parts<'_>;
}
