//! Signs that look like markup, in a text that is published as it stands: somebody meant them as markup, and readers would see the signs.
//!
//! [`DRAWN`] stands in a text for each piece that is drawn, or that was escaped to be shown as it is.

use super::names::is_placeholder;
use super::text::Text;
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use std::ops::Range;

/// Stands in a text where something else is drawn: code, a variable, an escaped sign.
pub const DRAWN: char = '\u{fffc}';

/// What somebody may have meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeantMarkup {
    /// A link or a picture whose address cannot be read: `[x](a b.pdf)`.
    Link,
    /// A link with a space between its words and its address.
    LinkApart,
    /// A link with the address first.
    LinkTurned,
    /// A link to an address that is not given: `[x][y]`.
    Reference,
    /// An address for such links that cannot be read.
    Definition,
    /// A footnote that is not there: `[^1]`.
    Note,
    /// A footnote in the line: `^[x]`.
    NoteInLine,
    /// A link of wikis: `[[x]]`.
    Wiki,
    /// A call-out that we do not have: `[!INFO]`.
    CallOut,
    /// An index of the page: `[TOC]`.
    Contents,
    /// What an abbreviation means: `*[URP]: …`.
    Abbreviation,
    /// An anchor or other attributes: `{#x}`.
    Attributes,
    /// A variable that does not end, or code of other programs.
    Template,
    /// Emphasis that does not end.
    Emphasis,
    /// Other pairs of signs that do not end: `~~`, `==`, backticks.
    Pair,
    /// A smiley by its name: `:smile:`.
    Smiley,
    /// A sign by its name: `&egrave;`.
    Entity,
    /// A heading without a space.
    Heading,
    /// An item of a list without a space.
    Item,
    /// A table whose second line does not fit.
    Table,
    /// An explanation without its word.
    Description,
    /// The end of a passage that did not begin.
    Passage,
    /// A formula.
    Formula,
    /// HTML.
    Html,
    /// A list inside a text that is one paragraph.
    List,
}

/// How far from a sign the rest of its markup is looked for, in bytes. Without a bound, a long text would be read to its end for each sign.
const LONGEST: usize = 600;

