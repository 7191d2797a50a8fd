//! A picture (SVG) into a picture that may be published: it draws, and does nothing else.
//!
//! 1. `decode`: bytes into text, as a browser decodes them.
//! 2. `read`: text into elements with their namespaces, strictly.
//! 3. `clean`: what may stand (`allowed`, `css`, `address`) is written anew (`write`); the rest is left out, or found.
//!
//! A picture opened by itself is a document: it can run programs and call other sites. A list of what must not stand in it is never
//! complete, and a second reader of the author's bytes never reads quite like the browser. So there are lists of what may, and the
//! browser gets our bytes.

mod address;
mod allowed;
mod clean;
mod css;
mod decode;
mod findings;
mod read;
mod weight;
mod write;

pub(crate) use findings::told;
pub(crate) use read::{Attribute, Element, Reader, Space, Step};

use crate::diagnostic::{Level, Report};
use crate::source::Sources;
use std::ops::Range;

/// What is wrong with a picture, or lost of it, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Bytes of the decoded text.
    pub(crate) at: Range<usize>,
    /// What it is.
    pub(crate) trouble: Trouble,
}

/// What a picture cannot be read by, cannot be published with, or loses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It is in this encoding, or in none that is known (empty).
    Encoding(String),
    /// This sign may not stand in XML.
    Sign(char),
    /// This entity is defined nowhere.
    Entity(String),
    /// This prefix of names is declared nowhere.
    Prefix(String),
    /// Declarations of prefixes that are too many, or not allowed.
    Names,
    /// An attribute is not written as one.
    Attribute,
    /// An element has one attribute twice.
    Twice,
    /// Something else is not written as XML.
    Syntax,
    /// An element ends under another name.
    OtherEnd {
        /// The name that it began with.
        expected: String,
        /// The name that was found.
        found: String,
    },
    /// The text ends before its elements.
    Unclosed,
    /// Something stands before or after the picture.
    TextOutside,
    /// Something stands before `<?xml`.
    LateDeclaration,
    /// The outermost element is not a picture.
    NoPicture,
    /// The outermost element is called one, and lacks its namespace.
    NoNamespace,
    /// More elements one within the other than this.
    TooDeep(usize),
    /// More elements than this.
    TooMany(usize),
    /// Elements that draw one another too often.
    TooHeavy,
    /// A document type with declarations of its own.
    Declarations,
    /// A style sheet in another file.
    OtherSheet,
    /// This element or attribute runs a program.
    Program(String),
    /// This address leads out of the file.
    Address(String),
    /// This piece of CSS leads out of the file, or may.
    Style(String),
    /// Texts in HTML are left out.
    LostText,
    /// Movement is left out.
    LostMovement,
    /// Links are left out.
    LostLink,
}

impl Trouble {
    /// Whether the picture is published all the same, without something.
    fn is_loss(&self) -> bool {
        matches!(self, Self::LostText | Self::LostMovement | Self::LostLink)
    }
}

/// What is published of a picture's bytes; `None` where a finding stops it. `shown` is its path for people.
pub(super) fn look(bytes: &[u8], shown: &str, sources: &mut Sources, report: &mut Report) -> Option<Vec<u8>> {
    let (text, problems, clean) = match decode::decode(bytes) {
        Err((text, problem)) => (text, vec![problem], None),
        Ok(text) => {
            let cleaned = clean::clean(&text);
            (text, cleaned.problems, Some(cleaned.text))
        }
    };
    if problems.is_empty() {
        return clean.map(String::into_bytes);
    }
    let source = sources.add(shown.to_owned(), text);
    let found: Vec<_> = problems.into_iter().map(|problem| told(problem, source)).collect();
    let stops = found.iter().any(|finding| finding.level == Level::Error);
    found.into_iter().for_each(|finding| report.push(finding));
    clean.filter(|_| !stops).map(String::into_bytes)
}
