//! The pages of a site: what each one is, how it is found, and where a link from one of them leads.

use super::url;
use crate::catalog::{Catalog, Structure};
use crate::model::{Document, Site};
use crate::record::{Date, PublicPath};
use crate::source::Span;
use crate::tree::Target;
use std::borrow::Cow;
use std::collections::HashMap;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The document's key, the same in every language.
    pub key: String,
    /// Its language.
    pub lang: String,
    /// Its path in the site: `en/moderation.html`.
    pub path: PublicPath,
    /// What stands on it, in this order.
    pub parts: Vec<Part>,
    /// Its title, the `h1`.
    pub title: String,
    /// What it answers, in a sentence.
    pub lead: Option<String>,
    /// Its document, by its place in `Site::documents`; `None` for a page that no author writes.
    pub document: Option<usize>,
    /// The account that it is about, by its anchor.
    pub subject: Option<String>,
    /// Its place in the menu.
    pub order: u32,
}

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the page's author wrote.
    Text,
    /// What the site's records say of one thing.
    Records(Structure),
    /// All other pages, one after the other.
    Pages,
}

impl Part {
    /// The parts of a page of a kind, in their order.
    pub(super) fn of(structure: Structure) -> Vec<Self> {
        match structure {
            // What their authors wrote stands among what the records say.
            Structure::Home | Structure::Accounts => vec![Self::Records(structure)],
            Structure::Oblio => vec![Self::Records(structure), Self::Text],
            Structure::Whole => vec![Self::Text, Self::Pages],
            Structure::None => vec![Self::Text],
            _ => vec![Self::Text, Self::Records(structure)],
        }
    }
}

impl Page {
    /// What the page is mainly about: the first of its parts that is made from records, or [`Structure::None`].
    #[must_use]
    pub fn structure(&self) -> Structure {
        let of_records = |part: &Part| match part {
            Part::Records(structure) => Some(*structure),
            Part::Pages => Some(Structure::Whole),
            Part::Text => None,
        };
        self.parts.iter().find_map(of_records).unwrap_or(Structure::None)
    }

    /// Whether one of its parts says what records say of a thing.
    #[must_use]
    pub fn shows(&self, structure: Structure) -> bool {
        self.parts.contains(&Part::Records(structure))
    }

    /// Whether it holds all other pages.
    #[must_use]
    pub fn holds_all(&self) -> bool {
        self.parts.contains(&Part::Pages)
    }
}

/// A page as a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// The document's key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its file in the site's folder, `it/informativa.md`; `None` for a page that no author writes.
    pub file: Option<String>,
    /// Its address; `None` where the site does not say at which address it will stand.
    pub address: Option<String>,
}

/// Every page of a site, with the site.
pub struct Pages {
    /// The site.
    pub site: Site,
    /// The pages by language, each in the order of the menu.
    pub pages: Vec<Page>,
    /// Pages that every site has and this one has not, as (language, key, path): reported already, so that links of the
    /// theme to them need no second finding.
    pub missing: Vec<(String, String, String)>,
    /// The day on which the site is made: an account whose last day is past is shown as closed.
    pub today: Date,
    /// The place of each page in `pages`, by language and key.
    by_key: ByKey,
}

type ByKey = HashMap<String, HashMap<String, usize>>;

impl Pages {
    /// The pages of a site, in their order.
    pub(super) fn new(site: Site, pages: Vec<Page>, catalog: &Catalog, today: Date) -> Self {
        let mut by_key = ByKey::new();
        for (at, page) in pages.iter().enumerate() {
            by_key.entry(page.lang.clone()).or_default().entry(page.key.clone()).or_insert(at);
        }
        let mut missing = Vec::new();
        for lang in &site.languages {
            for (key, kind) in catalog.documents.iter().filter(|(_, kind)| kind.required.value) {
                if by_key.get(lang).is_none_or(|pages| !pages.contains_key(key)) {
                    let slug = &kind.slug.read_by(site.eye(lang)).0.value;
                    missing.push((lang.clone(), key.clone(), url::page_path(&site.languages, lang, slug)));
                }
            }
        }
        Self { site, pages, missing, today, by_key }
    }

