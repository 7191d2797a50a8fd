//! The one place where an address is made. Pages are flat files, links are relative to the page, so that the same bytes work
//! at any address, from an archive, and from a folder.

use crate::record::PublicPath;
use crate::tree::decoded;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

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

/// The path of a page: the first language at the root, the others in a folder each.
#[must_use]
pub fn page_path(languages: &[String], lang: &str, slug: &str) -> String {
    match languages.first() {
        Some(first) if first == lang => format!("{slug}.html"),
        _ => format!("{lang}/{slug}.html"),
    }
}

/// The file beside a page of accounts with what the box answers from that tells whether an account is the ente's: pages of one language
/// lie in one folder.
#[must_use]
pub fn check_data_path(page: &str) -> PublicPath {
    const FILE: &str = "verifica-dati.js";
    let path = page.rsplit_once('/').map_or_else(|| FILE.to_owned(), |(folder, _)| format!("{folder}/{FILE}"));
    PublicPath::new(&path).unwrap_or_else(|_| PublicPath::literal(FILE))
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