/// The markup in a text, the first of each kind, with its bytes. `is_page` says whether the text is what Markdown has left of a page.
#[must_use]
pub fn signs(text: &str, is_page: bool) -> Vec<(MeantMarkup, Range<usize>)> {
    let mut found: Vec<(MeantMarkup, Range<usize>)> = Vec::new();
    let mut add = |kind: MeantMarkup, range: Range<usize>| {
        let is_known = |(other, known): &(MeantMarkup, Range<usize>)| *other == kind || known.contains(&range.start);
        if !range.is_empty() && !found.iter().any(is_known) {
            found.push((kind, range));
        }
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((kind, range)) = at_line_start(line.trim_end_matches('\n'), is_page, at > 0) {
            add(kind, at + range.start..at + range.end);
        }
        at += line.len();
    }
    // Only ASCII signs begin markup, so every place is a boundary.
    for at in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_punctuation()).map(|(at, _)| at) {
        let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
        let to = text.floor_char_boundary((at + LONGEST).min(text.len()));
        if let Some((kind, range)) = in_line(&text[from..to], at - from, is_page) {
            add(kind, from + range.start..from + range.end);
        }
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// Markup in a text of a YAML file, which is published as it is: readers would see its signs.
#[must_use]
pub fn markup_in(text: &Text) -> Option<Diagnostic> {
    let (kind, range) = signs(&text.value, false).into_iter().next().filter(|_| !is_placeholder(&text.value))?;
    let (message, _) = kind.told(&text.value[range]);
    Some(Diagnostic::new(Key::MarkupLeft, text.span, message).hint(say!(
        "nei file YAML i testi escono come sono, senza Markdown né HTML: togli questi segni, o scrivi il testo in una pagina .md",
        "texts of YAML files are published as they are, without Markdown or HTML: remove these signs, or write the text in a .md page"
    )))
}

/// Markup that holds only at the beginning of a line.
fn at_line_start(line: &str, is_page: bool, is_later: bool) -> Option<(MeantMarkup, Range<usize>)> {
    let indent = line.len() - line.trim_start().len();
    let rest = line[indent..].trim_end();
    let whole = |kind| Some((kind, indent..indent + rest.len()));
    let first = |kind, length| Some((kind, indent..indent + length));
    if rest.starts_with("##") {
        return first(MeantMarkup::Heading, rest.len() - rest.trim_start_matches('#').len());
    }
    let is_rule = |c: char| matches!(c, '|' | '-' | ':' | ' ');
    if rest.starts_with('|') || rest.contains('|') && rest.contains("--") && rest.chars().all(is_rule) {
        return whole(MeantMarkup::Table);
    }
    if rest.starts_with(":::") {
        return first(MeantMarkup::Passage, 3);
    }
    if rest.starts_with(": ") {
        return first(MeantMarkup::Description, 1);
    }
    if rest.starts_with("*[") && rest.contains("]:") {
        return whole(MeantMarkup::Abbreviation);
    }
    if rest.starts_with('[') && !rest.starts_with("[^") && rest.find("]:").is_some_and(|end| !rest[..end].contains('('))
    {
        return whole(MeantMarkup::Definition);
    }
    if ["[toc]", "[[toc]]", "[[_toc_]]", "[indice]"].contains(&rest.to_lowercase().as_str()) {
        return whole(MeantMarkup::Contents);
    }
    let marker = marker_of(rest)?;
    let after = &rest[marker..];
    match is_page {
        true if begins_with_word(after) => first(MeantMarkup::Item, marker),
        false if is_later && after.starts_with(' ') => first(MeantMarkup::List, marker),
        _ => None,
    }
}

/// How long the sign of a list's item is: `-`, `12.`, `3)`.
fn marker_of(text: &str) -> Option<usize> {
    if text.starts_with(['-', '+', '*']) {
        return Some(1).filter(|_| !text.starts_with('*'));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    ((1..=3).contains(&digits) && text[digits..].starts_with(['.', ')'])).then_some(digits + 1)
}

/// Whether a text begins with a word of two letters or more: `1.a` is a number, `1.Premessa` an item.
fn begins_with_word(text: &str) -> bool {
    text.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2
}

/// Markup that may stand anywhere, at a sign.
fn in_line(text: &str, at: usize, is_page: bool) -> Option<(MeantMarkup, Range<usize>)> {
    let (before, rest) = (&text[..at], &text[at..]);
    let of = |kind, length: usize| Some((kind, at..at + length));
    let is_alone = |sign: char, count: usize| {
        let run = rest.len() - rest.trim_start_matches(sign).len();
        run == count && !before.ends_with(sign)
    };
    let after = |count: usize| rest[count..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == DRAWN);
    let is_blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([«“\"'’".contains(c));
    let last = before.chars().next_back();
    match rest.as_bytes()[0] {
        b']' if rest.starts_with("](") => bracketed(text, at, MeantMarkup::Link),
        b']' if rest.starts_with("][") => bracketed(text, at, MeantMarkup::Reference),
        b']' if rest.starts_with("] (") && begins_address(&rest[3..]) => bracketed(text, at, MeantMarkup::LinkApart),
        b')' if rest.starts_with(")[") && begins_address(&rest[2..]) => of(MeantMarkup::LinkTurned, 2),
        b'[' if rest.starts_with("[^") => of(MeantMarkup::Note, rest.find(']').map_or(2, |end| end + 1)),
        b'[' if rest.starts_with("[[") => of(MeantMarkup::Wiki, rest.find("]]").map_or(2, |end| end + 2)),
        b'[' if rest.starts_with("[!") && is_word(after(2)) => {
            of(MeantMarkup::CallOut, rest.find(']').map_or(2, |end| end + 1))
        }
        b'^' if rest.starts_with("^[") => of(MeantMarkup::NoteInLine, 2),
        b'{' if rest.starts_with("{{") || rest.starts_with("{%") => of(MeantMarkup::Template, 2),
        b'}' if rest.starts_with("}}") => of(MeantMarkup::Template, 2),
        b'%' if rest.starts_with("%}") => of(MeantMarkup::Template, 2),
        b'{' if rest.starts_with("{#") || rest.starts_with("{.") || rest.starts_with("{:") => {
            of(MeantMarkup::Attributes, rest.find('}').map_or(2, |end| end + 1))
        }
        b'*' if is_alone('*', 2) => of(MeantMarkup::Emphasis, 2),
        b'_' if is_alone('_', 2) && is_blank(last) && is_word(after(2)) => of(MeantMarkup::Emphasis, 2),
        b'*' if is_alone('*', 1) => {
            emphasis(rest, last, '*', is_page).and_then(|length| of(MeantMarkup::Emphasis, length))
        }
        b'_' if is_alone('_', 1) && is_page => {
            emphasis(rest, last, '_', true).and_then(|length| of(MeantMarkup::Emphasis, length))
        }
        b'~' if is_alone('~', 2) => of(MeantMarkup::Pair, 2),
        b'=' if is_alone('=', 2) && is_word(last) != is_word(after(2)) => of(MeantMarkup::Pair, 2),
        b'|' if is_alone('|', 2) && is_word(last) != is_word(after(2)) => of(MeantMarkup::Pair, 2),
        b'+' if is_alone('+', 2) && is_blank(last) && is_word(after(2)) => of(MeantMarkup::Pair, 2),
        b'%' if is_alone('%', 2) && is_blank(last) => of(MeantMarkup::Pair, 2),
        b'`' => of(MeantMarkup::Pair, 1),
        b'$' if is_alone('$', 2) => of(MeantMarkup::Formula, 2),
        b':' if !is_word(last) => named(rest, ':').and_then(|length| of(MeantMarkup::Smiley, length)),
        b'&' => named(rest, ';').and_then(|length| of(MeantMarkup::Entity, length)),
        b'<' if !is_page => tag(rest).and_then(|length| of(MeantMarkup::Html, length)),
        _ => None,
    }
}

/// The stretch from the bracket that opens before a closing one, over what stands behind it.
fn bracketed(text: &str, at: usize, kind: MeantMarkup) -> Option<(MeantMarkup, Range<usize>)> {
    let open = text[..at].rfind('[')?;
    let start = if text[..open].ends_with('!') { open - 1 } else { open };
    let close = if kind == MeantMarkup::Reference { ']' } else { ')' };
    let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let end = text[at + 2..line].find(close).map_or(at + 2, |end| at + 2 + end + 1);
    Some((kind, start..end))
}

fn begins_address(text: &str) -> bool {
    let text = text.trim_start();
    let ends_so = |end: &str| text.split([')', ']']).next().is_some_and(|word| word.ends_with(end));
    ["http", "www.", "mailto:", "../"].iter().any(|start| text.starts_with(start))
        || text.starts_with(DRAWN)
        || ends_so(".md")
        || ends_so(".pdf")
}

/// How long a stretch is that begins and ends with a sign of emphasis, with a blank before the second: `*parole *`.
fn emphasis(rest: &str, last: Option<char>, sign: char, is_page: bool) -> Option<usize> {
    if last.is_some_and(|c| !c.is_whitespace()) {
        return None;
    }
    let line = rest[1..].split('\n').next().unwrap_or_default();
    let end = line.find(sign)?;
    let (inside, behind) = (&line[..end], line[end + 1..].chars().next());
    let is_apart = !inside.starts_with(' ') && inside.ends_with(' ');
    let is_whole = !inside.starts_with(' ') && !inside.ends_with(' ');
    let ends = behind.is_none_or(|c| !c.is_alphanumeric());
    let has_words = inside.chars().any(char::is_alphabetic);
    (has_words && ends && (is_apart || !is_page && is_whole)).then_some(end + 2)
}

/// How long a name between two signs is: `:smile:`, `&egrave;`.
fn named(rest: &str, end: char) -> Option<usize> {
    let name = rest[1..].split_once(end)?.0;
    let is_name = match end {
        ';' => {
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
                && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#')
        }
        _ => {
            name.starts_with(|c: char| c.is_ascii_lowercase() || c == '+')
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte))
        }
    };
    let ends = rest[name.len() + 2..].chars().next().is_none_or(|c| end == ';' || !c.is_alphanumeric());
    (is_name && (2..=40).contains(&name.len()) && ends).then_some(name.len() + 2)
}

/// How long a tag of HTML is: one that people write in texts.
fn tag(rest: &str) -> Option<usize> {
    const KNOWN: [&str; 16] =
        ["a", "b", "br", "strong", "em", "i", "u", "p", "span", "div", "ul", "li", "ol", "h2", "h3", "sup"];
    let inside = rest[1..].split_once('>')?.0;
    let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
    KNOWN.contains(&name.to_lowercase().as_str()).then_some(inside.len() + 2)
}
