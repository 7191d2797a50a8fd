//! `themes/NAME/` into a theme: templates, style sheet, outputs and assets, each with its place.
//!
//! A theme may extend another and then holds only what differs: a file of the same path takes the place of the other's.
//! A site's own themes stand in its folder `themes/`; `italia` is in the program.

mod icon;

pub use icon::Icon;
use icon::IconTrouble;

use crate::diagnostic::{Diagnostic, Outcome, Place, Report};
use crate::media::svg;
use crate::record;
use crate::record::{PublicPath, Reader, Text, read_text, unknown_name};
use crate::say;
use crate::source::{BuiltIn, Files, SourceId, Sources, Span, Spanned, Unreadable, yaml};
use std::collections::BTreeMap;

#[derive(rust_embed::Embed)]
#[folder = "themes"]
struct Data;

/// The themes as the program carries them.
pub const BUILT_IN: BuiltIn = BuiltIn {
    paths: || Data::iter().map(std::borrow::Cow::into_owned).collect(),
    get: |path| Data::get(path).map(|file| file.data),
};

/// The theme of a site that names none.
pub const DEFAULT: &str = "italia";

/// Which drawing comes from where, under which licence.
const ICON_LICENCES: &str = "icons/LICENCES.md";

record! {
    /// The file `theme.yaml`.
    pub struct Manifest {
        /// Its name for people.
        pub name: Text,
        /// The theme that it extends.
        pub extends: Option<Text>,
        /// Style sheets in their order; the components' own follow them, by name.
        pub stylesheets: Vec<Text>,
        /// Text files that are made from templates beside the pages.
        pub outputs: Vec<Output>,
    }
}

record! {
    /// A text file made from a template.
    pub struct Output {
        /// The template: `outputs/robots.txt`.
        pub template: Text,
        /// Its path in the site.
        pub path: Text,
        /// Whether it needs absolute addresses, and so `base_url`.
        pub needs_base_url: Option<Spanned<bool>>,
    }
}

/// A theme with everything that it extends.
pub struct Theme {
    /// Its key: the folder's name.
    pub key: String,
    /// Templates by path: `page.html`, `blocks/account/template.html`, `outputs/robots.txt`.
    pub templates: BTreeMap<String, SourceId>,
    /// The style sheet, all layers in order.
    pub stylesheet: String,
    /// Files to publish, in `assets/`: fonts, their licences.
    pub assets: BTreeMap<PublicPath, Vec<u8>>,
    /// Drawings that pages hold, by name.
    pub icons: BTreeMap<String, Icon>,
    /// Text files beside the pages.
    pub outputs: Vec<ThemeOutput>,
}

/// A text file that a theme makes from a template, at a path that may be published.
pub struct ThemeOutput {
    /// The template.
    pub template: String,
    /// Where it is published.
    pub path: PublicPath,
    /// Where the theme says so.
    pub place: Span,
    /// Whether it needs absolute addresses.
    pub needs_base_url: bool,
    /// Whether the site's own theme says so, not the program's: then its author can change it.
    pub is_sites: bool,
}

impl Theme {
    /// Reads a theme: from the site's `themes/`, else from the program's.
    ///
    /// # Errors
    /// When a file cannot be read from the disk.
    pub fn load(
        key: &Text,
        site: &Files,
        built_in: &Files,
        sources: &mut Sources,
    ) -> Result<Outcome<Self>, Unreadable> {
        let mut report = Report::default();
        let mut chain: Vec<Layer> = Vec::new();
        let mut next = Some(key.clone());
        while let Some(key) = next.take() {
            if chain.iter().any(|layer| layer.key == key.value) {
                let name = &key.value;
                report.push(Diagnostic::error(
                    "theme-circle",
                    key.span,
                    say!("il tema «{name}» estende sé stesso", "the theme “{name}” extends itself"),
                ));
                break;
            }
            let own = format!("themes/{}/", key.value);
            let shipped = format!("{}/", key.value);
            if let Err(trouble) = PublicPath::new(&key.value) {
                report.push(trouble.found(key.span, &key.value));
                break;
            }
            let layer = match Layer::read((&key.value, Owner::Site), site, &own, sources, &mut report)? {
                Some(layer) => Some(layer),
                None => Layer::read((&key.value, Owner::Program), built_in, &shipped, sources, &mut report)?,
            };
            let Some(layer) = layer else {
                report.push(unknown_name("unknown-theme", &key, [DEFAULT]).hint(say!(
                    "un tema del sito sta in themes/NOME/theme.yaml",
                    "a theme of the site stands in themes/NAME/theme.yaml"
                )));
                break;
            };
            next.clone_from(&layer.manifest.extends);
            chain.push(layer);
        }
        chain.reverse();
        let value = Some(Self::from_layers(&key.value, chain, sources));
        Ok(Outcome { value, report })
    }

