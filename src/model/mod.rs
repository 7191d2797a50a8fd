//! A site's folder, over what it inherits, into a typed site, every value with its place.
//!
//! 1. List the folder; report what is no file of ours (links that lead out, devices), and look at each file of `files/`.
//! 2. Read the five YAML files; a missing one is reported and stands in empty. `confirm.yaml` may be missing.
//! 3. Resolve each account: address from handle or handle from address, by the catalogue; its anchor from both.
//! 4. Read the Markdown pages of each language and put the values of variables in their place.
//!
//! The room does not judge what is missing by law: that is `check`.

mod absent;
mod account;
mod accounts;
mod act;
mod anchors;
pub mod confirm;
mod defaults;
mod document;
mod ente;
mod folder;
mod found;
mod identity;
mod informativa;
mod listed;
mod moderation;
mod other_account;
mod pages;
mod platforms;
mod references;
mod site;
mod unread;
mod variables;

pub use absent::absent;
pub use account::*;
pub use accounts::*;
pub use act::*;
pub use defaults::Defaults;
pub use document::{Audience, Document, FrontMatter, page_parts};
pub use ente::*;
pub use folder::PublicFile;
pub(crate) use identity::{not_an_account, unknown_platform};
pub use informativa::*;

pub use listed::{Closed, Listed, NotOurs, Official};
pub use moderation::*;
pub use other_account::*;
pub(crate) use platforms::OTHER;
pub use platforms::key_of as platform_key_of;
pub use references::InSite;
pub use site::{FILES, Site, shape_of};

pub use confirm::{Awaiting, Claim};

use crate::catalog::Catalog;
use crate::diagnostic::{Cause, Diagnostic, Key, Level, Outcome, Report};
use crate::i18n::Languages;
use crate::layers::{Inputs, LayerFile};
use crate::record::{Eye, Field, Reader, TemplateValue as _, has_every_place};
use crate::say;
use crate::source::{Sources, Span, Spanned, Unreadable, yaml};
use found::FoundAccounts;
use platforms::Platforms;
use std::collections::{BTreeMap, BTreeSet};
use tera::{Map, Value};

/// Reads a site's folder.
///
/// # Errors
/// When the disk does not give what it lists.
pub fn load(
    inputs: &Inputs,
    catalog: &Catalog,
    languages: &Languages,
    sources: &mut Sources,
) -> Result<Outcome<Site>, Unreadable> {
    let files = inputs.files();
    let listing = inputs.folders.list();
    let mut report = Report::default();
    for (files, stray) in inputs.folders.strays() {
        report.push(folder::stray_found(files, &stray.path, stray.kind));
    }
    inputs.locked_files(&mut report);
    let published = folder::publishable(files, &listing.files, sources, &mut report)?;
    let read = inputs.trees_of(&FILES, sources, &mut report)?;
    let confirm = confirm::read(inputs, sources, &mut report)?;
    let Some(typed) = Typed::join(inputs, read, &mut report) else { return Ok(Outcome { value: None, report }) };
    let Typed { settings, mut accounts, moderation, informative, acts, trees, is_whole } = typed;
    report_edition(&settings, &mut report);
    let mut all = platforms::load(inputs, &listing.files, catalog, sources, &mut report)?;
    platforms::describe_others(&mut accounts, &mut all, &mut report);
    complete(&mut accounts, &all);
    let known_languages = site_languages(&settings, languages, &mut report);
    let official = identity::of_accounts(&accounts, &all, &mut report);
    let closed = accounts.closed.iter().map(|account| identity::of_closed(account, &all, &mut report)).collect();
    let not_official =
        accounts.not_official.iter().map(|account| identity::of_not_official(account, &all, &mut report)).collect();

    let mut site = Site {
        settings,
        accounts,
        own_platforms: all.own,
        found: FoundAccounts::default(),
        usual_notice: None,
        has_references: false,
        moderation,
        informative,
        acts,
        documents: Vec::new(),
        misnamed: BTreeSet::new(),
        files: published,
        languages: known_languages,
        is_whole,
        trees,
        awaiting: None,
        template_values: BTreeMap::new(),
    };
    let key_of = |written: &str| site.platform_called(catalog, written).map(|(key, _)| key);
    site.found = FoundAccounts {
        official: anchors::of_official(&site.accounts.accounts, official),
        closed: anchors::of_closed(&site.accounts.closed, closed, key_of),
        not_official: anchors::of_not_official(not_official),
    };
    site.resolve(catalog, &mut report);
    site.template_values =
        site.languages.iter().map(|lang| (lang.clone(), template_value(&site, site.eye(lang)))).collect();
    let known = unread::ReadNames { settings: &site.settings, languages: &site.languages, phrases: languages, catalog };
    site.misnamed = unread::report(inputs, &known, &mut report);
    let documents = pages::load_all(&site, inputs, &listing.files, (catalog, languages), sources, &mut report)?;
    let value = documents.map(|mut documents| {
        site.resolve_all(documents.iter_mut().map(|document| &mut document.front), catalog, &mut report);
        let awaiting =
            (!confirm.is_empty()).then(|| confirm::awaiting(confirm, inputs, &site.trees, &documents, sources));
        Site { documents, awaiting, ..site }
    });
    Ok(Outcome { value, report })
}

