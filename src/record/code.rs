//! Codes and names that a program reads: IPA codes, languages, references, paths.

use super::names::plain_name;
use super::public_path::PublicPath;
use super::scalar::{Scalar, Wrong};
use super::shape::Shape;
use super::text::TextKind;
use crate::diagnostic::Key;
use crate::say;
use serde::Serializer;

/// A code of the index of public bodies (IPA): `c_a662`, `m_it`, `uuc1f2`; old bodies have one or two signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpaCode(pub String);

impl Scalar for IpaCode {
    const SHAPE: Shape = Shape::Text(TextKind::IpaCode);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let lower = text.to_lowercase();
        // A code becomes the name of a folder: a name that begins with a hyphen would be taken for an option on a command line.
        let fits = (1..=20).contains(&lower.len())
            && lower.starts_with(|c: char| c.is_ascii_alphanumeric())
            && lower.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
        match (fits, lower == text) {
            (true, true) => Ok(Self(lower)),
            (true, false) => Err(Wrong::kind(Key::InvalidIpaCode, TextKind::IpaCode, text).mended(lower)),
            _ => Err(Wrong::kind(Key::InvalidIpaCode, TextKind::IpaCode, text).because(say!(
                "lo trovi su https://indicepa.gov.it cercando il nome dell'ente",
                "find it at https://indicepa.gov.it by the body's name"
            ))),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A province by its two letters (sigla automobilistica): `MI`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province(pub String);

impl Scalar for Province {
    const SHAPE: Shape = Shape::Text(TextKind::Province);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let upper = text.to_uppercase();
        let fits = upper.len() == 2 && upper.bytes().all(|byte| byte.is_ascii_uppercase());
        let wrong = Wrong::kind(Key::InvalidProvince, TextKind::Province, text);
        match (fits, upper == text) {
            (true, true) => Ok(Self(upper)),
            (true, false) => Err(wrong.mended(upper)),
            _ => Err(wrong),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A language as a BCP 47 tag of one subtag: `it`, `de`, `fur`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageTag(pub String);

impl Scalar for LanguageTag {
    const SHAPE: Shape = Shape::Text(TextKind::Language);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        if (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(Self(text.to_owned()));
        }
        Err(Wrong::kind(Key::InvalidLanguage, TextKind::Language, text))
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A name that other places refer to: small letters, digits and hyphens, beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

impl Scalar for Id {
    const SHAPE: Shape = Shape::Text(TextKind::Id);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let fits = text.len() <= 64
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if fits {
            return Ok(Self(text.to_owned()));
        }
        let wrong = Wrong::kind(Key::InvalidName, TextKind::Id, text);
        let mended = plain_name(text);
        Err(if mended.starts_with(|c: char| c.is_ascii_lowercase()) { wrong.mended(mended) } else { wrong })
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }

    fn stand_in() -> Option<Self> {
        Some(Self(String::new()))
    }
}

/// A file of the site's folder `files/`, by its path from the site's folder. Whether it is there is checked later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePath(pub String);

impl Scalar for FilePath {
    const SHAPE: Shape = Shape::Text(TextKind::FilePath);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        match PublicPath::new(text) {
            Ok(path) if path.starts_with("files/") => Ok(Self(path.to_string())),
            _ => Err(Wrong::kind(Key::InvalidPath, TextKind::FilePath, text)),
        }
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
