//! One page: what is its own, and the frame of the theme around it. The frame gets finished words and addresses; it decides how they
//! look.
//!
//! The program writes a page's beginning, to the policy, and its end, from the drawings on: so the preview knows where both are, and no
//! theme can leave them out.

use super::assets::Kept;
use super::{Payload, RenderSetup, Slots};
use crate::catalog::Structure;
use crate::data::linked_data;
use crate::diagnostic::Report;
use crate::html::{HtmlWriter, Markup, Surroundings};
use crate::i18n::Language;
use crate::model::FrontMatter;
use crate::parts::{self, PublicFiles, Scope};
use crate::plan::{Directory, Page, Pages, url};
use crate::record::{PublicPath, Text, map};
use crate::tree::{Block, Target};
use std::fmt::Write as _;
use tera::{Context, Value};

/// The strictest policy that the pages need (CSP 3): nothing but our own style, pictures and fonts. Nothing on them connects to
/// anything; `connect-src` lets checkers in a browser read `robots.txt`.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of the page of accounts, which has a script of our own: it reads the page and asks nobody anything.
pub(super) const WITH_SCRIPT: &str = "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of a page that asks for nothing at all: its empty icon is in the page.
const NOTHING: &str = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'";

/// The text with which every page ends.
const END: &str = "</body>\n</html>\n";

/// What the pages of all languages share.
pub(super) struct Common<'a> {
    /// The paths of the style sheet and the scripts.
    pub kept: Kept,
    /// The accounts on the day.
    pub directory: Directory<'a>,
    /// The published files to which parts lead.
    pub files: PublicFiles,
}

impl<'a> Common<'a> {
    pub(super) fn new(kept: Kept, pages: &'a Pages, setup: &'a RenderSetup<'_>) -> Self {
        let base = pages.site.settings.base_url.as_ref();
        let files = PublicFiles {
            scripts: kept.scripts.clone(),
            home: base.map(|base| url::absolute(&base.value.0, "index.html")),
            codes: parts::Codes::new(setup.leaves_out()),
        };
        Self { kept, directory: Directory::new(&pages.site, setup.catalog, pages.today), files }
    }
}

/// A finished page, and where its slots are.
pub(super) struct Finished {
    /// The whole page.
    pub html: Payload,
    /// Where the preview puts what it adds.
    pub slots: Slots,
}

/// What the pages of one language share.
pub(super) struct Shared<'a> {
    pub common: &'a Common<'a>,
    pub pages: &'a Pages,
    pub setup: &'a RenderSetup<'a>,
    pub lang: &'a str,
    pub language: &'a Language,
}

