//! Everything that an ente has written, typed: what the room makes.

use super::accounts::Accounts;
use super::act::Acts;
use super::confirm::Awaiting;
use super::document::Document;
use super::ente::Settings;
use super::folder::PublicFile;
use super::found::FoundAccounts;
use super::informativa::Informative;
use super::moderation::Moderation;
use crate::catalog::{Catalog, Platform};
use crate::record::{Eye, Field as _, Shape};
use crate::source::yaml;
use std::collections::{BTreeMap, BTreeSet};
use tera::Value;

/// Everything that an ente has written.
pub struct Site {
    /// `site.yaml`.
    pub settings: Settings,
    /// `accounts.yaml`.
    pub accounts: Accounts,
    /// The site's own platforms by key, above the catalogue's: see [`Site::platform`].
    pub own_platforms: BTreeMap<String, Platform>,
    /// What was found for the accounts: see [`Site::listed`], [`Site::closed`], [`Site::not_ours`].
    pub(super) found: FoundAccounts,
    /// The place of the notice of every account that names no other.
    pub(super) usual_notice: Option<usize>,
    /// Whether the YAML files name anything that stands elsewhere.
    pub has_references: bool,
    /// `moderation.yaml`.
    pub moderation: Moderation,
    /// `informative.yaml`.
    pub informative: Informative,
    /// `acts.yaml`.
    pub acts: Acts,
    /// The Markdown pages, by language and key.
    pub documents: Vec<Document>,
    /// The paths of pages that stand in the folder under a name that is not read: `it/oblio.md` for `it/oblio.MD`.
    pub misnamed: BTreeSet<String>,
    /// The files of `files/` to publish, sorted by path.
    pub files: Vec<PublicFile>,
    /// The languages, the first one first; never empty.
    pub languages: Vec<String>,
    /// Whether everything in the five YAML files that has a place of its own on a page could be read: see [`has_every_place`](crate::record::has_every_place).
    pub is_whole: bool,
    /// The YAML files as trees, by name without `.yaml`: where something is missing is known from them.
    pub trees: BTreeMap<String, yaml::Node>,
    /// What the program has written in the ente's name, with what has become of it; `None` when no folder has a `confirm.yaml`.
    pub awaiting: Option<Vec<Awaiting>>,
    /// All YAML as a reader of each language sees it, by language: the values of variables in prose are looked up here.
    pub(crate) template_values: BTreeMap<String, Value>,
}

impl Site {
    /// Whether a file is among those to publish, by its path in the site's folder.
    #[must_use]
    pub fn has_file(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }

    /// Who looks at a page of a language.
    #[must_use]
    pub fn eye<'a>(&'a self, lang: &'a str) -> Eye<'a> {
        Eye { lang, first: self.languages.first().map_or(lang, String::as_str) }
    }

    /// A platform by its key: the site's own, else the catalogue's.
    #[must_use]
    pub fn platform<'a>(&'a self, catalog: &'a Catalog, key: &str) -> Option<&'a Platform> {
        self.own_platforms.get(key).or_else(|| catalog.platforms.get(key))
    }

    /// The key and the record of the platform that a written name means.
    #[must_use]
    pub fn platform_called<'a>(&'a self, catalog: &'a Catalog, written: &str) -> Option<(&'a str, &'a Platform)> {
        let all = self.own_platforms.iter().chain(&catalog.platforms);
        all.into_iter()
            .find(|(key, platform)| platform.is_called(key, written))
            .map(|(key, platform)| (key.as_str(), platform))
    }
}

/// The YAML files of a site, the one that makes a folder a site first.
pub const FILES: [&str; 5] = ["site.yaml", "accounts.yaml", "moderation.yaml", "informative.yaml", "acts.yaml"];

/// What may be written in one of the five YAML files, by its name without `.yaml`.
#[must_use]
pub fn shape_of(file: &str) -> Option<Shape> {
    Some(match file {
        "site" => Settings::shape(),
        "accounts" => Accounts::shape(),
        "moderation" => Moderation::shape(),
        "informative" => Informative::shape(),
        "acts" => Acts::shape(),
        _ => return None,
    })
}
