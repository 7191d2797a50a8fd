//! The tags of a template, found without reading what stands around them: `{{ … }}`, `{% … %}`, `{# … #}`.

use std::ops::Range;

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// The tag prints a value, or what a component makes: `{{ … }}`.
    Print,
    /// The tag decides, repeats, keeps or takes in: `{% … %}`.
    Statement,
    /// The tag says something to the author alone: `{# … #}`.
    Comment,
}

/// A tag of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it does.
    pub kind: TagKind,
    /// Where it stands, in bytes of the template, its signs included.
    pub at: Range<usize>,
    /// Where the words between its signs stand, without blanks at their edges and without the `-` that takes blanks away.
    pub words: Range<usize>,
}

impl Tag {
    /// The first word of a statement: `for`, `endif`; nothing for other tags.
    #[must_use]
    pub fn verb<'t>(&self, template: &'t str) -> &'t str {
        match self.kind {
            TagKind::Statement => word(&template[self.words.clone()]),
            TagKind::Print | TagKind::Comment => "",
        }
    }
}

/// Every tag of a template, in order. They end where a tag does not end, which is an error of the template that its compiler tells; what
/// stands between `raw` and `endraw` is text.
#[must_use]
pub fn tags(template: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|open| at + open) {
        let rest = &template[open..];
        let (kind, length) = match rest.as_bytes().get(1) {
            Some(b'#') => (TagKind::Comment, rest[2..].find("#}").map(|end| end + 4)),
            Some(b'{') => (TagKind::Print, tag_length(rest, "}}")),
            Some(b'%') => (TagKind::Statement, tag_length(rest, "%}")),
            _ => {
                at = open + 1;
                continue;
            }
        };
        let Some(length) = length else { break };
        at = open + length;
        let tag = Tag { kind, at: open..at, words: trimmed(template, open + 2..at - 2) };
        let is_raw = tag.verb(template) == "raw";
        found.push(tag);
        if is_raw {
            let Some(end) = end_of_raw(&template[at..]) else { break };
            at += end;
        }
    }
    found
}

/// Where the tag `endraw` begins.
fn end_of_raw(text: &str) -> Option<usize> {
    text.match_indices("{%").map(|(at, _)| at).find(|at| word(text[at + 2..].trim_start_matches(is_edge)) == "endraw")
}

fn trimmed(template: &str, range: Range<usize>) -> Range<usize> {
    let inside = &template[range.clone()];
    let end = range.start + inside.trim_end_matches(is_edge).len();
    let start = range.start + (inside.len() - inside.trim_start_matches(is_edge).len());
    start.min(end)..end
}

/// Signs at the edges of a tag that are not in it.
fn is_edge(sign: char) -> bool {
    sign == '-' || sign.is_whitespace()
}

fn word(tag: &str) -> &str {
    tag.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).next().unwrap_or_default()
}

/// How long a tag is, its end included; an end within quotes is none.
fn tag_length(tag: &str, end: &str) -> Option<usize> {
    let (mut quote, mut is_escaped) = (None, false);
    for (at, byte) in tag.bytes().enumerate().skip(2) {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if byte == b'\\' => is_escaped = true,
            Some(open) if byte == open => quote = None,
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if tag.as_bytes()[at..].starts_with(end.as_bytes()) => return Some(at + 2),
            _ => {}
        }
    }
    None
}
