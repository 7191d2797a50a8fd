//! What the world offers, as data: platforms, norme, kinds of document.
//!
//! Every file of `data/` is one entry, read with the same care as an author's file; `tests/it/data.rs` keeps it complete.

mod address;
mod authority;
mod document_type;
mod doubts;
mod ente_kind;
mod finder;
mod handle;
mod ipa;
mod language;
mod law;
mod licence;
mod norma;
mod operator;
mod parsed;
mod pattern;
pub mod phrases;
mod placeholders;
mod platform;
mod rules;
mod shortener;

pub use address::{Identity, NotAnAccount};
pub use authority::{Authorities, Authority, SearchEngine, WrongName, WrongNames};
pub use document_type::{DocumentType, Generated, Requirement, Structure, Weight};
pub use ente_kind::{EnteKindFacts, EnteKinds};
pub use finder::{Finders, FormerNames, PhraseFinder, PhraseFound};
pub use ipa::{IpaCategory, IpaFacts, IpaProvince};
pub use language::{CommonWords, KnownLanguage, LanguageWords};
pub use law::{Law, Laws, RepealedArticles};
pub use licence::{KnownLicence, Licences};
pub use norma::{Norma, Norme};
pub use operator::{FactState, Operator, Representative, Safeguard};
pub use parsed::Parsed;
pub use phrases::Lexicons;
pub use placeholders::{Placeholder, Placeholders};
pub use platform::{AccountKind, AddressForm, HandleRule, Platform, Reach, Readers};
pub use rules::{AddressReading, AddressRules, FormRules, NamedAccount, in_small_letters};
pub use shortener::Shorteners;

use crate::diagnostic::{Outcome, Report};
use crate::record::{Field, Keyed, Reader, Text, read_text};
use crate::source::{BuiltIn, Files, SourceId, Sources, Unreadable, yaml};
use phrases::DataFile;
use placeholders::PlaceholderWords;
use rayon::prelude::*;
use std::collections::BTreeMap;

#[derive(rust_embed::Embed)]
#[folder = "src/catalog/data"]
struct CatalogFiles;

/// The catalogue's files as the program carries them.
pub const BUILT_IN: BuiltIn = BuiltIn {
    paths: || CatalogFiles::iter().map(std::borrow::Cow::into_owned).collect(),
    get: |path| CatalogFiles::get(path).map(|file| file.data),
};

/// Platforms, norme and document types by their keys (the file names).
#[derive(Debug)]
pub struct Catalog {
    /// Platforms by key: `facebook`.
    pub platforms: BTreeMap<String, Platform>,
    /// Document types by key: `moderazione`; pages follow their `order`.
    pub documents: BTreeMap<String, DocumentType>,
    /// Norme by key: `gdpr-13`.
    pub norme: Norme,
    /// Authorities and search engines that people can turn to.
    pub authorities: Authorities,
    /// Licences of contents.
    pub licences: Keyed<KnownLicence>,
    /// What is usual for each kind of public body.
    pub ente_kinds: Keyed<EnteKindFacts>,
    /// What the index of public bodies means.
    pub ipa: IpaFacts,
    /// Wrong names of ministries and authorities.
    pub wrong_names: Keyed<WrongName>,
    /// Laws and decisions of which something no longer holds.
    pub laws: Keyed<Law>,
    /// What rules look for on every site, made ready.
    pub finders: Finders,
    /// What people write in the place of words; `None` where the file could not be read.
    pub placeholders: Option<Placeholders>,
    /// Hosts of services that shorten addresses.
    pub shorteners: Vec<Text>,
    /// Languages by tag, as their small words show them.
    pub languages: Keyed<KnownLanguage>,
    /// Their small words.
    pub common_words: CommonWords,
    /// How people say what rules look for.
    pub phrases: Lexicons,
}

