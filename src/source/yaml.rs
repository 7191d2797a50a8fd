//! YAML text into a tree in which every key and value knows its place.
//!
//! Scalars stay text: whether `no`, `07` or `2026-01-31` is a word, a number or a date is for the type that wants it, so
//! nothing changes its meaning behind the author's back. Anchors, aliases, tags and merge keys are refused: one value, one
//! place. Limits (depth, values, entries of a list) stop hostile input at once.

use super::signs::{self, Harm};
use super::slip::{Slip, is_odd_blank, slip, without_space};
use super::span::{SourceId, Span, Spanned};
pub use super::syntax::Syntax;
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};
use std::collections::HashMap;

/// Deepest nesting of maps and lists; our deepest file needs 8.
pub const MAX_DEPTH: usize = 32;
/// Most values in one file; a comune with 200 accounts needs about 5,000.
pub const MAX_NODES: usize = 100_000;

/// Most entries of one list or map; the largest comune has 200 accounts. Pages show lists beside each other (which accounts are of
/// which office), which takes time by the square of their length.
pub const MAX_ENTRIES: usize = 2_000;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands.
    pub span: Span,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing was written: `key:`, `~` or `null`.
    Empty,
    /// A text, after YAML's own unescaping; `quoted` tells `"no"` from `no`.
    Scalar {
        /// The text.
        text: String,
        /// Whether quotes or a block sign stood around it.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file; no key twice.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// The value of a key, in a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            NodeKind::Map(entries) => entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value at a path of names joined by dots; an item of a list is called by one of its [`NAMES`].
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        self.all_at(path).first().copied()
    }

    /// Every value at a path: several items of a list may have one name.
    #[must_use]
    pub fn all_at(&self, path: &str) -> Vec<&Self> {
        path.split('.').fold(vec![self], |nodes, step| nodes.into_iter().flat_map(|node| node.called(step)).collect())
    }

    fn called(&self, name: &str) -> Vec<&Self> {
        match &self.kind {
            NodeKind::List(items) => items.iter().filter(|item| item.names().any(|own| own == name)).collect(),
            _ => self.get(name).into_iter().collect(),
        }
    }

    /// What an item of a list is called by, the most telling first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        NAMES.iter().filter_map(|key| match &self.get(key)?.kind {
            NodeKind::Scalar { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }
}

/// The keys by which an item of a list is called.
pub const NAMES: [&str; 4] = ["id", "platform", "kind", "to"];

/// What is wrong with a YAML text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What.
    pub kind: TroubleKind,
    /// Where.
    pub span: Span,
}

/// The ways in which a YAML text can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// The text cannot be read as YAML.
    Syntax(Syntax),
    /// The same key a second time in one map; holds the place of the first.
    DuplicateKey(String, Span),
    /// A key that is not a plain text.
    ComplexKey,
    /// `&anchor`, `*alias` or `<<`.
    Alias,
    /// `!tag`.
    Tag,
    /// A sign that nobody sees, and what it does, where the text has an escape: `"\e"`.
    Hidden(char, Harm),
    /// A second document after `---`.
    SecondDocument,
    /// More than [`MAX_DEPTH`] levels.
    TooDeep,
    /// More than [`MAX_NODES`] values.
    TooMany,
    /// More than [`MAX_ENTRIES`] entries in one list or map.
    TooLong,
}

impl Node {
    /// Whether a value says nothing: `~`, `""`, `{}`, or fields that all say nothing, as programs write them. `key:` alone is no such
    /// value, because there somebody forgot the value.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match &self.kind {
            NodeKind::Empty => self.span.start < self.span.end,
            NodeKind::Scalar { text, .. } => text.trim().is_empty(),
            // An empty list says that there is none.
            NodeKind::List(_) => false,
            NodeKind::Map(entries) => entries.iter().all(|(_, value)| value.is_blank()),
        }
    }

    /// The same tree without fields that say nothing.
    #[must_use]
    pub fn without_blanks(&self) -> Self {
        let kind = match &self.kind {
            NodeKind::List(items) => NodeKind::List(items.iter().map(Self::without_blanks).collect()),
            NodeKind::Map(entries) => {
                let said = entries.iter().filter(|(_, value)| !value.is_blank());
                NodeKind::Map(said.map(|(key, value)| (key.clone(), value.without_blanks())).collect())
            }
            other => other.clone(),
        };
        Self { kind, span: self.span }
    }
}

/// Reads one document. The tree is `None` when the text cannot be read to its end; an empty text is an empty node.
/// Everything wrong is returned beside it.
#[must_use]
pub fn parse(text: &str, source: SourceId) -> (Option<Node>, Vec<Trouble>) {
    parse_at(text, source, 0)
}

