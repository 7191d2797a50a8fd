//! The layers of a theme laid over one another: which file of which layer is read, and what is missing or read by nobody.

use super::flow::{TemplateTexts, reached};
use super::layer::ThemeLayer;
use super::paths::{BARE, PAGE, kind_of_block};
use super::strays;
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::Text;
use crate::say;
use crate::source::{SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// The files of all layers that are read.
pub(super) struct Joined {
    /// The templates, by their paths in a theme.
    pub templates: BTreeMap<String, Template>,
    /// The style sheets, in their order.
    pub sheets: Vec<SourceId>,
}

/// A template of the joined layers.
pub(super) struct Template {
    pub source: SourceId,
    /// Whether it is the site's own.
    pub is_sites: bool,
}

impl Joined {
    /// Joins layers, the extended ones first; `kinds` are the kinds of blocks.
    pub(super) fn of(layers: &[ThemeLayer], kinds: &BTreeSet<String>, sources: &Sources, report: &mut Report) -> Self {
        let mut templates = BTreeMap::new();
        let mut styles: BTreeMap<&str, SourceId> = BTreeMap::new();
        for layer in layers {
            for (path, source) in &layer.texts {
                if path.ends_with(".css") {
                    styles.insert(path, *source);
                } else {
                    templates.insert(path.clone(), Template { source: *source, is_sites: layer.is_sites });
                }
            }
        }
        let is_drawn = |path: &str| kind_of_block(path).is_some_and(|kind| kinds.contains(kind));
        let named = layers.iter().flat_map(|layer| layer.outputs.iter().map(|output| output.template.value.as_str()));
        let text = |template: &Template| sources.get(template.source).map(|source| source.text.as_str());
        let texts: TemplateTexts<'_> =
            templates.iter().filter_map(|(path, template)| Some((path.as_str(), text(template)?))).collect();
        let blocks = texts.keys().copied().filter(|path| is_drawn(path));
        let drawn = reached([PAGE, BARE].into_iter().chain(blocks).chain(named), &texts);
        let order = order_of(layers, &styles, kinds);
        let read = drawn.iter().copied().chain(order.iter().copied()).collect();
        strays::report(layers, &read, kinds, sources, report);
        report_missing(layers, &texts, &styles, kinds, report);
        let drawn: BTreeSet<String> = drawn.into_iter().map(str::to_owned).collect();
        let sheets = order.iter().filter_map(|path| styles.get(path)).copied().collect();
        templates.retain(|path, _| drawn.contains(path));
        Self { templates, sheets }
    }
}

/// The style sheets in the order in which they are joined: as `theme.yaml` names them, then those of the blocks by name.
fn order_of<'l>(
    layers: &'l [ThemeLayer],
    styles: &BTreeMap<&'l str, SourceId>,
    kinds: &BTreeSet<String>,
) -> Vec<&'l str> {
    let mut order: Vec<&str> = Vec::new();
    for sheet in layers.iter().flat_map(|layer| &layer.manifest.stylesheets) {
        if !order.contains(&sheet.value.as_str()) {
            order.push(&sheet.value);
        }
    }
    let of_block = |path: &str| path.strip_prefix("blocks/")?.strip_suffix("/style.css").map(str::to_owned);
    order.extend(styles.keys().copied().filter(|path| of_block(path).is_some_and(|kind| kinds.contains(&kind))));
    order
}

/// Reports what a theme names and does not have, and what it must have.
fn report_missing(
    layers: &[ThemeLayer],
    texts: &TemplateTexts<'_>,
    styles: &BTreeMap<&str, SourceId>,
    kinds: &BTreeSet<String>,
    report: &mut Report,
) {
    for layer in layers.iter().filter(|layer| layer.is_sites) {
        let sheets = layer.manifest.stylesheets.iter().filter(|sheet| !styles.contains_key(sheet.value.as_str()));
        let outputs = layer.outputs.iter().map(|output| &output.template);
        let outputs = outputs.filter(|template| !texts.contains_key(template.value.as_str()));
        sheets.chain(outputs).for_each(|named| report.push(no_file(named)));
    }
    let Some(own) = layers.last().filter(|layer| layer.is_sites) else { return };
    // A section whose role has no template of its own is drawn as any other section.
    let blocks = kinds.iter().filter(|kind| !kind.starts_with("section-"));
    let needed = blocks.map(|kind| format!("blocks/{kind}/template.html")).chain([BARE, PAGE].map(str::to_owned));
    let missing: Vec<String> = needed.filter(|path| !texts.contains_key(path.as_str())).collect();
    if !missing.is_empty() {
        let named = missing.join(", ");
        let message =
            say!("al tema mancano questi modelli: {named}", "these templates are missing from the theme: {named}");
        report.push(Diagnostic::new(Key::BrokenTemplate, own.manifest.name.span, message).hint(say!(
            "scrivi «extends: italia»: poi basta quello che cambia",
            "write “extends: italia”: then only what differs is needed"
        )));
    }
}

fn no_file(named: &Text) -> Diagnostic {
    let path = &named.value;
    let message = say!("il tema non ha il file «{path}»", "the theme has no file “{path}”");
    Diagnostic::new(Key::UnknownReference, named.span, message).hint(say!(
        "correggi il nome, o metti il file nella cartella del tema",
        "mend the name, or put the file into the theme's folder"
    ))
}
