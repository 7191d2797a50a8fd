//! What parts are made from: a site, for a page in a language; and the words of whoever reads.

use super::codes::Codes;
use crate::catalog::Catalog;
use crate::i18n::Language;
use crate::model::{InSite, Site};
use crate::plan::{Directory, Page, Pages};
use crate::record::{Date, Eye, Localized, Name, PublicPath, Ref};
use crate::tree::{Block, Inline, text};
use std::collections::BTreeMap;
use std::fmt::Display;

/// What parts are made from: a site, for a page in a language.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The pages, with their site.
    pub pages: &'a Pages,
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The accounts on the day on which the site is made.
    pub directory: &'a Directory<'a>,
    /// Who reads.
    pub spoken: Spoken<'a>,
    /// The page.
    pub page: &'a Page,
    /// The published files to which parts lead.
    pub files: &'a PublicFiles,
}

/// Who reads a text, and the words of the interface in that language.
#[derive(Clone, Copy)]
pub struct Spoken<'a> {
    /// The language of the page, and that of texts which do not name theirs.
    pub eye: Eye<'a>,
    /// The words of the page's language.
    pub language: &'a Language,
}

impl<'a> std::ops::Deref for Scope<'a> {
    type Target = Spoken<'a>;

    fn deref(&self) -> &Spoken<'a> {
        &self.spoken
    }
}

/// The published files to which parts lead.
#[derive(Debug, Default)]
pub struct PublicFiles {
    /// The paths of the theme's scripts, by the names that they have in its folder.
    pub scripts: BTreeMap<String, PublicPath>,
    /// The address of the home page of the site's first language, where that is known.
    pub home: Option<String>,
    /// The QR codes of the accounts, drawn when a page first asks.
    pub codes: Codes,
}

impl<'a> Scope<'a> {
    /// What the page's author wrote.
    pub(super) fn text(&self) -> Vec<Block> {
        self.pages.document(self.page).map(|document| document.body.blocks.clone()).unwrap_or_default()
    }

    pub(super) fn site(&self) -> &'a Site {
        &self.pages.site
    }

    /// The title of a page in this language, or what such a page is called where it is missing.
    pub(super) fn title_of(&self, key: &str) -> String {
        let title = self.pages.find(&self.page.lang, key).map(|page| page.title.clone());
        title.unwrap_or_else(|| key.to_owned())
    }

    /// What a reference means.
    pub(super) fn named<T: InSite>(&self, reference: Option<&Ref<T>>) -> Option<&'a T> {
        self.site().named(reference?)
    }
}

impl Spoken<'_> {
    /// A phrase of the interface.
    pub(super) fn t(&self, key: &str) -> String {
        self.language.phrase(key, &[]).unwrap_or_default()
    }

    /// A phrase with values in the places of its placeholders.
    pub(super) fn t_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.language.phrase(key, values).unwrap_or_default()
    }

    /// A phrase with a number in it.
    pub(super) fn t_number(&self, key: &str, name: &str, number: impl Display) -> String {
        self.t_with(key, &[(name, &number.to_string())])
    }

    /// A phrase as words of a line.
    pub(super) fn label(&self, key: &str) -> Vec<Inline> {
        text(self.t(key))
    }

    /// A text of the ente's, marked where it is in another language than the page's.
    #[must_use]
    pub fn say(&self, words: &Localized) -> Vec<Inline> {
        match words.read_by(self.eye) {
            (words, lang) if lang == self.eye.lang => text(words.value.clone()),
            (words, lang) => vec![Inline::Foreign(lang.to_owned(), words.value.clone())],
        }
    }

    /// A name: a plain one is the same in every language.
    #[must_use]
    pub fn name(&self, name: &Name) -> Vec<Inline> {
        if name.is_plain() { text(name.as_written()) } else { self.say(&name.0) }
    }

    /// The words of a text alone, for where nothing can be marked.
    pub(super) fn plain<'t>(&'t self, words: &'t Localized) -> &'t str {
        &words.read_by(self.eye).0.value
    }

    /// A day in words.
    #[must_use]
    pub fn date(&self, date: Date) -> Inline {
        Inline::Time(date.0.to_string(), self.language.date_in_words(date))
    }

    /// The name of a language by its tag; the tag, which is its standard name, where the interface has no name for it.
    pub(super) fn language_name(&self, tag: &str) -> String {
        self.language.phrase(&format!("language.{tag}"), &[]).unwrap_or_else(|| tag.to_owned())
    }
}