impl<'a> Shared<'a> {
    pub(super) fn scope(&self, page: &'a Page) -> Scope<'a> {
        Scope {
            pages: self.pages,
            catalog: self.setup.catalog,
            directory: &self.common.directory,
            spoken: parts::Spoken { eye: self.pages.site.eye(self.lang), language: self.language },
            page,
            files: &self.common.files,
        }
    }

    /// The address of a target, seen from a page.
    pub(super) fn address(&self, page: &Page, target: &Target) -> Option<String> {
        let address = self.pages.resolve(page, target)?;
        let is_shared =
            matches!(target, Target::Made(path) if path.starts_with("assets/")) && self.setup.shares_assets();
        Some(if is_shared { format!("../{address}") } else { address })
    }

    pub(super) fn phrase(&self, key: &str) -> String {
        self.language.phrase(key, &[]).unwrap_or_default()
    }

    /// Draws a page: its own blocks, and the frame around them.
    pub(super) fn page(&self, page: &Page, blocks: &[Block], report: &mut Report) -> Option<Finished> {
        let address = |target: &Target| self.address(page, target);
        let surroundings = Surroundings { address: &address, prefix: "", deeper: 0, has_scripts: true };
        let mut writer = HtmlWriter::new(surroundings, (self.language, self.lang), self.setup.engine, report);
        let mut content = String::new();
        writer.blocks(blocks, &mut content);
        self.framed(page, (content, &crate::tree::sections(blocks)), writer)
    }

    /// The frame around what is a page's own.
    pub(super) fn framed(
        &self,
        page: &Page,
        (content, sections): (String, &[(String, String)]),
        mut writer: HtmlWriter<'_>,
    ) -> Option<Finished> {
        let is_home = page.shows(Structure::Home);
        let sections: Vec<Value> = sections
            .iter()
            .map(|(id, text)| map([("href", url::fragment(id).into()), ("text", text.as_str().into())]))
            .collect();
        let mut frame = self.context(&|target| self.address(page, target), &mut writer);
        for (name, value) in [
            ("structure", page.structure().word().into()),
            ("is_home", is_home.into()),
            ("title", page.title.as_str().into()),
            ("lead", page.lead.clone().into()),
            ("canonical", self.absolute(page).into()),
            ("alternates", self.alternates(page).into()),
            ("languages", self.languages(page).into()),
            ("navigation", self.navigation(Some(page), &|target| self.address(page, target)).into()),
            ("sections", sections.into()),
            ("linked_data", self.linked_data(page)),
            ("facts", self.facts(page, &mut writer).into()),
            ("content", Markup(content).into()),
        ] {
            frame.insert_value(name, value);
        }
        let policy = if page.shows(Structure::Accounts) { WITH_SCRIPT } else { CONTENT_SECURITY_POLICY };
        self.finished("page.html", &frame, policy, writer)
    }

    /// The theme's frame between the program's beginning and end.
    fn finished(
        &self,
        template: &str,
        context: &Context,
        policy: &'static str,
        writer: HtmlWriter<'_>,
    ) -> Option<Finished> {
        let HtmlWriter { report, used, engine, .. } = writer;
        let inner = engine.render(template, context, report)?;
        let mut html = format!("<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", self.lang);
        let start = html.len();
        let _ = writeln!(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        let policy_at = start..html.len();
        html.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.push_str(inner.trim_start());
        // A page that asks for nothing has no drawings either.
        if policy != NOTHING {
            html.push_str(&engine.drawings(&used));
        }
        let end = html.len();
        html.push_str(END);
        let slots = Slots { policy, policy_at, end };
        Some(Finished { html: Payload::Bytes(html.into_bytes()), slots })
    }

    /// The values that every frame gets: whose the site is, and where its parts are.
    fn context(&self, address: &dyn Fn(&Target) -> Option<String>, writer: &mut HtmlWriter<'_>) -> Context {
        let site = &self.pages.site;
        let ente = &site.settings.ente;
        let href = |target: Target| Value::from(address(&target));
        let logo = ente.logo.as_ref().map(|logo| logo.value.0.as_str());
        let words = |writer: &mut HtmlWriter<'_>, words: &[crate::tree::Inline]| -> Value {
            let mut html = String::new();
            writer.inlines(words, &mut html);
            Markup(html).into()
        };
        let policy = site.settings.policy.as_ref().and_then(|policy| policy.title.as_ref());
        let eye = site.eye(self.lang);
        let policy_words = policy.map_or_else(|| self.phrase("site.title"), |title| title.read_by(eye).0.value.clone());
        let spoken = parts::Spoken { eye, language: self.language };
        let policy_title = policy.map_or_else(|| crate::tree::text(policy_words.clone()), |title| spoken.say(title));
        let mut contacts = String::new();
        writer.blocks(&parts::ente_contact(&spoken, site), &mut contacts);
        let parent = ente.parent.as_ref().map(|parent| {
            map([("name", words(writer, &spoken.name(&parent.name))), ("href", parent.site.value.0.as_str().into())])
        });
        let view = map([
            ("name", words(writer, &spoken.name(&ente.name))),
            ("plain", ente.name.read_by(eye).into()),
            ("href", ente.site.value.0.as_str().into()),
            ("host", parts::host(&ente.site.value.0).into()),
            ("logo", logo.and_then(|logo| address(&Target::File(logo.to_owned()))).into()),
            ("tax_code", ente.tax_code.as_ref().map(|code| code.value.as_str()).into()),
            ("parent", parent.into()),
            ("contacts", Markup(contacts).into()),
        ]);
        let is_drawing = logo.is_some_and(|logo| logo.ends_with(".svg"));
        let icon = logo.filter(|_| is_drawing).and_then(|logo| address(&Target::File(logo.to_owned())));
        let revision = site.acts.last_revision().map(|day| words(writer, &[spoken.date(day.value)]));
        let mut context = Context::new();
        for (name, value) in [
            ("lang", self.lang.into()),
            ("ente", view),
            ("policy", map([("title", words(writer, &policy_title)), ("plain", policy_words.into())])),
            ("sheet", href(Target::Made(self.common.kept.sheet.to_string()))),
            ("icon", icon.into()),
            ("confirmed", self.common.directory.confirming().map(Value::from).collect::<Vec<_>>().into()),
            ("home", href(Target::page(HOME))),
            ("revision", revision.into()),
            ("foot", self.foot(address)),
        ] {
            context.insert_value(name, value);
        }
        context
    }

    fn linked_data(&self, page: &Page) -> Value {
        if !page.shows(Structure::Home) && !page.shows(Structure::Accounts) {
            return Value::none();
        }
        let site = &self.pages.site;
        Markup(linked_data(site, &self.common.directory, site.eye(self.lang))).into()
    }

    /// What the foot of a page says of the page.
    fn facts(&self, page: &Page, writer: &mut HtmlWriter<'_>) -> Vec<Value> {
        let site = &self.pages.site;
        let spoken = parts::Spoken { eye: site.eye(self.lang), language: self.language };
        let front = self.pages.document(page).map(|document| &document.front);
        let office = front.and_then(|front| front.office.as_ref());
        let office = office.and_then(|office| site.named(office));
        let joined = |texts: fn(&FrontMatter) -> &Vec<Text>| {
            let texts = front.map(texts).filter(|texts| !texts.is_empty())?;
            let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
            Some(crate::tree::text(texts.join(", ")))
        };
        let updated = front.and_then(|front| front.updated.as_ref());
        let facts = [
            ("page.updated", updated.map(|day| vec![spoken.date(day.value)])),
            ("page.revision", site.acts.last_revision().map(|day| vec![spoken.date(day.value)])),
            ("page.audience", joined(|front| &front.audience)),
            ("page.tags", joined(|front| &front.tags)),
            ("page.office", office.map(|office| spoken.say(&office.name))),
        ];
        let fact = |(key, words): (&str, Option<Vec<crate::tree::Inline>>)| {
            let mut html = String::new();
            writer.inlines(&words?, &mut html);
            Some(map([("label", self.phrase(key).into()), ("words", Markup(html).into())]))
        };
        facts.into_iter().filter_map(fact).collect()
    }

    /// The page for addresses that do not exist, in every language of the site. A host shows it at any depth: its links begin at the
    /// host's root, where the site's place there is known; where it is not, the page is text alone and asks for nothing.
    pub(super) fn not_found(&self, report: &mut Report) -> Option<Finished> {
        let base = self.pages.site.settings.base_url.as_ref().map(|base| base.value.0.as_str());
        let shown_at = self.setup.options.root.as_deref();
        let root = base.map(|base| shown_at.map_or_else(|| url::rooted(base, ""), str::to_owned));
        let rooted = |path: &str| root.as_ref().map(|root| url::absolute(root, path));
        let address = |target: &Target| match target {
            Target::Page { lang, key, anchor: None } => {
                rooted(&self.pages.find(lang.as_deref().unwrap_or(self.lang), key)?.path)
            }
            Target::Made(path) if path.starts_with("assets/") && self.setup.shares_assets() => {
                Some(format!("{}{path}", url::parent(root.as_ref()?)))
            }
            Target::File(path) | Target::Made(path) => rooted(path),
            Target::Here(anchor) => Some(url::fragment(anchor)),
            other => other.outside().map(std::borrow::Cow::into_owned),
        };
        let surroundings = Surroundings { address: &address, prefix: "", deeper: 0, has_scripts: false };
        let mut writer = HtmlWriter::new(surroundings, (self.language, self.lang), self.setup.engine, report);
        let blocks = parts::not_found(self.pages, self.setup.languages, base.is_some());
        let mut content = String::new();
        writer.blocks(&blocks, &mut content);
        let mut frame = self.context(&address, &mut writer);
        for (name, value) in [
            ("structure", "not-found".into()),
            ("is_home", false.into()),
            ("title", self.phrase("not_found.title").into()),
            ("lead", Value::none()),
            ("canonical", Value::none()),
            ("alternates", Vec::<Value>::new().into()),
            ("languages", Vec::<Value>::new().into()),
            ("navigation", self.navigation(None, &address).into()),
            ("sections", Vec::<Value>::new().into()),
            ("linked_data", Value::none()),
            ("facts", Vec::<Value>::new().into()),
            ("content", Markup(content).into()),
        ] {
            frame.insert_value(name, value);
        }
        match base {
            Some(_) => self.finished("page.html", &frame, CONTENT_SECURITY_POLICY, writer),
            None => self.finished("bare.html", &frame, NOTHING, writer),
        }
    }
}

/// The key of the first page.
const HOME: &str = "premessa";

/// The path of the page for addresses that do not exist.
pub(super) fn not_found_path() -> PublicPath {
    PublicPath::literal("404.html")
}
