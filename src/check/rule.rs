//! What a rule is: a key of the catalogue of findings, and a look at the site.

use super::passages::{self, Passage};
use crate::catalog::{Catalog, Platform};
use crate::content::{Account, Document, Site};
use crate::diagnostic::{Asked, Diagnostic, Key, Level, Message, Place, Report};
use crate::i18n::Languages;
use crate::record::{Date, Eye, Localized, Text};
use crate::say;
use crate::source::yaml::{Kind, Node};
use crate::source::{Sources, Span};
use crate::tree::Link;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A rule: one file of `rules/`, and the page of its key.
#[derive(Clone, Copy)]
pub struct Rule {
    /// What its findings say.
    pub key: Key,
    /// Looks at the site, and notes what it looks at and what it finds.
    pub run: fn(&Context<'_>, &mut Inspection),
}

/// What a rule has looked at and what it has found: only of a rule that looked at something may a report say that the rule holds.
#[derive(Debug, Default)]
pub struct Inspection {
    report: Report,
    looked_at: usize,
    /// The requirements that were asked in turn, each with how much was looked at for it.
    asked: Vec<(Asked, usize)>,
}

impl Inspection {
    /// Notes something that the rule looks at, whether there is anything wrong with it or not.
    pub fn at<T>(&mut self, _thing: T) {
        self.looked_at += 1;
        if let Some((_, looked_at)) = self.asked.last_mut() {
            *looked_at += 1;
        }
    }

    /// What is noted from here on is noted for a requirement.
    pub fn ask(&mut self, requirement: Asked) {
        self.asked.push((requirement, 0));
    }

    /// Adds a finding: what it is about was looked at.
    pub fn push(&mut self, finding: Diagnostic) {
        let finding = self.taken(finding);
        self.report.push(finding);
    }

    /// Adds a finding unless there is one at that place already.
    pub fn push_once(&mut self, finding: Diagnostic) {
        let finding = self.taken(finding);
        self.report.push_once(finding);
    }

    /// Adds a finding that takes time to make; see [`Report::push_with`].
    pub fn push_with(&mut self, level: Level, finding: impl FnOnce() -> Diagnostic) {
        self.at(());
        self.report.push_with(level, finding);
    }

    /// Whether there is a finding of a key at a place already.
    #[must_use]
    pub fn has(&self, key: Key, place: &Place) -> bool {
        self.report.has(key, place)
    }

    /// Whether there was anything to look at.
    #[must_use]
    pub const fn applies(&self) -> bool {
        self.looked_at > 0
    }

    /// The findings; and the requirements that were asked, each with whether there was anything to look at for it.
    #[must_use]
    pub fn into_parts(self) -> (Report, Vec<(Asked, bool)>) {
        (self.report, self.asked.into_iter().map(|(asked, looked_at)| (asked, looked_at > 0)).collect())
    }

    fn taken(&mut self, finding: Diagnostic) -> Diagnostic {
        self.at(());
        match self.asked.last() {
            Some((asked, _)) => finding.asked_by(asked.clone()),
            None => finding,
        }
    }
}

/// What a rule may look at.
pub struct Context<'a> {
    /// The site.
    pub site: &'a Site,
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The languages.
    pub languages: &'a Languages,
    /// The texts, for excerpts.
    pub sources: &'a Sources,
    /// The day on which the site is looked at.
    pub today: Date,
    /// The site's folder as the author typed it, for files that are missing.
    pub folder: &'a str,
    /// The authors' texts, made plain when first asked for.
    pub passages: OnceLock<Vec<Passage<'a>>>,
    /// The values of the YAML files by file and place, gathered when first asked for.
    pub nodes: OnceLock<Nodes<'a>>,
}

/// Values of YAML files by file and place.
pub type Nodes<'a> = HashMap<&'a str, HashMap<Span, &'a Node>>;