/// What variables in Markdown may name, as seen in a language. The settings' fields stand at the top: `ente`, `policy`, `licence`.
fn template_value(site: &Site, eye: Eye<'_>) -> Value {
    let mut map: Map = site.settings.template_value(eye).into_map().unwrap_or_default();
    map.insert("moderation".into(), site.moderation.template_value(eye));
    map.insert("informative".into(), site.informative.informative.template_value(eye));
    map.insert("requests".into(), site.informative.requests.template_value(eye));
    map.insert("acts".into(), site.acts.template_value(eye));
    map.into()
}

/// The five YAML files, joined over their layers and typed.
struct Typed {
    settings: Settings,
    accounts: Accounts,
    moderation: Moderation,
    informative: Informative,
    acts: Acts,
    trees: BTreeMap<String, yaml::Node>,
    /// See [`Site::is_whole`].
    is_whole: bool,
}

impl Typed {
    /// Joins what was read of each of [`FILES`]. `None` where a file cannot be read: every name that leads into that file would be
    /// called unknown, and the one mistake lost among them.
    fn join(inputs: &Inputs, read: Vec<Vec<LayerFile>>, report: &mut Report) -> Option<Self> {
        let read = FILES.into_iter().zip(read).collect();
        let mut loader = Loader { inputs, report, read, trees: BTreeMap::new(), unreadable: false, is_whole: true };
        // All files are read before a broken one ends the reading, so that every mistake is found.
        let (settings, accounts, moderation, informative, acts) = (
            loader.required("site.yaml"),
            loader.required("accounts.yaml"),
            loader.required("moderation.yaml"),
            loader.required("informative.yaml"),
            loader.required("acts.yaml"),
        );
        let Loader { trees, unreadable: false, is_whole, .. } = loader else { return None };
        Some(Self {
            settings: settings?,
            accounts: accounts?,
            moderation: moderation?,
            informative: informative?,
            acts: acts?,
            trees,
            is_whole,
        })
    }
}

/// Reports an edition of the format that is not this program's.
fn report_edition(settings: &Settings, report: &mut Report) {
    let Spanned { value, span } = settings.edition;
    if matches!(value, 0 | 1) {
        return;
    }
    let message =
        say!("questa versione di limpido legge solo l'edizione 1", "this version of limpido reads edition 1 only");
    let finding = Diagnostic::new(Key::UnknownEdition, span, message);
    report.push(finding.fix(say!("scrivi 1, o aggiorna limpido", "write 1, or update limpido"), span, "1"));
}

/// Gives each account what the file's defaults and its platform say of it.
fn complete(accounts: &mut Accounts, platforms: &Platforms<'_>) {
    // Of defaults that could not be read nothing is known, so that every account takes them as wrong.
    let unknown = || Defaults::stand_in(accounts.span).filter(|_| accounts.fields.defaults.is_wrong());
    let defaults = accounts.defaults.clone().or_else(unknown);
    for account in &mut accounts.accounts {
        account.complete(defaults.as_ref(), platforms.get(&account.platform.value));
    }
}

