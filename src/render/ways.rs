//! The ways that a frame shows: menu, foot, the page in other languages.

use super::frame::Shared;
use crate::plan::{Page, url};
use crate::record::{WebAddress, map};
use crate::source::Spanned;
use crate::tree::Target;
use tera::Value;

impl Shared<'_> {
    /// The links at the foot of every page.
    pub(super) fn foot(&self, address: &dyn Fn(&Target) -> Option<String>) -> Value {
        let settings = &self.pages.site.settings;
        let ente = &settings.ente;
        let entry = |title: String, href: Option<String>, element: Option<&'static str>| {
            let href = href?;
            Some(map([("title", title.into()), ("href", href.into()), ("element", element.into())]))
        };
        let page = |key: &str, title: Option<&str>, element: Option<&'static str>| {
            let found = self.pages.find(self.lang, key)?;
            let title = title.map_or_else(|| found.title.clone(), |title| self.phrase(title));
            entry(title, address(&Target::page(key)), element)
        };
        let web = |title: &str, page: Option<&Spanned<WebAddress>>, element| {
            entry(self.phrase(title), page.map(|page| page.value.0.clone()), element)
        };
        let declaration = settings.accessibility.as_ref().and_then(|given| given.dichiarazione.as_ref());
        let data = entry(self.phrase("footer.data"), address(&Target::Made("accounts.json".to_owned())), None);
        let listed = |entries: Vec<Option<Value>>| Value::from(entries.into_iter().flatten().collect::<Vec<_>>());
        map([
            (
                "pages",
                listed(vec![
                    page("accounts", None, None),
                    page("oblio", Some("footer.oblio"), None),
                    page("policy-completa", None, None),
                    data,
                ]),
            ),
            (
                "ente",
                listed(vec![
                    web("footer.privacy_page", ente.privacy_page.as_ref(), None),
                    web("footer.transparency", ente.transparency_page.as_ref(), None),
                ]),
            ),
            (
                "small",
                listed(vec![
                    page("informativa", Some("footer.privacy"), Some("privacy-policy-link")),
                    page("note-legali", Some("footer.legal"), Some("legal-notes")),
                    web("footer.declaration", declaration, Some("accessibility-link")),
                    page("contatti", Some("footer.contacts"), None),
                ]),
            ),
        ])
    }

    /// The entries of the menu. Pages that the language does not have come last, in a language that has them.
    pub(super) fn navigation(&self, current: Option<&Page>, address: &dyn Fn(&Target) -> Option<String>) -> Vec<Value> {
        let entry = |page: &Page, other: Option<&str>| {
            let target = Target::Page { lang: Some(page.lang.clone()), key: page.key.clone(), anchor: None };
            let is_current = current.is_some_and(|current| current.path == page.path);
            map([
                ("title", page.title.as_str().into()),
                ("href", address(&target).into()),
                ("lang", other.into()),
                ("is_current", is_current.into()),
            ])
        };
        let own = self.pages.menu(self.lang).map(|page| entry(page, None));
        let others = self.pages.untranslated(self.lang).into_iter().map(|page| entry(page, Some(&page.lang)));
        own.chain(others).collect()
    }

    pub(super) fn absolute(&self, page: &Page) -> Option<String> {
        let base = self.pages.site.settings.base_url.as_ref()?;
        Some(url::absolute(&base.value.0, &page.path))
    }

    /// The page in each language, with whole addresses; nothing where nobody knows the site's address, or there is no other language.
    pub(super) fn alternates(&self, page: &Page) -> Vec<Value> {
        let each = |lang: &String| {
            let href = self.absolute(self.pages.find(lang, &page.key)?)?;
            Some(map([("lang", lang.as_str().into()), ("href", href.into())]))
        };
        let all: Vec<Value> = self.pages.site.languages.iter().filter_map(each).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// The page in each language, itself included; nothing where there is no other.
    pub(super) fn languages(&self, page: &Page) -> Vec<Value> {
        let each = |lang: &String| {
            let other = self.pages.find(lang, &page.key)?;
            let name = self.setup.languages.get(lang).map(|language| language.name.value.as_str());
            Some(map([
                ("lang", lang.as_str().into()),
                ("name", name.into()),
                ("href", url::relative(&page.path, &other.path).into()),
                ("is_current", (lang == self.lang).into()),
            ]))
        };
        let all: Vec<Value> = self.pages.site.languages.iter().filter_map(each).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }
}
