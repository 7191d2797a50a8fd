//! Paths of a finished site that are one file, or a file and its own folder, on some disk: many disks take large and small letters, and
//! the two ways to write an accent, for the same.

use super::{RenderSetup, Rendered};
use crate::diagnostic::{Diagnostic, Key, Level, Place, Report};
use crate::plan::Pages;
use crate::record::PublicPath;
use crate::say;
use std::collections::BTreeMap;

/// Reports each pair once, at the path of the two that an author can change.
pub(super) fn refuse(pages: &Pages, setup: &RenderSetup<'_>, rendered: &Rendered, report: &mut Report) {
    let mut taken: BTreeMap<String, &PublicPath> = BTreeMap::new();
    let mut folders: BTreeMap<String, &PublicPath> = BTreeMap::new();
    let all = rendered.files.keys().chain(rendered.shared.keys());
    for path in all.clone() {
        let folded = path.folded();
        for (at, _) in folded.match_indices('/') {
            folders.entry(folded[..at].to_owned()).or_insert(path);
        }
        if let Some(other) = taken.insert(folded, path) {
            report.push_with(Level::Error, || same_name(pages, setup, path, other));
        }
    }
    for path in all {
        if let Some(inner) = folders.get(&path.folded()) {
            report.push_with(Level::Error, || same_name(pages, setup, path, inner));
        }
    }
}

fn same_name(pages: &Pages, setup: &RenderSetup<'_>, one: &PublicPath, other: &PublicPath) -> Diagnostic {
    let (of_one, of_other) = (named_at(pages, setup, one), named_at(pages, setup, other));
    let (place, named, other) = match (of_one, of_other) {
        (Some((rank, place)), other_place) if other_place.as_ref().is_none_or(|(other, _)| rank <= *other) => {
            (place, one, other)
        }
        (_, Some((_, place))) => (place, other, one),
        (_, None) => (Place::Span(pages.site.settings.span), one, other),
    };
    Diagnostic::new(
        Key::DuplicateAddress,
        place,
        say!(
            "«{named}» e «{other}» su molti dischi sono lo stesso file, o una cartella con lo stesso nome",
            "“{named}” and “{other}” are one file on many disks, or a folder of the same name"
        ),
    )
    .hint(say!("dai a uno dei due un nome diverso", "give one of the two another name"))
}

/// Where the name of a published path was given, for the finding, and a rank: the easier the path is to rename, the smaller the number.
/// `None` where the program has named it.
fn named_at(pages: &Pages, setup: &RenderSetup<'_>, path: &PublicPath) -> Option<(u8, Place)> {
    let output = setup.theme.outputs.iter().find(|output| output.is_sites && output.path == *path);
    let file = || pages.site.files.iter().find(|file| file.path == *path);
    let page = || pages.pages.iter().find(|page| page.path == *path);
    output
        .map(|output| (0, Place::Span(output.place)))
        .or_else(|| file().map(|file| (1, Place::File(file.shown.clone()))))
        .or_else(|| page().map(|page| (2, Place::Span(pages.place(page)))))
}
