//! HTML into what a browser reads in it, piece by piece and without copies; mistakes in it are not looked for.
//!
//! What our own templates and prose write is plain, and plain HTML is read here: tags in small letters, values without a blank
//! around their `=`, the references that escaping makes. From the first tag on that is anything else, html5gum reads the rest; both
//! give the same pieces.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use memchr::{memchr, memchr3, memmem};
use std::convert::Infallible;
use std::ops::Range;

/// A piece of HTML. Comments are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The beginning of an element.
    Start(Tag<'a>),
    /// The end of an element, by its name.
    End(&'a [u8]),
    /// Text, without references.
    Text(&'a [u8]),
    /// The document type.
    Doctype,
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The element's name, in small letters.
    pub name: &'a [u8],
    /// Names in small letters and values without references; of two with one name, the first holds.
    pub attributes: &'a [(&'a [u8], &'a [u8])],
    /// Whether it ends with `/>`, which means something in SVG.
    pub self_closing: bool,
}

impl Tag<'_> {
    /// Whether it has an attribute.
    #[must_use]
    pub fn has(&self, name: &[u8]) -> bool {
        self.attributes.iter().any(|(known, _)| *known == name)
    }
}

/// Hands every piece of HTML to `see`, in order. What stands in scripts, styles and titles is one text each.
pub fn each_piece(html: &str, mut see: impl FnMut(Piece<'_>)) {
    let mut plain = Plain { html: html.as_bytes(), at: 0, tag: Start::default(), decoded: Vec::new() };
    while plain.step(&mut see) {}
    if let Some(rest) = html.get(plain.at..).filter(|rest| !rest.is_empty()) {
        each_piece_of_any(rest, see);
    }
}

/// The same for HTML of any kind.
fn each_piece_of_any(html: &str, mut see: impl FnMut(Piece<'_>)) {
    let (mut name, mut attributes) = (Vec::new(), Vec::<(Vec<u8>, Vec<u8>)>::new());
    let mut emitter = CallbackEmitter::new(move |piece: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match piece {
            CallbackEvent::OpenStartTag { name: found } => {
                name = found.to_vec();
                attributes.clear();
            }
            CallbackEvent::AttributeName { name } => attributes.push((name.to_vec(), Vec::new())),
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, written)) = attributes.last_mut() {
                    *written = value.to_vec();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let attributes: Vec<_> =
                    attributes.iter().map(|(name, value)| (name.as_slice(), value.as_slice())).collect();
                see(Piece::Start(Tag { name: &name, attributes: &attributes, self_closing }));
            }
            CallbackEvent::EndTag { name } => see(Piece::End(name)),
            CallbackEvent::String { value } => see(Piece::Text(value)),
            CallbackEvent::Doctype { .. } => see(Piece::Doctype),
            CallbackEvent::Comment { .. } | CallbackEvent::Error(_) => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, Forgiving(emitter)).finish();
}

/// Names no mistakes: looking for them takes longer than reading.
struct Forgiving<E>(E);

impl<E: Emitter<Token = Infallible>> ForwardingEmitter for Forgiving<E> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Most attributes of a plain tag.
const MOST: usize = 12;

/// Reads plain HTML.
struct Plain<'h> {
    html: &'h [u8],
    /// How far it was read.
    at: usize,
    tag: Start,
    /// A text without its references.
    decoded: Vec<u8>,
}

/// A start tag that was found plain.
#[derive(Default)]
struct Start {
    name: Range<usize>,
    attributes: Vec<(Part, Part)>,
    self_closing: bool,
    /// What is not in the HTML as it is meant: names with capital letters, values with references.
    decoded: Vec<u8>,
}

/// Where a name or value is.
enum Part {
    Written(Range<usize>),
    Decoded(Range<usize>),
}

impl Start {
    fn bytes<'t>(&'t self, html: &'t [u8], part: &Part) -> &'t [u8] {
        match part {
            Part::Written(range) => &html[range.clone()],
            Part::Decoded(range) => &self.decoded[range.clone()],
        }
    }
}

/// What a tag is.
enum Kind {
    Start,
    End(Range<usize>),
    Doctype,
}

impl Plain<'_> {
    /// Hands over the next text with the tag after it; `false` at the end, or before what is not plain.
    fn step(&mut self, see: &mut impl FnMut(Piece<'_>)) -> bool {
        let (html, start) = (self.html, self.at);
        let end = memchr(b'<', &html[start..]).map_or(html.len(), |length| start + length);
        let tag = (end < html.len()).then(|| self.tag(end));
        // A sign that begins no tag belongs to the text before it.
        if start == html.len() || matches!(tag, Some(None)) {
            return false;
        }
        let within = match tag.as_ref().and_then(Option::as_ref) {
            Some((Kind::Start, next)) => self.within(&html[self.tag.name.clone()], *next),
            _ => Some(0..0),
        };
        let Some(within) = within else { return false };
        if end > start {
            let text = &html[start..end];
            if let Some(first) = memchr3(b'&', b'\r', b'\0', text) {
                self.decoded.clear();
                if decode(text, first, &mut self.decoded).is_none() {
                    return false;
                }
                see(Piece::Text(&self.decoded));
            } else {
                see(Piece::Text(text));
            }
        }
        let Some((kind, next)) = tag.flatten() else {
            self.at = end;
            return true;
        };
        self.at = next;
        match kind {
            Kind::End(name) => see(Piece::End(&html[name])),
            Kind::Doctype => see(Piece::Doctype),
            Kind::Start => {
                let mut attributes: [(&[u8], &[u8]); MOST] = [(b"", b""); MOST];
                for (place, (name, value)) in attributes.iter_mut().zip(&self.tag.attributes) {
                    *place = (self.tag.bytes(html, name), self.tag.bytes(html, value));
                }
                see(Piece::Start(Tag {
                    name: &html[self.tag.name.clone()],
                    attributes: &attributes[..self.tag.attributes.len()],
                    self_closing: self.tag.self_closing,
                }));
                if !within.is_empty() {
                    self.at = within.end;
                    see(Piece::Text(&html[within]));
                }
            }
        }
        true
    }

    /// What is one text inside an element, from `start` on; `None` where that is not plain.
    fn within(&self, name: &[u8], start: usize) -> Option<Range<usize>> {
        let end: &[u8] = match name {
            b"script" | b"style" | b"title" if self.tag.self_closing => return None,
            b"script" => b"</script>",
            b"style" => b"</style>",
            b"title" => b"</title>",
            b"textarea" | b"xmp" | b"iframe" | b"noembed" | b"noframes" | b"noscript" | b"plaintext" => return None,
            _ => return Some(0..0),
        };
        let length = memmem::find(&self.html[start..], end)?;
        let text = &self.html[start..start + length];
        // Another end may stand in it in other letters, and `<!--` means something else in scripts.
        let is_plain =
            memchr3(b'<', b'\r', b'\0', text).is_none() && (name != b"title" || memchr(b'&', text).is_none());
        is_plain.then_some(start..start + length)
    }

    /// The tag that begins at a place, and where it ends; `None` when it is not plain.
    fn tag(&mut self, start: usize) -> Option<(Kind, usize)> {
        let html = self.html;
        match html.get(start + 1)? {
            b'a'..=b'z' => self.start_tag(start + 1).map(|end| (Kind::Start, end)),
            b'/' => {
                let name = start + 2..word(html, start + 2);
                (html.get(name.start)?.is_ascii_lowercase() && *html.get(name.end)? == b'>')
                    .then(|| (Kind::End(name.clone()), name.end + 1))
            }
            b'!' => {
                const DOCTYPE: &[u8] = b"<!doctype html>";
                let end = start + DOCTYPE.len();
                html.get(start..end)?.eq_ignore_ascii_case(DOCTYPE).then_some((Kind::Doctype, end))
            }
            _ => None,
        }
    }

    fn start_tag(&mut self, start: usize) -> Option<usize> {
        let html = self.html;
        let mut at = word(html, start);
        self.tag.name = start..at;
        self.tag.attributes.clear();
        self.tag.decoded.clear();
        self.tag.self_closing = false;
        loop {
            let before = at;
            at += html[at..].iter().take_while(|byte| is_blank(**byte)).count();
            match *html.get(at)? {
                b'>' => return Some(at + 1),
                b'/' if *html.get(at + 1)? == b'>' => {
                    self.tag.self_closing = true;
                    return Some(at + 2);
                }
                byte if at > before && byte.is_ascii_alphabetic() && self.tag.attributes.len() < MOST => {}
                _ => return None,
            }
            let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'-' | b'_' | b':' | b'.');
            let name = at..at + html[at..].iter().take_while(is_of_name).count();
            at = name.end;
            let value = match *html.get(at)? {
                b'=' => {
                    let first = *html.get(at + 1)?;
                    if matches!(first, b'"' | b'\'') {
                        let value = at + 2..at + 2 + memchr(first, &html[at + 2..])?;
                        at = value.end + 1;
                        value
                    } else {
                        let may_follow = |byte: &&u8| {
                            !is_blank(**byte) && !matches!(**byte, b'>' | b'"' | b'\'' | b'<' | b'=' | b'`')
                        };
                        let value = at + 1..at + 1 + html[at + 1..].iter().take_while(may_follow).count();
                        at = value.end;
                        (!value.is_empty() && (is_blank(*html.get(at)?) || html[at] == b'>')).then_some(value)?
                    }
                }
                _ => at..at,
            };
            let name = if html[name.clone()].iter().any(u8::is_ascii_uppercase) {
                let start = self.tag.decoded.len();
                self.tag.decoded.extend(html[name].iter().map(u8::to_ascii_lowercase));
                Part::Decoded(start..self.tag.decoded.len())
            } else {
                Part::Written(name)
            };
            let value = match memchr3(b'&', b'\r', b'\0', &html[value.clone()]) {
                Some(first) => {
                    let start = self.tag.decoded.len();
                    decode(&html[value], first, &mut self.tag.decoded)?;
                    Part::Decoded(start..self.tag.decoded.len())
                }
                None => Part::Written(value),
            };
            self.tag.attributes.push((name, value));
        }
    }
}

