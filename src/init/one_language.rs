//! The starter for a site of one language: `{ it: Avvisi, en: Notices }` becomes `Avvisi`, as its author would write it.

use crate::source::yaml::{Node, NodeKind, parse};
use crate::source::{Sources, Span, Spanned};

/// A YAML text with the texts of one language only. Where a comment stands between a field and its texts, the texts stay as they are.
pub(super) fn only(text: &str, lang: &str) -> String {
    let source = Sources::default().add(String::new(), text.to_owned());
    let mut edits: Vec<(Span, Span)> = Vec::new();
    if let (Some(tree), _) = parse(text, source) {
        collect(&tree, lang, &mut edits);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (whole, own) in edits {
        let (start, end) = (whole.range().start, whole.range().end);
        let before = &text[at..start];
        let Some(kept) = text.get(own.range()) else { continue };
        let head = before.trim_end();
        // The texts are replaced only where the sign of a list or the colon of a field stands right before them.
        if !head.ends_with([':', '-']) {
            continue;
        }
        out.push_str(head);
        out.push(' ');
        out.push_str(kept.trim());
        at = end - (text[start..end].len() - text[start..end].trim_end().len());
    }
    out.push_str(&text[at..]);
    out
}

/// The texts per language in a tree, in the order of the file: the whole, and the part that stays.
fn collect(node: &Node, lang: &str, edits: &mut Vec<(Span, Span)>) {
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| collect(item, lang, edits)),
        NodeKind::Map(entries) => {
            let is_tag = |key: &str| key.len() == 2 && key.bytes().all(|byte| byte.is_ascii_lowercase());
            let are_texts =
                entries.iter().all(|(key, value)| is_tag(&key.value) && matches!(value.kind, NodeKind::Scalar { .. }));
            match node.get(lang) {
                Some(own) if are_texts => edits.push((texts_of(node, entries), own.span)),
                _ => entries.iter().for_each(|(_, value)| collect(value, lang, edits)),
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Empty => {}
    }
}

/// Where the texts of a field stand. The parser says that a map without brackets goes on to the next field, over the comments between them;
/// this stretch ends with the last text.
fn texts_of(node: &Node, entries: &[(Spanned<String>, Node)]) -> Span {
    let last = entries.iter().map(|(_, text)| text.span.end).max().unwrap_or(node.span.end);
    let is_in_brackets = entries.first().is_some_and(|(key, _)| node.span.start < key.span.start);
    if is_in_brackets { node.span } else { Span { end: last, ..node.span } }
}
