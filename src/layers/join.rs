//! Two layers of a YAML file into one tree: maps key by key, lists whose items have an `id` item by item, else the upper value takes the
//! lower one's place. What a layer below has locked stays as it is, and the attempt is reported.

use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::Text;
use crate::say;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;

/// What may not be changed in one file, by its path.
pub(super) struct Locks<'a>(BTreeMap<&'a str, &'a Text>);

impl<'a> Locks<'a> {
    pub(super) fn new(locks: impl Iterator<Item = &'a Text>) -> Self {
        let mut by_path = BTreeMap::new();
        for lock in locks {
            by_path.entry(lock.value.as_str()).or_insert(lock);
        }
        Self(by_path)
    }

    /// The lock that a change at a path would break: a lock on the value, on what holds the value, or on a part of it.
    fn on(&self, path: &str) -> Option<&'a Text> {
        let part = |sign: &str| {
            let begin = format!("{path}{sign}");
            let (found, lock) = self.0.range(begin.as_str()..).next()?;
            found.starts_with(&begin).then_some(*lock)
        };
        self.around(path).or_else(|| part("#")).or_else(|| part("."))
    }

    /// The lock on a path or on what holds it.
    fn around(&self, path: &str) -> Option<&'a Text> {
        let outer = path.match_indices(['.', '#']).map(|(at, _)| &path[..at]);
        outer.chain([path]).find_map(|outer| self.0.get(outer).copied())
    }

    pub(super) fn lay(&self, low: Node, high: Node, path: &mut String, report: &mut Report) -> Node {
        let span = high.span;
        match (low.kind, high.kind) {
            (NodeKind::Map(low), NodeKind::Map(high)) => {
                Node { kind: NodeKind::Map(self.lay_entries(low, high, path, report)), span }
            }
            (NodeKind::List(low), NodeKind::List(high)) if by_id(&low) && by_id(&high) => {
                let keyed =
                    |items: Vec<Node>| items.into_iter().filter_map(|item| Some((id_of(&item)?, item))).collect();
                let items = self.lay_entries(keyed(low), keyed(high), path, report);
                Node { kind: NodeKind::List(items.into_iter().map(|(_, item)| item).collect()), span }
            }
            // In an upper layer, items with an `id` may be written as a map from the `id` to the item.
            (NodeKind::List(low), NodeKind::Map(high)) if by_id(&low) => {
                let named = Node { kind: NodeKind::List(high.into_iter().map(named).collect()), span };
                self.lay(Node { kind: NodeKind::List(low), span }, named, path, report)
            }
            (low_kind, high) => {
                let (low, high) = (Node { kind: low_kind, span: low.span }, Node { kind: high, span });
                match self.on(path).filter(|_| !same(&low, &high)) {
                    Some(lock) => {
                        report.push(broken(lock, path, high.span, Some(low.span)));
                        low
                    }
                    None => high,
                }
            }
        }
    }

    fn lay_entries(
        &self,
        mut low: Vec<(Spanned<String>, Node)>,
        high: Vec<(Spanned<String>, Node)>,
        path: &mut String,
        report: &mut Report,
    ) -> Vec<(Spanned<String>, Node)> {
        for (key, node) in high {
            let length = path.len();
            path.push(if path.contains('#') { '.' } else { '#' });
            path.push_str(&key.value);
            let at = low.iter().position(|(known, _)| known.value == key.value);
            let is_away = matches!(node.kind, NodeKind::Empty) && node.span.start < node.span.end;
            match at {
                Some(at) if is_away => match self.on(path) {
                    Some(lock) => report.push(broken(lock, path, node.span, Some(low[at].1.span))),
                    None => drop(low.remove(at)),
                },
                Some(at) => {
                    let (_, below) = low.remove(at);
                    let laid = self.lay(below, node, path, report);
                    low.insert(at, (key, laid));
                }
                None => match self.around(path) {
                    Some(lock) => report.push(broken(lock, path, key.span, None)),
                    None => low.push((key, node)),
                },
            }
            path.truncate(length);
        }
        low
    }
}

fn by_id(items: &[Node]) -> bool {
    items.iter().all(|item| id_of(item).is_some())
}

/// The `id` of an item of a list.
fn id_of(item: &Node) -> Option<Spanned<String>> {
    match item.get("id").map(|id| (&id.kind, id.span)) {
        Some((NodeKind::Scalar { text, .. }, span)) => Some(Spanned::new(text.clone(), span)),
        _ => None,
    }
}

/// An item of a list, written by its name.
fn named((name, mut item): (Spanned<String>, Node)) -> Node {
    if let NodeKind::Map(entries) = &mut item.kind
        && !entries.iter().any(|(key, _)| key.value == "id")
    {
        let id = Node { kind: NodeKind::Scalar { text: name.value, quoted: true }, span: name.span };
        entries.insert(0, (Spanned::new("id".to_owned(), name.span), id));
    }
    item
}

/// Whether two values say the same, wherever they stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Empty, NodeKind::Empty) => true,
        (NodeKind::Scalar { text: one, .. }, NodeKind::Scalar { text: other, .. }) => one == other,
        (NodeKind::List(one), NodeKind::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (NodeKind::Map(one), NodeKind::Map(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.0.value == other.0.value && same(&one.1, &other.1))
        }
        _ => false,
    }
}

pub(crate) fn broken(lock: &Text, path: &str, at: Span, below: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(
        Key::LockedValue,
        at,
        say!(
            "«{path}» è del testo comune, che non lo lascia cambiare",
            "“{path}” is the base's, which does not let it be changed"
        ),
    )
    .see(lock.span, locked_here())
    .hint(remove_it());
    match below {
        Some(below) => found.see(below, say!("il testo comune dice questo", "the base says this")),
        None => found,
    }
}

pub(super) fn locked_here() -> crate::diagnostic::Message {
    say!("è bloccato qui", "it is locked here")
}

pub(super) fn remove_it() -> crate::diagnostic::Message {
    say!(
        "toglilo: vale il testo comune. Se serve un'eccezione, la decide chi cura il testo comune",
        "remove it: the base's text holds. An exception is for those who keep the base"
    )
}