    /// The pages as a report names them, in every language, those of the first one before.
    #[must_use]
    pub fn links(&self) -> Vec<PageLink> {
        let base = self.site.settings.base_url.as_ref();
        let link = |page: &Page| PageLink {
            key: page.key.clone(),
            title: page.title.clone(),
            file: page.document.and_then(|at| self.site.documents.get(at)).map(|document| document.path.clone()),
            address: base.map(|base| url::absolute(&base.value.0, page.path.as_str())),
        };
        let first = self.site.languages.first();
        let (mut links, others): (Vec<_>, Vec<_>) = self.pages.iter().partition(|page| Some(&page.lang) == first);
        links.extend(others);
        links.into_iter().map(link).collect()
    }

    /// A page by language and key.
    #[must_use]
    pub fn find(&self, lang: &str, key: &str) -> Option<&Page> {
        self.pages.get(*self.by_key.get(lang)?.get(key)?)
    }

    /// The pages of a language.
    pub fn of<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'a Page> {
        self.pages.iter().filter(move |page| page.lang == lang)
    }

    /// The pages of a language that stand in the menu: those that authors write.
    pub fn menu<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'a Page> {
        self.of(lang).filter(|page| page.document.is_some())
    }

    /// The pages that authors write and that a language does not have, each in the first language that has it.
    #[must_use]
    pub fn untranslated(&self, lang: &str) -> Vec<&Page> {
        let mut found: Vec<&Page> = Vec::new();
        for page in self.site.languages.iter().flat_map(|other| self.menu(other)) {
            if self.find(lang, &page.key).is_none() && !found.iter().any(|known| known.key == page.key) {
                found.push(page);
            }
        }
        found
    }

    /// The document of a page.
    #[must_use]
    pub fn document(&self, page: &Page) -> Option<&Document> {
        self.site.documents.get(page.document?)
    }

    /// Where an author looks for what is wrong with a page.
    #[must_use]
    pub fn place(&self, page: &Page) -> Span {
        let of_subject = || {
            let subject = page.subject.as_ref()?;
            self.site.official().find(|official| official.anchor == subject)
        };
        let own = self.document(page).map(Document::place);
        own.or_else(|| of_subject().map(|official| official.account.span)).unwrap_or(self.site.settings.span)
    }

    /// The page that a target leads to, when it leads to one that is there.
    #[must_use]
    pub fn page_of<'p>(&'p self, from: &'p Page, target: &Target) -> Option<&'p Page> {
        match target {
            Target::Here(_) => Some(from),
            Target::Page { lang, key, .. } => self.find(lang.as_deref().unwrap_or(&from.lang), key),
            _ => None,
        }
    }

    /// The address that a target has, seen from a page; `None` when it leads nowhere.
    #[must_use]
    pub fn resolve(&self, from: &Page, target: &Target) -> Option<String> {
        match target {
            Target::Here(anchor) => Some(url::fragment(anchor)),
            Target::Page { anchor, .. } => {
                let page = self.page_of(from, target)?;
                let anchor = anchor.as_deref().map(url::fragment);
                // A place of the same page is reached without leaving the page.
                let way = anchor.is_none() || page.path != from.path;
                let way = if way { url::relative(&from.path, &page.path) } else { String::new() };
                Some(way + anchor.as_deref().unwrap_or_default())
            }
            Target::File(path) => self.site.has_file(path).then(|| url::relative(&from.path, path)),
            Target::Made(path) => Some(url::relative(&from.path, path)),
            Target::Web(_) | Target::Mail(_) | Target::Phone(_) => target.outside().map(Cow::into_owned),
            Target::Nowhere(_) => None,
        }
    }
}
