//! What stands in a line: comrak's inlines into ours, variables put in place, addresses made safe.

use super::builder::{BlockBuilder, MarkdownNode};
use super::variables::{Put, open_variables};
use crate::diagnostic::Key;
use crate::record::{MeantMarkup, Text, escaped_sign, with_small_host};
use crate::say;
use crate::source::Span;
use crate::tree::{Inline, Link, Style, Target, plain_text};
use comrak::nodes::{NodeLink, NodeValue, Sourcepos};

/// Most `{{` that are passed over while the place of a variable is looked for in the text: those of variables in code, which are not
/// replaced, stand in between.
const MOST_PASSED: usize = 100;

/// Longest address that is looked for where the parser sees none, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

impl BlockBuilder<'_> {
    /// The words of a block. What looks like markup in them is reported first.
    pub(super) fn words(&mut self, block: MarkdownNode<'_>) -> Vec<Inline> {
        if self.is_too_deep(block) {
            return Vec::new();
        }
        self.look(block);
        self.inlines(block)
    }

    fn inlines(&mut self, parent: MarkdownNode<'_>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        // How many bytes of the next text belong to the address before it.
        let mut taken = 0;
        for node in parent.children() {
            let place = node.data.borrow().sourcepos;
            let value = node.data.borrow().value.clone();
            let skip = std::mem::take(&mut taken);
            match value {
                NodeValue::Text(text) => self.text_with_variables(&text[skip.min(text.len())..], place, &mut inlines),
                NodeValue::SoftBreak => inlines.push(Inline::SoftBreak),
                NodeValue::LineBreak => inlines.push(Inline::HardBreak),
                NodeValue::Code(code) => inlines.push(Inline::Code(open_variables(&code.literal))),
                NodeValue::Emph => inlines.push(Inline::Styled(Style::Emphasis, self.inlines(node))),
                NodeValue::Strong => inlines.push(Inline::Styled(Style::Strong, self.inlines(node))),
                NodeValue::Strikethrough => inlines.push(Inline::Styled(Style::Struck, self.inlines(node))),
                NodeValue::Insert => inlines.push(Inline::Styled(Style::Inserted, self.inlines(node))),
                NodeValue::Highlight => inlines.push(Inline::Styled(Style::Marked, self.inlines(node))),
                NodeValue::Superscript => inlines.push(Inline::Styled(Style::Superscript, self.inlines(node))),
                NodeValue::Subscript => inlines.push(Inline::Styled(Style::Subscript, self.inlines(node))),
                NodeValue::Link(link) if !self.written(place).starts_with('[') => {
                    taken = self.bare_address(&link.url, node, place, &mut inlines);
                }
                NodeValue::Link(link) => self.link(&link, node, place, &mut inlines),
                NodeValue::Image(link) => {
                    let text = plain_text(&self.inlines(node));
                    self.unseen_title(&link, place);
                    let url = self.address(&link.url, place);
                    inlines.push(Inline::Image(Link { target: self.target(&url), text, span: self.span(place) }));
                }
                NodeValue::FootnoteReference(reference) => {
                    inlines.push(Inline::NoteReference(reference.ix, reference.ref_num));
                }
                NodeValue::HtmlInline(_) => self.raw_html(place),
                NodeValue::Math(_) => {
                    let (message, hint) = MeantMarkup::Formula.told(self.written(place));
                    self.error(super::signs::RULE, place, message, hint);
                }
                // A kind of node that a later version of comrak may add: its words are kept.
                _ => inlines.extend(self.inlines(node)),
            }
        }
        inlines
    }

    fn link(&mut self, link: &NodeLink, node: MarkdownNode<'_>, place: Sourcepos, inlines: &mut Vec<Inline>) {
        let words = without_links(self.inlines(node));
        if has_note(&words) {
            self.misplaced_note(place);
        }
        self.unseen_title(link, place);
        let text = plain_text(&words);
        let is_picture = words.iter().any(|word| matches!(word, Inline::Image(_)));
        if link.url.trim().is_empty() || text.trim().is_empty() && !is_picture {
            let message = if link.url.trim().is_empty() {
                say!("questo collegamento non ha un indirizzo", "this link has no address")
            } else {
                say!(
                    "questo collegamento non ha parole: nessuno lo vedrebbe",
                    "this link has no words: nobody would see it"
                )
            };
            self.error(Key::EmptyLink, place, message, say!("scrivi [testo](indirizzo)", "write [words](address)"));
            inlines.extend(words);
            return;
        }
        let url = self.address(&link.url, place);
        inlines.push(Inline::Link(Link { target: self.target(&url), text, span: self.span(place) }, words));
    }

    /// Adds an address that stands alone in the text, and after it the signs that the parser took for a part of the address. Gives how many
    /// bytes of the text behind the node belong to the address.
    fn bare_address(
        &mut self,
        written: &str,
        node: MarkdownNode<'_>,
        place: Sourcepos,
        inlines: &mut Vec<Inline>,
    ) -> usize {
        let text = plain_text(&self.inlines(node));
        let (mut shown, rest) = end_of_address(&text);
        // The parser leaves underscores at the end of an address to emphasis. Where emphasis did not take them, they belong to the address.
        let next = node.next_sibling().map(|next| next.data.borrow().value.clone());
        let behind = match &next {
            Some(NodeValue::Text(next)) if rest.is_empty() => next.len() - next.trim_start_matches('_').len(),
            _ => 0,
        };
        shown.push_str(&"_".repeat(behind));
        let url = if written == text {
            shown.clone()
        } else if written.starts_with("mailto:") {
            format!("mailto:{shown}")
        } else {
            // The parser makes a link with `http://` of a bare `www.…`; ours leads to `https://`.
            format!("https://{shown}")
        };
        let url = self.address(&url, place);
        let span = self.span(place);
        let target = self.target(&url);
        inlines.push(Inline::Link(Link { target, text: shown.clone(), span }, vec![Inline::Text(shown)]));
        push_text(inlines, rest);
        behind
    }

    fn unseen_title(&mut self, link: &NodeLink, place: Sourcepos) {
        let title = &link.title;
        if title.is_empty() {
            return;
        }
        let span = self.span(place);
        self.found(
            Key::UnseenTitle,
            span,
            say!(
                "il testo «{title}» non si vede: la pagina mostra solo ciò che sta tra le parentesi quadre",
                "the text “{title}” is not shown: the page shows only what stands in the square brackets"
            ),
            say!("mettilo tra le parentesi quadre, o toglilo", "put it in the square brackets, or remove it"),
        );
    }

    pub(super) fn misplaced_note(&mut self, place: Sourcepos) {
        self.error(
            Key::MisplacedNote,
            place,
            say!(
                "il richiamo di una nota non sta in un titolo né in un collegamento",
                "a note is not referred to in a heading or in a link"
            ),
            say!("spostalo nel testo", "move the reference into the text"),
        );
    }

    pub(super) fn raw_html(&mut self, place: Sourcepos) {
        self.error(
            Key::RawHtml,
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
                // Inside an address a variable becomes its words, and a variable that is a web address becomes that address.
                Inline::Link(Link { target: Target::Web(address), .. }, _) if address.starts_with("https:") => address,
                other => plain_text(&[other]),
            })
            .collect();
        let url = with_small_host(&url);
        let scheme = url
            .split(['/', '?', '#'])
            .next()
            .and_then(|first| first.split_once(':'))
            .map(|(scheme, _)| scheme.to_lowercase());
        match scheme.as_deref() {
            None | Some("https" | "mailto" | "tel") => url,
            Some("http") => {
                self.error(
                    Key::InsecureLink,
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
                    Key::UnsafeLink,
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

    /// Where an address leads that stands in a page of this language.
    fn target(&self, url: &str) -> Target {
        Target::read(url, self.variables.lang())
    }

    /// A text with its variables put in place.
    fn text_with_variables(&mut self, text: &str, place: Sourcepos, inlines: &mut Vec<Inline>) {
        if let Some(found) = escaped_sign(text, self.text, self.span(place)) {
            self.report.push(found);
        }
        let mut rest = text;
        while let Some(open) = rest.find("{{") {
            let Some(end) = rest[open..].find("}}").map(|end| open + end) else { break };
            push_addresses(inlines, &rest[..open], self.span(place));
            let name = rest[open + 2..end].trim_matches([':', ' ']);
            let name = Text::new(name.to_owned(), self.variable_span(name, place));
            match self.variables.put(&name) {
                Ok(Put { text, href: None }) => push_text(inlines, &text),
                Ok(Put { text, href: Some(url) }) => {
                    let link = Link { target: self.target(&url), text: text.clone(), span: name.span };
                    inlines.push(Inline::Link(link, vec![Inline::Text(text)]));
                }
                Err(diagnostic) => self.report.push(diagnostic),
            }
            rest = &rest[end + 2..];
        }
        push_addresses(inlines, rest, self.span(place));
    }

    /// Where a variable's name stands: looked for from the node's beginning and after the variable before it.
    fn variable_span(&mut self, name: &str, place: Sourcepos) -> Span {
        let from = self.offset(place.start.line, place.start.column).max(self.seen.min(self.text.len()));
        let found = self.text.get(from..).and_then(|rest| {
            rest.match_indices("{{").take(MOST_PASSED).find_map(|(at, _)| {
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
            Inline::Styled(style, inner) => Inline::Styled(style, without_links(inner)),
            other => other,
        })
        .collect()
}

/// Whether a note is referred to in some words.
pub(super) fn has_note(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::NoteReference(..) => true,
        Inline::Styled(_, inner) | Inline::Link(_, inner) => has_note(inner),
        _ => false,
    })
}

/// Signs that people write around an address and that no address holds; the parser knows only the ASCII ones.
const AROUND: [char; 13] = ['«', '»', '“', '”', '„', '‟', '‘', '’', '‹', '›', '…', '–', '—'];

/// Signs of a sentence, which an address does not end with.
const END_OF_SENTENCE: [char; 9] = ['.', ',', ';', ':', '!', '?', '"', '\'', ')'];

/// An address without what the text around it has put at its end.
fn end_of_address(text: &str) -> (String, &str) {
    let Some(end) = text.find(AROUND) else { return (text.to_owned(), "") };
    let kept = text[..end].trim_end_matches(END_OF_SENTENCE);
    (kept.to_owned(), &text[kept.len()..])
}

/// The address at the beginning of a text: the name of a host, and the path behind the name. Where there is no such name, the look ends
/// with the first sign that a name cannot hold, so that a text full of beginnings is read once.
fn address_at(text: &str) -> Option<&str> {
    let (name, behind) =
        text.split_at(text.find(|c: char| !c.is_ascii_alphanumeric() && !".-".contains(c)).unwrap_or(text.len()));
    let has_path = behind.starts_with('/');
    let host = if has_path { name } else { name.trim_end_matches('.') };
    if !crate::record::is_host(host) || host.matches('.').count() < 2 {
        return None;
    }
    if has_path {
        let longest = text.floor_char_boundary(LONGEST_ADDRESS.min(text.len()));
        let end = text[..longest].find(|c: char| c.is_whitespace() || AROUND.contains(&c)).unwrap_or(longest);
        return Some(text[..end].trim_end_matches(END_OF_SENTENCE));
    }
    let next = behind.trim_start_matches(END_OF_SENTENCE).chars().next();
    next.is_none_or(|c| c.is_whitespace() || AROUND.contains(&c)).then_some(host)
}

/// Text with the addresses in it that begin with `www.` and that the parser does not see: after a quotation mark, or in capitals.
fn push_addresses(inlines: &mut Vec<Inline>, text: &str, span: Span) {
    let small = text.to_ascii_lowercase();
    let (mut done, mut from) = (0, 0);
    while let Some(at) = small[from..].find("www.").map(|at| from + at) {
        from = at + "www.".len();
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || "/.@-_:=".contains(c)) {
            continue;
        }
        let Some(address) = address_at(&text[at..]) else { continue };
        push_text(inlines, &text[done..at]);
        let url = with_small_host(&format!("https://{address}"));
        let link = Link { target: Target::Web(url), text: address.to_owned(), span };
        inlines.push(Inline::Link(link, vec![Inline::Text(address.to_owned())]));
        done = at + address.len();
        from = done;
    }
    push_text(inlines, &text[done..]);
}
