//! Footnotes, and addresses for links, that stand apart from the words which refer to them.

use super::builder::{BlockBuilder, MarkdownNode};

use crate::diagnostic::Key;
use crate::say;
use crate::source::Span;
use crate::tree::{Block, Kind, Note};
use comrak::nodes::NodeValue;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl BlockBuilder<'_> {
    /// The page's footnotes, in the order in which it refers to them.
    pub(super) fn notes(&mut self, root: MarkdownNode<'_>) -> Option<Block> {
        let mut numbers = BTreeMap::new();
        for node in root.descendants() {
            if let NodeValue::FootnoteReference(reference) = &node.data.borrow().value {
                numbers.insert(label(&reference.name), reference.ix);
            }
        }
        let (mut notes, mut places) = (BTreeMap::new(), BTreeMap::new());
        for node in root.descendants() {
            let place = node.data.borrow().sourcepos;
            let NodeValue::FootnoteDefinition(definition) = node.data.borrow().value.clone() else { continue };
            let name = &definition.name;
            match numbers.get(&label(name)).filter(|_| definition.total_references > 0) {
                Some(number) => {
                    let blocks = self.blocks(node, 1);
                    places.insert(*number, self.first_line(place));
                    notes.insert(*number, Note { blocks, references: definition.total_references });
                }
                None => self.found(
                    Key::UnusedNote,
                    self.first_line(place),
                    say!(
                        "nessun punto della pagina richiama la nota «{name}»: il suo testo non uscirebbe",
                        "nothing on the page refers to the note “{name}”: its text would not be published"
                    ),
                    say!(
                        "scrivi [^{name}] dove serve, o togli la nota; ogni nota ha un nome suo",
                        "write [^{name}] where it belongs, or remove the note; each note has a name of its own"
                    ),
                ),
            }
        }
        let (first, ..) = notes.first_key_value()?;
        let place = places.get(first).copied()?;
        Some(Kind::Notes(notes.into_values().collect()).at(place))
    }

    /// Addresses that are given for links (`[name]: https://…`) and that no link takes.
    pub(super) fn unused_definitions(&mut self, root: MarkdownNode<'_>, body_start: usize) {
        if !self.text[body_start..].contains("]:") {
            return;
        }
        let mut of_code = BTreeSet::new();
        for node in root.descendants() {
            let data = node.data.borrow();
            if matches!(data.value, NodeValue::CodeBlock(_)) {
                of_code.extend(data.sourcepos.start.line..=data.sourcepos.end.line);
            }
        }
        let lower = self.text.to_lowercase();
        let times = in_brackets(&lower);
        let mut at = 0;
        let mut unused = Vec::new();
        for (number, line) in self.text.split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            let Some((name, address)) = definition(line).filter(|_| start >= body_start) else { continue };
            // An address that leads nowhere is how people write a comment.
            let is_comment = address.starts_with('#') || address.starts_with("<>");
            let is_unused = times.get(name.to_lowercase().as_str()).is_none_or(|times| *times < 2);
            if is_unused && !is_comment && !of_code.contains(&(number + 1)) {
                unused.push((Span::new(self.source, start..start + line.trim_end().len()), name.to_owned()));
            }
        }
        for (span, name) in unused {
            // What could not be read as a definition stands on the page, and was reported there.
            if self.report.iter().any(|found| found.key == super::signs::RULE && found.place == span.into()) {
                continue;
            }
            self.found(
                Key::UnusedLink,
                span,
                say!(
                    "nessun collegamento usa l'indirizzo «{name}»: questa riga non esce",
                    "no link uses the address “{name}”: this line is not published"
                ),
                say!(
                    "scrivi [testo][{name}] dove serve, o togli la riga",
                    "write [words][{name}] where it belongs, or remove the line"
                ),
            );
        }
    }
}

/// How often each text stands in brackets.
fn in_brackets(text: &str) -> HashMap<&str, usize> {
    let (mut times, mut open) = (HashMap::new(), None);
    for (at, sign) in text.match_indices(['[', ']']) {
        let opened = if sign == "[" { open.replace(at) } else { open.take() };
        if let Some(opened) = opened.filter(|_| sign == "]") {
            *times.entry(&text[opened + 1..at]).or_default() += 1;
        }
    }
    times
}

/// Name and address of a line that defines an address for links.
fn definition(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches(' ');
    let (name, address) = rest.strip_prefix('[')?.split_once("]:")?;
    let fits = line.len() - rest.len() < 4 && !name.starts_with('^') && !name.contains(['[', ']']);
    (fits && !name.trim().is_empty()).then_some((name, address.trim()))
}

/// A footnote's name as comrak compares names: without regard to case and blanks.
fn label(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
