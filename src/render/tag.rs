//! Start tags and what is in them in the fewest bytes: no quotes or references that nobody needs. A browser reads the same element
//! and attributes.
//!
//! Attributes come in the order of their names, those with quotes first: equal tags are equal bytes, which hosts' compression likes.

use super::tokens::{Piece, Tag, each_piece};

/// Writes a start tag. `order` is room for the attributes in the order in which they are written, with all that the bytes of their
/// values are.
pub(super) fn write_tag(tag: Tag<'_>, is_svg: bool, out: &mut Vec<u8>, order: &mut Vec<(usize, u8)>) {
    let (element, attributes) = (tag.name, tag.attributes);
    let is_viewport = element == b"meta"
        && attributes.iter().any(|(name, value)| *name == b"name" && value.eq_ignore_ascii_case(b"viewport"));
    let tidy = |(name, value): (&[u8], &[u8])| -> Option<Vec<u8>> {
        let is_class = !is_svg && name == b"class";
        let between: &[u8] = if is_class { b" " } else { b"" };
        (is_viewport || is_class && is_untidy(value)).then(|| {
            let words = value.split(|byte| is_white(*byte)).filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(between)
        })
    };
    order.clear();
    for (at, (name, value)) in attributes.iter().copied().enumerate() {
        // Of attributes of one name the first holds.
        if attributes[..at].iter().any(|(known, _)| *known == name) || says_nothing(element, name, value) {
            continue;
        }
        order.push((at, tidy((name, value)).map_or_else(|| classes(value), |tidied| classes(&tidied))));
    }
    order.sort_by_key(|(at, classes)| (classes & QUOTED == 0, attributes[*at].0));
    out.push(b'<');
    out.extend_from_slice(element);
    for (at, classes) in order.iter() {
        let (name, value) = attributes[*at];
        out.push(b' ');
        out.extend_from_slice(name);
        let tidied = tidy((name, value));
        let value = tidied.as_deref().unwrap_or(value);
        if !value.is_empty() {
            out.push(b'=');
            write_value(value, *classes, out);
        }
    }
    if tag.self_closing && is_svg {
        let unquoted = !order.is_empty() && out.last().is_some_and(|last| !matches!(last, b'"' | b'\''));
        out.extend_from_slice(if unquoted { b" /" } else { b"/" });
    }
    out.push(b'>');
}

/// Whether a list of words has other blanks than one space between two.
fn is_untidy(words: &[u8]) -> bool {
    words.split(|byte| *byte == b' ').any(|word| word.is_empty() || word.iter().copied().any(is_white))
}

/// Whether a tag without the attribute is the same.
fn says_nothing(tag: &[u8], name: &[u8], value: &[u8]) -> bool {
    match (tag, name) {
        (_, b"class") => value.iter().copied().all(is_white),
        (b"button", b"type") => value == b"submit",
        _ => false,
    }
}

/// Writes an attribute's value, of which all classes are known. Signs of tags become references too, as in what browsers write
/// (HTML §13.3): read carelessly, they would begin an element.
fn write_value(value: &[u8], classes: u8, out: &mut Vec<u8>) {
    let quote = (classes & QUOTED != 0).then_some(b'"');
    out.extend(quote);
    let mut rest = value;
    while let Some(at) = rest.iter().position(|byte| is(*byte, SIGN)).filter(|_| classes & SIGN != 0) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        out.extend_from_slice(match rest[0] {
            b'"' => b"&#34;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            _ if is_reference(rest, true) => b"&amp;",
            _ => b"&",
        });
        rest = &rest[1..];
    }
    out.extend_from_slice(rest);
    out.extend(quote);
}

/// Whether a browser would read a reference (`&copy;`, `&#169`, in text also `&copyright`) in what begins with `&`.
pub(super) fn is_reference(text: &[u8], in_attribute: bool) -> bool {
    let may_belong = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b';' | b'=');
    let end = 1 + text[1..].iter().take(LONGEST_REFERENCE).take_while(|byte| may_belong(byte)).count();
    let Ok(sample) = std::str::from_utf8(&text[..end]) else { return false };
    if end == 1 {
        return false;
    }
    let mut is_same = false;
    let html = if in_attribute { format!("<a b=\"{sample}\">") } else { sample.to_owned() };
    each_piece(&html, |piece| match piece {
        Piece::Text(text) => is_same = text == sample.as_bytes(),
        Piece::Start(tag) => is_same = tag.attributes.first().is_some_and(|(_, value)| *value == sample.as_bytes()),
        Piece::End(_) | Piece::Doctype => {}
    });
    !is_same
}

/// The longest name of a reference is `CounterClockwiseContourIntegral;`.
const LONGEST_REFERENCE: usize = 32;

/// White space (HTML §2.3).
const WHITE: u8 = 1;
/// What an attribute cannot hold without quotes (HTML §13.1.2.3).
const QUOTED: u8 = 2;
/// What an attribute holds as a reference, or may.
const SIGN: u8 = 4;

/// What each byte is.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => WHITE | QUOTED,
            b'"' | b'<' | b'>' => QUOTED | SIGN,
            b'\'' | b'=' | b'`' => QUOTED,
            b'&' => SIGN,
            _ => 0,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

fn is(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}

/// All that the bytes of a value are.
fn classes(value: &[u8]) -> u8 {
    value.iter().fold(0, |all, byte| all | CLASSES[usize::from(*byte)])
}

pub(super) fn is_white(byte: u8) -> bool {
    is(byte, WHITE)
}