impl<'a> Context<'a> {
    /// The path of a file of the site, as the author would type it.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        match self.folder {
            "" | "." => file.to_owned(),
            folder => format!("{}/{file}", folder.trim_end_matches('/')),
        }
    }

    /// A day in words, for messages.
    #[must_use]
    pub fn day(&self, date: Date) -> Message {
        let read =
            |lang| self.languages.get(lang).map_or_else(|| date.0.to_string(), |known| known.date_in_words(date));
        Message { it: read("it"), en: read("en") }
    }

    /// Adds a norma of the catalogue to a finding: its title and its address.
    #[must_use]
    pub fn citing(&self, diagnostic: Diagnostic, norma: &str) -> Diagnostic {
        match self.cited(norma) {
            Some(cited) => diagnostic.norma(cited),
            None => diagnostic,
        }
    }

    /// Adds the norma of a finding's key, unless the finding cites one already.
    pub fn cite(&self, found: &mut Diagnostic) {
        if found.norma.is_none() {
            found.norma = found.key.norma().and_then(|norma| self.cited(norma));
        }
    }

    fn cited(&self, norma: &str) -> Option<Message> {
        let norma = self.catalog.norme.get(norma)?;
        let Message { it, en } = message(&norma.title);
        let url = &norma.url.value.0;
        Some(say!("{it} <{url}>", "{en} <{url}>"))
    }

    /// The accounts that a notice covers, each with its platform.
    pub fn covered_by<'s>(&'s self, notice: &'s str) -> impl Iterator<Item = (&'s Account, &'s Platform)> {
        let accounts = self.site.accounts.accounts.iter().filter(move |account| account.notice() == notice);
        accounts.filter_map(|account| Some((account, self.site.platform(self.catalog, &account.platform.value)?)))
    }

    /// Whether a record of a YAML file has a key: what is written and could not be read was reported there.
    #[must_use]
    pub fn is_written(&self, file: &str, record: Span, key: &str) -> bool {
        self.node(file, record).is_some_and(|node| node.get(key).is_some())
    }

    /// The value of a YAML file that stands at a place, the outermost one.
    #[must_use]
    pub fn node(&self, file: &str, place: Span) -> Option<&'a Node> {
        fn note<'n>(node: &'n Node, nodes: &mut HashMap<Span, &'n Node>) {
            nodes.entry(node.span).or_insert(node);
            match &node.kind {
                Kind::List(items) => items.iter().for_each(|item| note(item, nodes)),
                Kind::Map(entries) => entries.iter().for_each(|(_, value)| note(value, nodes)),
                _ => {}
            }
        }
        let of_file = |(file, tree): (&'a String, &'a Node)| {
            let mut nodes = HashMap::new();
            note(tree, &mut nodes);
            (file.as_str(), nodes)
        };
        let nodes = self.nodes.get_or_init(|| self.site.trees.iter().map(of_file).collect());
        nodes.get(file)?.get(&place).copied()
    }

    /// Whether anything is written at a path such as `accounts.accounts.*.subscribe`: file and fields, `*` is every entry.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        fn is_written(node: &Node, steps: &[&str]) -> bool {
            match (steps.split_first(), &node.kind) {
                (None, Kind::Empty) => false,
                (None, Kind::List(items)) => !items.is_empty(),
                (None, _) => true,
                (Some((&"*", rest)), Kind::List(items)) => items.iter().any(|item| is_written(item, rest)),
                (Some((&"*", rest)), Kind::Map(entries)) => entries.iter().any(|(_, value)| is_written(value, rest)),
                (Some((step, rest)), _) => node.get(step).is_some_and(|value| is_written(value, rest)),
            }
        }
        let (file, fields) = path.split_once('.').unwrap_or((path, ""));
        let steps: Vec<&str> = fields.split('.').filter(|step| !step.is_empty()).collect();
        self.site.trees.get(file).is_some_and(|tree| is_written(tree, &steps))
    }

    /// Every text that an author wrote, in the order of their places.
    #[must_use]
    pub fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| passages::all(self))
    }

    /// The passage at a YAML value's place; a value that stands in for one that could not be read has none.
    #[must_use]
    pub fn passage(&self, value: Span) -> Option<&Passage<'a>> {
        let passages = self.passages();
        passages.binary_search_by_key(&value, |passage| passage.span).ok().map(|at| &passages[at])
    }

    /// The passages of some texts.
    pub fn passages_of<'s>(&'s self, texts: impl Iterator<Item = &'s Text>) -> impl Iterator<Item = &'s Passage<'a>> {
        texts.filter_map(|text| self.passage(text.span))
    }

    /// Whether the site is written in one of the languages whose words a rule knows.
    #[must_use]
    pub fn reads(&self, known: &[&str]) -> bool {
        self.site.languages.iter().any(|lang| known.contains(&lang.as_str()))
    }

    /// The links of all pages.
    pub fn links(&self) -> impl Iterator<Item = &'a Link> + use<'a> {
        let all = self.site.documents.iter().flat_map(|document| document.body.links());
        all.filter(|(_, is_picture)| !is_picture).map(|(link, _)| link)
    }

    /// The pictures of all pages.
    pub fn pictures(&self) -> impl Iterator<Item = &'a Link> + use<'a> {
        let all = self.site.documents.iter().flat_map(|document| document.body.links());
        all.filter(|(_, is_picture)| *is_picture).map(|(link, _)| link)
    }

    /// The pages that citizens read, each with its text.
    pub fn pages(&self) -> impl Iterator<Item = (&Document, &Passage<'a>)> {
        let public = self.site.documents.iter().filter(|document| document.is_public());
        public.filter_map(|document| {
            let passages = self.passages();
            let at = passages.binary_search_by_key(&document.source, |passage| passage.span.source).ok()?;
            Some((document, &passages[at]))
        })
    }
}

/// A text of the catalogue as a message.
#[must_use]
pub fn message(text: &Localized) -> Message {
    let read = |lang| text.read_by(Eye { lang, first: "it" }).0.value.clone();
    Message { it: read("it"), en: read("en") }
}
