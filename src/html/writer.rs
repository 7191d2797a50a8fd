//! The tree into HTML, for the page on which it stands: a page of its own, the whole policy, a fragment for a CMS. Text kinds are drawn in
//! [`super::text`]; every other kind is a component of the theme, which gets what it needs and nothing of the site.

use super::drawings::Used;
use super::engine::Engine;
use crate::diagnostic::Report;
use crate::i18n::Language;
use crate::record::map;
use crate::tree::{
    Accordion, AccountCard, Block, CallOut, Card, Check, Column, Contact, Inline, Kind, Moment, PlatformLink, QrItem,
    Question, Section, SectionRole, Target,
};
use std::borrow::Cow;
use tera::{Context, Value};

/// What differs between the pages on which one tree may be drawn.
pub(crate) struct Surroundings<'a> {
    /// The address of a target, seen from the page; `None` where the words stand without a link.
    pub address: &'a dyn Fn(&Target) -> Option<String>,
    /// What stands before each anchor, where several parts share a page.
    pub prefix: &'a str,
    /// How many levels deeper the tree's headings are than on a page of its own.
    pub deeper: u8,
    /// Whether scripts of ours run on the page.
    pub has_scripts: bool,
}

/// HTML that the program has made, which a template may print as it is. Everything else is escaped.
pub(crate) struct Markup(pub String);

impl From<Markup> for Value {
    fn from(Markup(html): Markup) -> Self {
        Self::safe_string(&html)
    }
}

/// Draws blocks as HTML.
pub(crate) struct HtmlWriter<'a> {
    /// Where the blocks stand.
    pub surroundings: Surroundings<'a>,
    /// The language of the page, and its tag.
    pub language: (&'a Language, &'a str),
    /// The theme.
    pub engine: &'a Engine,
    /// What was noticed in the theme.
    pub report: &'a mut Report,
    /// What was used of the theme.
    pub used: Used,
}

impl<'a> HtmlWriter<'a> {
    pub(crate) fn new(
        surroundings: Surroundings<'a>,
        language: (&'a Language, &'a str),
        engine: &'a Engine,
        report: &'a mut Report,
    ) -> Self {
        Self { surroundings, language, engine, report, used: Used::default() }
    }

    /// Draws blocks for other surroundings than the writer's own.
    pub(crate) fn elsewhere(&mut self, surroundings: Surroundings<'_>, blocks: &[Block], html: &mut String) {
        let Self { language, engine, report, used, .. } = self;
        let mut writer = HtmlWriter { surroundings, language: *language, engine, report, used: std::mem::take(used) };
        writer.blocks(blocks, html);
        *used = writer.used;
    }

    /// A part of the whole policy, with what stands in it.
    pub(crate) fn part(&mut self, id: &str, title: &str, body: String, html: &mut String) {
        let view = map([
            ("role", SectionRole::Part.word().into()),
            ("id", id.into()),
            ("level", 2.into()),
            ("heading", title.into()),
            ("body", Markup(body).into()),
        ]);
        self.component("section-part", view, html);
    }
}

