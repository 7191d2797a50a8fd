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

/// A piece of HTML.
pub type Piece<'a> = CallbackEvent<'a>;

/// Hands every piece of HTML to `see`, in order. In a page scripts, styles and titles are one text each; in a part of one they are
/// read as if they were HTML.
pub fn each_piece(html: &str, is_page: bool, mut see: impl FnMut(&Piece<'_>)) {
    let mut plain = Plain { html: html.as_bytes(), at: 0, is_page, tag: Tag::default(), decoded: Vec::new() };
    while plain.step(&mut see) {}
    if let Some(rest) = html.get(plain.at..).filter(|rest| !rest.is_empty()) {
        each_piece_of_any(rest, is_page, see);
    }
}

/// The same for HTML of any kind.
fn each_piece_of_any(html: &str, is_page: bool, mut see: impl FnMut(&Piece<'_>)) {
    let mut emitter = CallbackEmitter::new(move |piece: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        see(&piece);
        None
    });
    emitter.naively_switch_states(is_page);
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

/// Reads plain HTML.
struct Plain<'h> {
    html: &'h [u8],
    /// How far it was read.
    at: usize,
    is_page: bool,
    tag: Tag,
    decoded: Vec<u8>,
}

/// A start tag that was found plain; places are those in the HTML.
#[derive(Default)]
struct Tag {
    name: Range<usize>,
    attributes: Vec<(Range<usize>, Range<usize>)>,
    self_closing: bool,
}

/// What a tag is.
enum Kind {
    Start,
    End(Range<usize>),
    Doctype,
}

impl Plain<'_> {
    /// Hands over the next text with the tag after it; `false` at the end, or before what is not plain.
    fn step(&mut self, see: &mut impl FnMut(&Piece<'_>)) -> bool {
        let (html, start) = (self.html, self.at);
        let end = memchr(b'<', &html[start..]).map_or(html.len(), |length| start + length);
        let tag = (end < html.len()).then(|| self.tag(end));
        // A sign that begins no tag belongs to the text before it.
        if start == html.len() || matches!(tag, Some(None)) {
            return false;
        }
        let within = match tag.as_ref().and_then(Option::as_ref) {
            Some((Kind::Start, next)) if self.is_page => self.within(&html[self.tag.name.clone()], *next),
            _ => Some(0..0),
        };
        let Some(within) = within else { return false };
        if end > start {
            let Some(text) = decoded(&html[start..end], &mut self.decoded) else { return false };
            see(&Piece::String { value: text });
        }
        let Some((kind, next)) = tag.flatten() else {
            self.at = end;
            return true;
        };
        self.at = next;
        match kind {
            Kind::End(name) => see(&Piece::EndTag { name: &html[name] }),
            Kind::Doctype => see(&Piece::Doctype {
                name: b"html",
                public_identifier: None,
                system_identifier: None,
                force_quirks: false,
            }),
            Kind::Start => {
                see(&Piece::OpenStartTag { name: &html[self.tag.name.clone()] });
                for (name, value) in &self.tag.attributes {
                    let name = &html[name.clone()];
                    if name.iter().any(u8::is_ascii_uppercase) {
                        see(&Piece::AttributeName { name: &name.to_ascii_lowercase() });
                    } else {
                        see(&Piece::AttributeName { name });
                    }
                    // That it can be decoded was seen when the tag was found plain.
                    let value = decoded(&html[value.clone()], &mut self.decoded).unwrap_or_default();
                    if !value.is_empty() {
                        see(&Piece::AttributeValue { value });
                    }
                }
                see(&Piece::CloseStartTag { self_closing: self.tag.self_closing });
                if !within.is_empty() {
                    self.at = within.end;
                    see(&Piece::String { value: &html[within] });
                }
            }
        }
        true
    }

    /// What is one text inside an element of a page, from `start` on; `None` where that is not plain.
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
                byte if at > before && (byte.is_ascii_alphabetic()) => {}
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
            decoded(&html[value.clone()], &mut self.decoded)?;
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

/// A text without its references; `None` where it has others than escaping makes, or signs that a browser changes.
fn decoded<'t>(text: &'t [u8], buffer: &'t mut Vec<u8>) -> Option<&'t [u8]> {
    let Some(mut next) = memchr3(b'&', b'\r', b'\0', text) else { return Some(text) };
    let mut rest = text;
    buffer.clear();
    loop {
        buffer.extend_from_slice(&rest[..next]);
        rest = &rest[next..];
        let known: [(&[u8], u8); 8] = [
            (b"&amp;", b'&'),
            (b"&lt;", b'<'),
            (b"&gt;", b'>'),
            (b"&quot;", b'"'),
            (b"&#x27;", b'\''),
            (b"&#34;", b'"'),
            (b"&#39;", b'\''),
            (b"&#x2F;", b'/'),
        ];
        let (reference, sign) = known.iter().find(|(reference, _)| rest.starts_with(reference))?;
        buffer.push(*sign);
        rest = &rest[reference.len()..];
        match memchr3(b'&', b'\r', b'\0', rest) {
            Some(at) => next = at,
            None => {
                buffer.extend_from_slice(rest);
                return Some(buffer);
            }
        }
    }
}
