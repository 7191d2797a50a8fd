//! Names of things that stand elsewhere: an office, an act, a norma.

use super::field::{Eye, Field};
use super::homes::{Home, Homes};
use super::reader::Reader;
use super::shape::Shape;
use super::text::Text;
use crate::source::Span;
use crate::source::yaml::Node;
use serde::Serializer;
use std::fmt;
use std::marker::PhantomData;

/// Something that other places name.
pub trait Referred {
    /// Where such things stand.
    const HOME: Home;
}

/// The name of something that stands elsewhere. The name is looked up once, after all files were read ([`Field::resolve`]); whoever
/// wants the thing takes it from its place.
pub struct Ref<T> {
    /// The name, as it is written.
    pub name: Text,
    place: Option<usize>,
    of: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// The place of the thing among all of its kind; `None` where nothing has the name, which was reported.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.place
    }

    /// Whether another name means the same thing.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.place.is_some() && self.place == other.place
    }

    fn to(name: Text) -> Self {
        Self { name, place: None, of: PhantomData }
    }
}

// Written by hand: derived, these would demand `Clone` and the like of `T`, although no `T` is held.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { place: self.place, ..Self::to(self.name.clone()) }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ref").field("name", &self.name).field("place", &self.place).finish()
    }
}

impl<T: Referred> Field for Ref<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Text::read(node, reader).map(Self::to)
    }

    fn stand_in(span: Span) -> Option<Self> {
        Text::stand_in(span).map(Self::to)
    }

    fn shape() -> Shape {
        Text::shape()
    }

    fn resolve(&mut self, homes: &mut dyn Homes) -> bool {
        self.place = homes.find(T::HOME, &self.name);
        self.place.is_some()
    }

    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        self.name.show(eye, serializer)
    }
}
