//! One folder of a theme into its files, each with its place.

use super::icon::{Icon, IconTrouble};
use super::manifest::{ThemeManifest, report_contract};
use super::output::ThemeOutput;
use super::paths::MANIFEST;
use crate::diagnostic::{Diagnostic, Key, Place, Report};
use crate::media::svg;
use crate::record::{PublicPath, Reader, read_text};
use crate::say;
use crate::source::{Files, SourceId, Sources, Span, Unreadable, yaml};
use std::collections::BTreeMap;

/// The file that says where each drawing comes from, and under which licence.
const ICON_LICENCES: &str = "icons/LICENCES.md";

/// One theme of a chain.
pub(super) struct ThemeLayer {
    pub key: String,
    /// Whether it is the site's own, not the program's: then its author can change it.
    pub is_sites: bool,
    pub manifest: ThemeManifest,
    /// Templates and style sheets by their paths in the theme.
    pub texts: BTreeMap<String, SourceId>,
    pub assets: BTreeMap<PublicPath, Vec<u8>>,
    pub icons: BTreeMap<String, Icon>,
    pub outputs: Vec<ThemeOutput>,
    /// What else is in its folder: each path in the theme, and the path as an author would type it.
    pub others: BTreeMap<String, String>,
}

impl ThemeLayer {
    /// Reads the theme of a key from the folder `prefix`; `None` where there is no `theme.yaml`.
    pub(super) fn read(
        (key, is_sites): (&str, bool),
        files: &Files,
        prefix: &str,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<Self>, Unreadable> {
        let listing = files.list()?.files;
        let manifest_path = format!("{prefix}{MANIFEST}");
        if !listing.iter().any(|entry| entry.path == manifest_path) {
            return Ok(None);
        }
        let mut manifest = None;
        let mut texts = BTreeMap::new();
        let mut assets = BTreeMap::new();
        let mut icons = BTreeMap::new();
        let mut others = BTreeMap::new();
        for entry in &listing {
            let Some(path) = entry.path.strip_prefix(prefix) else { continue };
            // Drawings go out inside the pages, so their licences go out beside them.
            let asset = path.strip_prefix("assets/").or((path == ICON_LICENCES).then_some("icons-LICENCES.md"));
            if let Some(asset) = asset {
                let path = format!("assets/{asset}");
                match PublicPath::new(&path) {
                    Ok(path) => drop(assets.insert(path, files.read(&entry.path)?.unwrap_or_default())),
                    Err(trouble) => report.push(trouble.found(Place::File(files.shown(&entry.path)), &path)),
                }
                continue;
            }
            let icon = path.strip_prefix("icons/").and_then(|name| name.strip_suffix(".svg"));
            if icon.is_none() && !is_text(path) {
                if !is_about_block(path) {
                    others.insert(path.to_owned(), files.shown(&entry.path));
                }
                continue;
            }
            let (source, readable) = read_text(files, entry, sources, report)?;
            if !readable {
                continue;
            }
            let text = sources.get(source).map_or("", |source| source.text.as_str());
            if let Some(name) = icon {
                match Icon::read(text) {
                    Ok(icon) => {
                        icons.insert(name.to_owned(), icon);
                    }
                    Err(trouble) => report.push(broken_icon(source, trouble)),
                }
            } else if path == MANIFEST {
                let parsed = yaml::parse(text, source);
                let (read, found) = Reader::read_root::<ThemeManifest>(parsed);
                report.merge(found);
                read.iter().for_each(|manifest| report_contract(manifest, source, report));
                manifest = read;
            } else {
                texts.insert(path.to_owned(), source);
            }
        }
        Ok(manifest.map(|mut manifest| {
            let outputs = std::mem::take(&mut manifest.outputs);
            let outputs =
                outputs.into_iter().filter_map(|output| ThemeOutput::checked(output, is_sites, report)).collect();
            let key = key.to_owned();
            Self { key, is_sites, manifest, texts, assets, icons, outputs, others }
        }))
    }
}

/// Whether a file is a text that a theme may be made of.
fn is_text(path: &str) -> bool {
    path == MANIFEST || path.ends_with(".html") || path.ends_with(".css") || path.starts_with("outputs/")
}

/// Whether a file says what a block is, for whoever makes a theme.
fn is_about_block(path: &str) -> bool {
    path.ends_with("/component.yaml")
}

fn broken_icon(source: SourceId, trouble: IconTrouble) -> Diagnostic {
    let (what, at) = match trouble {
        IconTrouble::Unread(problem) => return svg::told(problem, source),
        IconTrouble::Stranger(what, at) => (what, at),
    };
    let message = say!("in un'icona non può stare «{what}»", "“{what}” cannot stand in an icon");
    Diagnostic::new(Key::BrokenIcon, Span::new(source, at), message).hint(say!(
        "un'icona ha «viewBox» e solo forme (path, circle, rect…), senza colori, stili o testi",
        "an icon has a “viewBox” and shapes only (path, circle, rect…), without colours, styles or texts"
    ))
}