impl Catalog {
    /// Reads the whole catalogue.
    ///
    /// # Errors
    /// When a file cannot be read from the disk.
    pub fn load(files: &Files, sources: &mut Sources) -> Result<Outcome<Self>, Unreadable> {
        let mut report = Report::default();
        let mut catalog = Self {
            platforms: BTreeMap::new(),
            documents: BTreeMap::new(),
            norme: Norme::empty(),
            authorities: Authorities::empty(),
            licences: Keyed(Vec::new()),
            ente_kinds: Keyed(Vec::new()),
            ipa: IpaFacts::empty(),
            wrong_names: Keyed(Vec::new()),
            laws: Keyed(Vec::new()),
            placeholders: None,
            finders: Finders::default(),
            shorteners: Vec::new(),
            languages: Keyed(Vec::new()),
            common_words: CommonWords::default(),
            phrases: Lexicons::default(),
        };
        let mut phrases = phrases::PhraseFiles::default();
        let mut texts = Vec::new();
        for entry in files.list()?.files {
            let Some(stem) = entry.path.strip_suffix(".yaml") else { continue };
            let (source, readable) = read_text(files, &entry, sources, &mut report)?;
            if readable {
                texts.push((stem.to_owned(), source));
            }
        }
        let known: &Sources = sources;
        let parse = |(stem, source): (String, SourceId)| {
            (stem, yaml::parse(known.get(source).map_or("", |source| &source.text), source))
        };
        for (stem, parsed) in texts.into_par_iter().map(parse).collect::<Vec<_>>() {
            catalog.take(&stem, parsed, &mut phrases, &mut report);
        }
        // What nobody has confirmed is known to nobody from here on.
        catalog.platforms = catalog.platforms.into_iter().map(|(key, platform)| (key, platform.confirmed())).collect();
        catalog.phrases = Lexicons::new(phrases, &catalog.platforms, &mut report);
        Ok(Outcome { value: Some(catalog), report })
    }

    /// Takes up what a file says; `stem` is its path without the ending.
    fn take(&mut self, stem: &str, parsed: DataFile, phrases: &mut phrases::PhraseFiles, report: &mut Report) {
        match stem.split_once('/') {
            Some(("platforms", key)) => {
                self.platforms.extend(read(parsed, report).map(|platform| (key.to_owned(), platform)));
            }
            Some(("documents", key)) => {
                self.documents.extend(read(parsed, report).map(|document| (key.to_owned(), document)));
            }
            Some(("phrases", file)) => phrases.read(file, parsed, report),
            _ if stem == "norme" => self.norme = read(parsed, report).unwrap_or_else(Norme::empty),
            _ if stem == "authorities" => {
                self.authorities = read(parsed, report).map_or_else(Authorities::empty, Authorities::confirmed);
            }
            _ if stem == "licences" => {
                self.licences = read(parsed, report).map_or(Keyed(Vec::new()), |file: Licences| file.licences);
            }
            _ if stem == "enti" => {
                self.ente_kinds = read(parsed, report).map_or(Keyed(Vec::new()), |file: EnteKinds| file.kinds);
            }
            _ if stem == "ipa" => self.ipa = read(parsed, report).unwrap_or_else(IpaFacts::empty),
            _ if stem == "names" => {
                self.wrong_names = read(parsed, report).map_or(Keyed(Vec::new()), |file: WrongNames| file.names);
            }
            _ if stem == "laws" => {
                self.laws = read(parsed, report).map_or(Keyed(Vec::new()), |file: Laws| file.laws);
            }
            _ if stem == "placeholders" => {
                self.placeholders = read::<PlaceholderWords>(parsed, report).map(Placeholders::new);
            }
            _ if stem == "shorteners" => {
                self.shorteners = read(parsed, report).map_or(Vec::new(), |file: Shorteners| file.hosts);
            }
            _ if stem == "languages" => {
                self.languages = read(parsed, report).map_or(Keyed(Vec::new()), |file: LanguageWords| file.languages);
                self.common_words = CommonWords::of(&self.languages);
            }
            _ => {}
        }
    }

    /// Whether a host is one of a service that shortens addresses.
    #[must_use]
    pub fn is_shortener(&self, host: &str) -> bool {
        let is = |known: &Text| {
            host == known.value || host.strip_suffix(known.value.as_str()).is_some_and(|rest| rest.ends_with('.'))
        };
        self.shorteners.iter().any(is)
    }

    /// Document types in the order of the menu.
    pub fn documents_in_order(&self) -> impl Iterator<Item = (&String, &DocumentType)> {
        let mut all: Vec<_> = self.documents.iter().collect();
        all.sort_by_key(|(key, document)| (document.order.value, key.as_str()));
        all.into_iter()
    }
}

/// The record of a file, after a report of what is wrong with it; `None` where nothing harmless can stand in for it.
fn read<T: Field>(parsed: DataFile, report: &mut Report) -> Option<T> {
    let (value, found) = Reader::read_root(parsed);
    report.merge(found);
    value
}
