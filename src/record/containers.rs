//! Fields that hold other fields: options, lists, values under names of the author's own.

use super::code::Id;
use super::field::{Eye, Field};
use super::homes::Homes;
use super::parts::Parts;
use super::reader::Reader;
use super::scalar::Scalar;
use super::shape::Shape;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Span, Spanned};
use serde::Serializer;

impl<T: Field> Field for Option<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if node.is_blank() {
            reader.blank(node, &T::shape());
            return Some(None);
        }
        T::read(node, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn shape() -> Shape {
        Shape::Optional(Box::new(T::shape()))
    }

    fn parts(&self) -> Parts<'_> {
        self.as_ref().map_or(Parts::Value, Field::parts)
    }

    fn resolve(&mut self, homes: &mut dyn Homes) -> bool {
        self.as_mut().is_none_or(|value| value.resolve(homes))
    }

    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.show(eye, serializer),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.kind {
            NodeKind::List(items) => Some(items.iter().filter_map(|item| reader.part(item)).collect()),
            _ if node.is_blank() => {
                reader.blank(node, &Self::shape());
                Some(Self::new())
            }
            _ => {
                reader.wrong_type(node, &Self::shape());
                None
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn parts(&self) -> Parts<'_> {
        Parts::Items(self.iter().map(|item| item as _).collect())
    }

    fn resolve(&mut self, homes: &mut dyn Homes) -> bool {
        // `count` and not `all`, so that every name is looked up, not only those before the first that is missing.
        self.iter_mut().filter_map(|item| (!item.resolve(homes)).then_some(())).count() == 0
    }

    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|item| item.seen_by(eye)))
    }
}

/// One value or a list of them; at least one.
#[derive(Clone, Debug)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Field> Field for OneOrMany<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.kind {
            NodeKind::List(items) => Some(Self(items.iter().filter_map(|item| reader.part(item)).collect())),
            _ => T::read(node, reader).map(|one| Self(vec![one])),
        }
    }

    fn stand_in(_span: Span) -> Option<Self> {
        Some(Self(Vec::new()))
    }

    fn shape() -> Shape {
        Shape::OneOrMany(Box::new(T::shape()))
    }

    fn parts(&self) -> Parts<'_> {
        Field::parts(&self.0)
    }

    fn resolve(&mut self, homes: &mut dyn Homes) -> bool {
        self.0.resolve(homes)
    }

    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.show(eye, serializer)
    }
}

/// Values under names that the author chooses, in the order of the file.
#[derive(Clone, Debug)]
pub struct Keyed<T>(pub Vec<(Spanned<String>, T)>);

impl<T> Keyed<T> {
    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
    }

    /// The value at a place, in the order of the file.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&T> {
        self.0.get(place).map(|(_, value)| value)
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.value.as_str())
    }
}

impl<T: Field> Field for Keyed<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            if node.is_blank() {
                reader.blank(node, &Self::shape());
                return Self::absent();
            }
            reader.wrong_type(node, &Self::shape());
            return None;
        };
        let mut keyed = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            if let Err(wrong) = Id::parse(&key.value, false) {
                reader.report(wrong.at(key.span));
                reader.lose();
            }
            if let Some(value) = reader.part(node) {
                keyed.push((key.clone(), value));
            }
        }
        Some(Self(keyed))
    }

    fn absent() -> Option<Self> {
        Some(Self(Vec::new()))
    }

    fn shape() -> Shape {
        Shape::Keyed(Box::new(T::shape()))
    }

    fn parts(&self) -> Parts<'_> {
        Parts::Named(self.0.iter().map(|(key, value)| (key, value as _)).collect())
    }

    fn resolve(&mut self, homes: &mut dyn Homes) -> bool {
        self.0.iter_mut().filter_map(|(_, value)| (!value.resolve(homes)).then_some(())).count() == 0
    }

    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (&key.value, value.seen_by(eye))))
    }
}
