//! Pages into files in memory: path and bytes.
//!
//! 1. Prose and structured part of a page become its content (`structures/NAME.html`).
//! 2. The content's headings become its index; the frame (`page.html`) is laid around it.
//! 3. The whole is minified, and every link and anchor of it is checked.
//! 4. Style sheet, assets, files of the ente, open data and the theme's other outputs follow.

mod assets;
mod engine;
mod filters;
mod frame;
mod links;
mod outputs;
mod prose;
mod scan;

pub use engine::Engine;

use crate::catalog::Catalog;
use crate::diagnostic::{Outcome, Report};
use crate::i18n::Languages;
use crate::plan::Pages;
use crate::theme::Theme;
use std::collections::BTreeMap;

/// The content of a file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Bytes made here.
    Bytes(Vec<u8>),
    /// A file of the site's folder, by its path there: copied as it is when published.
    File(String),
}

/// A finished site: what to publish, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The files, sorted by path.
    pub files: BTreeMap<String, Payload>,
}

impl Rendered {
    /// The text of a file made here.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            Payload::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            Payload::File(_) => None,
        }
    }
}

/// What rendering needs beside the pages; the same for every site of a workspace.
pub struct Room<'a> {
    /// The compiled templates.
    pub engine: &'a Engine,
    /// The theme.
    pub theme: &'a Theme,
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The languages.
    pub languages: &'a Languages,
    /// Whether to minify.
    pub minify: bool,
}

/// Renders a site.
#[must_use]
pub fn render(pages: &Pages, room: &Room<'_>) -> Outcome<Rendered> {
    let mut report = Report::default();
    let mut rendered = Rendered::default();
    let sheet = assets::add(pages, room, &mut rendered);
    let mut scans = BTreeMap::new();
    for lang in &pages.site.languages {
        let shared = frame::Shared::new(pages, room, lang, &sheet);
        for page in pages.of(lang) {
            if let Some((html, scan)) = shared.page(page, &mut report) {
                scans.insert(page.path.clone(), scan);
                rendered.files.insert(page.path.clone(), Payload::Bytes(html.into_bytes()));
            }
        }
        let is_first = pages.site.languages.first() == Some(lang);
        if let Some((html, _)) = is_first.then(|| shared.not_found(&mut report)).flatten() {
            rendered.files.insert("404.html".to_owned(), Payload::Bytes(html.into_bytes()));
        }
    }
    outputs::add(pages, room, &mut rendered, &mut report);
    links::check(pages, &scans, &rendered, &mut report);
    Outcome { value: Some(rendered), report }
}