impl HtmlWriter<'_> {
    /// The address of a target.
    pub(crate) fn address(&self, target: &Target) -> Option<String> {
        (self.surroundings.address)(target)
    }

    /// The address of a place of the same part.
    pub(crate) fn here(&self, anchor: &str) -> String {
        self.address(&Target::Here(anchor.to_owned())).unwrap_or_default()
    }

    /// An anchor as it is on the page.
    pub(crate) fn anchor<'t>(&self, anchor: &'t str) -> Cow<'t, str> {
        match self.surroundings.prefix {
            "" => Cow::Borrowed(anchor),
            prefix => Cow::Owned(format!("{prefix}{anchor}")),
        }
    }

    /// A phrase of the page's language.
    pub(crate) fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.language.0.phrase(key, values).unwrap_or_default()
    }

    /// Draws blocks one after the other.
    pub(crate) fn blocks(&mut self, blocks: &[Block], html: &mut String) {
        blocks.iter().for_each(|block| self.block(block, html));
    }

    fn markup(&mut self, blocks: &[Block]) -> Value {
        let mut html = String::new();
        self.blocks(blocks, &mut html);
        Markup(html).into()
    }

    fn words(&mut self, words: &[Inline]) -> Value {
        let mut html = String::new();
        self.inlines(words, &mut html);
        Markup(html).into()
    }

    fn maybe_words(&mut self, words: Option<&Vec<Inline>>) -> Value {
        words.map(|words| self.words(words)).into()
    }

    fn id(&self, id: &str) -> Value {
        Value::from(&*self.anchor(id))
    }

    fn target(&self, target: &Target) -> Value {
        self.address(target).into()
    }

    pub(crate) fn block(&mut self, block: &Block, html: &mut String) {
        let (component, context) = match &block.kind {
            Kind::CallOut(callout) => ("callout", self.callout(callout)),
            Kind::Section(section) => {
                let own = format!("section-{}", section.role.word());
                let view = self.section(section);
                return if self.engine.draws(&own) {
                    self.component(&own, view, html);
                } else {
                    self.component("section", view, html);
                };
            }
            Kind::Group(role, inner) => ("group", map([("role", role.word().into()), ("body", self.markup(inner))])),
            Kind::Columns(columns) => ("columns", self.columns(columns)),
            Kind::Contact(contact) => ("contact", self.contact(contact)),
            Kind::Hours(lines) => {
                let lines: Vec<Value> = lines.iter().map(|line| self.words(line)).collect();
                ("hours", map([("lines", lines.into())]))
            }
            Kind::Card(card) => ("card", self.card(card)),
            Kind::Account(card) => ("account", self.account(card)),
            Kind::Questions(questions) => ("questions", self.questions(questions)),
            Kind::Platforms(platforms) => ("platforms", self.platforms(platforms)),
            Kind::Tags(tags) => {
                let tags: Vec<Value> = tags.iter().map(|tag| tag.as_str().into()).collect();
                ("tags", map([("tags", tags.into())]))
            }
            Kind::Timeline(moments) => {
                let moments: Vec<Value> = moments.iter().map(|moment| self.moment(moment)).collect();
                ("timeline", map([("moments", moments.into())]))
            }
            Kind::Accordion(accordion) => ("accordion", self.accordion(accordion)),
            Kind::Check(_) if !self.surroundings.has_scripts => return,
            Kind::Check(check) => ("check", self.check(check)),
            Kind::QrCodes(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.qr(item)).collect();
                ("qr-codes", map([("level", self.level(2).into()), ("codes", items.into())]))
            }
            _ => return self.text_kind(block, html),
        };
        self.component(component, context, html);
    }

    /// Draws a component of the theme.
    fn component(&mut self, name: &str, context: Value, html: &mut String) {
        if !self.used.blocks.contains(name) {
            self.used.blocks.insert(name.to_owned());
        }
        let mut all = Context::new();
        all.insert("lang", self.language.1);
        for (key, value) in context.into_map().into_iter().flatten() {
            if let Some(key) = key.as_str() {
                all.insert_value(key.to_owned(), value);
            }
        }
        if let Some(drawn) = self.engine.render(&format!("blocks/{name}/template.html"), &all, self.report) {
            html.push_str(drawn.trim_end());
        }
    }

    fn section(&mut self, section: &Section) -> Value {
        let (heading, body) = (self.words(&section.heading), self.markup(&section.blocks));
        map([
            ("role", section.role.word().into()),
            ("id", self.id(&section.id)),
            ("level", self.level(section.level).into()),
            ("heading", heading),
            ("body", body),
        ])
    }

    fn callout(&mut self, callout: &CallOut) -> Value {
        let title = self.phrase(&format!("callout.{}", callout.role.word()), &[]);
        let body = self.markup(&callout.blocks);
        map([("role", callout.role.word().into()), ("title", title.into()), ("body", body)])
    }

    fn columns(&mut self, columns: &[Column]) -> Value {
        let column = |column: &Column| map([("width", column.width.into()), ("body", self.markup(&column.blocks))]);
        map([("columns", columns.iter().map(column).collect::<Vec<_>>().into())])
    }

    fn card(&mut self, card: &Card) -> Value {
        let (name, body) = (self.words(&card.name), self.markup(&card.blocks));
        let level = self.level(card.level);
        map([("id", self.id(&card.id)), ("level", level.into()), ("name", name), ("body", body)])
    }

    fn questions(&mut self, questions: &[Question]) -> Value {
        let question = |question: &Question| {
            map([
                ("topic", question.topic.word().into()),
                ("title", question.title.as_str().into()),
                ("words", question.words.as_str().into()),
                ("href", self.target(&question.target)),
            ])
        };
        map([("questions", questions.iter().map(question).collect::<Vec<_>>().into())])
    }

    fn platforms(&mut self, platforms: &[PlatformLink]) -> Value {
        self.used.icons.extend(platforms.iter().map(|link| link.key.clone()));
        let platform = |link: &PlatformLink| {
            map([
                ("key", link.key.as_str().into()),
                ("name", link.name.as_str().into()),
                ("href", self.target(&link.target)),
            ])
        };
        map([("platforms", platforms.iter().map(platform).collect::<Vec<_>>().into())])
    }

    fn accordion(&mut self, accordion: &Accordion) -> Value {
        let (heading, body) = (self.words(&accordion.heading), self.markup(&accordion.blocks));
        map([
            ("id", self.id(&accordion.id)),
            ("level", self.level(accordion.level).into()),
            ("heading", heading),
            ("is_open", accordion.is_open.into()),
            ("body", body),
        ])
    }

    fn check(&self, check: &Check) -> Value {
        map([
            ("level", self.level(3).into()),
            ("id", self.id(&check.id)),
            ("known", self.target(&Target::Made(check.data.clone()))),
            ("answers", self.target(&Target::Made(check.answers.clone()))),
            ("script", self.target(&Target::Made(check.script.clone()))),
        ])
    }

    fn contact(&mut self, contact: &Contact) -> Value {
        let Contact { address, phone, email, pec } = contact;
        let mail = |address: &String| (address.clone(), Target::Mail(address.clone()));
        let phone = phone.as_ref().map(|phone| (phone.written.clone(), Target::Phone(phone.e164.clone())));
        let ways = [("phone", phone), ("email", email.as_ref().map(mail)), ("pec", pec.as_ref().map(mail))];
        let way = |kind: &str, label: Value, words: Value, href: Value| {
            map([("kind", kind.into()), ("label", label), ("words", words), ("href", href)])
        };
        let address = address.as_ref().map(|address| way("address", Value::none(), self.words(address), Value::none()));
        let others = ways.into_iter().filter_map(|(kind, given)| {
            let (words, target) = given?;
            let label = self.phrase(&format!("contact.{kind}"), &[]);
            Some(way(kind, label.into(), words.into(), self.target(&target)))
        });
        map([("ways", address.into_iter().chain(others).collect::<Vec<_>>().into())])
    }

    fn account(&mut self, card: &AccountCard) -> Value {
        let AccountCard {
            anchor,
            name,
            platform_key,
            platform,
            kind,
            url,
            handle,
            status,
            emergency,
            until,
            purpose,
            facts,
            service,
            details,
        } = card;
        self.used.icons.insert(platform_key.clone());
        let (purpose, facts) = (self.maybe_words(purpose.as_ref()), self.markup(facts));
        let (service, details) = (self.markup(service.as_slice()), self.markup(details));
        map([
            ("id", self.id(anchor)),
            ("level", self.level(4).into()),
            ("name", name.as_str().into()),
            ("platform_key", platform_key.as_str().into()),
            ("platform", platform.as_str().into()),
            ("kind", kind.as_str().into()),
            ("href", url.as_deref().into()),
            ("handle", handle.as_deref().into()),
            ("status", status.as_deref().into()),
            ("emergency", (*emergency).into()),
            ("until", until.as_deref().into()),
            ("purpose", purpose),
            ("facts", facts),
            ("service", service),
            ("details", details),
        ])
    }

    fn moment(&mut self, moment: &Moment) -> Value {
        let Moment { span: _, id, when, title, blocks } = moment;
        let (when, title, body) = (self.words(when), self.words(title), self.markup(blocks));
        let id = id.as_ref().map(|id| self.id(id));
        map([("id", id.into()), ("when", when), ("title", title), ("body", body)])
    }

    fn qr(&mut self, item: &QrItem) -> Value {
        let (heading, body) = (self.words(&item.heading), self.markup(&item.blocks));
        map([
            ("id", self.id(&item.id)),
            ("heading", heading),
            ("label", item.label.as_str().into()),
            ("size", item.size.into()),
            ("path", item.path.as_str().into()),
            ("body", body),
        ])
    }
}
