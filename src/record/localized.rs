//! A short text written once, or once per language; and names, which are the same in every language unless they say otherwise.

use super::code::LanguageTag;
use super::field::{Eye, Field};
use super::homes::Homes;
use super::markup::markup_in;
use super::reader::Reader;
use super::scalar::Scalar;
use super::shape::Shape;
use super::text::Text;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Span, Spanned};
use serde::Serializer;

/// A text that is either plain (then it is in the site's first language) or written per language: `{it: …, de: …}`.
#[derive(Clone, Debug)]
pub struct Localized {
    /// Where it stands.
    pub span: Span,
    plain: Option<Text>,
    by_language: Vec<(Spanned<String>, Text)>,
}

impl Localized {
    /// The text for a reader, and the language that it is in.
    #[must_use]
    pub fn read_by<'a>(&'a self, eye: Eye<'a>) -> (&'a Text, &'a str) {
        let of = |lang: &str| self.by_language.iter().find(|(key, _)| key.value == lang);
        match of(eye.lang).or_else(|| of(eye.first)).or_else(|| self.by_language.first()) {
            Some((key, text)) => (text, key.value.as_str()),
            None => match &self.plain {
                Some(text) => (text, eye.first),
                // `read` and `stand_in` always give one of the two.
                None => (Text::empty(), eye.first),
            },
        }
    }

    /// Whether the text is written in a language; a plain text is in every language of a site that has only one.
    #[must_use]
    pub fn is_in(&self, eye: Eye<'_>) -> bool {
        self.read_by(eye).1 == eye.lang
    }

    /// Every text, with its language when it names one.
    pub fn texts(&self) -> impl Iterator<Item = (Option<&Spanned<String>>, &Text)> {
        self.plain.iter().map(|text| (None, text)).chain(self.by_language.iter().map(|(key, text)| (Some(key), text)))
    }
}

/// A text for readers.
fn words(node: &Node, reader: &mut Reader) -> Option<Text> {
    let text = Text::read(node, reader)?;
    if let Some(found) = markup_in(&text) {
        reader.report(found);
    }
    Some(text)
}

impl Field for Localized {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut localized = Self { span: node.span, plain: None, by_language: Vec::new() };
        let all_blank = node.is_blank();
        match &node.kind {
            NodeKind::Map(entries) => {
                for (key, node) in entries {
                    if let Err(wrong) = LanguageTag::parse(&key.value, false) {
                        reader.report(wrong.at(key.span));
                        reader.lose();
                    } else if node.is_blank() && !all_blank {
                        reader.blank(node, &Self::shape());
                    } else if let Some(text) = words(node, reader) {
                        localized.by_language.push((key.clone(), text));
                    } else {
                        reader.lose();
                    }
                }
                (!localized.by_language.is_empty()).then_some(localized)
            }
            NodeKind::Scalar { .. } => {
                localized.plain = Some(words(node, reader)?);
                Some(localized)
            }
            NodeKind::Empty | NodeKind::List(_) => {
                reader.wrong_type(node, &Self::shape());
                None
            }
        }
    }

    fn stand_in(span: Span) -> Option<Self> {
        Some(Self { span, plain: Text::stand_in(span), by_language: Vec::new() })
    }

    fn shape() -> Shape {
        Shape::Localized
    }

    fn resolve(&mut self, _homes: &mut dyn Homes) -> bool {
        true
    }

    /// The text; or `{"text": …, "lang": …}` when it is in another language than the page, so that the page can say so.
    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        match self.read_by(eye) {
            (text, lang) if lang == eye.lang => serializer.serialize_str(text),
            (text, lang) => serializer.collect_map([("text", text.value.as_str()), ("lang", lang)]),
        }
    }
}

/// A proper name or an address: a plain one is the same in every language, so no page marks it as foreign.
#[derive(Clone, Debug)]
pub struct Name(pub Localized);

impl Name {
    /// The name for a reader.
    #[must_use]
    pub fn read_by<'a>(&'a self, eye: Eye<'a>) -> &'a str {
        &self.0.read_by(eye).0.value
    }

    /// Whether it is the same in every language.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.0.plain.is_some()
    }

    /// The name as it is written first.
    #[must_use]
    pub fn as_written(&self) -> &str {
        self.0.texts().next().map_or("", |(_, text)| text.value.as_str())
    }
}

impl Field for Name {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Localized::read(node, reader).map(Self)
    }

    fn stand_in(span: Span) -> Option<Self> {
        Localized::stand_in(span).map(Self)
    }

    fn shape() -> Shape {
        Shape::Localized
    }

    fn resolve(&mut self, _homes: &mut dyn Homes) -> bool {
        true
    }

    fn show<S: Serializer>(&self, eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.plain {
            Some(name) => serializer.serialize_str(name),
            None => self.0.show(eye, serializer),
        }
    }
}
