//! `themes/NAME/` into a theme: templates, style sheet, outputs and assets, each with its place.
//!
//! A theme may extend another and then holds only what differs: a file of the same path takes the place of the other's.
//! A site's own themes stand in its folder `themes/`; `italia` is in the program.
//!
//! 1. Each folder of the chain becomes a layer; `theme.yaml` says for which contract it was written.
//! 2. The layers are laid over one another, and what nobody reads is named.
//! 3. What the templates write in so many letters is looked at once, before any page is made.

mod flow;
mod icon;
mod joined;
mod layer;
mod literals;
mod looked;
mod manifest;
mod markup;
mod output;
mod paths;
mod policy;
mod strays;
mod successors;
mod tags;

pub use icon::Icon;
pub use manifest::{CONTRACT, Output, ThemeManifest};
pub use output::ThemeOutput;
pub use successors::{SUCCESSORS, Successor};
pub use tags::{Tag, TagKind, tags};

use crate::diagnostic::{Diagnostic, Key, Outcome, Report};
use crate::record::{PublicPath, Text, unknown_name};
use crate::say;
use crate::source::{BuiltIn, Files, SourceId, Sources, Unreadable};
use joined::Joined;
use layer::ThemeLayer;
use paths::kind_of_block;
use std::collections::{BTreeMap, BTreeSet, HashSet};

#[derive(rust_embed::Embed)]
#[folder = "themes"]
struct ThemeFiles;

/// The themes as the program carries them.
pub const BUILT_IN: BuiltIn = BuiltIn {
    paths: || ThemeFiles::iter().map(std::borrow::Cow::into_owned).collect(),
    get: |path| ThemeFiles::get(path).map(|file| file.data),
};

/// The theme of a site that names none.
pub const DEFAULT: &str = "italia";

/// A theme with everything that it extends.
pub struct Theme {
    /// Its key: the folder's name.
    pub key: String,
    /// Templates by path: `page.html`, `blocks/account/template.html`, `outputs/robots.txt`.
    pub templates: BTreeMap<String, SourceId>,
    /// The anchors that its frame has on every page.
    pub anchors: HashSet<String>,
    /// The style sheet, all layers in order.
    pub stylesheet: String,
    /// Files to publish, in `assets/`: fonts, their licences.
    pub assets: BTreeMap<PublicPath, Vec<u8>>,
    /// Drawings that pages hold, by name.
    pub icons: BTreeMap<String, Icon>,
    /// Text files beside the pages.
    pub outputs: Vec<ThemeOutput>,
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
        let mut chain: Vec<ThemeLayer> = Vec::new();
        let mut next = Some(key.clone());
        while let Some(key) = next.take() {
            if chain.iter().any(|layer| layer.key == key.value) {
                let name = &key.value;
                report.push(Diagnostic::new(
                    Key::ThemeCircle,
                    key.span,
                    say!("il tema «{name}» estende sé stesso", "the theme “{name}” extends itself"),
                ));
                return Ok(Outcome { value: None, report });
            }
            let own = format!("themes/{}/", key.value);
            let shipped = format!("{}/", key.value);
            if let Err(trouble) = PublicPath::new(&key.value) {
                report.push(trouble.found(key.span, &key.value));
                return Ok(Outcome { value: None, report });
            }
            let layer = match ThemeLayer::read((&key.value, true), site, &own, sources, &mut report)? {
                Some(layer) => Some(layer),
                None => ThemeLayer::read((&key.value, false), built_in, &shipped, sources, &mut report)?,
            };
            let Some(layer) = layer else {
                report.push(unknown_name(Key::UnknownTheme, &key, [DEFAULT]).hint(say!(
                    "un tema del sito sta in themes/NOME/theme.yaml",
                    "a theme of the site stands in themes/NAME/theme.yaml"
                )));
                return Ok(Outcome { value: None, report });
            };
            next.clone_from(&layer.manifest.extends);
            chain.push(layer);
        }
        chain.reverse();
        let kinds = built_in.list()?.files.iter().filter_map(|entry| kind_of_built_in(&entry.path)).collect();
        let value = Some(Self::from_layers(&key.value, chain, &kinds, sources, &mut report));
        Ok(Outcome { value, report })
    }

    /// Lays the layers over one another, the extended ones first.
    fn from_layers(
        key: &str,
        chain: Vec<ThemeLayer>,
        kinds: &BTreeSet<String>,
        sources: &Sources,
        report: &mut Report,
    ) -> Self {
        let Joined { templates, sheets } = Joined::of(&chain, kinds, sources, report);
        let anchors = literals::look_at(&templates, sources, report);
        let texts = sheets.iter().filter_map(|source| sources.get(*source));
        let stylesheet = texts.map(|source| source.text.trim()).collect::<Vec<_>>().join("\n");
        let (mut assets, mut icons, mut outputs) = (BTreeMap::new(), BTreeMap::new(), Vec::<ThemeOutput>::new());
        for layer in chain {
            assets.extend(layer.assets);
            icons.extend(layer.icons);
            for output in layer.outputs {
                outputs.retain(|other| other.path != output.path);
                outputs.push(output);
            }
        }
        let templates = templates.into_iter().map(|(path, template)| (path, template.source)).collect();
        Self { key: key.to_owned(), templates, anchors, stylesheet, assets, icons, outputs }
    }
}

/// The kind of block that a file of the program's themes draws. A kind is known when `italia` draws it.
fn kind_of_built_in(path: &str) -> Option<String> {
    path.strip_prefix(DEFAULT)?.strip_prefix('/').and_then(kind_of_block).map(str::to_owned)
}
