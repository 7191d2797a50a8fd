//! Where a value of an ente comes from: the file and line that set it, and what it took the place of.

use crate::diagnostic::Report;
use crate::layers::Inputs;
use crate::model::confirm::place_of;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Sources, Span, Unreadable};

/// A place that sets a value.
pub struct Setting {
    /// Where.
    pub span: Span,
    /// Whether it counts: of several, the uppermost does.
    pub counts: bool,
}

/// Every place that sets a field, the one that counts first. A field is written as in `explain`, `ente.rpd.email` or
/// `moderation.rules.insulti.text`, or with its file, `it/contatti.md#title`.
///
/// # Errors
/// When the disk does not give what it lists.
pub fn settings(inputs: &Inputs, field: &str, sources: &mut Sources) -> Result<Vec<Setting>, Unreadable> {
    let (file, path) = place_of(field);
    let mut found = Vec::new();
    for tree in inputs.trees(&file, sources, &mut Report::default())? {
        // In a page, the path leads into the front matter.
        let node = tree.tree.as_ref().and_then(|tree| tree.at(path));
        found.extend(node.map(|node| (node.span, is_map(node))));
    }
    // Maps are joined over the layers, so that the map of every layer counts.
    let all_maps = found.iter().all(|(_, is_map)| *is_map);
    let settings =
        found.iter().rev().enumerate().map(|(at, (span, _))| Setting { span: *span, counts: at == 0 || all_maps });
    Ok(settings.collect())
}

fn is_map(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Map(_))
}