struct Loader<'a> {
    inputs: &'a Inputs,
    report: &'a mut Report,
    /// What was read, by the file's name; taken when it is joined.
    read: BTreeMap<&'static str, Vec<LayerFile>>,
    trees: BTreeMap<String, yaml::Node>,
    /// Whether a file is not there, or cannot be read to its end.
    unreadable: bool,
    /// See [`Site::is_whole`].
    is_whole: bool,
}

impl Loader<'_> {
    /// A YAML file that every site has; when it is missing or unreadable, an empty stand-in.
    fn required<T: Field>(&mut self, path: &str) -> Option<T> {
        let read = self.read.remove(path).unwrap_or_default();
        let joined = self.inputs.join(path, read, self.report);
        let Some(LayerFile { source, tree, troubles, .. }) = joined else {
            let shown = self.inputs.files().shown(path);
            let diagnostic = Diagnostic::about_file(
                Key::MissingFile,
                shown.clone(),
                say!("manca il file «{path}»", "the file “{path}” is missing"),
            )
            .because_of(Cause::Itself(vec![vec![path.trim_end_matches(".yaml").to_owned()]]));
            let listing = self.inputs.folders.list().files;
            let similar =
                listing.iter().map(|entry| entry.path.as_str()).find(|name| unread::meant(name) == Some(path));
            self.report.push(match similar {
                Some(name) => diagnostic.hint(say!("c'è «{name}»: chiamalo «{path}»", "there is “{name}”: call it “{path}”")),
                None => diagnostic.hint(say!(
                    "crealo accanto agli altri: la guida dice che cosa contiene (README.md, in un sito fatto con «limpido init»)",
                    "create it beside the others: the guide says what it holds (README.md, in a site made with “limpido init”)"
                )),
            });
            // A missing file counts as one that cannot be read: every name that leads into it would be called unknown.
            self.unreadable = true;
            return None;
        };
        self.unreadable |= tree.is_none();
        if let Some(tree) = &tree {
            self.trees.insert(path.trim_end_matches(".yaml").to_owned(), tree.without_blanks());
        }
        let (value, found) = Reader::read_root::<T>((tree, troubles));
        self.is_whole &= found.count(Level::Error) == 0 || value.as_ref().is_some_and(has_every_place);
        self.report.merge(found);
        value.or_else(|| T::stand_in(Span::start_of(source)))
    }
}

/// The languages that the program can speak; the first of the program's when none is left.
fn site_languages(settings: &Settings, languages: &Languages, report: &mut Report) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for tag in &settings.languages.0 {
        let written = &tag.value.0;
        if languages.get(written).is_none() {
            let all = languages.tags().collect::<Vec<_>>().join(", ");
            report.push(
                Diagnostic::new(
                    Key::UnknownLanguage,
                    tag.span,
                    say!(
                        "limpido non ha ancora le frasi per la lingua «{written}»",
                        "limpido has no phrases for the language “{written}” yet"
                    ),
                )
                .hint(say!(
                    "togli «{written}» da «languages:», o scegli una delle lingue che ha: {all}",
                    "remove “{written}” from “languages:”, or choose one of the languages it has: {all}"
                )),
            );
        } else if known.contains(written) {
            report.push(Diagnostic::new(
                Key::DuplicateEntry,
                tag.span,
                say!("la lingua «{written}» è scritta due volte", "the language “{written}” is written twice"),
            ));
        } else {
            known.push(written.clone());
        }
    }
    if settings.languages.0.is_empty() && !settings.fields.languages.is_wrong() {
        report.push(
            Diagnostic::new(
                Key::MissingField,
                settings.languages_at(),
                say!("serve almeno una lingua", "at least one language is needed"),
            )
            .hint(say!("scrivi «languages: [it]»", "write “languages: [it]”")),
        );
    }
    if known.is_empty() {
        known.push("it".to_owned());
    }
    known
}

impl Settings {
    fn languages_at(&self) -> Span {
        self.languages.0.first().map_or(self.edition.span, |tag| tag.span)
    }
}
