//! A page's content for another place: deeper headings, other anchors, other addresses. The tokens are the browser's.

use super::prose::escape;
use html5gum::{Token, Tokenizer};
use std::fmt::Write as _;

/// How content changes on its way to another place.
pub(super) struct Embedding<'a> {
    /// How many levels deeper its headings go; `h6` stays.
    pub deeper: u8,
    /// The name of an anchor.
    pub anchor: &'a dyn Fn(&str) -> String,
    /// The address behind a link.
    pub address: &'a dyn Fn(&str) -> String,
}

/// Attributes that name an anchor of the page, or several.
const NAMES: [&[u8]; 5] = [b"id", b"for", b"headers", b"aria-labelledby", b"aria-describedby"];

/// Writes content anew for its place.
pub(super) fn embed(html: &str, embedding: &Embedding<'_>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    // Elements of one name inside one that is left out, itself included.
    let mut left_out: Option<(Vec<u8>, usize)> = None;
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        if let Some((name, depth)) = &mut left_out {
            match &token {
                Token::StartTag(tag) if tag.name.as_slice() == name.as_slice() => *depth += 1,
                Token::EndTag(tag) if tag.name.as_slice() == name.as_slice() => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                left_out = None;
            }
            continue;
        }
        match token {
            Token::StartTag(tag) if tag.attributes.keys().any(|name| name.as_slice() == b"data-script") => {
                left_out = Some((tag.name.to_vec(), 1));
            }
            // What needs its page's script stays there.
            Token::StartTag(tag) if tag.name.as_slice() == b"script" => {}
            Token::EndTag(tag) if tag.name.as_slice() == b"script" => {}
            Token::StartTag(tag) => {
                let _ = write!(out, "<{}", embedding.name_of(&tag.name));
                for (name, value) in &tag.attributes {
                    let written = String::from_utf8_lossy(value);
                    let value = match name.as_slice() {
                        name if NAMES.contains(&name) => {
                            written.split_whitespace().map(embedding.anchor).collect::<Vec<_>>().join(" ")
                        }
                        b"href" | b"src" => (embedding.address)(&written),
                        _ => written.into_owned(),
                    };
                    let name = String::from_utf8_lossy(name);
                    let _ = if value.is_empty() {
                        write!(out, " {name}=\"\"")
                    } else {
                        write!(out, " {name}=\"{}\"", escape(&value))
                    };
                }
                out.push('>');
            }
            Token::EndTag(tag) => {
                let _ = write!(out, "</{}>", embedding.name_of(&tag.name));
            }
            Token::String(text) => out.push_str(&escape(&String::from_utf8_lossy(&text))),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    out
}

impl Embedding<'_> {
    fn name_of(&self, tag: &[u8]) -> String {
        match tag {
            [b'h', level @ b'1'..=b'6'] => format!("h{}", (level - b'0' + self.deeper).min(6)),
            _ => String::from_utf8_lossy(tag).into_owned(),
        }
    }
}
