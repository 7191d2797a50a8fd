//! What a rule is: a key of the catalogue of findings, and a look at the site.

use super::passages::{self, Passage};
use super::reading::Reading;
use crate::catalog::{Catalog, Platform};
use crate::diagnostic::{Asked, Diagnostic, Key, Level, Message, Place, Report};
use crate::i18n::Languages;
use crate::model::{Account, Document, Site};
use crate::record::{Date, Eye, Localized, Text, Written};
use crate::say;
use crate::source::{Sources, Span};
use crate::tree::Link;
use std::cell::Cell;
use std::sync::OnceLock;

/// A rule: one file of `rules/`, and the page of its key.
#[derive(Clone, Copy)]
pub struct Rule {
    /// What its findings say.
    pub key: Key,
    /// Looks at the site, and notes what it looks at and what it finds.
    pub run: fn(&Context<'_>, &mut Inspection),
}

impl Rule {
    /// The rule of a key whose frames say all of it.
    #[must_use]
    pub const fn of_frames(key: Key) -> Self {
        Self { key, run: |_, _| () }
    }
}

/// What a rule has looked at and what it has found: only of a rule that looked at something may a report say that the rule holds.
#[derive(Debug, Default)]
pub struct Inspection {
    report: Report,
    seen: Seen,
    /// The requirements that were asked in turn, each with what was seen for it.
    asked: Vec<(Asked, Seen)>,
    /// Whether the rule came upon something that could not be read.
    is_unsure: Cell<bool>,
}

/// What was seen where something was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many things were looked at, sentences among them.
    pub things: usize,
    /// How many sentences were read.
    pub sentences: usize,
    /// Whether something that was looked at could not be read, so that nobody can tell.
    pub is_unsure: bool,
    /// Where the site says what is asked for.
    pub shown: Vec<Span>,
}

impl Inspection {
    /// Notes something that the rule looks at, whether there is anything wrong with it or not.
    pub fn at<T>(&mut self, _thing: T) {
        self.each_seen(|seen| seen.things += 1);
    }

    /// Notes sentences that the rule reads.
    pub fn read(&mut self, sentences: usize) {
        self.each_seen(|seen| {
            seen.things += sentences;
            seen.sentences += sentences;
        });
    }

    /// Notes where the site says what the rule asks for: a field, by the place of its name, or words of a page.
    pub fn shows(&mut self, place: Span) {
        self.each_seen(|seen| seen.shown.push(place));
    }

    /// Notes that what the requirement asks for could not be read, so that nobody can tell whether it is there.
    pub fn cannot_tell(&mut self) {
        if let Some((_, seen)) = self.asked.last_mut() {
            seen.is_unsure = true;
        }
    }

    fn each_seen(&mut self, note: impl Fn(&mut Seen)) {
        note(&mut self.seen);
        if let Some((_, seen)) = self.asked.last_mut() {
            note(seen);
        }
    }

    /// What is noted from here on is noted for a requirement.
    pub fn ask(&mut self, requirement: Asked) {
        self.asked.push((requirement, Seen::default()));
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

    /// Whether a field is missing. Of one that could not be read nobody knows, and its mistake has its finding.
    #[must_use]
    pub fn lacks(&self, field: Written) -> bool {
        !self.is_unsure_of(&[field]) && field.is_absent()
    }

    /// Whether one of some fields could not be read, so that nothing can be said of them. Then the rule is not said to hold.
    #[must_use]
    pub fn is_unsure_of(&self, fields: &[Written]) -> bool {
        let is_unsure = fields.iter().any(|field| field.is_wrong());
        self.is_unsure.set(self.is_unsure.get() || is_unsure);
        is_unsure
    }

    /// Notes that the rule knows no words of the site's first language: then it may find something, and is not said to hold.
    pub fn leave_open(&self) {
        self.is_unsure.set(true);
    }

    /// The findings; what was seen; and the requirements that were asked, each with what was seen for it.
    #[must_use]
    pub fn into_parts(self) -> (Report, Seen, Vec<(Asked, Seen)>) {
        let seen = Seen { is_unsure: self.is_unsure.get(), ..self.seen };
        (self.report, seen, self.asked)
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
    /// Every rule: a waiver names the one whose findings the waiver sets aside.
    pub rules: &'a [Rule],
    /// The day on which the site is looked at.
    pub today: Date,
    /// The site's folder as the author typed it, for files that are missing.
    pub folder: &'a str,
    /// The authors' texts, made plain when first asked for.
    pub passages: OnceLock<Vec<Passage<'a>>>,
    /// What the site says, read when first asked for.
    pub reading: OnceLock<Reading<'a>>,
}

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
        let accounts = self
            .site
            .accounts
            .accounts
            .iter()
            .filter(move |account| self.site.notice_of(account).is_some_and(|(key, _)| key == notice));
        accounts.filter_map(|account| Some((account, self.site.platform(self.catalog, &account.platform.value)?)))
    }

    /// Every text that an author wrote, in the order of their places.
    #[must_use]
    pub fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| passages::all(self.site, self.sources))
    }

    /// What the site says, sentence by sentence.
    #[must_use]
    pub fn reading(&self) -> &Reading<'a> {
        self.reading.get_or_init(|| Reading::of(self.site, &self.catalog.phrases))
    }

    /// Whether words at a place are quoted from somebody else, or stand in a sentence that meets a frame which excuses them: one that tells
    /// how things were, one that names another body on purpose.
    #[must_use]
    pub fn is_told(&self, key: Key, frame: &str, place: Span, words: &str) -> bool {
        let reading = self.reading();
        let at = reading.sentence_at(place, words);
        at.is_some_and(|at| reading.pieces[at.0].is_quoted || reading.meets(key, frame, at))
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

    /// Whether there are frames of a key in the site's first language.
    #[must_use]
    pub fn knows_words(&self, key: Key) -> bool {
        let lexicon = self.site.languages.first().and_then(|first| self.catalog.phrases.of(first));
        lexicon.is_some_and(|lexicon| lexicon.frames().iter().any(|ready| ready.key == key))
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
