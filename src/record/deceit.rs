//! Addresses and names that look like others: a user's name before the host, letters of another alphabet that look Latin.

use crate::diagnostic::Message;
use crate::say;
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;
use url::Url;

/// What makes an address or a name look like another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deceit {
    /// What stands before `@` in an address looks like its host; the host that it leads to.
    User(String),
    /// A letter that looks like a Latin one and is another, and the Latin one.
    Letter(char, char),
    /// Letters of several alphabets.
    Alphabets,
}

impl Deceit {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::User(host) => say!(
                "questo indirizzo porta a «{host}»: ciò che sta prima di «@» non è il sito",
                "this address leads to “{host}”: what stands before “@” is not the site"
            ),
            Self::Letter(letter, latin) => {
                let code = u32::from(*letter);
                say!(
                    "qui la «{letter}» (U+{code:04X}) sembra «{latin}», ma è un'altra lettera",
                    "the “{letter}” (U+{code:04X}) here looks like “{latin}”, but is another letter"
                )
            }
            Self::Alphabets => say!(
                "qui ci sono lettere di alfabeti diversi: chi legge non le distingue",
                "here are letters of several alphabets: readers cannot tell them apart"
            ),
        }
    }

    /// What to do.
    #[must_use]
    pub fn remedy(&self) -> Message {
        match self {
            Self::User(host) => say!(
                "se il sito è «{host}», togli ciò che sta tra «https://» e «@»",
                "if the site is “{host}”, remove what stands between “https://” and “@”"
            ),
            Self::Letter(..) | Self::Alphabets => {
                say!("riscrivilo a mano con la tastiera", "type it again by hand on the keyboard")
            }
        }
    }
}

/// What makes a web address look like one of another host.
#[must_use]
pub fn deceit_of_address(address: &str) -> Option<Deceit> {
    let after = address.find(':').map_or(address, |at| &address[at + 1..]).trim_start_matches(['/', '\\']);
    let authority = after.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "https" | "http"));
    if authority.len() > host.len() && url.is_some() {
        return Some(Deceit::User(host.to_owned()));
    }
    look_alike(host)
}

/// What makes a name look like another in Latin letters.
#[must_use]
pub fn deceit_of_name(name: &str) -> Option<Deceit> {
    let mixed = || (!name.is_single_script()).then_some(Deceit::Alphabets);
    look_alike(name).or_else(mixed)
}

/// A name with Latin letters in the place of those that look like them.
#[must_use]
pub fn in_latin(name: &str) -> String {
    name.chars().map(|letter| latin(letter).unwrap_or(letter)).collect()
}

fn look_alike(text: &str) -> Option<Deceit> {
    text.chars().find_map(|letter| latin(letter).map(|latin| Deceit::Letter(letter, latin)))
}

/// The Latin letter or digit that another letter looks just like (Unicode Technical Standard 39, §4).
fn latin(letter: char) -> Option<char> {
    if letter.is_ascii() || !letter.is_alphanumeric() {
        return None;
    }
    let mut buffer = [0; 4];
    let mut shape = skeleton(letter.encode_utf8(&mut buffer)).fuse();
    // Two letters, as for «æ», are no look-alike: an accent is a sign of its own.
    let (only, more) = (shape.next(), shape.next());
    only.filter(|only| more.is_none() && only.is_ascii_alphanumeric())
}
