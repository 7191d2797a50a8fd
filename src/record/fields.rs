//! Reading a whole file, and a record field by field.

use super::field::Field;
use super::names::unknown_name;
use super::reader::Reader;
use super::shape::Shape;
use super::written::Written;
use crate::diagnostic::{Diagnostic, Key, Message, Report};
use crate::say;
use crate::source::yaml::{Node, NodeKind, Trouble};
use crate::source::{Span, Spanned};

/// The fields of a map that were not taken yet.
pub struct Fields<'n> {
    entries: &'n [(Spanned<String>, Node)],
    place: Span,
    whole: Span,
}

impl Reader {
    /// Reads a whole file: the tree's own troubles first, then the type's. The value is `None` only if the text is no YAML
    /// or nothing harmless can stand in for it.
    pub fn read_root<T: Field>(parsed: (Option<Node>, Vec<Trouble>)) -> (Option<T>, Report) {
        let mut reader = Self::default();
        let (node, troubles) = parsed;
        reader.report.merge(Self::troubles(troubles));
        let value = node.and_then(|node| T::read(&node, &mut reader));
        (value, reader.report)
    }

    /// Reads a part of a value; a refused part is left out of the whole.
    pub(super) fn part<T: Field>(&mut self, node: &Node) -> Option<T> {
        let part = T::read(node, self);
        self.has_lost |= part.is_none();
        part
    }

    /// The fields of a record; unknown ones are reported with the nearest known name.
    pub fn fields<'n>(&mut self, node: &'n Node, shape: &Shape, known: &[&'static str]) -> Option<Fields<'n>> {
        let entries: &[_] = match &node.kind {
            NodeKind::Map(entries) => entries,
            NodeKind::Empty => &[],
            _ => {
                self.wrong_type(node, shape);
                return None;
            }
        };
        for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.value.as_str())) {
            self.report(unknown_name(Key::UnknownField, key, known.iter().copied()));
        }
        let place = entries.first().map_or(node.span, |(key, _)| key.span);
        Some(Fields { entries, place, whole: node.span })
    }
}

impl Fields<'_> {
    /// The value of a field (the value for an absent field, or a stand-in after a mistake), and which of the three it is.
    pub fn take<T: Field>(&mut self, name: &'static str, reader: &mut Reader) -> (Option<T>, Written) {
        let absent = T::absent();
        match self.entries.iter().find(|(key, _)| key.value == name) {
            Some((key, node)) => {
                let outer = std::mem::take(&mut reader.has_lost);
                let value = T::read(node, reader);
                let has_lost = std::mem::replace(&mut reader.has_lost, outer);
                let written = match &value {
                    Some(_) if node.is_blank() && absent.is_some() => Written::Absent,
                    Some(_) if !has_lost => Written::Given(key.span),
                    _ => Written::Wrong(key.span),
                };
                (value.or_else(|| T::stand_in(node.span)), written)
            }
            None if absent.is_some() => (absent, Written::Absent),
            None => {
                let Message { it, en } = T::shape().expected();
                reader.report(
                    Diagnostic::new(
                        Key::MissingField,
                        self.place,
                        say!("manca il campo «{name}»", "the field “{name}” is missing"),
                    )
                    .hint(say!("aggiungi «{name}:» con {it}", "add “{name}:” with {en}")),
                );
                (T::stand_in(self.whole), Written::Wrong(self.place))
            }
        }
    }
}
