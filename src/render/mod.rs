//! Pages into files in memory: path and bytes.
//!
//! 1. What stands on each page becomes a tree (`parts`); links and anchors are looked at there, before any HTML.
//! 2. Each tree is drawn for its page, for the page that holds all others, and for the fragments of a CMS; the theme's frame is laid
//!    around it.
//! 3. Style sheet, assets, files of the ente, open data and the theme's other outputs follow.

mod assets;
mod check_data;
mod doubles;
mod drawings;
mod engine;
mod filters;
mod frame;
mod html;
mod linked_data;
mod links;
mod meter;
mod open_data;
mod outputs;
mod text;
mod ways;
mod whole;

pub use engine::Engine;

use crate::catalog::{Catalog, Structure};
use crate::diagnostic::{Diagnostic, Key, Outcome, Report};
use crate::i18n::Languages;
use crate::parts;
use crate::plan::{Page, Pages, url};
use crate::record::PublicPath;
use crate::say;
use crate::theme::{DEFAULT, Theme};
use links::Tree;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

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
    /// Where the slots of each page are.
    pub slots: BTreeMap<PublicPath, Slots>,
}

/// The places of a page where somebody who shows it, but does not publish it, may put something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots {
    /// What the page may do (CSP 3).
    pub policy: &'static str,
    /// The bytes of the element that says so.
    pub policy_at: Range<usize>,
    /// The byte before which more may be added to the page's end.
    pub end: usize,
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
    /// How to write.
    pub options: Options,
}

/// How pages are written.
#[expect(clippy::struct_excessive_bools, reason = "four answers to four questions")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to minify the HTML; only a program with the feature `minify` does.
    pub minify: bool,
    /// Whether each page's content is published alone too, for a CMS: `fragments/PAGE.html`.
    pub fragments: bool,
    /// Whether the program's theme stands once beside all sites, not in each: pages then lead to `../assets/`. A theme of the
    /// site's own stays with the site.
    pub shared_assets: bool,
    /// Whether only findings are wanted: with the program's theme no page is then drawn, since the mistakes of a site are all in its
    /// trees. Nothing of it can be published.
    pub findings_only: bool,
    /// Where the site's root is for the page that is shown at any depth, with a slash at its end: `/social/`. From the site's own address,
    /// where it is `None`; a preview has a root of its own.
    pub root: Option<Arc<str>>,
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
    let spoken: Vec<frame::Shared<'_>> = pages
        .site
        .languages
        .iter()
        .filter_map(|lang| {
            Some(frame::Shared { common: &common, pages, room, lang, language: room.languages.get(lang)? })
        })
        .collect();
    let trees: Vec<Vec<Tree<'_>>> = spoken
        .par_iter()
        .map(|shared| pages.of(shared.lang).map(|page| (page, parts::of(&shared.scope(page)))).collect())
        .collect();
    links::check(pages, &trees, room.engine.anchors(), &mut report);
    if room.options.fragments && pages.site.settings.base_url.is_none() {
        report.push(no_base_url(pages));
    }
    // Languages know nothing of each other.
    let drawn: Vec<_> = spoken.par_iter().zip(&trees).map(|(shared, trees)| in_language(shared, trees)).collect();
    for Drawn { files, slots, report: noticed } in drawn {
        rendered.files.extend(files);
        rendered.slots.extend(slots);
        report.merge_once(noticed);
    }
    open_data::add(pages, room, &mut rendered);
    outputs::add(pages, room, &common.kept, &mut rendered, &mut report);
    doubles::refuse(pages, room, &rendered, &mut report);
    Outcome { value: Some(rendered), report }
}

/// The pages of one language.
#[derive(Default)]
struct Drawn {
    files: BTreeMap<PublicPath, Payload>,
    slots: BTreeMap<PublicPath, Slots>,
    report: Report,
}

impl Drawn {
    fn add(&mut self, path: &PublicPath, finished: Option<frame::Finished>) {
        if let Some(frame::Finished { html, slots }) = finished {
            self.files.insert(path.clone(), html);
            self.slots.insert(path.clone(), slots);
        }
    }
}

fn in_language(shared: &frame::Shared<'_>, trees: &[Tree<'_>]) -> Drawn {
    let mut drawn = Drawn::default();
    if shared.room.leaves_out() {
        // Of a page that nobody looks at, its path is all that others need.
        let empty = |(page, _): &Tree<'_>| (page.path.clone(), Payload::Bytes(Vec::new()));
        drawn.files.extend(trees.iter().map(empty));
        return drawn;
    }
    let pages: Vec<_> = trees
        .par_iter()
        .map(|(page, blocks)| {
            let mut report = Report::default();
            let finished = if page.holds_all() {
                shared.whole(page, blocks, trees, &mut report)
            } else {
                shared.page(page, blocks, &mut report)
            };
            let finished = finished.map(|finished| minified(finished, &shared.room.options));
            let fragment = fragment(shared, page, blocks, &mut report);
            (page, finished, fragment, report)
        })
        .collect();
    for (page, finished, fragment, noticed) in pages {
        drawn.report.merge_once(noticed);
        drawn.files.extend(fragment);
        drawn.add(&page.path, finished);
    }
    if let Some((page, _)) = trees.iter().find(|(page, _)| page.structure == Structure::Accounts) {
        let data = check_data::check_data(shared.pages, shared.room, shared.language, page);
        drawn.files.insert(url::check_data_path(&page.path), Payload::Bytes(data.into_bytes()));
    }
    let is_first = shared.pages.site.languages.first().is_some_and(|first| first == shared.lang);
    if is_first {
        let lost = shared.not_found(&mut drawn.report);
        drawn.add(&frame::not_found_path(), lost);
    }
    drawn
}

/// A page without the bytes that say nothing to a browser, where that is wanted.
#[cfg(feature = "minify")]
fn minified(mut finished: frame::Finished, options: &Options) -> frame::Finished {
    if let (true, Payload::Bytes(html)) = (options.minify, &mut finished.html) {
        let rules =
            minify_html::Cfg { keep_closing_tags: true, keep_html_and_head_opening_tags: true, ..Default::default() };
        *html = minify_html::minify(html, &rules);
    }
    finished
}

#[cfg(not(feature = "minify"))]
fn minified(finished: frame::Finished, _: &Options) -> frame::Finished {
    finished
}

/// A page's content alone, where fragments are wanted and the site's address is known.
fn fragment(
    shared: &frame::Shared<'_>,
    page: &Page,
    blocks: &[crate::tree::Block],
    report: &mut Report,
) -> Option<(PublicPath, Payload)> {
    let base = shared.pages.site.settings.base_url.as_ref()?;
    if !shared.room.options.fragments || page.holds_all() {
        return None;
    }
    let html = whole::fragment(shared, page, blocks, &base.value.0, report);
    Some((page.path.below("fragments"), Payload::Bytes(html.into_bytes())))
}

/// A fragment is on another site's page, so its links must be whole.
fn no_base_url(pages: &Pages) -> Diagnostic {
    let message = say!(
        "i frammenti per un CMS chiedono l'indirizzo del sito, e «base_url» non c'è",
        "fragments for a CMS ask for the site's address, and “base_url” is missing"
    );
    Diagnostic::new(Key::MissingField, pages.site.settings.edition.span, message).hint(say!(
        "aggiungi a site.yaml una riga come «base_url: https://social.comune.example.it»",
        "add to site.yaml a line such as “base_url: https://social.comune.example.it”"
    ))
}