/// Where the name of an element ends.
fn word(html: &[u8], start: usize) -> usize {
    let rest = html.get(start..).unwrap_or_default();
    let is_of_name = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || **byte == b'-';
    start + rest.iter().take_while(is_of_name).count()
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t')
}

/// Adds a text without its references, the first of which is at `next`; `None` where it has others than escaping makes, or signs
/// that a browser changes.
fn decode(text: &[u8], mut next: usize, decoded: &mut Vec<u8>) -> Option<()> {
    const KNOWN: [(&[u8], u8); 8] = [
        (b"&amp;", b'&'),
        (b"&lt;", b'<'),
        (b"&gt;", b'>'),
        (b"&quot;", b'"'),
        (b"&#x27;", b'\''),
        (b"&#34;", b'"'),
        (b"&#39;", b'\''),
        (b"&#x2F;", b'/'),
    ];
    let mut rest = text;
    loop {
        decoded.extend_from_slice(&rest[..next]);
        rest = &rest[next..];
        let (reference, sign) = KNOWN.iter().find(|(reference, _)| rest.starts_with(reference))?;
        decoded.push(*sign);
        rest = &rest[reference.len()..];
        let Some(at) = memchr3(b'&', b'\r', b'\0', rest) else {
            decoded.extend_from_slice(rest);
            return Some(());
        };
        next = at;
    }
}
