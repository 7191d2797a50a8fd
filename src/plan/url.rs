//! The one place where an address is made. Pages are flat files, links are relative to the page, so that the same bytes work
//! at any address, from an archive, and from a folder.

use crate::record::composed;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// What must be encoded in a path (RFC 3986 §3.3), `/` kept.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Where a link of the prose leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Out of the site: `https:`, `mailto:`, `tel:`.
    External(String),
    /// A place of the same page.
    Fragment(String),
    /// A page, by language and key, and perhaps a place of it.
    Page {
        /// Its language.
        lang: String,
        /// Its key.
        key: String,
        /// The place.
        fragment: Option<String>,
    },
    /// A file of `files/`, by its path from the site's folder.
    File(String),
    /// Nowhere.
    Nowhere,
}

/// Reads a link as it is written in a page of a language (`LANG/page.md`).
#[must_use]
pub fn read(written: &str, lang: &str) -> Target {
    if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| written.starts_with(scheme)) {
        return Target::External(written.to_owned());
    }
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, Some(decoded(fragment).into_owned())),
        None => (written, None),
    };
    if path.is_empty() {
        return fragment.filter(|fragment| !fragment.is_empty()).map_or(Target::Nowhere, Target::Fragment);
    }
    let path = decoded(path);
    let mut steps = vec![lang];
    for step in path.split('/') {
        match step {
            ".." if steps.pop().is_none() => return Target::Nowhere,
            "." | ".." => {}
            step => steps.push(step),
        }
    }
    match steps.as_slice() {
        [page_lang, name] if name.ends_with(".md") => {
            Target::Page { lang: (*page_lang).to_owned(), key: name.trim_end_matches(".md").to_owned(), fragment }
        }
        // `files/x.pdf` is written in YAML too, so it works in prose without the `../`.
        [_, "files", rest @ ..] | ["files", rest @ ..] if !rest.is_empty() && !rest.contains(&"") => {
            // A disk may keep an accent as two signs, which nobody types so.
            Target::File(composed(&format!("files/{}", rest.join("/"))).into_owned())
        }
        _ => Target::Nowhere,
    }
}

/// The path of a page: the first language at the root, the others in a folder each.
#[must_use]
pub fn page_path(languages: &[String], lang: &str, slug: &str) -> String {
    match languages.first() {
        Some(first) if first == lang => format!("{slug}.html"),
        _ => format!("{lang}/{slug}.html"),
    }
}

/// The address of a path, seen from another path of the site: relative, and percent-encoded.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let (from, to) = (encode_path(from), encode_path(to));
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to).take(from.len().min(to.len()) - 1).take_while(|(a, b)| a == b).count();
    "../".repeat(from.len() - 1 - common) + &to[common..].join("/")
}

/// The way from a path up to the root: empty, or `../`.
#[must_use]
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// An author's address as every program reads it: where it holds letters with accents, the host has its technical name (RFC 5890) and
/// the rest is percent-encoded.
#[must_use]
pub fn for_programs(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(url) if !address.is_ascii() => url.to_string(),
        _ => address.to_owned(),
    }
}

/// A path of the site as it is written in an address.
#[must_use]
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An anchor as it is written in an address, with its sign before it.
#[must_use]
pub fn fragment(anchor: &str) -> String {
    format!("#{}", encode_path(anchor))
}

/// A part of an address without its percent-encoding.
#[must_use]
pub fn decoded(part: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy()
}

/// The path of an absolute address, without a slash at its end: empty at the root.
#[must_use]
pub fn path_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').map_or("", |at| &rest[at..]).trim_end_matches('/').to_owned()
}

/// The way to a path from the root of the host of an absolute address, for pages that are shown anywhere: `/social/contatti.html`.
#[must_use]
pub fn rooted(base: &str, path: &str) -> String {
    absolute(&path_of(base), path)
}

/// The folder above a folder that begins at the root and ends with a slash; the root has none above.
#[must_use]
pub fn parent(folder: &str) -> &str {
    let above = folder.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
    if above == 0 { folder } else { &folder[..above] }
}

/// The absolute address of a path, for formats that demand one: percent-encoded, as every reader of an address expects. `index.html`
/// is its folder.
#[must_use]
pub fn absolute(base: &str, path: &str) -> String {
    let path = path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(path);
    format!("{}/{}", base.trim_end_matches('/'), encode_path(path))
}

/// The path that a relative address leads to.
#[must_use]
pub fn join(from: &str, address: &str) -> String {
    let address = decoded(address);
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in address.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
