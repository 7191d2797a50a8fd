//! What is wrong in a line of YAML and cannot be seen: blanks that are no spaces, a space that is missing, quotation marks of a word
//! processor.

use super::signs::harm;

/// Something in a line that nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A tab where spaces belong.
    Tab,
    /// A blank that looks like a space and is none: a no-break space, as web pages and word processors have them.
    Blank(char),
    /// A colon with no space after it.
    NoSpace,
    /// Quotation marks of a word processor around a text.
    Quotes(char),
}

/// Blanks that YAML takes for letters. Signs without width are found wherever they stand (`signs`).
#[must_use]
pub(super) fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r') && harm(c).is_none()
}

/// The byte of a colon that ends a field's name and has no space after it: `name:Comune`.
#[must_use]
pub(super) fn without_space(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    let after = line[colon + 1..].chars().next()?;
    let fits = colon > 0 && line[..colon].chars().all(is_name) && !after.is_whitespace() && after != ':';
    // An address has its colon before two slashes.
    (fits && !line[colon + 1..].starts_with("//")).then_some(colon)
}

/// What is wrong in a line of YAML that nobody sees, and the byte where it stands.
#[must_use]
pub fn slip(line: &str) -> Option<(Slip, usize)> {
    let is_indent = |c: char| matches!(c, ' ' | '-' | '\t') || is_odd_blank(c);
    let indent = line.len() - line.trim_start_matches(is_indent).len();
    let named = |(at, c): (usize, char)| (if c == '\t' { Slip::Tab } else { Slip::Blank(c) }, at);
    let is_wrong = |(_, c): &(usize, char)| *c == '\t' || is_odd_blank(*c);
    if let Some(blank) = line[..indent].char_indices().find(is_wrong) {
        return Some(named(blank));
    }
    let rest = &line[indent..];
    let colon = rest.find(':');
    let value = colon.map_or("", |colon| &rest[colon + 1..]);
    let after = rest.len() - value.len();
    if let (Some(_), Some(blank)) = (colon, value.chars().next().filter(|c| is_odd_blank(*c))) {
        return Some((Slip::Blank(blank), indent + after));
    }
    if let Some((at, blank)) = rest[..after].char_indices().find(|(_, c)| is_odd_blank(*c)) {
        return Some((Slip::Blank(blank), indent + at));
    }
    let value_at = indent + after + value.len() - value.trim_start().len();
    if let Some(quote) = value.trim_start().chars().next().filter(|c| is_typographic_quote(*c)) {
        return Some((Slip::Quotes(quote), value_at));
    }
    without_space(rest).map(|colon| (Slip::NoSpace, indent + colon))
}

/// Quotation marks that word processors and telephones put in the place of `"` and `'`.
#[must_use]
pub fn is_typographic_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '″')
}