/// Like [`parse`], for YAML that begins at byte `base` of its source (front matter).
#[must_use]
pub fn parse_at(text: &str, source: SourceId, base: usize) -> (Option<Node>, Vec<Trouble>) {
    let mut reader = TreeBuilder { text, source, base, nodes: 0, troubles: Vec::new() };
    let root = reader.document();
    (root, reader.troubles)
}

struct TreeBuilder<'a> {
    text: &'a str,
    source: SourceId,
    base: usize,
    nodes: usize,
    troubles: Vec<Trouble>,
}

/// A collection whose end has not been seen.
enum OpenNode {
    List(Vec<Node>, Span),
    Map {
        entries: Vec<(Spanned<String>, Node)>,
        seen: HashMap<String, Span>,
        key: Option<Spanned<String>>,
        refused: bool,
        span: Span,
    },
}

impl TreeBuilder<'_> {
    fn trouble(&mut self, kind: TroubleKind, span: Span) {
        self.troubles.push(Trouble { kind, span });
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(self.source, self.base + range.start..self.base + range.end)
    }

    /// Reports harmful signs that an escape writes. Signs that stand in the text themselves are reported by whoever reads the text.
    fn hidden(&mut self, value: &str, span: Span) {
        let written = span.start as usize - self.base..(span.end as usize).saturating_sub(self.base);
        let written = self.text.get(written).unwrap_or_default();
        if let Some(found) = signs::found(value).find(|found| !written.contains(found.sign)) {
            self.trouble(TroubleKind::Hidden(found.sign, found.harm), span);
        }
    }

    fn document(&mut self) -> Option<Node> {
        let options = granit_parser::options! {
            flow_nesting_limit: MAX_DEPTH + 1,
            block_nesting_limit: MAX_DEPTH + 1,
        };
        let start = Span::new(self.source, self.base..self.base);
        let mut open: Vec<OpenNode> = Vec::new();
        let mut root: Option<Node> = None;
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = match event {
                Ok((event, span)) => (event, self.span(span)),
                Err(error) => {
                    self.broken(&error);
                    return None;
                }
            };
            if event.anchor_id().is_some() {
                self.trouble(TroubleKind::Alias, span);
            }
            if event.tag().is_some() {
                self.trouble(TroubleKind::Tag, span);
            }
            if let Event::DocumentStart(..) = event {
                documents += 1;
                if documents > 1 {
                    self.trouble(TroubleKind::SecondDocument, span);
                    return root;
                }
            }
            if let Some(node) = self.ended(event, span, &mut open) {
                self.put(node, &mut open, &mut root)?;
            }
        }
        Some(root.unwrap_or(Node { kind: NodeKind::Empty, span: start }))
    }

    /// Reports why the parser gave up.
    fn broken(&mut self, error: &ScanError) {
        let at = self.base + error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                self.trouble(TroubleKind::TooDeep, Span::new(self.source, at..at));
            }
            _ if signs::found(self.text).any(|found| found.harm == Harm::Control) => {
                self.trouble(TroubleKind::Syntax(Syntax::Control), Span::new(self.source, at..at));
            }
            kind => self.no_yaml(Syntax::of(kind), at),
        }
    }

    /// The node that ends with an event; a collection that begins is open until its end is seen.
    fn ended(&mut self, event: Event<'_>, span: Span, open: &mut Vec<OpenNode>) -> Option<Node> {
        match event {
            Event::Alias(_) => {
                self.trouble(TroubleKind::Alias, span);
                Some(Node { kind: NodeKind::Empty, span })
            }
            Event::Scalar(text, style, ..) => {
                self.hidden(&text, span);
                let quoted = !matches!(style, ScalarStyle::Plain);
                let empty = !quoted && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                let kind = if empty { NodeKind::Empty } else { NodeKind::Scalar { text: text.into_owned(), quoted } };
                Some(Node { kind, span })
            }
            Event::SequenceStart(..) => {
                open.push(OpenNode::List(Vec::new(), span));
                None
            }
            Event::MappingStart(..) => {
                open.push(OpenNode::Map { entries: Vec::new(), seen: HashMap::new(), key: None, refused: false, span });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => Some(match open.pop()? {
                OpenNode::List(items, begin) => Node { kind: NodeKind::List(items), span: join(begin, span) },
                OpenNode::Map { entries, span: begin, .. } => {
                    Node { kind: NodeKind::Map(entries), span: join(begin, span) }
                }
            }),
            _ => None,
        }
    }

    /// Puts a node into the collection that is open, or at the root. `None`, after a report, where a limit is reached or a key cannot be
    /// one: then reading stops.
    fn put(&mut self, node: Node, open: &mut [OpenNode], root: &mut Option<Node>) -> Option<()> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.trouble(TroubleKind::TooMany, node.span);
            return None;
        }
        let entries = match open.last() {
            Some(OpenNode::List(items, _)) => items.len(),
            Some(OpenNode::Map { entries, .. }) => entries.len(),
            None => 0,
        };
        if entries >= MAX_ENTRIES {
            self.trouble(TroubleKind::TooLong, node.span);
            return None;
        }
        match open.last_mut() {
            None => *root = Some(node),
            Some(OpenNode::List(items, _)) => items.push(node),
            Some(OpenNode::Map { entries, seen, key, refused, .. }) => match key.take() {
                Some(name) => {
                    if !std::mem::take(refused) {
                        entries.push((name, node));
                    }
                }
                None => {
                    if let Some((syntax, at)) = Self::slip_in_key(&node) {
                        self.no_yaml(syntax, at);
                        return None;
                    }
                    let (name, trouble) = key_of(node, seen);
                    *refused = trouble.is_some();
                    *key = Some(name);
                    self.troubles.extend(trouble);
                }
            },
        }
        Some(())
    }
}

