//! The text kinds of blocks into HTML: no white space that is not text, so that nothing needs to be minified away.

use super::writer::HtmlWriter;
use crate::tree::{
    Alignment, Block, Description, Fact, Inline, Item, Kind, Line, Link, List, ListRole, Note, Style, Table, plain_text,
};
use memchr::memchr3;
use std::fmt::Write;

/// Text for HTML and for quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    // Text between two signs that must be escaped is copied as a whole.
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

/// Escapes text between tags, where quotes need no escape.
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

impl HtmlWriter<'_> {
    fn wrapped(&mut self, tag: &str, words: &[Inline], html: &mut String) {
        // Writing into a String cannot fail.
        let _ = write!(html, "<{tag}>");
        self.inlines(words, html);
        let _ = write!(html, "</{tag}>");
    }

    /// The level of a heading in the writer's surroundings.
    pub(super) fn level(&self, level: u8) -> u8 {
        (level + self.surroundings.deeper).min(6)
    }

    /// A block of a text kind; the others are the theme's.
    pub(super) fn text_kind(&mut self, block: &Block, html: &mut String) {
        match &block.kind {
            Kind::Heading(heading) => {
                let level = self.level(heading.level);
                let _ = write!(html, "<h{level} id=\"{}\">", escape(&self.anchor(&heading.id)));
                self.inlines(&heading.words, html);
                let _ = write!(html, "</h{level}>");
            }
            Kind::Paragraph(words) => self.wrapped("p", words, html),
            Kind::Line(line, words) => {
                let class = match line {
                    Line::Remark => "note",
                    Line::Lead => "lead",
                    Line::Category => "card-category",
                };
                let _ = write!(html, "<p class=\"{class}\">");
                self.inlines(words, html);
                html.push_str("</p>");
            }
            Kind::List(list) => self.list(list, html),
            Kind::Lettered { is_roman, items } => {
                html.push_str(if *is_roman { "<ol type=\"i\">" } else { "<ol type=\"a\">" });
                for (number, words) in items {
                    let _ = write!(html, "<li value=\"{number}\">");
                    self.inlines(words, html);
                    html.push_str("</li>");
                }
                html.push_str("</ol>");
            }
            Kind::Descriptions(items) => self.descriptions(items, html),
            Kind::Facts(facts) => {
                html.push_str("<dl>");
                facts.iter().for_each(|fact| self.fact(fact, html));
                html.push_str("</dl>");
            }
            Kind::Quote(inner) => {
                html.push_str("<blockquote>");
                self.blocks(inner, html);
                html.push_str("</blockquote>");
            }
            Kind::Language(lang, inner) => {
                // `dir="auto"` lets the direction follow the letters, since a passage may be in Arabic.
                let _ = write!(html, "<div lang=\"{}\" dir=\"auto\">", escape(lang));
                self.blocks(inner, html);
                html.push_str("</div>");
            }
            Kind::Table(table) => self.table(table, html),
            Kind::Notes(notes) => self.notes(notes, html),
            Kind::Verbatim(text) => {
                let _ = write!(html, "<pre><code>{}</code></pre>", escape(text));
            }
            Kind::Break => html.push_str("<hr>"),
            _ => {}
        }
    }

    fn descriptions(&mut self, items: &[Description], html: &mut String) {
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

    fn list(&mut self, list: &List, html: &mut String) {
        let (open, close) = match list.role {
            ListRole::Bullets => ("<ul>", "</ul>"),
            ListRole::Numbers(1) => ("<ol>", "</ol>"),
            ListRole::Numbers(start) => {
                let _ = write!(html, "<ol start=\"{start}\">");
                ("", "</ol>")
            }
            ListRole::Checks => ("<ul class=\"check-list\">", "</ul>"),
            ListRole::Crosses => ("<ul class=\"cross-list\">", "</ul>"),
            ListRole::Bare => ("<ul class=\"plain-list\">", "</ul>"),
            ListRole::Links => ("<ul class=\"link-list\">", "</ul>"),
            ListRole::Steps => ("<ol class=\"steps\">", "</ol>"),
            ListRole::Rules => ("<ol class=\"rules\">", "</ol>"),
        };
        html.push_str(open);
        for Item { id, blocks } in &list.items {
            match id {
                Some(id) => {
                    let _ = write!(html, "<li id=\"{}\">", escape(&self.anchor(id)));
                }
                None => html.push_str("<li>"),
            }
            for (place, block) in blocks.iter().enumerate() {
                match &block.kind {
                    // Only the first block may stand as bare words: after another block, a program that reads the text alone would glue the
                    // words to that block.
                    Kind::Paragraph(words) if list.tight && place == 0 => self.inlines(words, html),
                    _ => self.block(block, html),
                }
            }
            html.push_str("</li>");
        }
        html.push_str(close);
    }

    fn fact(&mut self, Fact { term, blocks }: &Fact, html: &mut String) {
        html.push_str("<div>");
        self.wrapped("dt", term, html);
        html.push_str("<dd>");
        match blocks.as_slice() {
            [Block { kind: Kind::Paragraph(words), .. }] => self.inlines(words, html),
            blocks => self.blocks(blocks, html),
        }
        html.push_str("</dd></div>");
    }

    fn table(&mut self, table: &Table, html: &mut String) {
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
    fn notes(&mut self, notes: &[Note], html: &mut String) {
        let title = escape(&self.phrase("notes.title", &[]));
        let _ = write!(html, "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\"><ol>");
        for (number, note) in (1..).zip(notes) {
            let _ = write!(html, "<li id=\"{}\">", escape(&self.anchor(&format!("{NOTE}{number}"))));
            let back: Vec<_> = (1..=note.references).map(|time| self.way_back(number, time)).collect();
            let back = back.join(" ");
            match note.blocks.split_last() {
                // The way back stands at the end of the note's words.
                Some((Block { kind: Kind::Paragraph(words), .. }, before)) => {
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
        let mut label = escape(&self.phrase("notes.back", &[("number", &number.to_string())]));
        if time > 1 {
            let _ = write!(label, " ({time})");
        }
        format!(
            "<a href=\"{}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>",
            self.here(&reference(number, time))
        )
    }

    pub(crate) fn inlines(&mut self, inlines: &[Inline], html: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => escape_between(text, html),
                Inline::Foreign(lang, words) => {
                    let _ = write!(html, "<span lang=\"{}\">", escape(lang));
                    escape_between(words, html);
                    html.push_str("</span>");
                }
                Inline::Time(iso, words) => {
                    let _ = write!(html, "<time datetime=\"{}\">{}</time>", escape(iso), escape(words));
                }
                Inline::Styled(style, words) => self.wrapped(tag_of(*style), words, html),
                Inline::NoteReference(number, time) => {
                    let label = escape(&self.phrase("notes.reference", &[("number", &number.to_string())]));
                    let _ = write!(
                        html,
                        "<sup><a href=\"{}\" id=\"{}\" role=\"doc-noteref\" aria-label=\"{label}\">{number}</a></sup>",
                        self.here(&format!("{NOTE}{number}")),
                        escape(&self.anchor(&reference(*number, *time)))
                    );
                }
                Inline::Code(text) => {
                    let _ = write!(html, "<code>{}</code>", escape(text));
                }
                Inline::Link(Link { target, .. }, words) => match self.address(target) {
                    Some(address) => {
                        let _ = write!(html, "<a href=\"{}\">", escape(&address));
                        self.inlines(words, html);
                        html.push_str("</a>");
                    }
                    None => self.inlines(words, html),
                },
                Inline::Image(link) => {
                    if let Some(address) = self.address(&link.target) {
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