    /// Lays the layers over one another, the extended ones first.
    fn from_layers(key: &str, chain: Vec<Layer>, sources: &Sources) -> Self {
        let mut templates = BTreeMap::new();
        let mut styles: BTreeMap<String, SourceId> = BTreeMap::new();
        let mut assets = BTreeMap::new();
        let mut icons = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        let mut outputs: Vec<ThemeOutput> = Vec::new();
        for layer in chain {
            for (path, source) in layer.texts {
                if path.ends_with(".css") {
                    styles.insert(path, source)
                } else {
                    templates.insert(path, source)
                };
            }
            assets.extend(layer.assets);
            icons.extend(layer.icons);
            for sheet in layer.manifest.stylesheets {
                if !order.contains(&sheet.value) {
                    order.push(sheet.value);
                }
            }
            for output in layer.outputs {
                outputs.retain(|other| other.path != output.path);
                outputs.push(output);
            }
        }
        order.extend(styles.keys().filter(|path| path.starts_with("blocks/")).cloned());
        let sheets = order.iter().filter_map(|path| styles.get(path)).filter_map(|source| sources.get(*source));
        let stylesheet = sheets.map(|source| source.text.trim()).collect::<Vec<_>>().join("\n");
        Self { key: key.to_owned(), templates, stylesheet, assets, icons, outputs }
    }
}

/// One theme of a chain.
struct Layer {
    key: String,
    manifest: Manifest,
    texts: BTreeMap<String, SourceId>,
    assets: BTreeMap<PublicPath, Vec<u8>>,
    icons: BTreeMap<String, Icon>,
    outputs: Vec<ThemeOutput>,
}

/// Whose a theme is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The program's: its outputs may have hidden names, such as `.well-known/security.txt`.
    Program,
    /// The site's.
    Site,
}

impl Layer {
    fn read(
        (key, owner): (&str, Owner),
        files: &Files,
        prefix: &str,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<Self>, Unreadable> {
        let listing = files.list()?.files;
        let manifest_path = format!("{prefix}theme.yaml");
        if !listing.iter().any(|entry| entry.path == manifest_path) {
            return Ok(None);
        }
        let mut manifest = None;
        let mut texts = BTreeMap::new();
        let mut assets = BTreeMap::new();
        let mut icons = BTreeMap::new();
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
            let is_part = icon.is_some()
                || ["theme.yaml", "page.html", "menu.html", "foot.html", "bare.html"].contains(&path)
                || ["blocks/", "outputs/", "css/"].iter().any(|folder| path.starts_with(folder));
            if !is_part {
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
            } else if path == "theme.yaml" {
                let parsed = yaml::parse(text, source);
                let (read, found) = Reader::read_root::<Manifest>(parsed);
                report.merge(found);
                manifest = read;
            } else if !path.ends_with(".yaml") {
                texts.insert(path.to_owned(), source);
            }
        }
        Ok(manifest.map(|mut manifest| {
            let outputs = std::mem::take(&mut manifest.outputs);
            let outputs = outputs.into_iter().filter_map(|output| output.checked(owner, report)).collect();
            Self { key: key.to_owned(), manifest, texts, assets, icons, outputs }
        }))
    }
}

impl Output {
    /// The output, where its path may be published.
    fn checked(self, owner: Owner, report: &mut Report) -> Option<ThemeOutput> {
        let Self { template, path, needs_base_url, span: _ } = self;
        let checked = match owner {
            Owner::Program => PublicPath::of_program(&path),
            Owner::Site => PublicPath::new(&path),
        };
        let needs_base_url = needs_base_url.is_some_and(|needs| needs.value);
        match checked {
            Ok(checked) => Some(ThemeOutput {
                template: template.value,
                path: checked,
                place: path.span,
                needs_base_url,
                is_sites: owner == Owner::Site,
            }),
            Err(trouble) => {
                // That nothing is written was found when the field was read.
                if !path.is_empty() {
                    report.push(trouble.found(path.span, &path));
                }
                None
            }
        }
    }
}

fn broken_icon(source: SourceId, trouble: IconTrouble) -> Diagnostic {
    let (what, at) = match trouble {
        IconTrouble::Unread(problem) => return svg::told(problem, source),
        IconTrouble::Stranger(what, at) => (what, at),
    };
    let message = say!("in un'icona non può stare «{what}»", "“{what}” cannot stand in an icon");
    Diagnostic::error("broken-icon", Span::new(source, at), message).hint(say!(
        "un'icona ha «viewBox» e solo forme (path, circle, rect…), senza colori, stili o testi",
        "an icon has a “viewBox” and shapes only (path, circle, rect…), without colours, styles or texts"
    ))
}
