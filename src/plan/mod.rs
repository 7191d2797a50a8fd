//! A checked site into pages: which page exists, at which address, under which title, and what its links lead to.
//!
//! 1. A page for every public document, in the order of the menu; its path from `url`.
//! 2. No two pages at one path; no link of the prose to nowhere.
//!
//! What is on the page is for `render`; whether it exists is decided here and nowhere else.

mod by_notice;
mod directory;
mod generated;
mod pages;
pub mod url;

pub use by_notice::{ByNotice, Covers, Mention, Served, Transfer};
pub use directory::{AccountGroup, Directory};
pub use pages::{Page, PageLink, Pages, Part};

use crate::catalog::{Catalog, Structure};
use crate::check::Checked;
use crate::diagnostic::{Cause, Diagnostic, Key, Level, Outcome, Report, Thing};
use crate::model::{Document, Site};
use crate::record::{PublicPath, nearest, plain_name};
use crate::say;
use crate::tree::{Link, Target};
use std::collections::{BTreeMap, HashSet};

/// Plans the pages of a site.
#[must_use]
pub fn plan(checked: Checked, catalog: &Catalog) -> Outcome<Pages> {
    let mut report = Report::default();
    let Checked { site, today, looks: _ } = checked;
    let mut pages: Vec<Page> = Vec::new();
    for (index, document) in site.documents.iter().enumerate().filter(|(_, document)| document.is_public()) {
        let kind = catalog.documents.get(&document.key);
        let structure = kind.map_or(Structure::None, |kind| kind.structure.value);
        let usual = kind.map(|kind| kind.slug.read_by(site.eye(&document.lang)).0.value.as_str());
        let own = document.front.slug.as_ref().map(|slug| slug.value.0.as_str());
        let slug = if structure == Structure::Home { "index" } else { own.or(usual).unwrap_or(&document.key) };
        let place = document.front.slug.as_ref().map_or(document.front.title.span, |slug| slug.span);
        let path = url::page_path(&site.languages, &document.lang, slug);
        let path = PublicPath::new(&path).unwrap_or_else(|trouble| {
            report.push(trouble.found(place, &path));
            PublicPath::stand_in(index)
        });
        if structure != Structure::Home && own.is_none() && usual.is_none() {
            report_name(document, &mut report);
        }
        let written_order = document.front.order.as_ref().map(|order| order.value);
        pages.push(Page {
            key: document.key.clone(),
            lang: document.lang.clone(),
            path,
            parts: Part::of(structure),
            title: document.front.title.value.clone(),
            lead: document.front.lead.as_ref().map(|lead| lead.value.clone()),
            document: Some(index),
            subject: None,
            order: written_order.or(kind.map(|kind| kind.order.value)).unwrap_or(u32::MAX),
        });
    }
    let mut written: HashSet<(String, String)> =
        pages.iter().map(|page| (page.lang.clone(), page.key.clone())).collect();
    for lang in &site.languages {
        for page in generated::pages(&site, catalog, lang, &mut report) {
            // A page that an author writes takes the place of the generated one.
            if written.insert((lang.clone(), page.key.clone())) {
                pages.push(page);
            }
        }
    }
    let place = |lang: &str| site.languages.iter().position(|other| other == lang);
    pages.sort_by(|a, b| (place(&a.lang), a.order, &a.key).cmp(&(place(&b.lang), b.order, &b.key)));
    refuse_same_address(&site, &pages, &mut report);
    let pages = Pages::new(site, pages, catalog, today);
    for page in &pages.pages {
        if let Some(document) = pages.document(page) {
            for (link, is_image) in document.body.links() {
                check_link(&pages, page, link, is_image, &mut report);
            }
        }
    }
    Outcome { value: Some(pages), report }
}

/// Reports a page whose file is not named as names in addresses are, where its address comes from that name. The address stays, because
/// somebody may have it already.
fn report_name(document: &Document, report: &mut Report) {
    let (key, plain) = (&document.key, plain_name(&document.key));
    if *key == plain {
        return;
    }
    let message = say!(
        "l'indirizzo di questa pagina viene dal nome del file, e «{key}» non è fatto solo di lettere minuscole senza accenti, cifre e trattini",
        "this page's address comes from its file's name, and “{key}” is not made of small letters without accents, digits and hyphens only"
    );
    let finding = Diagnostic::new(Key::InvalidName, document.place(), message).weighing(Level::Advice);
    report.push(if plain.is_empty() {
        finding.hint(say!("scrivi un altro nome in «slug:»", "write another name in “slug:”"))
    } else {
        finding.hint(say!(
            "chiama il file {plain}.md in ogni lingua; se la pagina è già in rete, l'indirizzo di oggi vale ancora finché il file si chiama così",
            "call the file {plain}.md in every language; if the page is online, its address of today holds as long as the file keeps its name"
        ))
    });
}

