//! The finished pages into what is broken between them: links to files that are not there, to anchors that no page has,
//! anchors that a page has twice. Checked on what is published, whoever wrote it: prose, YAML or theme.

use super::Rendered;
use super::scan::Scan;
use crate::diagnostic::{Cause, Diagnostic, Report};
use crate::plan::{Page, Pages, url};
use crate::record::PublicPath;
use crate::say;
use crate::source::Span;
use std::collections::{BTreeMap, HashSet};

pub(super) fn check(pages: &Pages, scans: &BTreeMap<PublicPath, Scan>, rendered: &Rendered, report: &mut Report) {
    // What leads somewhere from one page does so from every page beside it, as the menu does.
    let mut good = HashSet::new();
    // What holds all other pages repeats what was checked there.
    for page in pages.pages.iter().filter(|page| !page.holds_all()) {
        let Some(scan) = scans.get(&page.path) else { continue };
        let mut ids: Vec<&str> = scan.ids.iter().collect();
        ids.sort_unstable();
        for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
            report.push_once(duplicate_anchor(pages, page, pair[0]));
        }
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for address in scan.addresses.iter() {
            let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
            let fragment = &*url::decoded(fragment);
            let is_here = path.is_empty() && !fragment.is_empty() && ids.binary_search(&fragment).is_ok();
            if is_here || address.is_empty() || address.contains(':') || good.contains(&(folder, address)) {
                continue;
            }
            let target = if path.is_empty() { page.path.to_string() } else { url::join(&page.path, path) };
            let is_missing_page = pages.missing.iter().any(|(_, _, path)| *path == target);
            if is_missing_page {
                continue;
            }
            let problem =
                if !rendered.files.contains_key(target.as_str()) && !rendered.shared.contains_key(target.as_str()) {
                    Some(say!(
                        "il collegamento «{address}» porta a un file che non c'è",
                        "the link “{address}” leads to a file that is not there"
                    ))
                } else if !fragment.is_empty()
                    && scans.get(target.as_str()).is_some_and(|scan| !scan.ids.iter().any(|id| id == fragment))
                {
                    Some(say!(
                        "nella pagina {target} non c'è la sezione «{fragment}»",
                        "there is no section “{fragment}” in the page {target}"
                    ))
                } else {
                    if !path.is_empty() {
                        good.insert((folder, address));
                    }
                    None
                };
            if let Some(message) = problem {
                let diagnostic = Diagnostic::error("broken-link", place_of(pages, page, address), message);
                // A file that an author named and that is not there, or was refused, was told where it is named.
                let is_file = target.starts_with("files/");
                let diagnostic = diagnostic
                    .because_of(is_file.then(|| Cause::Absent(vec!["file".to_owned(), target.clone()], None)));
                let near =
                    scans.get(target.as_str()).and_then(|scan| crate::record::nearest(fragment, scan.ids.iter()));
                report.push_once(match near {
                    Some(near) => diagnostic.hint(say!("forse volevi «#{near}»", "perhaps you meant “#{near}”")),
                    None => diagnostic.hint(say!("le sezioni di una pagina si chiamano come i loro titoli, o come scritto tra graffe: ## Titolo {{#nome}}", "a page's sections are called as their headings, or as written in braces: ## Heading {{#name}}")),
                });
            }
        }
    }
}

/// The author's link that became an address; for links of the theme, the page's title.
fn place_of(pages: &Pages, page: &Page, address: &str) -> Span {
    let links = pages.document(page).map(|document| document.body.links()).unwrap_or_default();
    let own = links.iter().find(|(link, _)| pages.resolve(page, &link.url).as_deref() == Some(address));
    own.map_or_else(|| pages.place(page), |(link, _)| link.span)
}

fn duplicate_anchor(pages: &Pages, page: &Page, id: &str) -> Diagnostic {
    let headings = pages.document(page).map(|document| document.body.headings()).unwrap_or_default();
    let heading = headings.into_iter().find(|heading| heading.id == id);
    let place = heading.map_or_else(|| pages.place(page), |heading| heading.span);
    let message = say!(
        "l'ancora «{id}» è già di un'altra parte di questa pagina",
        "the anchor “{id}” belongs to another part of this page"
    );
    Diagnostic::error("duplicate-anchor", place, message).hint(say!(
        "scegli un altro nome tra le graffe: ## Titolo {{#nome}}",
        "choose another name in the braces: ## Heading {{#name}}"
    ))
}
