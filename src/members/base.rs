//! The text that all enti share: its versions, what each extends and what each locks.

use super::files::{leads_out, read};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::layers::Layer;
use crate::record::{Date, Scalar as _, Text};
use crate::source::yaml;
use crate::source::{FileEntry, Files, Sources, Span, Spanned, Unreadable};
use crate::{record, say};
use std::collections::BTreeMap;

/// The file in which a base says what it extends and locks; a base may have none.
const FILE: &str = "base.yaml";

record! {
    /// The file `base.yaml` in a base's folder.
    pub struct BaseFile {
        /// The edition of the format: 1.
        pub edition: Spanned<u32>,
        /// The folder of another base that this one stands on, from the workspace's.
        pub extends: Option<Text>,
        /// What no ente may change: `moderation.yaml#rules.insulti`, `it/oblio.md`.
        pub locked: Vec<Text>,
    }
}

/// Most bytes of a base that are kept in memory.
const MOST_KEPT: u64 = 16 * 1024 * 1024;

/// The versions of a workspace's base.
#[derive(Default)]
pub(super) struct Bases {
    usual: Vec<Layer>,
    usual_version: Option<Date>,
    dated: BTreeMap<Date, Vec<Layer>>,
    folders: Vec<String>,
    place: Option<Span>,
}

impl Bases {
    pub(super) fn load(
        root: &Files,
        path: Option<&Text>,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Self, Unreadable> {
        let Some(path) = path else { return Ok(Self::default()) };
        if let Some(outside) = leads_out(path) {
            report.push(outside);
            return Ok(Self::default());
        }
        let mut bases = Self { place: Some(path.span), ..Self::default() };
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut chain = |folder: String, report: &mut Report| {
            let folder = Spanned::new(folder, path.span);
            let mut reader = BaseReader { root, sources, report, seen: Vec::new(), layers: Vec::new() };
            reader.read(&folder)?;
            bases.folders.extend(reader.seen);
            Ok::<_, Unreadable>(reader.layers)
        };
        bases.usual = chain(path.value.clone(), report)?;
        if let Ok(usual) = Date::parse(name, false) {
            for other in root.folders(parent).unwrap_or_default() {
                let Ok(date) = Date::parse(&other, false) else { continue };
                let folder = if parent.is_empty() { other } else { format!("{parent}/{other}") };
                if date != usual {
                    let layers = chain(folder, report)?;
                    bases.dated.insert(date, layers);
                }
            }
            bases.usual_version = Some(usual);
            bases.dated.insert(usual, bases.usual.clone());
        }
        bases.folders.sort();
        bases.folders.dedup();
        Ok(bases)
    }

    pub(super) fn usual(&self) -> &[Layer] {
        &self.usual
    }

    pub(super) fn usual_version(&self) -> Option<Date> {
        self.usual_version
    }

    pub(super) fn version(&self, date: Date) -> Option<&[Layer]> {
        self.dated.get(&date).map(Vec::as_slice)
    }

    pub(super) fn versions(&self) -> impl DoubleEndedIterator<Item = Date> + '_ {
        self.dated.keys().copied()
    }

    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// The layers of the version that a member asks for. A version that is not there is an error: no text that the ente has not approved
    /// may take its place.
    pub(super) fn pinned(&self, pin: &Spanned<String>, report: &mut Report) -> Vec<Layer> {
        // A value that is no date is reported when all fields of `site.yaml` are read.
        let Ok(date) = Date::parse(&pin.value, false) else { return self.usual.clone() };
        if let Some(layers) = self.version(date) {
            return layers.to_vec();
        }
        let asked = &pin.value;
        let found = Diagnostic::new(
            Key::UnknownBase,
            pin.span,
            say!("la versione «{asked}» del testo comune non c'è", "there is no version “{asked}” of the base"),
        );
        let all = self.dated.keys().map(|date| date.0.to_string()).collect::<Vec<_>>().join(", ");
        let found = match self.place {
            None => found.hint(say!(
                "togli «base:»: workspace.yaml non indica un testo comune",
                "remove “base:”: workspace.yaml names no base"
            )),
            Some(place) if all.is_empty() => found
                .see(place, say!("questa cartella non ha una data come nome", "this folder is not named by a date"))
                .hint(say!(
                    "dai alla cartella del testo comune il nome della sua data, come «base/2026-03-01»",
                    "name the base's folder by its date, such as “base/2026-03-01”"
                )),
            Some(_) => found.hint(say!("le versioni che ci sono: {all}", "the versions that there are: {all}")),
        };
        report.push(found);
        // The error stops publication. The usual base stands in, so that nothing else is said to be missing.
        self.usual.clone()
    }
}