impl TreeBuilder<'_> {
    /// Reports why the text is no YAML. Where something is wrong in the line where the parser gave up, or in the line before it, that is
    /// the reason; otherwise the reason is the parser's.
    fn no_yaml(&mut self, syntax: Syntax, at: usize) {
        let here = at - self.base;
        let starts: Vec<usize> =
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        let line = starts.partition_point(|start| *start <= here).saturating_sub(1);
        let text_of = |line: usize| self.text[starts[line]..].lines().next().unwrap_or_default();
        let is_said = |line: &usize| !matches!(text_of(*line).trim_start().chars().next(), None | Some('#'));
        let near = (0..=line).rev().filter(is_said).take(2);
        // Where a tab continues a text of several lines, the parser refuses the text at its beginning, so that the tab is looked for below.
        let mut below = (line + 1..starts.len()).take_while(|_| syntax == Syntax::Tab);
        let slip_of = |line: usize| slip(text_of(line)).map(|(found, place)| (line, found, place));
        let found = near.filter_map(slip_of).last().or_else(|| below.find_map(slip_of));
        let Some((first, found, place)) = found else {
            self.trouble(TroubleKind::Syntax(syntax), Span::new(self.source, at..at));
            return;
        };
        let mut places = vec![(found, starts[first] + place)];
        // Odd blanks come in numbers, with a text that was pasted, so that all are reported at once.
        if let Slip::Blank(_) | Slip::Tab = found {
            let others = (first + 1..starts.len()).filter_map(slip_of);
            let blanks = others.filter(|(_, found, _)| matches!(found, Slip::Blank(_) | Slip::Tab));
            places.extend(blanks.map(|(line, found, place)| (found, starts[line] + place)));
        }
        for (found, place) in places {
            let length = self.text[place..].chars().next().map_or(0, char::len_utf8);
            let span = Span::new(self.source, self.base + place..self.base + place + length);
            self.trouble(TroubleKind::Syntax(Syntax::Slip(found)), span);
        }
    }

    /// What is wrong with a key that YAML takes and nobody means: a no-break space in it, a colon without its space.
    fn slip_in_key(key: &Node) -> Option<(Syntax, usize)> {
        let NodeKind::Scalar { text, quoted: false } = &key.kind else { return None };
        let start = key.span.range().start;
        if let Some((at, blank)) = text.char_indices().find(|(_, c)| is_odd_blank(*c)) {
            return Some((Syntax::Slip(Slip::Blank(blank)), start + at));
        }
        let colon = without_space(text)?;
        Some((Syntax::Slip(Slip::NoSpace), start + colon))
    }
}

/// A node in the place of a key: its name, and why it cannot be one.
fn key_of(node: Node, seen: &mut HashMap<String, Span>) -> (Spanned<String>, Option<Trouble>) {
    let span = node.span;
    let (name, kind) = match node.kind {
        NodeKind::Scalar { text, quoted: false } if text == "<<" => (text, Some(TroubleKind::Alias)),
        NodeKind::Scalar { mut text, .. } => {
            // A sign that nobody sees has a finding of its own; the field is the one whose name people see.
            if signs::found(&text).next().is_some() {
                text.retain(|c| signs::harm(c).is_none());
            }
            let first = *seen.entry(text.clone()).or_insert(span);
            let kind = (first != span).then(|| TroubleKind::DuplicateKey(text.clone(), first));
            (text, kind)
        }
        NodeKind::Empty | NodeKind::List(_) | NodeKind::Map(_) => (String::new(), Some(TroubleKind::ComplexKey)),
    };
    (Spanned::new(name, span), kind.map(|kind| Trouble { kind, span }))
}

fn join(begin: Span, end: Span) -> Span {
    Span { source: begin.source, start: begin.start, end: end.end.max(begin.end) }
}
