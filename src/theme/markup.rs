//! What a template writes in so many letters, as HTML: tags and attributes with their places.
//!
//! The template's own tags (`{{ … }}`, `{% … %}`) are covered with signs that are no HTML before a tokeniser reads the text, so that each
//! byte keeps its place, and a value that a template prints is told from one that it writes. What several branches of an `if` write
//! is read one after the other: HTML that only makes sense when one of them is left out is not read as the author means it.

use super::tags::{Tag, TagKind};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;

/// What covers a tag that prints. No text that was read has such a sign.
const PRINTED: char = '\u{1}';
/// What covers another tag.
const DECIDED: char = '\u{2}';

/// A piece of HTML in a template; places are in bytes of the template.
#[derive(Debug)]
pub(super) enum HtmlPiece {
    /// A start tag.
    Open(HtmlElement),
    /// An end tag: its name.
    Close(String, Range<usize>),
    /// `<!doctype …>`.
    Doctype(Range<usize>),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct HtmlElement {
    /// Its name, in small letters, without what a tag of the template would add to it.
    pub name: String,
    /// Where its name stands, with the `<`.
    pub at: Range<usize>,
    /// Its attributes, in order.
    pub attributes: Vec<HtmlAttribute>,
}

/// An attribute of a start tag.
#[derive(Debug)]
pub(super) struct HtmlAttribute {
    /// Its name, in small letters.
    pub name: String,
    /// Its value; empty where none is written.
    pub value: HtmlValue,
    /// Where it stands.
    pub at: Range<usize>,
    /// Whether its value stands in quotes, or has none.
    pub is_quoted: bool,
}

/// What an attribute is given.
#[derive(Debug, Default)]
pub(super) struct HtmlValue(String);

impl HtmlValue {
    /// The value, where a template writes all of it.
    pub(super) fn written(&self) -> Option<&str> {
        (!self.0.contains([PRINTED, DECIDED])).then_some(self.0.as_str())
    }

    /// Whether it holds a value that the template prints.
    pub(super) fn is_printed(&self) -> bool {
        self.0.contains(PRINTED)
    }

    /// How the value may begin in so many letters: one way for each branch that stands before the first value that is printed.
    pub(super) fn beginnings(&self) -> Vec<&str> {
        let before = self.0.split(PRINTED).next().unwrap_or_default();
        let written: Vec<&str> = before.split(DECIDED).map(str::trim).filter(|part| !part.is_empty()).collect();
        if self.0.is_empty() { vec![""] } else { written }
    }
}

impl HtmlElement {
    /// An attribute by its name.
    pub(super) fn get(&self, name: &str) -> Option<&HtmlAttribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// The pieces of a template, in order.
pub(super) fn pieces(template: &str, tags: &[Tag]) -> Vec<HtmlPiece> {
    let covered = covered(template, tags);
    let pieces = RefCell::new(Vec::new());
    let take = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        let mut pieces = pieces.borrow_mut();
        let at = span.start..span.end.max(span.start);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                pieces.push(HtmlPiece::Open(HtmlElement { name: name_of(name), at, attributes: Vec::new() }));
            }
            CallbackEvent::AttributeName { name } => {
                let attribute = HtmlAttribute { name: name_of(name), value: HtmlValue::default(), at, is_quoted: true };
                if let Some(HtmlPiece::Open(element)) = pieces.last_mut() {
                    element.attributes.push(attribute);
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(HtmlPiece::Open(element)) = pieces.last_mut()
                    && let Some(attribute) = element.attributes.last_mut()
                {
                    attribute.value = HtmlValue(String::from_utf8_lossy(value).into_owned());
                    attribute.is_quoted = covered[..at.start.min(covered.len())].ends_with(['"', '\'']);
                    attribute.at.end = at.end;
                }
            }
            CallbackEvent::EndTag { name } => pieces.push(HtmlPiece::Close(name_of(name), at)),
            CallbackEvent::Doctype { .. } => pieces.push(HtmlPiece::Doctype(at)),
            CallbackEvent::CloseStartTag { .. }
            | CallbackEvent::String { .. }
            | CallbackEvent::Comment { .. }
            | CallbackEvent::Error(_) => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(take);
    emitter.naively_switch_states(true);
    // Reading a text in memory cannot fail.
    Tokenizer::new_with_emitter(covered.as_str(), emitter).for_each(drop);
    pieces.into_inner()
}

/// The template with each of its tags covered, byte for byte.
fn covered(template: &str, tags: &[Tag]) -> String {
    let mut covered = String::with_capacity(template.len());
    let mut copied = 0;
    for tag in tags {
        covered.push_str(&template[copied..tag.at.start]);
        let sign = if tag.kind == TagKind::Print { PRINTED } else { DECIDED };
        covered.extend(std::iter::repeat_n(sign, tag.at.len()));
        copied = tag.at.end;
    }
    covered.push_str(&template[copied..]);
    covered
}

/// A name without the tags in it: `{% if x %}href` is `href`.
fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).replace([PRINTED, DECIDED], "").to_lowercase()
}
