//! The finished pages into what is broken between them: links to files that are not there, to anchors that no page has,
//! anchors that a page has twice. Checked on what is published, whoever wrote it: prose, YAML or theme.

use super::Rendered;
use super::scan::Scan;
use crate::diagnostic::{Cause, Diagnostic, Level, Report};
use crate::plan::{Page, Pages, url};
use crate::record::PublicPath;
use crate::say;
use crate::source::Span;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) fn check(pages: &Pages, scans: &BTreeMap<PublicPath, Scan>, rendered: &Rendered, report: &mut Report) {
    // What leads somewhere from one page does so from every page beside it, as the menu does.
    let mut good = HashSet::new();
    // A page that could not be made has its own finding.
    let planned: HashSet<&str> = pages.pages.iter().map(|page| page.path.as_str()).collect();
    let mut anchors = Anchors { scans, known: HashMap::new() };
    // What holds all other pages repeats what was checked there.
    for page in pages.pages.iter().filter(|page| !page.holds_all()) {
        let Some(scan) = scans.get(&page.path) else { continue };
        let author = Author::new(pages, page);
        let mut ids = HashSet::new();
        for id in scan.ids.iter().filter(|id| !ids.insert(*id)) {
            let place = author.heading(id);
            if !report.has(DUPLICATE, &place.into()) {
                report.push_with(Level::Error, || duplicate_anchor(place, id));
            }
        }
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for address in scan.addresses.iter() {
            // Most are the menu's.
            if good.contains(&(folder, address)) {
                continue;
            }
            let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
            let fragment = &*crate::tree::decoded(fragment);
            let is_here = path.is_empty() && !fragment.is_empty() && ids.contains(fragment);
            if is_here || address.is_empty() || address.contains(':') {
                continue;
            }
            let target = if path.is_empty() { page.path.to_string() } else { url::join(&page.path, path) };
            let is_missing_page = pages.missing.iter().any(|(_, _, path)| *path == target);
            if is_missing_page {
                continue;
            }
            let exists = rendered.files.contains_key(target.as_str()) || rendered.shared.contains_key(target.as_str());
            if !exists && planned.contains(target.as_str()) {
                continue;
            }
            if exists && (fragment.is_empty() || anchors.has(&target, fragment)) {
                if !path.is_empty() {
                    good.insert((folder, address));
                }
                continue;
            }
            let place = author.link(address);
            if !report.has(BROKEN, &place.into()) {
                let there = exists.then_some(target.as_str());
                let scan = scans.get(target.as_str());
                // A file that an author named and that is not there, or was refused, was told where it is named.
                let is_file = target.starts_with("files/");
                let why = || is_file.then(|| Cause::Absent(vec!["file".to_owned(), target.clone()], None));
                report
                    .push_with(Level::Error, || broken_link(place, address, there, (fragment, scan)).because_of(why()));
            }
        }
    }
}

const BROKEN: &str = "broken-link";
const DUPLICATE: &str = "duplicate-anchor";

/// The anchors of pages, gathered for each page that a link leads into.
struct Anchors<'s> {
    scans: &'s BTreeMap<PublicPath, Scan>,
    known: HashMap<String, Option<HashSet<&'s str>>>,
}

impl Anchors<'_> {
    /// Whether a file has an anchor; of files that are no page nobody knows better.
    fn has(&mut self, path: &str, anchor: &str) -> bool {
        if !self.known.contains_key(path) {
            let ids = self.scans.get(path).map(|scan| scan.ids.iter().collect());
            self.known.insert(path.to_owned(), ids);
        }
        self.known.get(path).and_then(Option::as_ref).is_none_or(|ids| ids.contains(anchor))
    }
}

/// What the author of a page wrote, found again from what stands on the finished page. Gathered when something is wrong.
struct Author<'p> {
    pages: &'p Pages,
    page: &'p Page,
    links: OnceCell<HashMap<String, Span>>,
    headings: OnceCell<HashMap<&'p str, Span>>,
}

impl<'p> Author<'p> {
    fn new(pages: &'p Pages, page: &'p Page) -> Self {
        Self { pages, page, links: OnceCell::new(), headings: OnceCell::new() }
    }

    /// The author's link that became an address; for links of the theme, the page's title.
    fn link(&self, address: &str) -> Span {
        let links = self.links.get_or_init(|| {
            let mut places = HashMap::new();
            let links = self.pages.document(self.page).map(|document| document.body.links()).unwrap_or_default();
            for (link, _) in links {
                if let Some(address) = self.pages.resolve(self.page, &link.target) {
                    places.entry(address).or_insert(link.span);
                }
            }
            places
        });
        links.get(address).copied().unwrap_or_else(|| self.pages.place(self.page))
    }

    /// The author's heading with an anchor; for others, the page's title.
    fn heading(&self, id: &str) -> Span {
        let headings = self.headings.get_or_init(|| {
            let headings = self.pages.document(self.page).map(|document| document.body.headings()).unwrap_or_default();
            let mut places = HashMap::new();
            for heading in headings {
                places.entry(heading.id.as_str()).or_insert(heading.span);
            }
            places
        });
        headings.get(id).copied().unwrap_or_else(|| self.pages.place(self.page))
    }
}

/// A link that leads nowhere; `there` is its page where only the section is missing.
fn broken_link(place: Span, address: &str, there: Option<&str>, (fragment, scan): (&str, Option<&Scan>)) -> Diagnostic {
    let message = match there {
        None => say!(
            "il collegamento «{address}» porta a un file che non c'è",
            "the link “{address}” leads to a file that is not there"
        ),
        Some(target) => say!(
            "nella pagina {target} non c'è la sezione «{fragment}»",
            "there is no section “{fragment}” in the page {target}"
        ),
    };
    let near = scan.and_then(|scan| crate::record::nearest(fragment, scan.ids.iter()));
    Diagnostic::error(BROKEN, place, message).hint(match near {
        Some(near) => say!("forse volevi «#{near}»", "perhaps you meant “#{near}”"),
        None => say!(
            "le sezioni di una pagina si chiamano come i loro titoli, o come scritto tra graffe: ## Titolo {{#nome}}",
            "a page's sections are called as their headings, or as written in braces: ## Heading {{#name}}"
        ),
    })
}

fn duplicate_anchor(place: Span, id: &str) -> Diagnostic {
    let message = say!(
        "l'ancora «{id}» è già di un'altra parte di questa pagina",
        "the anchor “{id}” belongs to another part of this page"
    );
    Diagnostic::error(DUPLICATE, place, message).hint(say!(
        "scegli un altro nome tra le graffe: ## Titolo {{#nome}}",
        "choose another name in the braces: ## Heading {{#name}}"
    ))
}
