//! Markdown text into the tree of [`prose`](super::prose), by comrak's parser.
//!
//! 1. Spaces inside `{{ … }}` become `:`, so that a variable may stand in a link's address; the length stays, so do places.
//! 2. The front matter becomes empty lines, so that comrak counts lines as the file does.
//! 3. The tree is rebuilt without what we refuse (raw HTML, scripts in links, a second title), each refusal reported; the
//!    values of variables are put in place as text or links, never as Markdown.

use super::prose::{Block, Body, CallOut, Heading, Inline, Link, plain_text};
use super::variables::{Put, Variables, close_variables, open_variables};
use crate::diagnostic::{Diagnostic, Report};
use crate::record::{LanguageTag, Scalar, Text, escaped_sign, plain_name};
use crate::say;
use crate::source::{SourceId, Span};
use comrak::nodes::{AlertType, AstNode, ListType, NodeValue, Sourcepos};
use comrak::{Arena, Options};
use std::collections::BTreeSet;

/// Deepest nesting of lists and quotations.
const MAX_DEPTH: usize = 24;

pub(super) fn parse(
    text: &str,
    body_start: usize,
    source: SourceId,
    variables: &Variables<'_>,
    report: &mut Report,
) -> Body {
    let mut prepared = String::with_capacity(text.len());
    prepared.extend(text[..body_start].chars().filter(|c| *c == '\n'));
    prepared.push_str(&close_variables(&text[body_start..]));
    let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &prepared, &options());
    let mut builder = Builder { text, source, line_starts, variables, report, ids: BTreeSet::new(), seen: body_start };
    Body { blocks: builder.blocks(root, 0) }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.description_lists = true;
    options.extension.alerts = true;
    options.extension.block_directive = true;
    options.extension.header_attributes = true;
    options
}

struct Builder<'a> {
    text: &'a str,
    source: SourceId,
    line_starts: Vec<usize>,
    variables: &'a Variables<'a>,
    report: &'a mut Report,
    ids: BTreeSet<String>,
    /// How far variables were found in the text: each is looked for after the one before.
    seen: usize,
}

type Node<'n> = &'n AstNode<'n>;

