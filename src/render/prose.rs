//! The tree of a page's prose into tight HTML: no white space that is not text, so that nothing needs to be minified away.

use crate::content::{Alignment, Block, Body, Inline, Link, Note, Style, Table, plain_text};
use memchr::memchr3;
use std::fmt::Write;

/// What HTML needs to know of the page: where its links lead, and the words of its language.
pub(super) struct Writer<'a> {
    /// The address of a link or picture; `None` leaves its words only.
    pub resolve: &'a dyn Fn(&Link) -> Option<String>,
    /// A phrase of the page's language by its path, with a number in the place of `{number}`.
    pub phrase: &'a dyn Fn(&str, u32) -> String,
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
            Block::Lettered { is_roman, items } => {
                html.push_str(if *is_roman { "<ol type=\"i\">" } else { "<ol type=\"a\">" });
                for (number, words) in items {
                    let _ = write!(html, "<li value=\"{number}\">");
                    self.inlines(words, html);
                    html.push_str("</li>");
                }
                html.push_str("</ol>");
            }
            Block::Descriptions(items) => {
                html.push_str("<dl>");
                for item in items {
                    item.terms.iter().for_each(|term| self.wrapped("dt", term, html));
                    for details in &item.details {
                        html.push_str("<dd>");
                        self.blocks(details, html);
                        html.push_str("</dd>");
                    }
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
                    escape(&(self.phrase)(&format!("callout.{}", kind.word()), 0))
                );
                self.blocks(inner, html);
                html.push_str("</div>");
            }
            Block::Table(table) => self.table(table, html),
            Block::Notes(notes) => self.notes(notes, html),
            Block::Verbatim(text) => {
                let _ = write!(html, "<pre><code>{}</code></pre>", escape(text));
            }
            Block::Break => html.push_str("<hr>"),
        }
    }

    fn table(&self, table: &Table, html: &mut String) {
        let class = |place: usize| match table.columns.get(place) {
            Some(Alignment::Centre) => " class=\"text-center\"",
            Some(Alignment::End) => " class=\"text-end\"",
            _ => "",
        };
        html.push_str("<table class=\"table\"><thead><tr>");
        for (place, cell) in table.head.iter().enumerate() {
            let _ = write!(html, "<th scope=\"col\"{}>", class(place));
            self.inlines(cell, html);
            html.push_str("</th>");
        }
        html.push_str("</tr></thead><tbody>");
        for row in &table.rows {
            html.push_str("<tr>");
            for (place, cell) in row.iter().enumerate() {
                // Where the table stacks on a small screen, each cell says its column.
                let label = table.head.get(place).map(|inlines| plain_text(inlines)).unwrap_or_default();
                let _ = write!(html, "<td data-label=\"{}\"{}>", escape(&label), class(place));
                self.inlines(cell, html);
                html.push_str("</td>");
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
    }

    /// Footnotes, each with a way back to every place that refers to it (DPUB-ARIA 1.1).
    fn notes(&self, notes: &[Note], html: &mut String) {
        let title = escape(&(self.phrase)("notes.title", 0));
        let _ = write!(html, "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\"><ol>");
        for (number, note) in (1..).zip(notes) {
            let _ = write!(html, "<li id=\"{NOTE}{number}\">");
            let back: Vec<_> = (1..=note.references).map(|time| self.way_back(number, time)).collect();
            let back = back.join(" ");
            match note.blocks.split_last() {
                // The way back stands at the end of the note's words.
                Some((Block::Paragraph(words), before)) => {
                    self.blocks(before, html);
                    html.push_str("<p>");
                    self.inlines(words, html);
                    let _ = write!(html, " {back}</p>");
                }
                _ => {
                    self.blocks(&note.blocks, html);
                    let _ = write!(html, "<p>{back}</p>");
                }
            }
            html.push_str("</li>");
        }
        html.push_str("</ol></section>");
    }

    fn way_back(&self, number: u32, time: u32) -> String {
        let mut label = escape(&(self.phrase)("notes.back", number));
        if time > 1 {
            let _ = write!(label, " ({time})");
        }
        format!("<a href=\"#{}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>", reference(number, time))
    }

    fn inlines(&self, inlines: &[Inline], html: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => escape_between(text, html),
                Inline::Styled(style, words) => self.wrapped(tag_of(*style), words, html),
                Inline::NoteReference(number, time) => {
                    let label = escape(&(self.phrase)("notes.reference", *number));
                    let _ = write!(
                        html,
                        "<sup><a href=\"#{NOTE}{number}\" id=\"{}\" role=\"doc-noteref\" aria-label=\"{label}\">{number}</a></sup>",
                        reference(*number, *time)
                    );
                }
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

/// How a footnote's anchor begins; no heading's own anchor has two hyphens.
const NOTE: &str = "nota--";

/// The anchor of a place that refers to a footnote.
fn reference(number: u32, time: u32) -> String {
    format!("rif--{number}-{time}")
}

fn tag_of(style: Style) -> &'static str {
    match style {
        Style::Emphasis => "em",
        Style::Strong => "strong",
        Style::Struck => "s",
        Style::Inserted => "ins",
        Style::Marked => "mark",
        Style::Superscript => "sup",
        Style::Subscript => "sub",
    }
}
