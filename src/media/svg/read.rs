//! The text of a picture into elements with their namespaces: strict, one after the other, in bounded depth and number.
//!
//! What an XML parser would go and fetch or build (entities of one's own, a document type with declarations) is refused, so that
//! there is only one way to read what is left.

use super::decode::is_xml;
use super::problem::{Problem, SvgTrouble};
use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::escape::{EscapeError, resolve_xml_entity};
use quick_xml::events::attributes::{AttrError, Attribute as Raw};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};
use quick_xml::reader::NsReader;
use std::borrow::Cow;
use std::ops::Range;

/// Most elements one within the other: no drawing has a tenth of that, and browsers have a bound too.
const MAX_DEPTH: usize = 256;
/// Most elements of a picture: coats of arms that a program has traced have a tenth of that.
const MAX_ELEMENTS: usize = 200_000;

/// What a name means, whichever prefix it is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// No namespace: the plain attributes.
    None,
    /// SVG.
    Svg,
    /// `XLink`, for `xlink:href`.
    XLink,
    /// `xml:space`, `xml:lang`, `xml:base`.
    Xml,
    /// HTML in XML.
    Html,
    /// Anything else: what programs note for themselves.
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>) -> Option<Self> {
        Some(match resolved {
            ResolveResult::Unbound => Self::None,
            ResolveResult::Bound(namespace) => match namespace.0 {
                "http://www.w3.org/2000/svg" => Self::Svg,
                "http://www.w3.org/1999/xlink" => Self::XLink,
                "http://www.w3.org/XML/1998/namespace" => Self::Xml,
                "http://www.w3.org/1999/xhtml" => Self::Html,
                _ => Self::Other,
            },
            ResolveResult::Unknown(_) => return None,
        })
    }
}

/// One step through a picture.
#[derive(Debug)]
pub(crate) enum SvgStep<'a> {
    /// An element begins.
    Open(SvgElement),
    /// The element that began last ends.
    Close,
    /// Text, references and CDATA resolved.
    Text(Cow<'a, str>, Range<usize>),
    /// `<?xml-stylesheet …?>`.
    StyleSheet(Range<usize>),
}

/// The beginning of an element.
#[derive(Debug)]
pub(crate) struct SvgElement {
    /// What its name means.
    pub(crate) space: Space,
    /// Its name without prefix.
    pub(crate) name: String,
    /// Its attributes without the declarations of namespaces, in their order.
    pub(crate) attributes: Vec<SvgAttribute>,
    /// Its start tag, in bytes of the text.
    pub(crate) at: Range<usize>,
}

/// An attribute.
#[derive(Debug)]
pub(crate) struct SvgAttribute {
    /// What its name means.
    pub(crate) space: Space,
    /// Its name without prefix.
    pub(crate) name: String,
    /// Its value, references resolved.
    pub(crate) value: String,
    /// Name and value as written, in bytes of the text.
    pub(crate) at: Range<usize>,
}

/// Steps through the text of a picture.
pub(crate) struct SvgReader<'a> {
    text: &'a str,
    xml: NsReader<&'a [u8]>,
    depth: usize,
    elements: usize,
}

