//! What another version of the base would change in an ente: field by field, and in the prose line by line.

use super::loaded::Members;
use super::member::Member;
use crate::diagnostic::Report;
use crate::layers::Inputs;
use crate::model::{FILES, page_parts};
use crate::record::Date;
use crate::source::yaml::{self, Node, NodeKind};
use crate::source::{Sources, Span, Unreadable};
use std::collections::{BTreeMap, BTreeSet};

/// What a version would change.
pub struct Difference {
    /// The changes, sorted by file, then by place.
    pub changes: Vec<Change>,
    /// Findings about values that the ente has changed and that the other version locks.
    pub report: Report,
}

/// A field or a page's prose that would be another.
pub struct Change {
    /// `moderation.yaml#rules.insulti.text`, `it/oblio.md#body`.
    pub path: String,
    /// What holds today; `None` when there is nothing.
    pub old: Option<String>,
    /// What would hold; `None` when it would go.
    pub new: Option<String>,
    /// Where the new text stands, or else the old one.
    pub place: Span,
}

/// The difference between what a member is made from and what it would be made from with a version of the base.
///
/// # Errors
/// When the disk does not give what it lists.
pub fn difference(
    members: &Members,
    member: &Member,
    to: Date,
    sources: &mut Sources,
) -> Result<Difference, Unreadable> {
    let mut report = Report::default();
    let today = members.inputs(member, None, sources, &mut Report::default())?;
    let old = values(&today, sources, &mut Report::default())?;
    let then = members.inputs(member, Some(to), sources, &mut report)?;
    let new = values(&then, sources, &mut report)?;
    let mut changes = Vec::new();
    for path in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let (old, new) = (old.get(path), new.get(path));
        let words = |value: Option<&(String, Span)>| value.map(|(text, _)| text.clone());
        let Some((_, place)) = new.or(old) else { continue };
        // The approved version itself differs at any rate: the comparison is about it.
        if words(old) != words(new) && path != "site.yaml#base" {
            changes.push(Change { path: path.clone(), old: words(old), new: words(new), place: *place });
        }
    }
    Ok(Difference { changes, report })
}

/// Every value of an ente by its path, with its place.
fn values(
    inputs: &Inputs,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<BTreeMap<String, (String, Span)>, Unreadable> {
    let mut values = BTreeMap::new();
    for file in FILES {
        if let Some(tree) = inputs.joined(file, sources, report)?.and_then(|joined| joined.tree) {
            flatten(&tree, file.to_owned(), &mut values);
        }
    }
    for entry in inputs.files().list()?.files {
        if !entry.path.ends_with(".md") || !entry.path.contains('/') {
            if entry.path.starts_with("files/") {
                let (source, words) =
                    (sources.add(inputs.files().shown(&entry.path), String::new()), format!("{} byte", entry.bytes));
                values.insert(entry.path, (words, Span::start_of(source)));
            }
            continue;
        }
        // From the lowest layer up, so that the text of an upper layer takes the place of the one below.
        for (source, text) in inputs.texts(&entry.path, sources)? {
            let Some((front, body)) = page_parts(&text) else { continue };
            if let Some(tree) = yaml::parse_at(&text[front.clone()], source, front.start).0 {
                flatten(&tree, entry.path.clone(), &mut values);
            }
            if !text[body..].trim().is_empty() {
                let place = Span::new(source, body..body);
                values.insert(format!("{}#body", entry.path), (text[body..].to_owned(), place));
            }
        }
    }
    Ok(values)
}

fn flatten(node: &Node, path: String, values: &mut BTreeMap<String, (String, Span)>) {
    let below = |name: &str| format!("{path}{}{name}", if path.contains('#') { '.' } else { '#' });
    match &node.kind {
        NodeKind::Empty => {}
        NodeKind::Scalar { text, .. } => drop(values.insert(path, (text.clone(), node.span))),
        NodeKind::Map(entries) => entries.iter().for_each(|(key, node)| flatten(node, below(&key.value), values)),
        NodeKind::List(items) => {
            for (at, item) in items.iter().enumerate() {
                let id = match item.get("id").map(|id| &id.kind) {
                    Some(NodeKind::Scalar { text, .. }) => text.clone(),
                    _ => (at + 1).to_string(),
                };
                flatten(item, below(&id), values);
            }
        }
    }
}
