//! HTML that was read once: as it is published, and what is on it. Parts are laid into pages without being read again.

use super::embed;
use super::scan::{Scan, Scanner};
use super::text::escape;
use super::tight;
use super::tokens::{Piece, each_piece};
use memchr::memmem;
use std::fmt::Write as _;

/// A part of a page, or all of it.
#[derive(Clone, Default)]
pub(super) struct Part {
    /// As it is published.
    pub html: String,
    /// What is on it.
    pub scan: Scan,
}

/// How the marks of parts begin.
const MARK: &str = "<part-";

/// What stands in HTML until a part is laid there, counted from 0; no text can hold it, since texts are escaped.
pub(super) fn mark(number: usize) -> String {
    format!("{MARK}{number}/>")
}

enum Written {
    Tight(tight::Writer),
    AsItIs(String),
    Quoted(String),
}

/// Puts a part together.
pub(super) struct Builder {
    written: Written,
    scanner: Scanner,
}

impl Builder {
    /// Writes tight what is added, or as it is.
    pub(super) fn new(minify: bool) -> Self {
        Self::writing(if minify { Written::Tight(tight::Writer::default()) } else { Written::AsItIs(String::new()) })
    }

    /// Writes pieces, tight or for people and other programs: every value in quotes.
    pub(super) fn of_pieces(minify: bool) -> Self {
        Self::writing(if minify { Written::Tight(tight::Writer::default()) } else { Written::Quoted(String::new()) })
    }

    fn writing(written: Written) -> Self {
        Self { written, scanner: Scanner::default() }
    }

    /// Adds HTML that begins and ends between tags.
    pub(super) fn add(&mut self, html: &str) {
        self.add_beside(html, None);
    }

    /// The same, while somebody else writes what it needs of it.
    pub(super) fn add_beside(&mut self, html: &str, mut beside: Option<&mut embed::Writer<'_>>) {
        match &mut self.written {
            Written::Tight(writer) => writer.reserve(html.len()),
            Written::AsItIs(text) => text.push_str(html),
            Written::Quoted(_) => {}
        }
        each_piece(html, |piece| match (&mut self.written, &mut beside) {
            (Written::Tight(writer), Some(beside)) => {
                self.scanner.see(piece);
                let before = writer.written().len();
                writer.see(piece);
                beside.follow(piece, writer, before);
            }
            (_, beside) => {
                self.see(piece);
                beside.iter_mut().for_each(|beside| beside.see(piece));
            }
        });
    }

    /// Adds such HTML with parts in the places of their marks.
    pub(super) fn add_with(&mut self, html: &str, parts: &[Part]) {
        let mut rest = html;
        while let Some(at) = memmem::find(rest.as_bytes(), MARK.as_bytes()) {
            self.add(&rest[..at]);
            let after = &rest[at + MARK.len()..];
            let (number, after) = after.split_once("/>").unwrap_or((after, ""));
            let part = number.parse::<usize>().ok().and_then(|number| parts.get(number));
            part.into_iter().for_each(|part| self.lay(part));
            rest = after;
        }
        self.add(rest);
    }

    /// How long it is so far, in bytes; what comes does not change what is there.
    pub(super) fn cut(&mut self) -> usize {
        match &mut self.written {
            Written::Tight(writer) => writer.cut(),
            Written::AsItIs(text) | Written::Quoted(text) => text.len(),
        }
    }

    /// Adds a piece of HTML; what is written as it is comes with [`Builder::add`].
    pub(super) fn see(&mut self, piece: Piece<'_>) {
        self.scanner.see(piece);
        match &mut self.written {
            Written::Tight(writer) => writer.see(piece),
            Written::Quoted(text) => quote(piece, text),
            Written::AsItIs(_) => {}
        }
    }

    /// Adds a part that is ready; blanks at its ends are nothing.
    pub(super) fn lay(&mut self, part: &Part) {
        self.scanner.extend(&part.scan);
        match &mut self.written {
            Written::Tight(writer) if writer.is_between_blocks() => writer.lay(&part.html),
            // Within words or `pre` blanks are worth something else than between blocks.
            Written::Tight(writer) => each_piece(&part.html, |piece| writer.see(piece)),
            Written::AsItIs(text) | Written::Quoted(text) => text.push_str(&part.html),
        }
    }

    /// What is on it so far.
    pub(super) fn scan(&self) -> &Scan {
        self.scanner.scan()
    }

    pub(super) fn finish(self) -> Part {
        let html = match self.written {
            Written::Tight(writer) => writer.finish(),
            Written::AsItIs(text) | Written::Quoted(text) => text,
        };
        Part { html, scan: self.scanner.finish() }
    }
}

/// Writes a piece with every value in quotes.
fn quote(piece: Piece<'_>, text: &mut String) {
    let words = |bytes| String::from_utf8_lossy(bytes);
    // Writing into a String cannot fail.
    let _ = match piece {
        Piece::Start(tag) => {
            let _ = write!(text, "<{}", words(tag.name));
            for (name, value) in tag.attributes {
                let _ = write!(text, " {}=\"{}\"", words(name), escape(&words(value)));
            }
            text.write_str(if tag.self_closing { "/>" } else { ">" })
        }
        Piece::End(name) => write!(text, "</{}>", words(name)),
        Piece::Text(written) => text.write_str(&escape(&words(written))),
        Piece::Doctype => text.write_str("<!doctype html>"),
    };
}
