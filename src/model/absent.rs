//! Why a name leads nowhere in the YAML: the thing is not there, or the thing is there and was refused.

use crate::diagnostic::Cause;
use crate::source::Span;
use crate::source::yaml::{Node, NodeKind};
use std::collections::BTreeMap;

/// Why nothing was read at a path of names in a file (named without `.yaml`); an item of a list is called by its `id`.
#[must_use]
pub fn absent<'p>(trees: &BTreeMap<String, Node>, file: &str, path: impl IntoIterator<Item = &'p str>) -> Cause {
    let mut thing = vec![file.to_owned()];
    let Some(mut node) = trees.get(file) else {
        // The missing file was reported, and everything in the file is missing with it.
        return Cause::Absent(thing, None);
    };
    let mut home = Span { end: node.span.start, ..node.span };
    for step in path {
        thing.push(step.to_owned());
        let next = match &node.kind {
            NodeKind::Map(entries) => entries.iter().find(|(key, _)| key.value == step).map(|(key, value)| {
                home = key.span;
                value
            }),
            NodeKind::List(items) => items.iter().find(
                |item| matches!(item.get("id").map(|id| &id.kind), Some(NodeKind::Scalar { text, .. }) if text == step),
            ),
            NodeKind::Empty => None,
            NodeKind::Scalar { .. } => return Cause::Refused(node.span),
        };
        let Some(next) = next else { return Cause::Absent(thing, Some(home)) };
        node = next;
    }
    Cause::Refused(node.span)
}
