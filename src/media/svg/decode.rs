//! The bytes of a picture into its text, as a browser decodes XML: by the byte-order mark, else as UTF-8.

use super::problem::{Problem, SvgTrouble};

/// Encodings whose first 128 signs are those of ASCII: a file that holds only these reads the same in UTF-8. Exporters of twenty
/// years declare them.
const LIKE_ASCII: [&str; 6] = ["us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "latin1", "windows-1252"];

/// Decodes a picture.
///
/// # Errors
/// The text as far as it can be shown, and why and where it cannot be read.
pub(super) fn decode(bytes: &[u8]) -> Result<String, (String, Problem)> {
    let (text, is_wide) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (utf8(rest)?, false),
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, true),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, true),
        _ => (utf8(bytes)?, false),
    };
    if let Some((declared, at)) = declared(&text) {
        let known = declared.to_ascii_lowercase();
        let fits = match known.as_str() {
            "utf-8" | "utf8" => true,
            "utf-16" | "utf-16le" | "utf-16be" => is_wide,
            _ => text.is_ascii() && LIKE_ASCII.contains(&known.as_str()),
        };
        if !fits {
            let problem = Problem { at: at..at + declared.len(), trouble: SvgTrouble::Encoding(declared.to_owned()) };
            return Err((text, problem));
        }
    }
    match text.char_indices().find(|(_, sign)| !is_xml(*sign)) {
        None => Ok(text),
        Some((at, sign)) => Err((text, Problem { at: at..at + sign.len_utf8(), trouble: SvgTrouble::Sign(sign) })),
    }
}

/// Whether a sign may stand in XML 1.0 at all.
pub(super) fn is_xml(sign: char) -> bool {
    !matches!(sign, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn utf8(bytes: &[u8]) -> Result<String, (String, Problem)> {
    str::from_utf8(bytes).map(str::to_owned).map_err(|error| undecodable(bytes, error.valid_up_to()))
}

/// A text with a sign in the place of what cannot be decoded, and where the first such place is.
fn undecodable(bytes: &[u8], at: usize) -> (String, Problem) {
    let lossy = String::from_utf8_lossy(bytes).into_owned();
    let problem = match declared(&lossy).filter(|(declared, _)| !declared.eq_ignore_ascii_case("utf-8")) {
        Some((declared, at)) => {
            Problem { at: at..at + declared.len(), trouble: SvgTrouble::Encoding(declared.to_owned()) }
        }
        None => Problem { at: at..at, trouble: SvgTrouble::Encoding(String::new()) },
    };
    (lossy, problem)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, (String, Problem)> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for sign in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(sign) = sign else {
            let at = text.len();
            return Err((text, Problem { at: at..at, trouble: SvgTrouble::Encoding("utf-16".to_owned()) }));
        };
        text.push(sign);
    }
    if odd.is_empty() {
        return Ok(text);
    }
    let at = text.len();
    Err((text, Problem { at: at..at, trouble: SvgTrouble::Encoding("utf-16".to_owned()) }))
}

/// The encoding that the declaration of a text names (`<?xml version="1.0" encoding="…"?>`), and where.
fn declared(text: &str) -> Option<(&str, usize)> {
    let declaration = text.strip_prefix("<?xml")?.split("?>").next()?;
    let name = declaration.find("encoding")? + "encoding".len();
    let value = declaration.get(name..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|sign| "\"'".contains(*sign))?;
    let value = value.get(1..)?.split(quote).next()?;
    // The value is a part of the text: the distance between the two is its place.
    Some((value, value.as_ptr() as usize - text.as_ptr() as usize))
}
