//! Style sheets, style attributes and single values of a picture: whether anything in them reaches out of the file.
//!
//! CSS can hide a word by an escape (`u\72l(`), a comment or a text in quotes that only seems to end. So backslashes are refused,
//! comments are taken out, and the rest is looked at without regard to quotes: a function is a name before `(`, wherever it stands.

use super::address;
use super::allowed::{AT_RULES, FUNCTIONS, holds};
use std::borrow::Cow;

/// What is published of a style sheet.
///
/// # Errors
/// The first piece that may not stand there, as written.
pub(super) fn sheet(text: &str) -> Result<Cow<'_, str>, &str> {
    look(text, true)
}

/// What is published of a style attribute, or of an attribute that is read as CSS.
///
/// # Errors
/// The first piece that may not stand there, as written.
pub(super) fn value(text: &str) -> Result<Cow<'_, str>, &str> {
    look(text, false)
}

fn look(text: &str, is_sheet: bool) -> Result<Cow<'_, str>, &str> {
    // A quick exit: nearly every value is a number, a colour or a path.
    if memchr::memchr3(b'(', b'@', b'\\', text.as_bytes()).is_none() && !text.contains("/*") {
        return Ok(Cow::Borrowed(text));
    }
    let shown = without_comments(text)?;
    match refused(&shown, is_sheet) {
        None => Ok(shown),
        // The piece is shown as written where no comment cut it in two.
        Some(piece) => Err(text.find(piece).map_or(text, |at| &text[at..at + piece.len()])),
    }
}

/// The text with a space in the place of each comment.
fn without_comments(text: &str) -> Result<Cow<'_, str>, &str> {
    if !text.contains("/*") {
        return Ok(Cow::Borrowed(text));
    }
    let (mut left, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("/*") {
        left.push_str(&rest[..at]);
        left.push(' ');
        let end = rest[at + 2..].find("*/").ok_or(&rest[at..at + 2])?;
        rest = &rest[at + 2 + end + 2..];
    }
    left.push_str(rest);
    Ok(Cow::Owned(left))
}

/// The first piece of a text without comments that is not known to stay in the file.
fn refused(text: &str, is_sheet: bool) -> Option<&str> {
    let mut from = 0;
    while let Some(found) = memchr::memchr3(b'(', b'@', b'\\', &text.as_bytes()[from..]) {
        let at = from + found;
        from = at + 1;
        match text.as_bytes()[at] {
            b'(' => {
                let name = name_before(&text[..at]);
                if name.eq_ignore_ascii_case("url") {
                    let inner = inside(&text[from..]);
                    if !address::stays(inner) {
                        return Some(&text[at - name.len()..shown_end(text, from + inner.len())]);
                    }
                } else if !name.is_empty() && !holds(&FUNCTIONS, &name.to_ascii_lowercase()) {
                    return Some(&text[at - name.len()..from]);
                }
            }
            b'@' => {
                let end = text[from..].find(|sign| !is_name(sign)).map_or(text.len(), |end| from + end);
                if !is_sheet || !holds(&AT_RULES, &text[from..end].to_ascii_lowercase()) {
                    return Some(&text[at..end]);
                }
            }
            _ => return Some(&text[at..from]),
        }
    }
    None
}

/// What stands between `url(` and its end, without white space and quotes.
fn inside(text: &str) -> &str {
    let text = text.trim_start();
    match text.chars().next().filter(|sign| "\"'".contains(*sign)) {
        Some(quote) => text[1..].split(quote).next(),
        None => text.split(')').next(),
    }
    .unwrap_or_default()
    .trim()
}

/// Where the part of an address that is shown ends: an address may hold a whole picture.
fn shown_end(text: &str, end: usize) -> usize {
    const MOST: usize = 60;
    let start = end.saturating_sub(MOST);
    text.floor_char_boundary(end.min(start + MOST).min(text.len()))
}

fn name_before(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, sign)| is_name(*sign)).last();
    start.map_or("", |(at, _)| &text[at..])
}

fn is_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "-_".contains(sign) || !sign.is_ascii()
}
