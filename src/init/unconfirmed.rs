//! The starter's marks `# da confermare` into the entries of `confirm.yaml`; a new site's texts keep no mark.
//!
//! - Above an entry of a YAML file: its value. One that is written over several lines counts part by part.
//! - At the top of a page: its prose, section by section.
//!
//! What is still to be filled in, and parts that have a mark of their own, are left out; `# risposta` is such a mark for what the ente has
//! answered. `, dall’indice` after the claim says that the index of public bodies gave the value.

use crate::model::confirm::{BODY, CONFIRM, Claim, ConfirmEntry, ValuePart, of_page, parts, print, text_of};
use crate::record::is_placeholder;
use crate::source::yaml::{self, Node, NodeKind};
use crate::source::{SourceId, Sources};

/// The writer of a value below a mark, as `confirm.yaml` names it: this version of the program.
const PROGRAM: &str = concat!("limpido ", env!("CARGO_PKG_VERSION"));
/// The writer of a value that the index of public bodies gave.
const INDEX: &str = "IndicePA";
pub(super) const MARK: &str = "# da confermare";
/// The mark above what the ente itself has answered.
const ANSWER: &str = "# risposta";
const OF_INDEX: &str = "dall’indice";

const HEAD: &str = "\
# Ciò che limpido ha scritto al posto dell’ente, e che nessuno ha ancora confermato: «limpido check» dice dove.
# Se vale, «limpido confirm CARTELLA CAMPO» toglie la voce. Se scrivi altro al suo posto, la voce non conta più.
";

/// A mark, and the line of the text without marks that it stands above.
struct Mark {
    line: usize,
    says: Says,
}

/// What a mark says of what stands below it.
#[derive(Clone, Copy)]
enum Says {
    /// The program has written it, or the index of public bodies.
    Unconfirmed(Claim, &'static str),
    /// The ente has answered it.
    Answered,
}

/// The file `confirm.yaml`: its path and its bytes.
pub(super) fn file(entries: &[ConfirmEntry]) -> (String, Vec<u8>) {
    (CONFIRM.to_owned(), text_of(HEAD, entries).into_bytes())
}

/// A file's text without its marks; the entries that they ask for are added to the others.
pub(super) fn take(path: &str, text: &str, entries: &mut Vec<ConfirmEntry>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = Vec::new();
    for (line, mark) in text.split_inclusive('\n').map(|line| (line, mark_of(line))) {
        match mark {
            Some(says) => marks.push(Mark { line: out.lines().count(), says }),
            None => out.push_str(line),
        }
    }
    let source = Sources::default().add(String::new(), out.clone());
    if path.ends_with(".md") {
        let parts = of_page(&out, source);
        let is_done = |part: &ValuePart| !out.get(part.place.range()).is_some_and(is_placeholder);
        entries.extend(marks.first().and_then(|mark| {
            let value = parts.into_iter().filter(is_done).map(|part| part.print).collect();
            entry(&format!("{path}#{BODY}"), mark, value)
        }));
    } else if !marks.is_empty() {
        entries.extend(of_yaml(path, &out, source, &marks));
    }
    out
}

/// What a line that is a mark says; `None` for any other line.
fn mark_of(line: &str) -> Option<Says> {
    let line = line.trim();
    if line == ANSWER {
        return Some(Says::Answered);
    }
    let rest = line.strip_prefix(MARK)?;
    let (claim, from) = match rest.strip_suffix(OF_INDEX) {
        Some(claim) => (claim.trim_end_matches([',', ' ']), INDEX),
        None => (rest, PROGRAM),
    };
    match claim.strip_prefix(": ") {
        Some(claim) => Some(Says::Unconfirmed(Claim::named(claim)?, from)),
        None => claim.is_empty().then_some(Says::Unconfirmed(Claim::Choice, from)),
    }
}

fn entry(field: &str, mark: &Mark, value: Vec<String>) -> Option<ConfirmEntry> {
    let Says::Unconfirmed(kind, from) = mark.says else { return None };
    (!value.is_empty()).then(|| ConfirmEntry { field: field.to_owned(), kind, value, from: from.to_owned() })
}

fn of_yaml(path: &str, text: &str, source: SourceId, marks: &[Mark]) -> Vec<ConfirmEntry> {
    let Some(tree) = yaml::parse(text, source).0 else { return Vec::new() };
    let wanted: Vec<usize> = marks.iter().map(|mark| mark.line).collect();
    let mut found = Vec::new();
    let line_of = |at: u32| text.get(..at as usize).unwrap_or_default().matches('\n').count();
    find(&tree, "", &wanted, &line_of, &mut found);
    let marked: Vec<String> = found.iter().map(|(_, field, _)| field.clone()).collect();
    let entries = found.iter().filter_map(|(line, field, node)| {
        let mark = marks.iter().find(|mark| mark.line == *line)?;
        let written = text.get(node.span.range()).unwrap_or_default().trim_end();
        let has_own = |name: &str| {
            let part = format!("{field}.{name}");
            marked
                .iter()
                .any(|other| other.strip_prefix(&part).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        };
        // The field that an item is called by says nothing that could be confirmed.
        let is_done = |part: &ValuePart| {
            !["id", "platform"].contains(&part.name.as_str())
                && !text.get(part.place.range()).is_some_and(is_placeholder)
        };
        let value = if written.contains('\n') {
            let parts = parts(node).into_iter().filter(|part| is_done(part) && !has_own(&part.name));
            parts.map(|part| part.print).collect()
        } else if is_placeholder(written) {
            Vec::new()
        } else {
            vec![print(node)]
        };
        entry(&format!("{path}#{field}"), mark, value)
    });
    entries.collect()
}

/// The fields and items that begin on some lines, each with its path.
fn find<'n>(
    node: &'n Node,
    path: &str,
    lines: &[usize],
    line_of: &impl Fn(u32) -> usize,
    found: &mut Vec<(usize, String, &'n Node)>,
) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let look = |begins: u32, name: &str, value: &'n Node, found: &mut Vec<(usize, String, &'n Node)>| {
        let line = line_of(begins);
        // The item of a list begins where its first field does, and is found before it.
        if lines.contains(&line) && found.iter().all(|(known, ..)| *known != line) {
            found.push((line, below(name), value));
        }
        find(value, &below(name), lines, line_of, found);
    };
    match &node.kind {
        NodeKind::Map(entries) => {
            for (key, value) in entries {
                look(key.span.start, &key.value, value, found);
            }
        }
        NodeKind::List(items) => {
            for item in items {
                let Some(name) = item.names().next() else { continue };
                look(item.span.start, name, item, found);
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Empty => {}
    }
}
