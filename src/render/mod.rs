//! Pages into files in memory: path and bytes.
//!
//! 1. What stands on each page becomes a tree (`parts`); links and anchors are looked at there, before any HTML.
//! 2. Each tree is drawn for its page, for the page that holds all others, and for the fragments of a CMS; the theme's frame is laid
//!    around it.
//! 3. Style sheet, assets, files of the ente, open data and the theme's other outputs follow.

mod assets;
mod doubles;
mod frame;
mod links;
mod outputs;
mod rendered;
mod setup;
mod ways;
mod whole;

pub use rendered::{Payload, Rendered, Slots};
pub use setup::{Options, RenderSetup};

use crate::catalog::Structure;
use crate::data::{check_data, open_data};
use crate::diagnostic::{Diagnostic, Key, Outcome, Report};
use crate::parts;
use crate::plan::{Page, Pages, url};
use crate::record::PublicPath;
use crate::say;
use links::PageTree;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Renders a site.
#[must_use]
pub fn render(pages: &Pages, setup: &RenderSetup<'_>) -> Outcome<Rendered> {
    let mut report = Report::default();
    let mut rendered = Rendered::default();
    let kept = assets::add(pages, setup, &mut rendered);
    if setup.shares_assets() {
        let is_asset = |path: &PublicPath| path.starts_with("assets/");
        let (shared, own) = std::mem::take(&mut rendered.files).into_iter().partition(|(path, _)| is_asset(path));
        (rendered.shared, rendered.files) = (shared, own);
    }
    let common = frame::Common::new(kept, pages, setup);
    let spoken: Vec<frame::Shared<'_>> = pages
        .site
        .languages
        .iter()
        .filter_map(|lang| {
            Some(frame::Shared { common: &common, pages, setup, lang, language: setup.languages.get(lang)? })
        })
        .collect();
    let trees: Vec<Vec<PageTree<'_>>> = spoken
        .par_iter()
        .map(|shared| pages.of(shared.lang).map(|page| (page, parts::of(&shared.scope(page)))).collect())
        .collect();
    links::check(pages, &trees, setup.engine.anchors(), &mut report);
    if setup.options.fragments && pages.site.settings.base_url.is_none() {
        report.push(no_base_url(pages));
    }
    // Languages share nothing that changes, so that they are drawn in parallel.
    let drawn: Vec<_> = spoken.par_iter().zip(&trees).map(|(shared, trees)| in_language(shared, trees)).collect();
    for LanguagePages { files, slots, report: noticed } in drawn {
        rendered.files.extend(files);
        rendered.slots.extend(slots);
        report.merge_once(noticed);
    }
    rendered
        .files
        .extend(open_data(pages, setup.catalog).map(|(path, text)| (path, Payload::Bytes(text.into_bytes()))));
    outputs::add(pages, setup, &common.kept, &mut rendered, &mut report);
    doubles::refuse(pages, setup, &rendered, &mut report);
    Outcome { value: Some(rendered), report }
}

/// The pages of one language.
#[derive(Default)]
struct LanguagePages {
    files: BTreeMap<PublicPath, Payload>,
    slots: BTreeMap<PublicPath, Slots>,
    report: Report,
}

impl LanguagePages {
    fn add(&mut self, path: &PublicPath, finished: Option<frame::Finished>) {
        if let Some(frame::Finished { html, slots }) = finished {
            self.files.insert(path.clone(), html);
            self.slots.insert(path.clone(), slots);
        }
    }
}

fn in_language(shared: &frame::Shared<'_>, trees: &[PageTree<'_>]) -> LanguagePages {
    let mut drawn = LanguagePages::default();
    if shared.setup.leaves_out() {
        // Only findings are wanted: of a page, its path is all that others need.
        let empty = |(page, _): &PageTree<'_>| (page.path.clone(), Payload::Bytes(Vec::new()));
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
            let finished = finished.map(|finished| minified(finished, &shared.setup.options));
            let fragment = fragment(shared, page, blocks, &mut report);
            (page, finished, fragment, report)
        })
        .collect();
    for (page, finished, fragment, noticed) in pages {
        drawn.report.merge_once(noticed);
        drawn.files.extend(fragment);
        drawn.add(&page.path, finished);
    }
    if let Some((page, _)) = trees.iter().find(|(page, _)| page.shows(Structure::Accounts)) {
        let data = check_data(shared.pages, shared.setup.catalog, shared.language, page);
        drawn.files.insert(url::check_data_path(&page.path), Payload::Bytes(data.into_bytes()));
    }
    let is_first = shared.pages.site.languages.first().is_some_and(|first| first == shared.lang);
    if is_first {
        let lost = shared.not_found(&mut drawn.report);
        drawn.add(&frame::not_found_path(), lost.map(|lost| minified(lost, &shared.setup.options)));
    }
    drawn
}

/// A page without the bytes that say nothing to a browser, where the options want that.
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
    if !shared.setup.options.fragments || page.holds_all() {
        return None;
    }
    let html = whole::fragment(shared, page, blocks, &base.value.0, report);
    Some((page.path.below("fragments"), Payload::Bytes(html.into_bytes())))
}

/// The finding that fragments need the site's address: they stand on the pages of another site, so that their links must be whole.
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