fn refuse_same_address(site: &Site, pages: &[Page], report: &mut Report) {
    let mut taken: BTreeMap<String, &Page> = BTreeMap::new();
    for page in pages {
        let document = |page: &Page| site.documents.get(page.document?);
        let place = match document(page) {
            Some(document) => document.front.slug.as_ref().map_or(document.front.title.span, |slug| slug.span),
            None => site.settings.span,
        };
        let reserved = ["404.html", "index.html"].contains(&page.path.rsplit('/').next().unwrap_or_default())
            && !page.shows(Structure::Home);
        let path = &page.path;
        if let Some(other) = taken.insert(path.folded(), page) {
            let other = document(other).map_or(other.title.as_str(), |document| document.path.as_str());
            report.push(
                Diagnostic::new(
                    Key::DuplicateAddress,
                    place,
                    say!(
                        "questa pagina e {other} hanno lo stesso indirizzo: {path}",
                        "this page and {other} have the same address: {path}"
                    ),
                )
                .hint(say!("dai a una delle due un altro «slug:»", "give one of the two another “slug:”")),
            );
        } else if reserved {
            report.push(
                Diagnostic::new(
                    Key::DuplicateAddress,
                    place,
                    say!("l'indirizzo {path} è riservato", "the address {path} is reserved"),
                )
                .hint(say!("scegli un altro «slug:»", "choose another “slug:”")),
            );
        }
    }
}

/// The name of a page that is missing in a language, or in all of them.
fn missing_page(pages: &Pages, lang: &str, key: String) -> Thing {
    let is_elsewhere = pages.pages.iter().any(|page| page.key == key);
    let in_lang = is_elsewhere.then(|| lang.to_owned());
    ["page".to_owned(), key].into_iter().chain(in_lang).collect()
}

fn check_link(pages: &Pages, page: &Page, link: &Link, is_image: bool, report: &mut Report) {
    let target = &link.target;
    if is_image {
        let is_own = matches!(target, Target::File(_));
        if !is_own {
            report.push(
                Diagnostic::new(Key::ForeignImage, link.span, say!("le immagini stanno nella cartella files/ del sito", "pictures stand in the site's folder files/"))
                    .hint(say!("copia l'immagine in files/ e scrivi ../files/nome.png: una immagine di un altro sito gli direbbe chi legge la pagina", "copy the picture into files/ and write ../files/name.png: a picture of another site would tell it who reads the page")),
            );
            return;
        }
    }
    if pages.resolve(page, target).is_some() {
        return;
    }
    // An address that was refused already is empty; a page under a name that is not read is a finding of its own.
    let lang = |lang: &Option<String>| lang.clone().unwrap_or_else(|| page.lang.clone());
    let is_told = match target {
        Target::Page { lang: of, key, .. } => pages.site.misnamed.contains(&format!("{}/{key}.md", lang(of))),
        Target::Nowhere(written) => written.is_empty(),
        _ => false,
    };
    if !is_told {
        report.push_with(Level::Error, || leads_nowhere(pages, page, link));
    }
}

fn leads_nowhere(pages: &Pages, page: &Page, link: &Link) -> Diagnostic {
    let error = |message| Diagnostic::new(Key::BrokenLink, link.span, message);
    match &link.target {
        Target::Page { lang, key, .. } => {
            let lang = lang.as_deref().unwrap_or(&page.lang);
            let diagnostic =
                error(say!("la pagina «{key}» non c'è in «{lang}»", "there is no page “{key}” in “{lang}”"));
            // A page that was reported as missing was not mistyped.
            let is_known = pages.missing.iter().any(|(of, missing, _)| of == lang && missing == key);
            match nearest(key, pages.of(lang).map(|page| page.key.as_str())).filter(|_| !is_known) {
                Some(near) => diagnostic.hint(say!("forse volevi {near}.md", "perhaps you meant {near}.md")),
                None => diagnostic.because_of(Cause::Absent(missing_page(pages, lang, key.clone()), None)).hint(say!(
                    "scrivi il nome di un file della cartella {lang}/, per esempio contatti.md",
                    "write the name of a file of the folder {lang}/, such as contatti.md"
                )),
            }
        }
        Target::File(path) => error(say!("il file «{path}» non c'è", "there is no file “{path}”"))
            .because_of(Cause::Absent(vec!["file".to_owned(), path.clone()], None))
            .hint(say!("copialo nella cartella files/ del sito", "copy it into the site's folder files/")),
        target => {
            // Every other target has an address.
            let written = if let Target::Nowhere(written) = target { written } else { &link.text };
            error(say!("«{written}» non porta a nessuna pagina", "“{written}” leads to no page")).hint(say!(
                "scrivi il nome di una pagina (contatti.md), un file (../files/atto.pdf) o un indirizzo https://",
                "write a page's name (contatti.md), a file (../files/atto.pdf) or an address with https://"
            ))
        }
    }
}
