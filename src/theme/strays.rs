//! Files of a site's theme that nobody reads: each is named, and a file of an older contract with what became of it.

use super::layer::ThemeLayer;
use super::manifest::where_to_read;
use super::paths::kind_of_block;
use super::successors::{Successor, successor};
use crate::diagnostic::{Diagnostic, Key, Level, Place, Report};
use crate::record::nearest;
use crate::say;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

const RULE: Key = Key::UnreadFile;

/// What may stand beside a theme's files by custom; names without their ends, in small letters.
const BY_CUSTOM: [&str; 8] = ["readme", "licence", "license", "licences", "copying", "notice", "changelog", "authors"];

/// Reports what nobody reads in the site's own layers. `read` are the templates that are drawn and the style sheets that are joined, by
/// their paths in a theme; `kinds` the kinds of blocks.
pub(super) fn report(
    layers: &[ThemeLayer],
    read: &BTreeSet<&str>,
    kinds: &BTreeSet<String>,
    sources: &Sources,
    found: &mut Report,
) {
    for layer in layers.iter().filter(|layer| layer.is_sites) {
        let unread = layer.texts.iter().filter(|(path, _)| !read.contains(path.as_str()));
        let unread = unread.filter_map(|(path, source)| Some((path.as_str(), sources.get(*source)?.path.as_str())));
        let others = layer.others.iter().map(|(path, shown)| (path.as_str(), shown.as_str()));
        let all: BTreeMap<&str, &str> = unread.chain(others).collect();
        let mut rest = BTreeMap::new();
        for (path, shown) in all {
            let place = || Place::File(shown.to_owned());
            if let Some(successor) = successor(path) {
                found.push(gone(place(), path, successor));
            } else if is_template(path) {
                found.push(unused(place(), path, kinds));
            } else if !is_by_custom(path) {
                rest.insert(path, place());
            }
        }
        if let Some(first) = rest.values().next() {
            let named = rest.keys().copied().collect::<Vec<_>>().join(", ");
            let message =
                say!("nessuno legge questi file del tema: {named}", "nobody reads these files of the theme: {named}");
            let finding = Diagnostic::new(RULE, first.clone(), message).weighing(Level::Advice);
            found.push(finding.hint(say!(
                "ciò che si pubblica sta in assets/; le sorgenti possono stare fuori dalla cartella del sito",
                "what is published stands in assets/; sources may stand out of the site's folder"
            )));
        }
    }
}

/// Whether a file was meant to change how pages look.
fn is_template(path: &str) -> bool {
    let has_end = |end: &str| path.rsplit_once('.').is_some_and(|(_, written)| written.eq_ignore_ascii_case(end));
    has_end("html")
        || has_end("css")
        || ["blocks/", "outputs/", "structures/", "components/"].iter().any(|folder| path.starts_with(folder))
}

fn is_by_custom(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    BY_CUSTOM.contains(&name.split('.').next().unwrap_or(name).to_lowercase().as_str())
}

/// The finding for a file that was of another contract.
fn gone(place: Place, path: &str, successor: &Successor) -> Diagnostic {
    let Successor { was: _, blocks, frame } = successor;
    let message = say!(
        "i temi non hanno più «{path}»: nessuno legge questo file",
        "themes have no “{path}” any more: nobody reads this file"
    );
    let file = if path.ends_with(".css") { "style.css" } else { "template.html" };
    let now: Vec<String> = blocks.iter().map(|block| format!("blocks/{block}/{file}")).collect();
    let now = frame.map_or_else(|| now.join(", "), str::to_owned);
    let finding = Diagnostic::new(Key::ThemeContract, place, message);
    let finding = if now.is_empty() {
        finding.hint(say!(
            "che cosa dice la pagina non spetta più al tema: le parole stanno in i18n/, l'aspetto nei fogli di stile",
            "what the page says is no longer the theme's to say: words stand in i18n/, looks in style sheets"
        ))
    } else {
        finding.hint(say!("oggi lo disegnano: {now}", "today it is drawn by: {now}"))
    };
    finding.hint(where_to_read())
}

/// The finding for a template or a style sheet that nothing draws with.
fn unused(place: Place, path: &str, kinds: &BTreeSet<String>) -> Diagnostic {
    let message = say!("nessuno legge questo file del tema", "nobody reads this file of the theme");
    let finding = Diagnostic::new(RULE, place, message);
    let block = path.strip_prefix("blocks/").map(|rest| rest.split('/').next().unwrap_or(rest));
    if let Some(block) = block.filter(|block| !kinds.contains(*block)) {
        return match nearest(block, kinds.iter().map(String::as_str)) {
            Some(near) => finding.hint(say!("forse volevi blocks/{near}/", "perhaps you meant blocks/{near}/")),
            None => {
                let known = kinds.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                finding.hint(say!("i blocchi sono: {known}", "the blocks are: {known}"))
            }
        };
    }
    finding.hint(if kind_of_block(path).is_none() && block.is_some() {
        say!(
            "un blocco ha template.html, style.css e component.yaml",
            "a block has template.html, style.css and component.yaml"
        )
    } else if path.ends_with(".css") {
        say!(
            "aggiungilo a «stylesheets:» in theme.yaml, o toglilo",
            "add it to “stylesheets:” in theme.yaml, or remove it"
        )
    } else if path.starts_with("outputs/") {
        say!(
            "aggiungilo a «outputs:» in theme.yaml, o toglilo",
            "add it to “outputs:” in theme.yaml, or remove it"
        )
    } else {
        say!(
            "un tema ha page.html, menu.html, foot.html, bare.html, blocks/NOME/template.html e ciò che questi includono",
            "a theme has page.html, menu.html, foot.html, bare.html, blocks/NAME/template.html and what these include"
        )
    })
}
