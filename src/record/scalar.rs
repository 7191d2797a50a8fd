//! One text into one value: what every kind of text has in common, and the plain kinds (words, flags, numbers).

use super::field::{Eye, Field};
use super::homes::Homes;
use super::names::{is_placeholder, nearest};
use super::reader::Reader;
use super::shape::Shape;
use super::text::TextKind;
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::say;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Span, Spanned, is_typographic_quote};
use serde::{Serialize, Serializer};

/// Why a text is not accepted, and how it could be mended.
#[derive(Debug)]
pub struct Wrong {
    /// What is wrong, by its key.
    pub key: Key,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub hint: Option<Message>,
    /// The right text, when it is known.
    pub fix: Option<String>,
}

impl Wrong {
    pub(super) fn kind(key: Key, kind: TextKind, written: &str) -> Self {
        let Message { it, en } = kind.expected();
        let written = crop(written);
        Self {
            key,
            message: say!("«{written}» non va bene: serve {it}", "“{written}” does not fit: {en} is needed"),
            hint: None,
            fix: None,
        }
    }

    /// A word that is none of those that may stand here.
    #[must_use]
    pub fn unknown(written: &str, known: &'static [&'static str]) -> Self {
        let all = known.join(", ");
        let written_short = crop(written);
        Self {
            key: Key::UnknownValue,
            message: say!(
                "«{written_short}» non va bene: qui può stare una di queste parole: {all}",
                "“{written_short}” does not fit: one of these words may stand here: {all}"
            ),
            hint: None,
            fix: nearest(written, known.iter().copied()).map(str::to_owned),
        }
    }

    pub(super) fn mended(mut self, text: impl Into<String>) -> Self {
        self.fix = Some(text.into());
        self
    }

    pub(super) fn because(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The finding at its place.
    #[must_use]
    pub fn at(self, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.key, span, self.message);
        let diagnostic = match self.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        };
        match self.fix {
            Some(text) => diagnostic.fix(say!("scrivi «{text}»", "write “{text}”"), span, text),
            None => diagnostic,
        }
    }
}

fn crop(written: &str) -> String {
    match written.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &written[..at]),
        None => written.to_owned(),
    }
}

/// A value that one text holds. `Spanned<T>` of it is a [`Field`].
pub trait Scalar: Sized {
    /// What it looks like.
    const SHAPE: Shape;

    /// Reads the text as it stands after YAML's unescaping.
    ///
    /// # Errors
    /// Why it is not accepted.
    fn parse(text: &str, quoted: bool) -> Result<Self, Wrong>;

    /// Hands over the value for templates and data files.
    ///
    /// # Errors
    /// The serializer's own.
    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// A harmless value after a mistake.
    fn stand_in() -> Option<Self> {
        None
    }
}

impl<T: Scalar> Field for Spanned<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let NodeKind::Scalar { text, quoted } = &node.kind else {
            reader.wrong_type(node, &T::SHAPE);
            return None;
        };
        if let Some(mended) = quoted_otherwise(text).filter(|_| !quoted) {
            reader.report(
                Diagnostic::new(
                    Key::WrongQuotes,
                    node.span,
                    say!(
                        "queste virgolette non sono quelle di YAML: uscirebbero con il testo",
                        "these quotation marks are not YAML's: they would be published with the text"
                    ),
                )
                .fix(say!("scrivi {mended}", "write {mended}"), node.span, mended)
                .hint(say!(
                    "se il testo deve averle, mettilo tutto tra virgolette dritte: \"{text}\"",
                    "if the text is to have them, put all of it in straight quotes: \"{text}\""
                )),
            );
            return None;
        }
        match T::parse(text, *quoted) {
            Ok(value) => Some(Self::new(value, node.span)),
            Err(_) if is_placeholder(text) => None,
            Err(wrong) => {
                reader.report(wrong.at(node.span));
                None
            }
        }
    }

    fn stand_in(span: Span) -> Option<Self> {
        T::stand_in().map(|value| Self::new(value, span))
    }

    fn shape() -> Shape {
        T::SHAPE
    }

    fn resolve(&mut self, _homes: &mut dyn Homes) -> bool {
        true
    }

    fn show<S: Serializer>(&self, _eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.show(serializer)
    }
}

/// A text between quotation marks of a word processor, in YAML's own.
fn quoted_otherwise(text: &str) -> Option<String> {
    let inside = text.strip_prefix(is_typographic_quote)?.strip_suffix(is_typographic_quote)?;
    // Two quotations are a text: “uno” e “due”.
    let is_whole = !inside.is_empty() && !inside.contains(['“', '”', '„']) && !inside.contains('"');
    is_whole.then(|| format!("\"{inside}\""))
}

impl Scalar for String {
    const SHAPE: Shape = Shape::Text(TextKind::Words);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        if text.trim().is_empty() {
            return Err(Wrong {
                key: Key::EmptyValue,
                message: say!("qui manca il testo", "the text is missing here"),
                hint: None,
                fix: None,
            });
        }
        Ok(text.trim().to_owned())
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn stand_in() -> Option<Self> {
        Some(Self::new())
    }
}

impl Scalar for bool {
    const SHAPE: Shape = Shape::Flag;

    fn parse(text: &str, quoted: bool) -> Result<Self, Wrong> {
        let wrong = |fix: &str| Wrong {
            key: Key::WrongType,
            message: say!(
                "«{text}» non va bene: qui si scrive true (sì) oppure false (no), senza virgolette",
                "“{text}” does not fit: write true or false, without quotes"
            ),
            hint: None,
            fix: (!fix.is_empty()).then(|| fix.to_owned()),
        };
        match text.to_lowercase().as_str() {
            "true" if !quoted => Ok(true),
            "false" if !quoted => Ok(false),
            "true" | "yes" | "y" | "on" | "sì" | "si" | "1" | "vero" => Err(wrong("true")),
            "false" | "no" | "n" | "off" | "0" | "falso" => Err(wrong("false")),
            _ => Err(wrong("")),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn stand_in() -> Option<Self> {
        Some(false)
    }
}

impl Scalar for u32 {
    const SHAPE: Shape = Shape::Number;

    fn parse(text: &str, quoted: bool) -> Result<Self, Wrong> {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let written = crop(text);
        let wrong = Wrong {
            key: Key::WrongType,
            message: say!(
                "«{written}» non va bene: serve un numero intero, senza virgolette né zeri davanti",
                "“{written}” does not fit: a whole number is needed, without quotes or leading zeros"
            ),
            hint: None,
            fix: None,
        };
        match text.parse::<Self>() {
            Ok(number) if plain && !quoted && (text == "0" || !text.starts_with('0')) => Ok(number),
            Ok(number) if plain => Err(wrong.mended(number.to_string())),
            _ => Err(wrong),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn stand_in() -> Option<Self> {
        Some(0)
    }
}
