//! One page: its content, its index, and the frame around it, from what all pages of a language share.

use super::assets::Kept;
use super::html::{Place, Writer};
use super::linked_data::linked_data;
use super::menu::Menu;
use super::part::{Builder, Part, mark};
use super::profile_text::profile_texts;
use super::qr::qr_codes;
use super::scan::Scan;
use super::whole::Places;
use super::{Room, check_data, embed, whole};
use crate::catalog::Structure;
use crate::content::FrontMatter;
use crate::diagnostic::Report;
use crate::i18n::Language;
use crate::plan::{Directory, Page, Pages, directory_view, url};
use crate::record::{Field, Text, map};
use std::cell::OnceCell;
use tera::{Context, Map, Value};

/// The strictest policy that the pages need (CSP 3): nothing but our own style, pictures and fonts. Nothing on them connects to
/// anything; `connect-src` lets checkers in a browser read `robots.txt`.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of the page of accounts, which has a script of our own: it reads the page and asks nobody anything.
pub(super) const WITH_SCRIPT: &str = "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/// A finished page.
pub(super) struct Made<'p> {
    /// Which.
    pub page: &'p Page,
    /// All of it.
    pub html: String,
    /// What is its own, without the frame.
    pub content: String,
    /// The same for the page that holds all others, when it is held there and was written meanwhile.
    pub embedded: Option<Part>,
    /// What others need to know of it.
    pub scan: Scan,
}

/// What the pages of all languages share.
pub(super) struct Common<'a> {
    /// The paths of the style sheet and the scripts.
    pub kept: Kept,
    directory: Directory<'a>,
    qr_codes: Value,
}

impl<'a> Common<'a> {
    pub(super) fn new(kept: Kept, pages: &'a Pages, room: &'a Room<'_>) -> Self {
        let directory = Directory::new(&pages.site, room.catalog, pages.today);
        let qr_codes = Value::from_serializable(&qr_codes(pages, &directory, !room.leaves_out()));
        Self { kept, directory, qr_codes }
    }
}

