//! The words of a block as readers will see them, and what in them looks like markup.

use super::builder::{BlockBuilder, MarkdownNode};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::{DRAWN, MeantMarkup, signs};
use crate::say;
use crate::source::Span;
use comrak::nodes::{NodeValue, Sourcepos};

/// The key of the findings of this file.
pub(super) const RULE: Key = Key::MarkupLeft;

/// Most characters of what looks like markup that a message shows.
const SHOWN: usize = 50;

/// The words of a block as readers will see them, and where in the words each text of the block begins.
#[derive(Default)]
struct ReadWords {
    words: String,
    texts: Vec<(usize, Sourcepos)>,
}

impl BlockBuilder<'_> {
    /// Reports what looks like markup in the words of a block.
    pub(super) fn look(&mut self, block: MarkdownNode<'_>) {
        let mut seen = ReadWords::default();
        self.collect(block, &mut seen);
        if !seen.words.contains(|c: char| c.is_ascii_punctuation()) {
            return;
        }
        let end = self.span(block.data.borrow().sourcepos).range().end;
        for (kind, range) in signs(&seen.words, true) {
            let sign = &seen.words[range.clone()];
            let text = seen.texts.iter().rev().find(|(start, _)| *start <= range.start);
            let start = text.map_or(0, |(_, place)| self.offset(place.start.line, place.start.column));
            if let Some(span) = self.place_of(sign, start, end) {
                self.report.push(self.finding(kind, sign, span));
            }
        }
    }

    fn collect(&self, parent: MarkdownNode<'_>, seen: &mut ReadWords) {
        for node in parent.children() {
            let data = node.data.borrow();
            match &data.value {
                NodeValue::Text(text) => {
                    seen.texts.push((seen.words.len(), data.sourcepos));
                    push_without_variables(text, &mut seen.words);
                }
                NodeValue::SoftBreak | NodeValue::LineBreak => seen.words.push('\n'),
                NodeValue::Link(_) if !self.written(data.sourcepos).starts_with('[') => seen.words.push(DRAWN),
                NodeValue::Emph
                | NodeValue::Strong
                | NodeValue::Strikethrough
                | NodeValue::Superscript
                | NodeValue::Subscript
                | NodeValue::Highlight
                | NodeValue::Insert
                | NodeValue::Link(_) => self.collect(node, seen),
                _ => seen.words.push(DRAWN),
            }
        }
    }

    /// Where markup stands in the text as written; `None` when the text has an entity in its place (`&ast;`), which was written to be
    /// shown.
    fn place_of(&self, sign: &str, start: usize, end: usize) -> Option<Span> {
        let known = sign.split([DRAWN, '\n']).next().unwrap_or_default();
        let source = self.text.get(start..end.max(start)).unwrap_or_default();
        let places = |part: &str| Some(part).filter(|part| !part.is_empty()).and_then(|part| source.find(part));
        let first = &known[..known.chars().next().map_or(0, char::len_utf8)];
        let at = start + places(known).or_else(|| places(first))?;
        let line = self.text[at..].lines().next().map_or(0, |line| line.trim_end().len());
        let length = if known.len() == sign.len() && self.text[at..].starts_with(sign) { sign.len() } else { line };
        Some(Span::new(self.source, at..at + length))
    }

    fn finding(&self, kind: MeantMarkup, sign: &str, span: Span) -> Diagnostic {
        let shown: String = sign.chars().map(|c| if c == DRAWN || c == '\n' { '…' } else { c }).collect();
        let shown = match shown.char_indices().nth(SHOWN) {
            Some((at, _)) => format!("{}…", &shown[..at]),
            None => shown,
        };
        let (message, hint) = kind.told(&shown);
        let finding = Diagnostic::new(RULE, span, message);
        match self.text.get(span.range()).and_then(with_brackets).filter(|_| kind == MeantMarkup::Link) {
            Some(mended) => finding.fix(
                say!(
                    "un indirizzo con spazi va tra < e >: {mended}",
                    "an address with spaces goes between < and >: {mended}"
                ),
                span,
                mended,
            ),
            None => finding.hint(hint),
        }
    }
}

/// A link whose address holds spaces, with that address between `<` and `>`.
fn with_brackets(link: &str) -> Option<String> {
    let (words, address) = link.strip_suffix(')')?.split_once("](")?;
    let fits = address.trim().contains(' ') && !address.contains(['<', '>', '"', '(', ')']);
    fits.then(|| format!("{words}](<{}>)", address.trim()))
}

/// A text with [`DRAWN`] in the place of each variable.
fn push_without_variables(text: &str, words: &mut String) {
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("{{") {
        let Some((_, after)) = inside.split_once("}}") else { break };
        words.push_str(before);
        words.push(DRAWN);
        rest = after;
    }
    words.push_str(rest);
}