/// Reads a base and the bases that it extends, the lowest first.
struct BaseReader<'a> {
    root: &'a Files,
    sources: &'a mut Sources,
    report: &'a mut Report,
    seen: Vec<String>,
    layers: Vec<Layer>,
}

impl BaseReader<'_> {
    /// Reads the base in a folder, after the base that it extends.
    fn read(&mut self, folder: &Text) -> Result<(), Unreadable> {
        let shown = &folder.value;
        if self.seen.contains(shown) {
            let round = [self.seen.as_slice(), std::slice::from_ref(shown)].concat().join(" → ");
            self.report.push(
                Diagnostic::new(
                    Key::BaseCycle,
                    folder.span,
                    say!("il testo comune torna su sé stesso: {round}", "the base comes back to itself: {round}"),
                )
                .hint(say!("togli questo «extends:»", "remove this “extends:”")),
            );
            return Ok(());
        }
        self.seen.push(shown.clone());
        let files = self.root.below(shown);
        let Some(listing) = files.list().ok().filter(|listing| !listing.files.is_empty()) else {
            self.report.push(
                Diagnostic::new(
                    Key::UnknownBase,
                    folder.span,
                    say!(
                        "la cartella «{shown}» del testo comune non c'è, o è vuota",
                        "the base's folder “{shown}” is not there, or is empty"
                    ),
                )
                .hint(say!(
                    "controlla che ci sia, e che il nome sia giusto",
                    "see that it is there, and that its name is right"
                )),
            );
            return Ok(());
        };
        let has = |name: &str| listing.files.iter().any(|entry| entry.path == name);
        let settings: Option<BaseFile> = if has(FILE) { read(&files, FILE, self.sources, self.report)? } else { None };
        let (extends, locks) = settings.map_or((None, Vec::new()), |settings| (settings.extends, settings.locked));
        if let Some(below) = extends {
            match leads_out(&below) {
                Some(outside) => self.report.push(outside),
                None => self.read(&below)?,
            }
        }
        self.layers.push(Layer { files: files.kept(MOST_KEPT)?, locks });
        let at = self.layers.len() - 1;
        for lock in self.layers[at].locks.clone() {
            if !self.is_there(&lock)? {
                let written = &lock.value;
                self.report.push(
                    Diagnostic::new(
                        Key::UnknownReference,
                        lock.span,
                        say!("«{written}» non c'è nel testo comune", "“{written}” is not in the base"),
                    )
                    .hint(say!(
                        "scrivi un file, o una sua parte: «it/oblio.md», «moderation.yaml#rules.insulti»",
                        "write a file, or a part of one: “it/oblio.md”, “moderation.yaml#rules.insulti”"
                    )),
                );
            }
        }
        Ok(())
    }

    /// Whether what is locked stands in this base or in one below it.
    fn is_there(&mut self, lock: &Text) -> Result<bool, Unreadable> {
        let (file, part) = lock.split_once('#').map_or((lock.as_str(), None), |(file, part)| (file, Some(part)));
        let files: Vec<Files> = self.layers.iter().map(|layer| layer.files.clone()).collect();
        for files in files {
            let listing = files.list()?.files;
            let Some(entry) = listing.iter().find(|entry| entry.path == file) else { continue };
            let Some(part) = part.filter(|part| file.ends_with(".yaml") || *part != "body") else { return Ok(true) };
            if file.ends_with(".md") || self.has_part(&files, entry, part)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn has_part(&mut self, files: &Files, entry: &FileEntry, part: &str) -> Result<bool, Unreadable> {
        let (source, _) = crate::record::read_text(files, entry, self.sources, &mut Report::default())?;
        let text = self.sources.get(source).map_or("", |source| source.text.as_str());
        Ok(yaml::parse(text, source).0.is_some_and(|tree| tree.at(part).is_some()))
    }
}
