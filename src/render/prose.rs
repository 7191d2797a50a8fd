//! The tree of a page's prose into tight HTML: no white space that is not text, so that nothing needs to be minified away.

use crate::content::{Block, Body, Inline, Link, plain_text};
use memchr::memchr3;
use std::fmt::Write;

/// What HTML needs to know of the page: where its links lead, and the words of call-outs.
pub(super) struct Writer<'a> {
    /// The address of a link or picture; `None` leaves its words only.
    pub resolve: &'a dyn Fn(&Link) -> Option<String>,
    /// The title of a call-out by its word: `note`.
    pub call_out: &'a dyn Fn(&str) -> String,
}

/// Text for HTML and for quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    // Text between two such signs is copied as a whole.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        escaped.push_str(&rest[..at]);
        escaped.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#x27;",
        });
        rest = &rest[at + 1..];
    }
    escaped.push_str(rest);
    escaped
}

/// The same for text between tags, where quotes are signs like others.
fn escape_between(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

impl Writer<'_> {
    pub(super) fn write(&self, body: &Body) -> String {
        let mut html = String::new();
        self.blocks(&body.blocks, &mut html);
        html
    }

    fn blocks(&self, blocks: &[Block], html: &mut String) {
        blocks.iter().for_each(|block| self.block(block, html));
    }

    fn wrapped(&self, tag: &str, words: &[Inline], html: &mut String) {
        // Writing into a String cannot fail.
        let _ = write!(html, "<{tag}>");
        self.inlines(words, html);
        let _ = write!(html, "</{tag}>");
    }

    fn block(&self, block: &Block, html: &mut String) {
        match block {
            Block::Heading(heading) => {
                let _ = write!(html, "<h{} id=\"{}\">", heading.level, escape(&heading.id));
                self.inlines(&heading.words, html);
                let _ = write!(html, "</h{}>", heading.level);
            }
            Block::Paragraph(words) => self.wrapped("p", words, html),
            Block::List { start, tight, items } => {
                let tag = if start.is_some() { "ol" } else { "ul" };
                match start {
                    Some(start) if *start != 1 => {
                        let _ = write!(html, "<ol start=\"{start}\">");
                    }
                    _ => {
                        let _ = write!(html, "<{tag}>");
                    }
                }
                for item in items {
                    html.push_str("<li>");
                    for block in item {
                        match block {
                            Block::Paragraph(words) if *tight => self.inlines(words, html),
                            other => self.block(other, html),
                        }
                    }
                    html.push_str("</li>");
                }
                let _ = write!(html, "</{tag}>");
            }
            Block::Descriptions(items) => {
                html.push_str("<dl>");
                for (term, details) in items {
                    self.wrapped("dt", term, html);
                    html.push_str("<dd>");
                    self.blocks(details, html);
                    html.push_str("</dd>");
                }
                html.push_str("</dl>");
            }
            Block::Quote(inner) => {
                html.push_str("<blockquote>");
                self.blocks(inner, html);
                html.push_str("</blockquote>");
            }
            Block::Language(lang, inner) => {
                // The direction follows the letters: a passage may be in Arabic.
                let _ = write!(html, "<div lang=\"{}\" dir=\"auto\">", escape(lang));
                self.blocks(inner, html);
                html.push_str("</div>");
            }
            Block::CallOut(kind, inner) => {
                let _ = write!(
                    html,
                    "<div class=\"callout callout-{}\"><p class=\"callout-title\">{}</p>",
                    kind.word(),
                    escape(&(self.call_out)(kind.word()))
                );
                self.blocks(inner, html);
                html.push_str("</div>");
            }
            Block::Table(head, rows) => {
                html.push_str("<table class=\"table\"><thead><tr>");
                for cell in head {
                    html.push_str("<th scope=\"col\">");
                    self.inlines(cell, html);
                    html.push_str("</th>");
                }
                html.push_str("</tr></thead><tbody>");
                for row in rows {
                    html.push_str("<tr>");
                    for (place, cell) in row.iter().enumerate() {
                        // Where the table stacks on a small screen, each cell says its column.
                        let label = head.get(place).map(|inlines| plain_text(inlines)).unwrap_or_default();
                        let _ = write!(html, "<td data-label=\"{}\">", escape(&label));
                        self.inlines(cell, html);
                        html.push_str("</td>");
                    }
                    html.push_str("</tr>");
                }
                html.push_str("</tbody></table>");
            }
            Block::Verbatim(text) => {
                let _ = write!(html, "<pre><code>{}</code></pre>", escape(text));
            }
            Block::Break => html.push_str("<hr>"),
        }
    }

    fn inlines(&self, inlines: &[Inline], html: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => escape_between(text, html),
                Inline::Emphasis(words) => self.wrapped("em", words, html),
                Inline::Strong(words) => self.wrapped("strong", words, html),
                Inline::Struck(words) => self.wrapped("s", words, html),
                Inline::Code(text) => {
                    let _ = write!(html, "<code>{}</code>", escape(text));
                }
                Inline::Link(link, words) => match (self.resolve)(link) {
                    Some(address) => {
                        let _ = write!(html, "<a href=\"{}\">", escape(&address));
                        self.inlines(words, html);
                        html.push_str("</a>");
                    }
                    None => self.inlines(words, html),
                },
                Inline::Image(link) => {
                    if let Some(address) = (self.resolve)(link) {
                        let _ = write!(
                            html,
                            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
                            escape(&address),
                            escape(&link.text)
                        );
                    }
                }
                Inline::SoftBreak => html.push(' '),
                Inline::HardBreak => html.push_str("<br>"),
            }
        }
    }
}
