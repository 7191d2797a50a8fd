//! Links and anchors of the trees: places that links lead to and that are not there, anchors that a page has twice. Which page or file a
//! link of an author's text leads to was looked at when the pages were planned; here the places in the pages are known too, and what
//! records lead to.

use super::whole::{anchor_of, is_held, prefix_of};
use crate::diagnostic::{Cause, Diagnostic, Key, Level, Report};
use crate::plan::{Page, Pages};
use crate::say;
use crate::source::Span;
use crate::tree::{Block, Kind, Link, Target, anchors, each_words, links_of, walk};
use std::collections::{HashMap, HashSet};

/// What stands on a page.
pub(super) type PageTree<'p> = (&'p Page, Vec<Block>);

/// Reports links that lead nowhere and anchors that a page has twice, once for each place.
pub(super) fn check(pages: &Pages, trees: &[Vec<PageTree<'_>>], of_theme: &HashSet<String>, report: &mut Report) {
    let trees: Vec<&PageTree<'_>> = trees.iter().flatten().collect();
    let ids: HashMap<&str, HashSet<&str>> =
        trees.iter().map(|(page, blocks)| (page.path.as_str(), anchors_of(blocks))).collect();
    let known = LinkablePlaces { pages, trees: &trees, ids, of_theme };
    for (page, blocks) in &trees {
        report_doubles(&known, blocks, report);
        let written: HashSet<Span> = pages
            .document(page)
            .map(|document| document.body.links().into_iter().map(|(link, _)| link.span).collect())
            .unwrap_or_default();
        walk(blocks, &mut |block| {
            each_words(block, &mut |words| {
                for (link, _) in links_of(words) {
                    if let Some(found) = known.broken(page, link, !written.contains(&link.span)) {
                        report.push_once(found);
                    }
                }
            });
        });
    }
}

const BROKEN: Key = Key::BrokenLink;
const DUPLICATE: Key = Key::DuplicateAnchor;

fn anchors_of(blocks: &[Block]) -> HashSet<&str> {
    let mut ids = HashSet::new();
    walk(blocks, &mut |block| ids.extend(anchors(block)));
    ids
}

/// Reports the anchors that a page has twice, and those that the theme's frame has already. Two headings of an author's with one anchor
/// were reported when the text was read.
fn report_doubles(known: &LinkablePlaces<'_>, blocks: &[Block], report: &mut Report) {
    let mut seen: HashMap<&str, (Span, bool)> = HashMap::new();
    walk(blocks, &mut |block| {
        let is_authors = matches!(block.kind, Kind::Heading(_));
        for id in anchors(block) {
            let before = seen.insert(id, (block.span, is_authors));
            let place = match before {
                Some((_, true)) if is_authors => continue,
                // The author of a text can give a heading another anchor.
                Some((first, true)) => first,
                Some(_) => block.span,
                None if known.of_theme.contains(id) => block.span,
                None => continue,
            };
            report.push_with(Level::Error, || duplicate_anchor(if is_authors { block.span } else { place }, id));
        }
    });
}

struct LinkablePlaces<'a> {
    pages: &'a Pages,
    trees: &'a [&'a PageTree<'a>],
    /// The anchors of each page by its path.
    ids: HashMap<&'a str, HashSet<&'a str>>,
    /// The anchors that the theme's frame has on every page.
    of_theme: &'a HashSet<String>,
}

impl LinkablePlaces<'_> {
    /// The finding for a link that leads nowhere; a file that a text of an author's names was looked at before.
    fn broken(&self, page: &Page, link: &Link, is_of_record: bool) -> Option<Diagnostic> {
        match &link.target {
            Target::File(path) if is_of_record && !self.pages.site.has_file(path) => {
                // A file that an author named and that is not there, or was refused, was told where it is named.
                let cause = Cause::Absent(vec!["file".to_owned(), path.clone()], None);
                Some(no_file(link, path).because_of(cause))
            }
            Target::Here(anchor) => self.no_place(page, link, anchor),
            Target::Page { anchor: Some(anchor), .. } => {
                self.no_place(self.pages.page_of(page, &link.target)?, link, anchor)
            }
            _ => None,
        }
    }

    fn no_place(&self, page: &Page, link: &Link, anchor: &str) -> Option<Diagnostic> {
        // A record that could not be read may have had the anchor.
        if self.has(page, anchor) || !self.pages.site.is_whole {
            return None;
        }
        let near = crate::record::nearest(anchor, self.ids.get(page.path.as_str())?.iter().copied());
        let path = &page.path;
        let message = say!(
            "nella pagina {path} non c'è la sezione «{anchor}»",
            "there is no section “{anchor}” in the page {path}"
        );
        Some(Diagnostic::new(BROKEN, link.span, message).hint(match near {
            Some(near) => say!("forse volevi «#{near}»", "perhaps you meant “#{near}”"),
            None => say!(
                "le sezioni di una pagina si chiamano come i loro titoli, o come scritto tra graffe: ## Titolo {{#nome}}",
                "a page's sections are called as their headings, or as written in braces: ## Heading {{#name}}"
            ),
        }))
    }

    /// Whether a page has an anchor: its own, the theme's, or that of a page which it holds.
    fn has(&self, page: &Page, anchor: &str) -> bool {
        let own = self.ids.get(page.path.as_str()).is_some_and(|ids| ids.contains(anchor));
        own || self.of_theme.contains(anchor) || page.holds_all() && self.holds(page, anchor)
    }

    fn holds(&self, page: &Page, anchor: &str) -> bool {
        let held = self.trees.iter().map(|(held, _)| *held).filter(|held| held.lang == page.lang && is_held(held));
        held.into_iter().any(|held| {
            let inner = anchor.strip_prefix(&prefix_of(held));
            anchor == anchor_of(held) || inner.is_some_and(|inner| self.has(held, inner))
        })
    }
}

fn no_file(link: &Link, path: &str) -> Diagnostic {
    let message = say!(
        "il collegamento «{path}» porta a un file che non c'è",
        "the link “{path}” leads to a file that is not there"
    );
    Diagnostic::new(BROKEN, link.span, message)
        .hint(say!("copialo nella cartella files/ del sito", "copy it into the site's folder files/"))
}

fn duplicate_anchor(place: Span, id: &str) -> Diagnostic {
    let message = say!(
        "l'ancora «{id}» è già di un'altra parte di questa pagina",
        "the anchor “{id}” belongs to another part of this page"
    );
    Diagnostic::new(DUPLICATE, place, message).hint(say!(
        "scegli un altro nome tra le graffe: ## Titolo {{#nome}}",
        "choose another name in the braces: ## Heading {{#name}}"
    ))
}