/// What the pages of one language share.
pub(super) struct Shared<'a> {
    common: &'a Common<'a>,
    pages: &'a Pages,
    room: &'a Room<'a>,
    lang: &'a str,
    language: Option<&'a Language>,
    context: Context,
    menu: OnceCell<Option<Menu>>,
    foot: OnceCell<Option<Part>>,
    places: Option<Places>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(pages: &'a Pages, room: &'a Room<'a>, lang: &'a str, common: &'a Common<'a>) -> Self {
        let site = &pages.site;
        let eye = site.eye(lang);
        let mut context = Context::new();
        if let Some(view) = site.views.get(lang) {
            context.insert_value("site", view.clone());
        }
        context.insert("lang", lang);
        context.insert_value("directory", directory_view(&common.directory, site, eye));
        let (norme, authorities) = room.views.of(room.catalog, eye);
        context.insert_value("norme", norme);
        context.insert_value("authorities", authorities);
        context.insert("sheet", common.kept.sheet.as_str());
        context.insert("scripts", &common.kept.scripts);
        let written = site.settings.licence.as_ref().and_then(|licence| licence.name.as_ref());
        let known = written.and_then(|name| room.catalog.licences.0.iter().find(|(_, known)| known.is_called(name)));
        context.insert_value("known_licence", known.map(|(_, known)| known.view(eye)).into());
        context.insert("content_security_policy", CONTENT_SECURITY_POLICY);
        context.insert("last_revision", &site.acts.last_revision().map(|date| date.value.0.to_string()));
        context.insert("base_url", &site.settings.base_url.as_ref().map(|base| base.value.0.as_str()));
        let language = room.languages.get(lang);
        let mut shared = Self {
            common,
            pages,
            room,
            lang,
            language,
            context,
            menu: OnceCell::new(),
            foot: OnceCell::new(),
            places: Places::of(pages, lang),
        };
        if let Some(first) = pages.of(lang).next() {
            // Pages of one language lie in one folder: links between them are the same on each.
            let href = |path: &str| url::relative(&first.path, path);
            shared.context.insert_value("links", links(pages, lang, href).into());
            shared.context.insert_value("navigation", navigation(pages, lang, href, false));
            let missing = pages.missing.iter().filter(|(of, ..)| of == lang).map(|(_, key, _)| (key, key));
            let titles: Map = pages
                .of(lang)
                .map(|page| (&page.key, &page.title))
                .chain(missing)
                .map(|(key, title)| (key.clone().into(), title.as_str().into()))
                .collect();
            shared.context.insert_value("titles", titles.into());
            let up = url::root_of(&first.path);
            shared.context.insert("assets", &format!("{up}{}", if room.shares_assets() { "../" } else { "" }));
            shared.context.insert("root", &up);
        }
        shared
    }

    /// The whole page. A page that holds all others needs their contents.
    pub(super) fn page(&self, page: &'a Page, before: &[Made<'_>], report: &mut Report) -> Option<Made<'a>> {
        let document = self.pages.document(page);
        let front = document.map(|document| &document.front);
        let site = &self.pages.site;
        let title = &page.title;
        let office =
            front.and_then(|front| front.office.as_ref()).and_then(|name| site.settings.ente.offices.get(&name.value));
        let words = |texts: fn(&FrontMatter) -> &Vec<Text>| -> Vec<&str> {
            front.map(|front| texts(front).iter().map(|text| text.value.as_str()).collect()).unwrap_or_default()
        };
        let others: Vec<_> = site
            .languages
            .iter()
            .filter_map(|lang| {
                let other = self.pages.find(lang, &page.key)?;
                let name = self.room.languages.get(lang).map(|language| language.name.value.as_str());
                Some(map([
                    ("lang", lang.as_str().into()),
                    ("name", name.into()),
                    ("href", url::relative(&page.path, &other.path).into()),
                    ("path", other.path.as_str().into()),
                    ("current", (lang == self.lang).into()),
                ]))
            })
            .collect();
        let base = site.settings.base_url.as_ref().map(|base| base.value.0.as_str());
        let absolute = |path: &str| base.map(|base| url::absolute(base, path));
        let alternates: Vec<_> = site
            .languages
            .iter()
            .filter_map(|lang| {
                let other = self.pages.find(lang, &page.key)?;
                Some(map([("lang", lang.as_str().into()), ("href", absolute(&other.path)?.into())]))
            })
            .collect();
        let mut context = self.context.clone();
        context.insert("title", title);
        context.insert_value("languages", others.into());
        context.insert_value("alternates", alternates.into());
        context.insert("canonical", &absolute(&page.path));
        let updated = front.and_then(|front| front.updated.as_ref()).map(|date| date.value.0.to_string());
        let view = map([
            ("key", page.key.as_str().into()),
            ("path", page.path.as_str().into()),
            ("structure", page.structure.word().into()),
            ("title", title.as_str().into()),
            ("lead", page.lead.clone().into()),
            ("subject", page.subject.clone().into()),
            ("updated", updated.into()),
            ("office", office.map(|office| office.view(site.eye(self.lang))).into()),
            ("tags", words(|front| &front.tags).into()),
            ("audience", words(|front| &front.audience).into()),
        ]);
        context.insert_value("page", view);
        let mut prose = String::new();
        if let (Some(document), Some(language)) = (document, self.language) {
            let place = Place { address: &|target| self.pages.resolve(page, target), prefix: "", deeper: 0 };
            let language = (language, self.lang);
            Writer { place, language, engine: self.room.engine, report }.blocks(&document.body.blocks, &mut prose);
        }
        context.insert_value("prose", Value::safe_string(&prose));
        let mut parts = Vec::new();
        match page.structure {
            Structure::Home | Structure::Accounts => {
                if page.structure == Structure::Accounts {
                    context.insert("content_security_policy", WITH_SCRIPT);
                    context.insert("check_data", &url::relative(&page.path, &check_data::path_of(page)));
                }
                let data = linked_data(site, &self.common.directory, site.eye(self.lang));
                context.insert_value("linked_data", Value::safe_string(&data));
            }
            Structure::ProfileTexts => {
                let texts = self
                    .language
                    .map(|language| profile_texts(self.pages, &self.common.directory, language, self.lang));
                context.insert("profile_texts", &texts);
            }
            Structure::Qr => {
                context.insert_value("qr_codes", self.common.qr_codes.clone());
            }
            Structure::Whole => {
                let (told, held): (Vec<_>, _) =
                    whole::parts(self.places.as_ref(), before, self.room.options.minify).into_iter().unzip();
                context.insert_value("parts", Value::from(told));
                parts = held;
            }
            _ => {}
        }
        let href = |path: &str| url::relative(&page.path, path);
        let menu = self.menu.get_or_init(|| self.menu(&self.context, href, report)).as_ref()?;
        let menu = menu.of(self.pages.menu(self.lang).position(|entry| entry.path == page.path));
        let foot = self.foot.get_or_init(|| self.foot(&self.context, report)).clone()?;
        let structure = format!("structures/{}.html", page.structure.word());
        Places::embedding(self.places.as_ref(), page, |embedding| {
            let embedding = embedding.filter(|_| !self.room.leaves_out());
            let mut beside = embedding.map(|embedding| embed::Writer::beside(embedding, self.room.options.minify));
            let (Part { html, scan }, inner) =
                self.framed(&structure, context, (&parts, [menu, foot]), beside.as_mut(), report)?;
            Some(Made { page, html, content: inner, embedded: beside.map(embed::Writer::finish), scan })
        })
    }

    /// The page for addresses that do not exist, in every language of the site. A host shows it at any depth: its links begin at the
    /// host's root, where the site's place there is known; where it is not, the page is text alone and asks for nothing.
    pub(super) fn not_found(&self, report: &mut Report) -> Option<String> {
        let base = self.pages.site.settings.base_url.as_ref().map(|base| base.value.0.as_str());
        let href = |path: &str| base.map_or_else(String::new, |base| url::rooted(base, path));
        let mut context = self.context.clone();
        let title = self.language.and_then(|language| language.phrase("not_found.title", &[])).unwrap_or_default();
        context.insert("title", &title);
        let spoken = self.pages.site.languages.iter().map(|lang| self.not_found_in(lang, href));
        context.insert_value("not_found", spoken.collect::<Vec<_>>().into());
        let no = || Value::from(Vec::<Value>::new());
        let view = map([
            ("key", "404".into()),
            ("path", "404.html".into()),
            ("structure", "not-found".into()),
            ("title", title.into()),
            ("lead", Value::none()),
            ("updated", Value::none()),
            ("office", Value::none()),
            ("tags", no()),
            ("audience", no()),
        ]);
        context.insert_value("page", view);
        let Some(base) = base else { return self.room.engine.render("bare.html", &context, report) };
        let links: Map =
            self.pages.of(self.lang).map(|page| (page.key.clone().into(), href(&page.path).into())).collect();
        context.insert_value("links", links.into());
        let root = url::rooted(base, "");
        context.insert("assets", if self.room.shares_assets() { url::parent(&root) } else { &root });
        context.insert("root", &root);
        context.insert_value("languages", no());
        context.insert_value("alternates", no());
        context.insert_value("canonical", Value::none());
        context.insert("prose", "");
        // Its links are whole, and so are those of its menu and its foot.
        let ends = [self.menu(&context, href, report)?.of(None), self.foot(&context, report)?];
        self.framed("structures/not-found.html", context, (&[], ends), None, report).map(|(page, _)| page.html)
    }

    /// What the page for addresses that do not exist says in a language, and where that language's pages are.
    fn not_found_in(&self, lang: &str, href: impl Fn(&str) -> String) -> Value {
        let language = self.room.languages.get(lang);
        let phrase = |key: &str| language.and_then(|language| language.phrase(&format!("not_found.{key}"), &[])).into();
        map([
            ("lang", lang.into()),
            ("title", phrase("title")),
            ("text", phrase("text")),
            ("from_here", phrase("from_here")),
            ("navigation", navigation(self.pages, lang, href, false)),
        ])
    }

    /// The menu of the language, whose entries lead where `href` says.
    fn menu(&self, context: &Context, href: impl Fn(&str) -> String, report: &mut Report) -> Option<Menu> {
        let mut written = |current: bool| {
            let mut context = context.clone();
            context.insert_value("navigation", navigation(self.pages, self.lang, &href, current));
            self.room.engine.render("menu.html", &context, report)
        };
        let (others, own) = (written(false)?, written(true)?);
        let menu = Menu::new([&others, &own], self.pages.menu(self.lang).count(), self.room.options.minify);
        if menu.is_none() {
            self.room.engine.refuse_menu(report);
        }
        menu
    }

    /// What all pages of the language end with.
    fn foot(&self, context: &Context, report: &mut Report) -> Option<Part> {
        let mut foot = Builder::new(self.room.options.minify);
        foot.add(&self.room.engine.render("foot.html", context, report)?);
        Some(foot.finish())
    }

    /// The page, and its content alone. The content comes first: its headings make the index. Each part of the page is read once.
    fn framed(
        &self,
        structure: &str,
        mut context: Context,
        (parts, [menu, foot]): (&[Part], [Part; 2]),
        beside: Option<&mut embed::Writer<'_>>,
        report: &mut Report,
    ) -> Option<(Part, String)> {
        let minify = self.room.options.minify;
        let mut inner = Builder::new(minify);
        let html = self.room.engine.render(structure, &context, report)?;
        if parts.is_empty() {
            inner.add_beside(&html, beside);
        } else {
            inner.add_with(&html, parts);
        }
        let inner = inner.finish();
        let section = |(id, text): &(String, String)| map([("id", id.as_str().into()), ("text", text.as_str().into())]);
        context.insert_value("sections", inner.scan.sections.iter().map(section).collect::<Vec<_>>().into());
        let place = mark(0);
        for (name, mark) in [("content", &place), ("menu", &mark(1)), ("foot", &mark(2))] {
            context.insert_value(name, Value::safe_string(mark));
        }
        let frame = self.room.engine.render("page.html", &context, report)?;
        if !frame.contains(&place) {
            self.room.engine.refuse_frame(report);
            return None;
        }
        let alone = inner.html.clone();
        // The drawings stand where nothing is read: at the end of the page.
        let (above, below) = frame.split_at(frame.rfind("</body>").unwrap_or(frame.len()));
        let mut page = Builder::new(minify);
        page.add_with(above, &[inner, menu, foot]);
        page.lay(&self.room.engine.drawings.of(page.scan(), minify));
        page.add(below);
        Some((page.finish(), alone))
    }
}

