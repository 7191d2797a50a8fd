//! Style sheet, the theme's assets and the ente's files into paths of the site.

use super::{Payload, RenderSetup, Rendered};
use crate::plan::Pages;
use crate::record::{Colour, PublicPath};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Files whose names change with their content, so that hosts may let them be kept for ever.
pub(super) struct Kept {
    /// The path of the style sheet.
    pub sheet: PublicPath,
    /// The paths of the theme's scripts, by the names that they have there.
    pub scripts: BTreeMap<String, PublicPath>,
}

/// Adds the style sheet, the theme's assets and the ente's files to a site.
pub(super) fn add(pages: &Pages, setup: &RenderSetup<'_>, rendered: &mut Rendered) -> Kept {
    let mut text = tightened(&setup.theme.stylesheet);
    if let Some(primary) = pages.site.settings.look.as_ref().and_then(|look| look.primary.as_ref()) {
        text.push_str(&tokens(primary.value));
    }
    // A theme whose key is no name of a file was refused when it was read.
    let sheet = PublicPath::new(&format!("assets/{}-{}.css", setup.theme.key, mark_of(text.as_bytes())));
    let sheet = sheet.unwrap_or_else(|_| PublicPath::literal("assets/theme.css"));
    rendered.files.insert(sheet.clone(), Payload::Bytes(text.into_bytes()));
    let mut scripts = BTreeMap::new();
    for (path, bytes) in &setup.theme.assets {
        let marked = path.strip_suffix(".js").map(|name| PublicPath::new(&format!("{name}-{}.js", mark_of(bytes))));
        // A name that would become too long with its mark stays as it is.
        let place = marked.and_then(Result::ok).unwrap_or_else(|| path.clone());
        if path.ends_with(".js") {
            let name = path.strip_prefix("assets/").unwrap_or(path);
            scripts.insert(name.to_owned(), place.clone());
        }
        rendered.files.insert(place, Payload::Bytes(bytes.clone()));
    }
    for file in &pages.site.files {
        let payload = file.anew.clone().map_or_else(|| Payload::File(file.source.clone()), Payload::Bytes);
        rendered.files.insert(file.path.clone(), payload);
    }
    Kept { sheet, scripts }
}

/// The part of a file's name that changes with its content.
fn mark_of(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    format!("{:08x}", hash.iter().take(4).fold(0_u32, |name, byte| name << 8 | u32::from(*byte)))
}

/// The declarations that put the ente's colour in the place of the theme's, with the colours that follow from it: the darker band, and
/// links that can be read on white (contrast 7:1, WCAG 2.2, criterion 1.4.6) and on the ground of the dark scheme.
fn tokens(primary: Colour) -> String {
    let night = Colour { rgb: [0x10, 0x18, 0x20] };
    let band = primary.readable_on(Colour::WHITE, 9.0);
    let link = primary.readable_on(Colour::WHITE, 7.0);
    let night_link = primary.readable_on(night, 7.0);
    format!(
        "\n:root{{--brand:{primary};--brand-dark:{band};--link:{link};--link-hover:{}}}\n@media (prefers-color-scheme:dark){{:root{{--brand:{};--brand-dark:{};--link:{night_link};--link-hover:{}}}}}",
        primary.readable_on(Colour::WHITE, 10.0),
        primary.readable_on(Colour::WHITE, 10.0),
        primary.readable_on(Colour::WHITE, 13.0),
        primary.readable_on(night, 10.0),
    )
}

/// A style sheet without comments and without the white space that says nothing. Texts in quotes stay as they are, and so does
/// the space before a colon, after a bracket and around `+` and `-`, which can mean something (CSS Syntax 3).
fn tightened(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.find(['"', '\'', '/', '}', ' ', '\n', '\t', '\r']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("/*") {
            rest = after.find("*/").map_or("", |end| &after[end + 2..]);
        } else if let Some(quote) = rest.chars().next().filter(|sign| "\"'".contains(*sign)) {
            let end = rest[1..].find(quote).map_or(rest.len(), |end| end + 2);
            text.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if rest.starts_with(['/', '}']) {
            // The last declaration of a block needs no end.
            if rest.starts_with('}') && text.ends_with(';') {
                text.pop();
            }
            text.push_str(&rest[..1]);
            rest = &rest[1..];
        } else {
            rest = rest.trim_start();
            let before = text.chars().next_back();
            let says_nothing = before.is_none_or(|sign| "{};,:> ".contains(sign))
                || rest.starts_with(['{', '}', ';', ',', '>'])
                || rest.is_empty();
            if !says_nothing {
                text.push(' ');
            }
        }
    }
    text.push_str(rest);
    text
}
