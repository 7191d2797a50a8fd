//! Contents of finished pages in other places: all of them on one page, and each alone as a fragment for a CMS.

use super::drawings::Drawings;
use super::embed::{Embedding, embed};
use super::filters::ICON;
use super::frame::Made;
use super::part::{Part, mark};
use crate::catalog::Structure;
use crate::plan::{Page, Pages, url};
use crate::record::map;
use std::collections::BTreeMap;
use tera::Value;

/// How the contents of pages come into the page that holds them all: what authors wrote and the steps of services.
pub(super) struct Places {
    /// The anchors of the pages that are held, by the addresses that lead to them: pages of one language lie in one folder.
    reached: BTreeMap<String, String>,
}

impl Places {
    /// `None` when no page of the language holds the others.
    pub(super) fn of(pages: &Pages, lang: &str) -> Option<Self> {
        let whole = pages.of(lang).find(|page| page.holds_all())?;
        let held = pages.of(lang).filter(|page| is_held(page));
        Some(Self { reached: held.map(|page| (url::relative(&whole.path, &page.path), anchor_of(page))).collect() })
    }

    /// Calls `then` with the way of a page into the page that holds all; with `None` when it has none.
    pub(super) fn embedding<T>(
        places: Option<&Self>,
        page: &Page,
        then: impl FnOnce(Option<&Embedding<'_>>) -> T,
    ) -> T {
        let Some(Self { reached }) = places.filter(|_| is_held(page)) else { return then(None) };
        let own = anchor_of(page);
        let address = |written: &str| inside(reached, &own, written);
        let anchor = |id: &str| format!("{own}--{id}");
        then(Some(&Embedding { deeper: 1, anchor: &anchor, address: &address }))
    }
}

/// The anchor of a page's part: the page's key, in which an anchor may have no blank.
fn anchor_of(page: &Page) -> String {
    page.key.split_whitespace().collect::<Vec<_>>().join("-")
}

fn is_held(page: &Page) -> bool {
    page.document.is_some() || page.structure == Structure::Service
}

/// The parts of the page that holds all, in the order of the menu.
pub(super) fn parts<'p>(places: Option<&Places>, pages: &[Made<'p>], minify: bool) -> Vec<(Value, Part)> {
    let part = |made: &Made<'p>| -> Option<(&'p Page, Part)> {
        let anew = || Places::embedding(places, made.page, |way| way.map(|way| embed(&made.content, way, minify)));
        Some((made.page, made.embedded.clone().or_else(anew)?))
    };
    let told = |(number, (page, part)): (usize, (&Page, Part))| {
        let view = map([
            ("anchor", anchor_of(page).into()),
            ("title", page.title.as_str().into()),
            ("lead", page.lead.clone().into()),
            ("content", mark(number).into()),
        ]);
        (view, part)
    };
    pages.iter().filter_map(part).enumerate().map(told).collect()
}

/// A link from one part to another stays on the page; `reached` has the parts by the addresses that lead to them.
fn inside(reached: &BTreeMap<String, String>, from: &str, written: &str) -> String {
    let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
    if fragment.starts_with(ICON) {
        return written.to_owned();
    }
    match if path.is_empty() { Some(from) } else { reached.get(path).map(String::as_str) } {
        Some(part) if fragment.is_empty() => url::fragment(part),
        // The anchor stands in an address, so it is encoded already.
        Some(part) => format!("{}--{fragment}", url::fragment(part)),
        None => written.to_owned(),
    }
}

/// A page's content alone, for a CMS that lays its own frame around it. Its links lead to the site itself.
pub(super) fn fragment(made: &Made<'_>, base: &str, drawings: &Drawings) -> String {
    let page = made.page;
    let address = |written: &str| {
        if written.is_empty() || written.contains(':') || written.starts_with('#') {
            return written.to_owned();
        }
        let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
        let whole = url::absolute(base, &url::join(&page.path, path));
        if fragment.is_empty() { whole } else { format!("{whole}#{fragment}") }
    };
    let way = Embedding { deeper: 0, anchor: &str::to_owned, address: &address };
    // A CMS may read HTML less well than a browser.
    let Part { html, scan } = embed(&made.content, &way, false);
    let (html, drawings) = (html.trim(), drawings.of(&scan, false).html);
    format!("<div class=\"limpido\" lang=\"{}\">\n{html}{drawings}\n</div>\n", page.lang)
}
