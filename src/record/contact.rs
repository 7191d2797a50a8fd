//! Ways to reach somebody: e-mail addresses, telephone numbers, web addresses.

use super::deceit::deceit_of_address;
use super::scalar::{Scalar, Wrong};
use super::shape::Shape;
use super::text::TextKind;
use crate::diagnostic::Key;
use crate::say;
use crate::source::signs::harm;
use serde::Serializer;
use url::Url;

/// An e-mail address (RFC 5321 §4.1.2, without quoted local parts and address literals, which no public body uses).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(pub String);

impl Scalar for Email {
    const SHAPE: Shape = Shape::Text(TextKind::Email);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let wrong = || Wrong::kind(Key::InvalidEmail, TextKind::Email, text);
        if let Some(address) = text.strip_prefix("mailto:") {
            return Err(wrong().mended(address));
        }
        let (local, host) = text.rsplit_once('@').ok_or_else(wrong)?;
        let local_fits = (1..=64).contains(&local.len())
            && local.split('.').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
            });
        if !local_fits || !is_host(host) {
            return Err(wrong());
        }
        Ok(Self(text.to_owned()))
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }

    fn stand_in() -> Option<Self> {
        Some(Self(String::new()))
    }
}

/// Whether a text is a host name with at least two labels (RFC 1123 §2.1).
#[must_use]
pub fn is_host(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').count() >= 2
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        && host.rsplit('.').next().is_some_and(|top| top.len() >= 2 && !top.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A telephone number: how it is written for people, and in international form (ITU-T E.164).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As the author wrote it.
    pub written: String,
    /// `+` and 8 to 15 digits.
    pub e164: String,
}

impl Scalar for Phone {
    const SHAPE: Shape = Shape::Text(TextKind::Phone);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let wrong = || Wrong::kind(Key::InvalidPhone, TextKind::Phone, text);
        let allowed = |c: char| c.is_ascii_digit() || " .-/()".contains(c);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if text.strip_prefix('+').unwrap_or(text).chars().all(allowed) && holds_several(text) {
            return Err(wrong().because(say!(
                "qui c'è più di un numero, o un interno: un tocco chiamerebbe un numero sbagliato. Scrivi un numero solo",
                "here is more than one number, or an extension: one tap would call a wrong number. Write one number only"
            )));
        }
        if let Some(rest) = text.strip_prefix('+') {
            if rest.chars().all(allowed) && (8..=15).contains(&digits.len()) && !digits.starts_with('0') {
                return Ok(Self { written: text.to_owned(), e164: format!("+{digits}") });
            }
            return Err(wrong());
        }
        // Numbers with a fixed price have no country code in use: 112, 800 123456, 1500.
        let special = matches!(
            digits.as_str(),
            "112" | "113" | "114" | "115" | "116117" | "117" | "118" | "1500" | "1515" | "1522" | "1530"
        ) || (digits.starts_with("80") && (6..=9).contains(&digits.len()));
        if special && text.chars().all(allowed) {
            return Ok(Self { written: text.to_owned(), e164: digits });
        }
        if text.chars().all(allowed) && (6..=11).contains(&digits.len()) {
            return Err(wrong().mended(format!("+39 {text}")));
        }
        Err(wrong())
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("written", &self.written), ("e164", &self.e164)])
    }

    fn stand_in() -> Option<Self> {
        Some(Self { written: String::new(), e164: String::new() })
    }
}

/// How many digits a number may have in Italy after its country code.
const MOST_IN_ITALY: usize = 11;

/// Whether a text of digits and separators is more than one number: «0123 456001-2», «0123 456001 / 02», «0123 456001 (2)».
fn holds_several(text: &str) -> bool {
    let count = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let national = text.strip_prefix("+39").unwrap_or(text);
    if text.starts_with("+39") && count(national) > MOST_IN_ITALY {
        return true;
    }
    // A stroke between an area code and a number is allowed, and stands nowhere else.
    if let Some((before, after)) = national.split_once('/')
        && (after.contains('/') || count(after) < 5 || count(before) > 5)
    {
        return true;
    }
    let last_of = |part: &str| part.trim_end().chars().rev().take_while(char::is_ascii_digit).count();
    let is_tail = |sign: char| {
        national.rsplit_once(sign).is_some_and(|(before, tail)| match count(tail) {
            1 => true,
            // Two or three digits after a whole number are the end of another number; after a short group they are a group of the same.
            2 | 3 => last_of(before) >= 5,
            _ => false,
        })
    };
    is_tail('-') || is_tail('.') || national.trim_end().ends_with(')')
}

/// An `https` address with a host name (RFC 9110 §4.2.2, WHATWG URL), and with nobody's name in it (§4.2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(pub String);

impl Scalar for WebAddress {
    const SHAPE: Shape = Shape::Text(TextKind::WebAddress);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        parsed(text).map(|_| Self(with_small_host(text)))
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }

    fn stand_in() -> Option<Self> {
        Some(Self(String::new()))
    }
}