impl Builder<'_> {
    fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text.floor_char_boundary((start + column.saturating_sub(1)).min(self.text.len()))
    }

    /// comrak counts columns in bytes, the end included.
    fn span(&self, place: Sourcepos) -> Span {
        let start = self.offset(place.start.line, place.start.column);
        let end = self.offset(place.end.line, place.end.column + 1);
        Span::new(self.source, start..end)
    }

    fn error(
        &mut self,
        rule: &'static str,
        place: Sourcepos,
        message: crate::diagnostic::Message,
        hint: crate::diagnostic::Message,
    ) {
        let span = self.span(place);
        self.report.push(Diagnostic::error(rule, span, message).hint(hint));
    }

    fn blocks(&mut self, parent: Node<'_>, depth: usize) -> Vec<Block> {
        if depth > MAX_DEPTH {
            self.error(
                "too-large",
                parent.data.borrow().sourcepos,
                say!(
                    "più di {MAX_DEPTH} livelli di elenchi o citazioni, uno dentro l'altro",
                    "more than {MAX_DEPTH} levels of lists or quotations, one inside the other"
                ),
                say!("scrivi elenchi più piatti", "write flatter lists"),
            );
            return Vec::new();
        }
        parent.children().filter_map(|node| self.block(node, depth)).collect()
    }

    fn block(&mut self, node: Node<'_>, depth: usize) -> Option<Block> {
        let place = node.data.borrow().sourcepos;
        let value = node.data.borrow().value.clone();
        Some(match value {
            NodeValue::Heading(heading) => self.heading(node, heading.level)?,
            NodeValue::Paragraph => Block::Paragraph(self.inlines(node)),
            NodeValue::List(list) => Block::List {
                start: (list.list_type == ListType::Ordered).then_some(list.start),
                tight: list.tight,
                items: node.children().map(|item| self.blocks(item, depth + 1)).collect(),
            },
            NodeValue::DescriptionList => {
                Block::Descriptions(node.children().map(|item| self.description(item, depth)).collect())
            }
            NodeValue::BlockQuote => Block::Quote(self.blocks(node, depth + 1)),
            NodeValue::Alert(alert) => {
                let kind = match alert.alert_type {
                    AlertType::Note => CallOut::Note,
                    AlertType::Tip => CallOut::Tip,
                    AlertType::Important => CallOut::Important,
                    AlertType::Warning | AlertType::Caution => CallOut::Warning,
                };
                Block::CallOut(kind, self.blocks(node, depth + 1))
            }
            NodeValue::BlockDirective(fence) => {
                Block::Language(self.language(&fence.info, place), self.blocks(node, depth + 1))
            }
            NodeValue::Table(_) => {
                let mut rows: Vec<Vec<Vec<Inline>>> =
                    node.children().map(|row| row.children().map(|cell| self.inlines(cell)).collect()).collect();
                let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
                Block::Table(head, rows)
            }
            NodeValue::CodeBlock(code) => Block::Verbatim(open_variables(&code.literal)),
            NodeValue::ThematicBreak => Block::Break,
            NodeValue::HtmlBlock(_) => {
                self.raw_html(place);
                return None;
            }
            _ => return None,
        })
    }

    /// The language after `:::`.
    fn language(&mut self, written: &str, place: Sourcepos) -> String {
        match LanguageTag::parse(written, false) {
            Ok(tag) => tag.0,
            Err(wrong) => {
                let start = self.offset(place.start.line, place.start.column);
                let length = self.text[start..].lines().next().map_or(0, str::len);
                self.report.push(wrong.at(Span::new(self.source, start..start + length)));
                String::new()
            }
        }
    }

    fn description(&mut self, item: Node<'_>, depth: usize) -> (Vec<Inline>, Vec<Block>) {
        let mut term = Vec::new();
        let mut details = Vec::new();
        for part in item.children() {
            let is_term = matches!(part.data.borrow().value, NodeValue::DescriptionTerm);
            if is_term {
                // A term is inlines, in a paragraph of its own.
                term = part.children().flat_map(|paragraph| self.inlines(paragraph)).collect();
                if term.is_empty() {
                    term = self.inlines(part);
                }
            } else {
                details = self.blocks(part, depth + 1);
            }
        }
        (term, details)
    }

    fn heading(&mut self, node: Node<'_>, level: u8) -> Option<Block> {
        let place = node.data.borrow().sourcepos;
        let given = node.data.borrow().attrs.as_ref().and_then(|attributes| attributes.id.clone());
        let words = self.inlines(node);
        let text = plain_text(&words).trim().to_owned();
        if level == 1 {
            self.error(
                "second-title",
                place,
                say!(
                    "il titolo della pagina è già in cima al file, in «title:»",
                    "the page's title is at the top of the file already, in “title:”"
                ),
                say!(
                    "comincia le sezioni con due cancelletti: ## {text}",
                    "begin sections with two hash signs: ## {text}"
                ),
            );
            return None;
        }
        let id = match given {
            Some(id) => {
                if !self.ids.insert(id.clone()) {
                    self.error(
                        "duplicate-anchor",
                        place,
                        say!(
                            "l'ancora «{id}» è già di un'altra sezione di questa pagina",
                            "the anchor “{id}” belongs to another section of this page"
                        ),
                        say!("scegli un altro nome tra le graffe", "choose another name in the braces"),
                    );
                }
                id
            }
            None => {
                let base = anchor(&text);
                let mut id = base.clone();
                let mut count = 1;
                while self.ids.contains(&id) {
                    count += 1;
                    id = format!("{base}-{count}");
                }
                self.ids.insert(id.clone());
                id
            }
        };
        Some(Block::Heading(Heading { level, words, text, id, span: self.span(place) }))
    }

    fn inlines(&mut self, parent: Node<'_>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for node in parent.children() {
            let place = node.data.borrow().sourcepos;
            let value = node.data.borrow().value.clone();
            match value {
                NodeValue::Text(text) => self.text_with_variables(&text, place, &mut inlines),
                NodeValue::SoftBreak => inlines.push(Inline::SoftBreak),
                NodeValue::LineBreak => inlines.push(Inline::HardBreak),
                NodeValue::Code(code) => inlines.push(Inline::Code(open_variables(&code.literal))),
                NodeValue::Emph => inlines.push(Inline::Emphasis(self.inlines(node))),
                NodeValue::Strong => inlines.push(Inline::Strong(self.inlines(node))),
                NodeValue::Strikethrough => inlines.push(Inline::Struck(self.inlines(node))),
                NodeValue::Link(link) => {
                    let words = without_links(self.inlines(node));
                    let text = plain_text(&words);
                    // A bare `www.…` is made a link by the parser, with the scheme of old.
                    let bare = text.starts_with("www.") && link.url.strip_prefix("http://") == Some(text.as_str());
                    let written = if bare { format!("https://{text}") } else { link.url.clone() };
                    let url = self.address(&written, place);
                    inlines.push(Inline::Link(Link { url, text, span: self.span(place) }, words));
                }
                NodeValue::Image(link) => {
                    let text = plain_text(&self.inlines(node));
                    let url = self.address(&link.url, place);
                    inlines.push(Inline::Image(Link { url, text, span: self.span(place) }));
                }
                NodeValue::HtmlInline(_) => self.raw_html(place),
                // Anything else that comrak may make one day: its words.
                _ => inlines.extend(self.inlines(node)),
            }
        }
        inlines
    }

    fn raw_html(&mut self, place: Sourcepos) {
        self.error(
            "raw-html",
            place,
            say!("nei testi non si scrive HTML", "HTML is not written in texts"),
            say!(
                "usa il Markdown: **grassetto**, [testo](indirizzo), elenchi con «-»; un «<» da mostrare si scrive \\<",
                "use Markdown: **bold**, [text](address), lists with “-”; a “<” to show is written \\<"
            ),
        );
    }

    /// An address without variables and without anything that could run.
    fn address(&mut self, written: &str, place: Sourcepos) -> String {
        let mut pieces = Vec::new();
        self.text_with_variables(written, place, &mut pieces);
        let url: String = pieces
            .into_iter()
            .map(|piece| match piece {
                Inline::Text(text) => text,
                // In an address a variable is its own words; a web address is itself.
                Inline::Link(link, _) if link.url.starts_with("https:") => link.url,
                other => plain_text(&[other]),
            })
            .collect();
        let scheme = url
            .split(['/', '?', '#'])
            .next()
            .and_then(|first| first.split_once(':'))
            .map(|(scheme, _)| scheme.to_lowercase());
        match scheme.as_deref() {
            None | Some("https" | "mailto" | "tel") => url,
            Some("http") => {
                self.error(
                    "insecure-link",
                    place,
                    say!(
                        "questo indirizzo non è protetto: comincia con http://",
                        "this address is not secure: it begins with http://"
                    ),
                    say!(
                        "usa https://; se il sito non lo ha, togli il collegamento",
                        "use https://; if the site does not have it, remove the link"
                    ),
                );
                url
            }
            Some(_) => {
                self.error(
                    "unsafe-link",
                    place,
                    say!("un collegamento così non si può pubblicare", "such a link cannot be published"),
                    say!(
                        "usa un indirizzo https://, mailto:, tel:, o il nome di una pagina (contatti.md)",
                        "use an address with https://, mailto:, tel:, or a page's name (contatti.md)"
                    ),
                );
                String::new()
            }
        }
    }

    /// A text with its variables put in place.
    fn text_with_variables(&mut self, text: &str, place: Sourcepos, inlines: &mut Vec<Inline>) {
        if let Some(found) = escaped_sign(text, self.text, self.span(place)) {
            self.report.push(found);
        }
        let mut rest = text;
        while let Some(open) = rest.find("{{") {
            let Some(end) = rest[open..].find("}}").map(|end| open + end) else { break };
            push_text(inlines, &rest[..open]);
            let name = rest[open + 2..end].trim_matches([':', ' ']);
            let name = Text::new(name.to_owned(), self.variable_span(name, place));
            match self.variables.put(&name) {
                Ok(Put { text, href: None }) => push_text(inlines, &text),
                Ok(Put { text, href: Some(url) }) => {
                    let link = Link { url, text: text.clone(), span: name.span };
                    inlines.push(Inline::Link(link, vec![Inline::Text(text)]));
                }
                Err(diagnostic) => self.report.push(diagnostic),
            }
            rest = &rest[end + 2..];
        }
        push_text(inlines, rest);
    }

    /// Where a variable's name stands: looked for from the node's beginning and after the variable before it.
    fn variable_span(&mut self, name: &str, place: Sourcepos) -> Span {
        let from = self.offset(place.start.line, place.start.column).max(self.seen.min(self.text.len()));
        let found = self.text.get(from..).and_then(|rest| {
            rest.match_indices("{{").find_map(|(at, _)| {
                let inside = &rest[at + 2..];
                let padding = inside.len() - inside.trim_start().len();
                inside.trim_start().starts_with(name).then_some(from + at + 2 + padding)
            })
        });
        match found {
            Some(start) => {
                self.seen = start + name.len();
                Span::new(self.source, start..start + name.len())
            }
            None => self.span(place),
        }
    }
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    match inlines.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// A link's words: HTML has no link inside a link, so a variable's own link becomes its words.
fn without_links(inlines: Vec<Inline>) -> Vec<Inline> {
    inlines
        .into_iter()
        .map(|inline| match inline {
            Inline::Link(link, _) => Inline::Text(link.text),
            Inline::Emphasis(inner) => Inline::Emphasis(without_links(inner)),
            Inline::Strong(inner) => Inline::Strong(without_links(inner)),
            Inline::Struck(inner) => Inline::Struck(without_links(inner)),
            other => other,
        })
        .collect()
}

/// A heading's anchor, which survives being typed and pasted; words without any letter get a name of their own.
fn anchor(text: &str) -> String {
    let name = plain_name(text);
    if name.is_empty() { "sezione".to_owned() } else { name }
}