impl<'a> SvgReader<'a> {
    /// Begins at the first sign of a decoded text.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut xml = NsReader::from_str(text);
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        Self { text, xml, depth: 0, elements: 0 }
    }

    /// The next step; `None` at the end.
    ///
    /// # Errors
    /// The first place that no browser would read, or that is not read here.
    pub(crate) fn next(&mut self) -> Result<Option<SvgStep<'a>>, Problem> {
        loop {
            let start = self.position();
            let event = match self.xml.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.broken(start, error)),
            };
            let at = start..self.position();
            let problem = |trouble| Err(Problem { at: at.clone(), trouble });
            match event {
                Event::Start(tag) => return self.open(&tag, at).map(|element| Some(SvgStep::Open(element))),
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Some(SvgStep::Close));
                }
                Event::Text(text) if self.depth > 0 => return Ok(Some(SvgStep::Text(text.xml10_content(), at))),
                Event::CData(text) if self.depth > 0 => return Ok(Some(SvgStep::Text(text.xml10_content(), at))),
                Event::GeneralRef(name) if self.depth > 0 => {
                    return match resolved(&name) {
                        Some(text) => Ok(Some(SvgStep::Text(text, at))),
                        None => problem(SvgTrouble::Entity(name.to_string())),
                    };
                }
                Event::Text(text) if text.trim_matches([' ', '\t', '\r', '\n']).is_empty() => {}
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => return problem(SvgTrouble::TextOutside),
                // Where the XML declaration is not the very first thing of the file, browsers show nothing.
                Event::Decl(_) if at.start > 0 => return problem(SvgTrouble::LateDeclaration),
                Event::DocType(_) if self.elements > 0 => return problem(SvgTrouble::TextOutside),
                Event::DocType(kind) if kind.contains('[') => return problem(SvgTrouble::Declarations),
                Event::PI(instruction) if instruction.target() == "xml-stylesheet" => {
                    return Ok(Some(SvgStep::StyleSheet(at)));
                }
                Event::Decl(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => {}
                Event::Eof if self.depth > 0 => return problem(SvgTrouble::Unclosed),
                Event::Eof if self.elements == 0 => return problem(SvgTrouble::NoPicture),
                Event::Eof => return Ok(None),
            }
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX).min(self.text.len())
    }

    fn open(&mut self, tag: &BytesStart<'_>, at: Range<usize>) -> Result<SvgElement, Problem> {
        let problem = |trouble| Problem { at: at.clone(), trouble };
        if self.depth == 0 && self.elements > 0 {
            return Err(problem(SvgTrouble::TextOutside));
        }
        self.depth += 1;
        self.elements += 1;
        if self.depth > MAX_DEPTH {
            return Err(problem(SvgTrouble::TooDeep(MAX_DEPTH)));
        }
        if self.elements > MAX_ELEMENTS {
            return Err(problem(SvgTrouble::TooMany(MAX_ELEMENTS)));
        }
        let names = self.xml.resolver();
        let (space, name) = names.resolve_element(tag.name());
        let space = Space::of(&space).ok_or_else(|| problem(SvgTrouble::Prefix(shown(tag.name()))))?;
        let name = name.into_inner().to_owned();
        let mut attributes: Vec<SvgAttribute> = Vec::new();
        for raw in tag.attributes() {
            let raw = raw.map_err(|error| self.broken_attribute(at.start, &error))?;
            let own = self.place(raw.key.0, &raw.value).unwrap_or_else(|| at.clone());
            if raw.key.as_namespace_binding().is_none() {
                attributes.push(attribute(names, &raw, own)?);
            }
        }
        Ok(SvgElement { space, name, attributes, at })
    }

    /// The stretch of the text from a name to a value's end; both are parts of the text.
    fn place(&self, name: &str, value: &str) -> Option<Range<usize>> {
        let offset = |part: &str| (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        let (start, end) = (offset(name)?, offset(value)? + value.len() + 1);
        (start < end && end <= self.text.len()).then_some(start..end)
    }

    fn broken_attribute(&self, start: usize, error: &AttrError) -> Problem {
        let (offset, trouble) = match error {
            AttrError::Duplicated(at, _) => (*at, SvgTrouble::Twice),
            AttrError::ExpectedEq(at)
            | AttrError::ExpectedValue(at)
            | AttrError::UnquotedValue(at)
            | AttrError::ExpectedQuote(at, _) => (*at, SvgTrouble::SvgAttribute),
        };
        // The parser counts from the name, after the sign `<`.
        let at = (start + 1 + offset).min(self.text.len());
        Problem { at: at..at, trouble }
    }

    fn broken(&self, start: usize, error: Error) -> Problem {
        let at = usize::try_from(self.xml.error_position()).unwrap_or(start).clamp(start, self.text.len());
        let trouble = match error {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                SvgTrouble::OtherEnd { expected, found }
            }
            Error::Namespace(_) => SvgTrouble::Names,
            _ => SvgTrouble::Syntax,
        };
        Problem { at: at..at, trouble }
    }
}

fn attribute(names: &NamespaceResolver, raw: &Raw<'_>, at: Range<usize>) -> Result<SvgAttribute, Problem> {
    let problem = |trouble| Problem { at: at.clone(), trouble };
    let (space, name) = names.resolve_attribute(raw.key);
    let space = Space::of(&space).ok_or_else(|| problem(SvgTrouble::Prefix(shown(raw.key))))?;
    let value = raw.normalized_value(XmlVersion::Implicit1_0).map_err(|error| {
        problem(match error {
            Error::Escape(EscapeError::UnrecognizedEntity(_, name)) => SvgTrouble::Entity(name),
            _ => SvgTrouble::SvgAttribute,
        })
    })?;
    if let Some(sign) = value.chars().find(|sign| !is_xml(*sign)) {
        return Err(problem(SvgTrouble::Sign(sign)));
    }
    Ok(SvgAttribute { space, name: name.into_inner().to_owned(), value: value.into_owned(), at })
}

fn shown(name: QName<'_>) -> String {
    name.prefix().map_or(name.0, |prefix| prefix.into_inner()).to_owned()
}

/// The text of `&amp;`, `&#233;` and the like; `None` for an entity that XML does not know by itself.
fn resolved<'a>(name: &BytesRef<'_>) -> Option<Cow<'a, str>> {
    match name.resolve_char_ref() {
        Ok(Some(sign)) => is_xml(sign).then(|| Cow::Owned(sign.to_string())),
        Ok(None) => resolve_xml_entity(name).map(Cow::Borrowed),
        Err(_) => None,
    }
}
