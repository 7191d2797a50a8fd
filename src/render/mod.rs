//! Pages into files in memory: path and bytes.
//!
//! 1. Prose and structured part of a page become its content (`structures/NAME.html`).
//! 2. The content's headings become its index; the frame (`page.html`) is laid around it.
//! 3. The whole is minified, and every link and anchor of it is checked.
//! 4. Style sheet, assets, files of the ente, open data and the theme's other outputs follow.

mod assets;
mod check_data;
mod doubles;
mod drawings;
mod embed;
mod engine;
mod filters;
mod frame;
mod html;
mod linked_data;
mod links;
mod menu;
mod meter;
mod open_data;
mod outputs;
mod part;
mod profile_text;
mod qr;
mod scan;
mod tag;
mod text;
mod tight;
pub mod tokens;
mod whole;

pub use engine::Engine;

use crate::catalog::{Catalog, Structure};
use crate::diagnostic::{Diagnostic, Outcome, Report};
use crate::i18n::Languages;
use crate::plan::{Page, Pages, url};
use crate::record::{Eye, Field, PublicPath};
use crate::say;
use crate::theme::{DEFAULT, Theme};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tera::Value;

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
    pub files: BTreeMap<PublicPath, Payload>,
    /// The theme's files that stand beside the site for all sites together, by their path there; see [`Options::shared_assets`].
    pub shared: BTreeMap<PublicPath, Payload>,
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
    /// What templates see of the catalogue.
    pub views: &'a CatalogViews,
    /// The languages.
    pub languages: &'a Languages,
    /// How to write.
    pub options: Options,
}

/// What templates see of the catalogue, by language: the same for every site, and made once.
#[derive(Default)]
pub struct CatalogViews(Mutex<BTreeMap<(String, String), (Value, Value)>>);

impl CatalogViews {
    /// Norme and authorities as a reader sees them.
    fn of(&self, catalog: &Catalog, eye: Eye<'_>) -> (Value, Value) {
        // Whoever panicked here left whole values behind.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || (catalog.norme.norme.view(eye), catalog.authorities.view(eye));
        known.entry((eye.lang.to_owned(), eye.first.to_owned())).or_insert_with(made).clone()
    }
}

/// How pages are written.
#[expect(clippy::struct_excessive_bools, reason = "four answers to four questions")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to minify.
    pub minify: bool,
    /// Whether each page's content is published alone too, for a CMS: `fragments/PAGE.html`.
    pub fragments: bool,
    /// Whether the program's theme stands once beside all sites, not in each: pages then lead to `../assets/`. A theme of the
    /// site's own stays with the site.
    pub shared_assets: bool,
    /// Whether only findings are wanted: with the program's theme, what can hold no mistake is then left out, the drawings of QR
    /// codes and the page that repeats all others. Nothing of it can be published.
    pub findings_only: bool,
}

impl Room<'_> {
    /// Whether this site's pages lead to assets beside the site.
    fn shares_assets(&self) -> bool {
        self.options.shared_assets && self.theme.key == DEFAULT
    }

    /// Whether what can hold no mistake is left out.
    fn leaves_out(&self) -> bool {
        self.options.findings_only && self.theme.key == DEFAULT
    }
}

/// Renders a site.
#[must_use]
pub fn render(pages: &Pages, room: &Room<'_>) -> Outcome<Rendered> {
    let mut report = Report::default();
    let mut rendered = Rendered::default();
    let kept = assets::add(pages, room, &mut rendered);
    if room.shares_assets() {
        let is_asset = |path: &PublicPath| path.starts_with("assets/");
        let (shared, own) = std::mem::take(&mut rendered.files).into_iter().partition(|(path, _)| is_asset(path));
        (rendered.shared, rendered.files) = (shared, own);
    }
    let common = frame::Common::new(kept, pages, room);
    let mut scans = BTreeMap::new();
    // Languages know nothing of each other.
    let spoken: Vec<_> = pages.site.languages.par_iter().map(|lang| in_language(pages, room, lang, &common)).collect();
    for Spoken { files, scans: found, report: noticed } in spoken {
        rendered.files.extend(files);
        scans.extend(found);
        report.merge_once(noticed);
    }
    open_data::add(pages, room, &mut rendered);
    outputs::add(pages, room, &common.kept, &mut rendered, &mut report);
    doubles::refuse(pages, room, &rendered, &mut report);
    links::check(pages, &scans, &rendered, &mut report);
    Outcome { value: Some(rendered), report }
}

/// The pages of one language.
struct Spoken {
    files: BTreeMap<PublicPath, Payload>,
    scans: BTreeMap<PublicPath, scan::Scan>,
    report: Report,
}

fn in_language(pages: &Pages, room: &Room<'_>, lang: &str, common: &frame::Common<'_>) -> Spoken {
    let (mut files, mut scans, mut report) = (BTreeMap::new(), BTreeMap::new(), Report::default());
    let shared = frame::Shared::new(pages, room, lang, common);
    let mut made: Vec<frame::Made<'_>> = Vec::new();
    // The page that holds the others comes last.
    for page in pages.of(lang).filter(|page| !page.holds_all()).chain(pages.of(lang).filter(|page| page.holds_all())) {
        if room.leaves_out() && page.holds_all() && !leads_into(&made, page) {
            files.insert(page.path.clone(), Payload::Bytes(Vec::new()));
        } else {
            made.extend(shared.page(page, &made, &mut report));
        }
    }
    let base = pages.site.settings.base_url.as_ref().map(|base| base.value.0.as_str());
    if room.options.fragments && base.is_none() {
        report.push(no_base_url(pages));
    }
    for made in made {
        if let Some(base) = base.filter(|_| room.options.fragments && !made.page.holds_all()) {
            let fragment = whole::fragment(&made, base, &room.engine.drawings);
            files.insert(made.page.path.below("fragments"), Payload::Bytes(fragment.into_bytes()));
        }
        scans.insert(made.page.path.clone(), made.scan);
        files.insert(made.page.path.clone(), Payload::Bytes(made.html.into_bytes()));
    }
    let accounts = pages.of(lang).find(|page| page.structure == Structure::Accounts);
    if let Some((page, language)) = accounts.zip(room.languages.get(lang)) {
        let data = check_data::check_data(pages, room, language, page);
        files.insert(check_data::path_of(page), Payload::Bytes(data.into_bytes()));
    }
    let is_first = pages.site.languages.first().is_some_and(|first| first == lang);
    if let Some(html) = is_first.then(|| shared.not_found(&mut report)).flatten() {
        files.insert(PublicPath::literal("404.html"), Payload::Bytes(html.into_bytes()));
    }
    Spoken { files, scans, report }
}

/// Whether any page has a link to a place in a page: that place must be looked for.
fn leads_into(made: &[frame::Made<'_>], page: &Page) -> bool {
    made.iter().any(|made| {
        let fragments = made.scan.addresses.iter().filter_map(|address| address.split_once('#'));
        fragments.into_iter().any(|(path, _)| !path.contains(':') && url::join(&made.page.path, path) == *page.path)
    })
}

/// A fragment is on another site's page, so its links must be whole.
fn no_base_url(pages: &Pages) -> Diagnostic {
    let message = say!(
        "i frammenti per un CMS chiedono l'indirizzo del sito, e «base_url» non c'è",
        "fragments for a CMS ask for the site's address, and “base_url” is missing"
    );
    Diagnostic::error("missing-field", pages.site.settings.edition.span, message).hint(say!(
        "aggiungi a site.yaml una riga come «base_url: https://social.comune.example.it»",
        "add to site.yaml a line such as “base_url: https://social.comune.example.it”"
    ))
}