/// The entries of the menu, each with the mark of its place; all of them current, or none. Pages that the language does not have come
/// last, in a language that has them.
fn navigation(pages: &Pages, lang: &str, href: impl Fn(&str) -> String, current: bool) -> Value {
    let entry = |page: &Page, place: Value, current: bool, other: Value| {
        map([
            ("place", place),
            ("key", page.key.as_str().into()),
            ("title", page.title.as_str().into()),
            ("href", href(&page.path).into()),
            ("current", current.into()),
            ("lang", other),
        ])
    };
    let of_language = pages
        .menu(lang)
        .enumerate()
        .map(|(place, page)| entry(page, Value::safe_string(&mark(place)), current, Value::none()));
    let of_others =
        pages.untranslated(lang).into_iter().map(|page| entry(page, "".into(), false, page.lang.as_str().into()));
    of_language.chain(of_others).collect::<Vec<_>>().into()
}

/// Where the pages of a language are, by their keys. Those that every site has and this one has not are among them: their absence
/// was reported, and the others stay readable meanwhile.
fn links(pages: &Pages, lang: &str, href: impl Fn(&str) -> String) -> Map {
    let found = pages.of(lang).map(|page| (&page.key, page.path.as_str()));
    let missing = pages.missing.iter().filter(|(of, ..)| of == lang).map(|(_, key, path)| (key, path.as_str()));
    found.chain(missing).map(|(key, path)| (key.clone().into(), href(path).into())).collect()
}