fn wrong_address(text: &str) -> Wrong {
    Wrong::kind(Key::InvalidAddress, TextKind::WebAddress, text)
}

fn parsed(text: &str) -> Result<Url, Wrong> {
    let wrong = || wrong_address(text);
    // Signs that no address holds unencoded (RFC 3986 §2); browsers would mend them, other programs would not.
    if text.contains(|c: char| c.is_whitespace() || harm(c).is_some() || "\"<>\\^`{|}".contains(c)) {
        return Err(wrong());
    }
    if let Some(deceit) = deceit_of_address(text) {
        return Err(Wrong { message: deceit.message(), ..wrong() }.because(deceit.remedy()));
    }
    match Url::parse(text) {
        Ok(url) if url.scheme() == "https" && url.host_str().is_some_and(is_host) => Ok(url),
        Ok(url) if url.scheme() == "http" && url.host_str().is_some_and(is_host) => {
            let secure = with_small_host(text).replacen("http", "https", 1);
            Err(wrong().because(say!("http non è protetto: usa https", "http is not secure: use https")).mended(secure))
        }
        Err(url::ParseError::RelativeUrlWithoutBase) if is_host(text.split('/').next().unwrap_or_default()) => {
            Err(wrong().mended(format!("https://{text}")))
        }
        _ => Err(wrong()),
    }
}

/// The address that a site is published at: a web address of a host and folders. Settings of web servers are made from it, so no
/// sign may stand in it that means something there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(pub String);

impl Scalar for BaseUrl {
    const SHAPE: Shape = Shape::Text(TextKind::WebAddress);

    fn parse(text: &str, _quoted: bool) -> Result<Self, Wrong> {
        let url = parsed(text)?;
        let wrong = |message| {
            let wrong = Wrong { message, ..wrong_address(text) };
            wrong.because(say!(
                "scrivi il sito e, se serve, la cartella: https://www.comune.example.it/social",
                "write the site and, if need be, the folder: https://www.comune.example.it/social"
            ))
        };
        let rest = text.split_once("://").map_or("", |(_, rest)| rest);
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if !host.is_ascii() {
            // Programs that do not read like browsers know a host by its ASCII name only (RFC 5890).
            let ascii = url.host_str().unwrap_or_default();
            let message = say!(
                "un sito con lettere accentate qui si scrive con il suo nome tecnico, «{ascii}»",
                "a site with accented letters is written with its technical name here, “{ascii}”"
            );
            return Err(wrong(message).mended(text.replacen(host, ascii, 1)));
        }
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || "-_.~/".contains(*c);
        let is_of_host = |c: &char| is_plain(c) || *c == ':';
        let strange = host.chars().find(|c| !is_of_host(c)).or_else(|| path.chars().find(|c| !is_plain(c)));
        if let Some(sign) = strange {
            return Err(wrong(say!(
                "nell'indirizzo del sito non può stare «{sign}»: da questo indirizzo si fanno le impostazioni dei server",
                "“{sign}” cannot stand in the site's address: settings of servers are made from this address"
            )));
        }
        let folders = path.trim_matches('/');
        if folders.split('/').any(|folder| matches!(folder, "." | "..")) || path.contains("//") {
            return Err(wrong(say!(
                "nell'indirizzo del sito ogni cartella ha un nome: qui ce n'è una senza, o «.», o «..»",
                "each folder in the site's address has a name: here is one without, or “.”, or “..”"
            )));
        }
        let (above, last) = folders.rsplit_once('/').unwrap_or(("", folders));
        if last.rsplit_once('.').is_some_and(|(_, kind)| (2..=5).contains(&kind.len()) && is_file_kind(kind)) {
            let folder = format!("https://{host}/{above}");
            return Err(wrong(say!(
                "«{last}» è il nome di un file: qui va la cartella in cui sta il sito",
                "“{last}” is the name of a file: the folder that the site is in belongs here"
            ))
            .mended(folder.trim_end_matches('/')));
        }
        Ok(Self(with_small_host(text)))
    }

    fn show<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }

    fn stand_in() -> Option<Self> {
        Some(Self(String::new()))
    }
}

/// Whether letters after a full stop are those of a file: `html`, `php`, `mp4`, and not a version's number.
fn is_file_kind(kind: &str) -> bool {
    kind.starts_with(|c: char| c.is_ascii_alphabetic()) && kind.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An address with its scheme and host in small letters: both have no case (RFC 3986 §3.1, §3.2.2), and what reads them later
/// compares them as they are. Anything else stays as it is written.
#[must_use]
pub fn with_small_host(address: &str) -> String {
    let Some(colon) = address.find(':').filter(|end| address[..*end].bytes().all(|byte| byte.is_ascii_alphabetic()))
    else {
        return address.to_owned();
    };
    let end = match address[colon + 1..].strip_prefix("//") {
        Some(rest) => colon + 3 + rest.find(['/', '?', '#']).unwrap_or(rest.len()),
        None => colon,
    };
    address[..end].to_ascii_lowercase() + &address[end..]
}
