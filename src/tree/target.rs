//! Where a link leads: a type, so that one writer makes every address, for whichever place the words stand in.

use crate::record::composed;
use std::borrow::Cow;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place of the same part, by its anchor.
    Here(String),
    /// A page, or a place of a page.
    Page {
        /// The page's language; `None` for the reader's.
        lang: Option<String>,
        /// The page's key, the same in every language.
        key: String,
        /// The anchor of the place.
        anchor: Option<String>,
    },
    /// A file of the site's folder `files/`, by its path from the site's folder.
    File(String),
    /// A file that limpido makes beside the pages (open data, a script), by its path from the site's root: `accounts.json`.
    Made(String),
    /// A web address.
    Web(String),
    /// An e-mail address (RFC 6068, without `mailto:`).
    Mail(String),
    /// A telephone number in international form (RFC 3966, without `tel:`).
    Phone(String),
    /// What was written leads nowhere.
    Nowhere(String),
}

impl Target {
    /// A page in the reader's language.
    #[must_use]
    pub fn page(key: &str) -> Self {
        Self::Page { lang: None, key: key.to_owned(), anchor: None }
    }

    /// A place of a page in the reader's language.
    #[must_use]
    pub fn place(key: &str, anchor: &str) -> Self {
        Self::Page { lang: None, key: key.to_owned(), anchor: Some(anchor.to_owned()) }
    }

    /// The whole address of a target outside the site.
    #[must_use]
    pub fn outside(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Web(address) => Some(Cow::Borrowed(address)),
            Self::Mail(address) => Some(Cow::Owned(format!("mailto:{address}"))),
            Self::Phone(number) => Some(Cow::Owned(format!("tel:{number}"))),
            Self::Here(_) | Self::Page { .. } | Self::File(_) | Self::Made(_) | Self::Nowhere(_) => None,
        }
    }

    /// Reads a link as an author writes it in a page of a language (`LANG/page.md`).
    #[must_use]
    pub fn read(written: &str, lang: &str) -> Self {
        if let Some(address) = written.strip_prefix("mailto:") {
            return Self::Mail(address.to_owned());
        }
        if let Some(number) = written.strip_prefix("tel:") {
            return Self::Phone(number.to_owned());
        }
        if ["https:", "http:"].iter().any(|scheme| written.starts_with(scheme)) {
            return Self::Web(written.to_owned());
        }
        let nowhere = || Self::Nowhere(written.to_owned());
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, Some(decoded(anchor).into_owned())),
            None => (written, None),
        };
        if path.is_empty() {
            return anchor.filter(|anchor| !anchor.is_empty()).map_or_else(nowhere, Self::Here);
        }
        let path = decoded(path);
        let mut steps = vec![lang];
        for step in path.split('/') {
            match step {
                ".." if steps.pop().is_none() => return nowhere(),
                "." | ".." => {}
                step => steps.push(step),
            }
        }
        match steps.as_slice() {
            [page_lang, name] if name.ends_with(".md") => {
                Self::Page { lang: Some((*page_lang).to_owned()), key: name.trim_end_matches(".md").to_owned(), anchor }
            }
            // `files/x.pdf` is written in YAML too, so it works in prose without the `../`.
            [_, "files", rest @ ..] | ["files", rest @ ..] if !rest.is_empty() && !rest.contains(&"") => {
                // A disk may keep a letter with an accent as two signs, which nobody types.
                Self::File(composed(&format!("files/{}", rest.join("/"))).into_owned())
            }
            _ => nowhere(),
        }
    }
}

/// A part of an address without its percent-encoding.
#[must_use]
pub fn decoded(part: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy()
}
