//! What the preview lays around pages: its script, and pages of its own (the list of sites, a rule, what is not there).

use super::Editor;
use crate::diagnostic::{Key, Locale};
use std::fmt::Write as _;

/// The script of the preview; the only one that it adds.
pub(super) const SCRIPT: &str = include_str!("client.js");
/// The style of the panel, which lives in a shadow tree.
pub(super) const PANEL_STYLE: &str = include_str!("client.css");
/// The style of the preview's own pages.
pub(super) const PAGE_STYLE: &str = include_str!("page.css");
/// The preview's own path, below the token: no page and no site's folder begins with a dot.
pub(super) const OWN: &str = ".limpido";

/// The version of a page that is not there.
pub(super) const ABSENT: u64 = 0;

/// What every page of one site is told.
#[derive(Clone)]
pub(super) struct PreviewFrame {
    /// The token's path, with a slash at its beginning; empty without a token.
    pub prefix: String,
    /// The site's name; empty when it is the only one.
    pub site: String,
    /// The author's language.
    pub locale: Locale,
    /// How an editor is opened at a place.
    pub editor: Option<Editor>,
}

impl PreviewFrame {
    /// The site's address, with a slash at its end.
    pub(super) fn base(&self) -> String {
        let encoded = crate::plan::url::encode_path(&self.site);
        if encoded.is_empty() { format!("{}/", self.prefix) } else { format!("{}/{encoded}/", self.prefix) }
    }

    /// The address of the preview's own path, with a slash at its end.
    pub(super) fn own(&self) -> String {
        format!("{}/{OWN}/", self.prefix)
    }

    /// The preview's script for the end of a page, which tells it what it looks at.
    pub(super) fn script(&self, path: &str, version: u64, sheet: &str) -> String {
        format!(
            "<script src=\"{own}client.js\" defer data-own=\"{own}\" data-base=\"{}\" data-site=\"{}\" data-page=\"{}\" data-version=\"{version:x}\" data-sheet=\"{}\" data-lang=\"{}\"></script>",
            escape(&self.base()),
            escape(&self.site),
            escape(path),
            escape(sheet),
            word(self.locale),
            own = escape(&self.own()),
        )
    }

    /// The list of the sites.
    pub(super) fn list(&self, names: &[String]) -> String {
        let (title, lead) = match self.locale {
            Locale::It => ("Siti in anteprima", "Apri un sito: si prepara la prima volta che lo guardi."),
            Locale::En => ("Sites in preview", "Open a site: it is made when you first look at it."),
        };
        let mut body = format!("<p>{lead}</p><ul>");
        for name in names {
            let address = Self { site: name.clone(), ..self.clone() }.base();
            let _ = write!(body, "<li><a href=\"{}\">{}</a></li>", escape(&address), escape(name));
        }
        body.push_str("</ul>");
        self.own_page(title, &body, None)
    }

    /// The page of a key, from its Markdown.
    pub(super) fn rule(&self, name: &str) -> Option<String> {
        let key = Key::named(name)?;
        let page = key.page(self.locale);
        let text = page.split_once('\n').map_or("", |(_, rest)| rest);
        let body = comrak::markdown_to_html(text, &comrak::Options::default());
        Some(self.own_page(key.name(), &body.replace("<pre", "<pre tabindex=\"0\""), None))
    }

    /// What stands where there is no page.
    pub(super) fn absent(&self, path: &str) -> String {
        let (title, text, home) = match self.locale {
            Locale::It => ("Qui non c’è nessuna pagina", "Nell’anteprima non c’è", "Vai all’inizio"),
            Locale::En => ("There is no page here", "The preview has no", "Go to the beginning"),
        };
        let base = escape(&self.base());
        let shown = escape(path);
        self.own_page(
            title,
            &format!("<p>{text} <code>{shown}</code>.</p><p><a href=\"{base}\">{home}</a></p>"),
            Some(path),
        )
    }

    /// What stands where pages will be, while mistakes leave none to look at.
    pub(super) fn not_yet(&self, path: &str) -> String {
        let (title, text) = match self.locale {
            Locale::It => (
                "Le pagine non ci sono ancora",
                "Il riquadro elenca gli errori che lo impediscono. Correggi e salva: le pagine arrivano da sole.",
            ),
            Locale::En => (
                "There are no pages yet",
                "The panel lists the mistakes that prevent them. Mend and save: the pages come by themselves.",
            ),
        };
        self.own_page(title, &format!("<p>{text}</p>"), Some(path))
    }

    /// A page of the preview's own. Where it stands in for a page of a site, `waits_for` is that page's path: the preview's script loads
    /// the page once it is there.
    fn own_page(&self, title: &str, body: &str, waits_for: Option<&str>) -> String {
        let (lang, own, shown) = (word(self.locale), escape(&self.own()), escape(title));
        let script = waits_for.map(|path| self.script(path, ABSENT, "")).unwrap_or_default();
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{shown} – limpido</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"{own}page.css\">\n</head>\n<body>\n<main>\n<h1>{shown}</h1>\n{body}\n</main>\n{script}</body>\n</html>\n"
        )
    }
}

/// The language's name in addresses and in HTML.
pub(super) fn word(locale: Locale) -> &'static str {
    match locale {
        Locale::It => "it",
        Locale::En => "en",
    }
}

/// A text that means itself in HTML, in quotes too.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
