//! The print of a value: what tells whether it still says what the program wrote, whatever an editor does to its form.

use crate::source::yaml::{Node, NodeKind};
use crate::source::{SourceId, Span, hex};
use sha2::{Digest, Sha256};

/// How many hexadecimal digits of a print are written: enough to tell a change, short enough to read.
const LENGTH: usize = 16;

/// A part of a value that is confirmed, or written anew, for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuePart {
    /// What it is called: a field's name, what an item is called by, a heading; empty where it has none.
    pub name: String,
    /// Its print.
    pub print: String,
    /// Where it stands.
    pub place: Span,
}

/// The parts of a value: the items of a list, the fields of a map; a single text has none.
#[must_use]
pub fn parts(node: &Node) -> Vec<ValuePart> {
    let part = |name: &str, print: String, node: &Node| ValuePart { name: name.to_owned(), print, place: node.span };
    match &node.kind {
        NodeKind::List(items) => {
            items.iter().map(|item| part(item.names().next().unwrap_or_default(), print(item), item)).collect()
        }
        NodeKind::Map(entries) => {
            entries.iter().map(|(key, value)| part(&key.value, of_field(key, value), value)).collect()
        }
        NodeKind::Scalar { .. } | NodeKind::Empty => Vec::new(),
    }
}

/// The print of a value. Quotes, comments, line ends and the order of fields are no part of it.
#[must_use]
pub fn print(node: &Node) -> String {
    let mut hasher = Sha256::new();
    add(node, &mut hasher);
    short(hasher)
}

/// The print of a field: two fields with one value are not the same.
fn of_field(key: &str, value: &Node) -> String {
    let mut hasher = Sha256::new();
    hasher.update(length(key));
    hasher.update(key);
    add(value, &mut hasher);
    short(hasher)
}

fn add(node: &Node, hasher: &mut Sha256) {
    let mut text = |sign: &[u8], text: &str| {
        hasher.update(sign);
        hasher.update(length(text));
        hasher.update(text);
    };
    match &node.kind {
        NodeKind::Empty => text(b"empty", ""),
        NodeKind::Scalar { text: written, .. } => text(b"text", written),
        NodeKind::List(items) => {
            text(b"list", &items.len().to_string());
            items.iter().for_each(|item| add(item, hasher));
        }
        NodeKind::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|(one, _), (other, _)| one.value.cmp(&other.value));
            text(b"map", &entries.len().to_string());
            for (key, value) in entries {
                hasher.update(length(&key.value));
                hasher.update(&key.value);
                add(value, hasher);
            }
        }
    }
}

/// The length of a text in bytes, in an order of bytes that is the same on every machine.
fn length(text: &str) -> [u8; 8] {
    (text.len() as u64).to_le_bytes()
}

fn short(hasher: Sha256) -> String {
    let mut print = hex(&hasher.finalize());
    print.truncate(LENGTH);
    print
}

/// The parts of a page's prose, which begins at a byte of its text: what stands before the first heading of the second level, and each
/// such heading with what follows. Blanks and line ends are no part of a print.
#[must_use]
pub fn sections(text: &str, body: usize, source: SourceId) -> Vec<ValuePart> {
    let mut starts = vec![body];
    let mut at = body;
    for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
        if line.starts_with("## ") && at > body {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let section = |(start, end): (usize, usize)| {
        let words = text.get(start..end).unwrap_or_default();
        let start = start + words.len() - words.trim_start().len();
        let first = words.trim().lines().next()?;
        let heading = first.strip_prefix("## ").map(|heading| heading.split(" {#").next().unwrap_or_default().trim());
        let mut hasher = Sha256::new();
        for word in words.split_whitespace() {
            hasher.update(word);
            hasher.update(" ");
        }
        let name = heading.unwrap_or_default().to_owned();
        Some(ValuePart { name, print: short(hasher), place: Span::new(source, start..start + first.trim_end().len()) })
    };
    starts.iter().copied().zip(ends).filter_map(section).collect()
}
