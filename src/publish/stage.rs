//! A site's change in the making: everything is written and on the disk before anything that is online is touched; then file after
//! file takes its place, in an order in which every page is whole, finds its style and leads to no missing page.
//!
//! 1. `stage`: new and changed files are written into a hidden folder of the target, and a journal that says where each belongs.
//! 2. `place`: each takes the place of the old one in one step: what pages need, new pages, changed pages, data.
//! 3. `finish`: what is no more goes, and the manifest says what there is now.
//! 4. `close`: the journal and its folder go.
//!
//! Cut short before the journal is whole, the next run throws the stage away; afterwards, the next run goes on where it was cut. The
//! stage lies in the target, not beside it: there it has the target's disk, even a mounted one, its group and its list of access.

use super::disk::Folder;
use super::lock::Locked;
use super::manifest::{Manifest, PublishedFile, manifest_path};
use super::published::Published;
use crate::diagnostic::Fault;
use crate::record::PublicPath;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The hidden folder in the target.
pub(super) const STAGE: &str = ".limpido-new";
// The name has no ending: IIS serves no file whose kind it does not know.
const JOURNAL: &str = "journal";
const NEW_MANIFEST: &str = "manifest";

/// What is to be done to the target.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    /// The SHA-256 of the new manifest.
    manifest: String,
    /// The paths of the files to be placed, in order; the staged files are called by their numbers, from `0`.
    placed: Vec<String>,
    /// The files that are removed before that: a new folder needs the name of such a file, or a new file the name of such a file's folder.
    in_the_way: BTreeMap<String, PublishedFile>,
    /// The files that are removed after that.
    removed: BTreeMap<String, PublishedFile>,
}

/// A change that is staged.
pub(super) struct Stage {
    inner: Folder,
    manifest: Manifest,
    placed: Vec<PublicPath>,
    in_the_way: BTreeMap<PublicPath, PublishedFile>,
    removed: BTreeMap<PublicPath, PublishedFile>,
}

impl Stage {
    /// Writes what is new or has changed, and the journal. `bytes` gives the content of a path.
    pub(super) fn write(
        target: &Folder,
        old: &Manifest,
        manifest: Manifest,
        changed: Vec<PublicPath>,
        bytes: impl Fn(&PublicPath) -> Result<Vec<u8>, Fault>,
    ) -> Result<Self, Fault> {
        let inner = target.private(STAGE)?;
        inner.will_be_synced();
        let mut placed = changed;
        placed.sort_by_cached_key(|path| (rank(path, old), path.clone()));
        let gone = old.files.iter().filter(|(path, _)| !manifest.files.contains_key(*path));
        let gone = gone.map(|(path, record)| (path.clone(), record.clone()));
        let needed = NeededNames::for_all(&placed);
        let (in_the_way, removed) = gone.partition(|(path, _)| needed.is_taken_by(path));
        let stage = Self { inner, manifest, placed, in_the_way, removed };
        let written = stage.fill(bytes);
        if written.is_err() {
            stage.close(target);
        }
        written.map(|()| stage)
    }

    fn fill(&self, bytes: impl Fn(&PublicPath) -> Result<Vec<u8>, Fault>) -> Result<(), Fault> {
        for (number, path) in self.placed.iter().enumerate() {
            self.inner.write_new(&staged(number), &bytes(path)?)?;
        }
        let manifest = self.manifest.to_text();
        self.inner.write_new(&PublicPath::literal(NEW_MANIFEST), manifest.as_bytes())?;
        let words = |paths: &BTreeMap<PublicPath, PublishedFile>| {
            paths.iter().map(|(path, record)| (path.to_string(), record.clone())).collect()
        };
        let journal = Journal {
            manifest: PublishedFile::of(manifest.as_bytes()).sha256,
            placed: self.placed.iter().map(ToString::to_string).collect(),
            in_the_way: words(&self.in_the_way),
            removed: words(&self.removed),
        };
        let text = serde_json::to_string(&journal).unwrap_or_default();
        self.inner.write_new(&PublicPath::literal(JOURNAL), text.as_bytes())
    }

    /// The stage that an earlier run has left in a target; `None` when there is none, or none that is whole: the latter is removed.
    fn left_in(target: &Folder) -> Result<Option<Self>, Fault> {
        let Some(inner) = target.inner(STAGE) else { return Ok(None) };
        let left = Self::read(inner)?;
        if left.is_none() {
            target.remove_private(STAGE, is_ours);
        }
        Ok(left)
    }

    /// A stage whose journal and staged files are as they were meant to be. Files that have been placed already are not in the stage any
    /// more.
    fn read(inner: Folder) -> Result<Option<Self>, Fault> {
        let Some(text) = inner.read(&PublicPath::literal(JOURNAL))? else { return Ok(None) };
        let Ok(journal) = serde_json::from_slice::<Journal>(&text) else { return Ok(None) };
        let paths = |paths: BTreeMap<String, PublishedFile>| -> Option<BTreeMap<PublicPath, PublishedFile>> {
            paths.into_iter().map(|(path, record)| Some((PublicPath::of_program(&path).ok()?, record))).collect()
        };
        let placed: Option<Vec<_>> = journal.placed.iter().map(|path| PublicPath::of_program(path).ok()).collect();
        let (Some(placed), Some(in_the_way), Some(removed)) =
            (placed, paths(journal.in_the_way), paths(journal.removed))
        else {
            return Ok(None);
        };
        let manifest = match inner.read(&PublicPath::literal(NEW_MANIFEST))? {
            Some(bytes) if PublishedFile::of(&bytes).sha256 == journal.manifest => Manifest::parse(&bytes),
            Some(_) => None,
            // The manifest is the last file to be placed: only the stage itself is left to be cleared away.
            None => return Ok(None),
        };
        let Some(manifest) = manifest else { return Ok(None) };
        for (number, path) in placed.iter().enumerate() {
            let is_whole = match inner.read(&staged(number))? {
                Some(bytes) => manifest.files.get(path) == Some(&PublishedFile::of(&bytes)),
                None => true,
            };
            // The power failed before the stage was on the disk, so nothing has been placed.
            if !is_whole {
                return Ok(None);
            }
        }
        Ok(Some(Self { inner, manifest, placed, in_the_way, removed }))
    }

    /// Waits until the disk confirms what was done so far.
    pub(super) fn sync(&self, target: &Folder) -> Result<(), Fault> {
        // Linux confirms the whole disk at once.
        if cfg!(not(target_os = "linux")) {
            self.inner.sync()?;
        }
        target.sync()
    }

    /// Puts every staged file in its place.
    pub(super) fn place(&self, target: &Folder, published: &mut Published) -> Result<(), Fault> {
        remove_ours(target, &self.in_the_way, published)?;
        for (number, path) in self.placed.iter().enumerate() {
            let staged = staged(number);
            if self.inner.look(&staged).is_some() {
                self.inner.move_to(&staged, target, path)?;
            }
        }
        Ok(())
    }

    /// Removes the files that the new site does not have, and writes the manifest.
    pub(super) fn finish(&self, target: &Folder, published: &mut Published) -> Result<(), Fault> {
        remove_ours(target, &self.removed, published)?;
        let manifest = PublicPath::literal(NEW_MANIFEST);
        if self.inner.look(&manifest).is_some() {
            self.inner.move_to(&manifest, target, &manifest_path())?;
        }
        Ok(())
    }

    /// Removes the stage; gives whether somebody has put files of their own into it.
    pub(super) fn close(&self, target: &Folder) -> bool {
        self.inner.remove_own(JOURNAL);
        self.inner.rest();
        target.rest();
        target.remove_private(STAGE, is_ours)
    }
}

/// Whether a target holds a change whose journal is written.
pub(super) fn is_underway(target: &Path) -> bool {
    target.join(STAGE).join(JOURNAL).is_file()
}

/// Goes on with what an earlier run has begun in a target, or throws away what it had only prepared.
pub(super) fn recover(target: &Locked, published: &mut Published) -> Result<(), Fault> {
    let target = target.held();
    if let Some(stage) = Stage::left_in(target)? {
        stage.place(target, published)?;
        stage.sync(target)?;
        stage.finish(target, published)?;
        stage.sync(target)?;
        stage.close(target);
    }
    Ok(())
}

/// Removes files that are as they were written. A file that has changed since is somebody's work: it stays, and is named.
pub(super) fn remove_ours(
    target: &Folder,
    files: &BTreeMap<PublicPath, PublishedFile>,
    published: &mut Published,
) -> Result<(), Fault> {
    for (path, record) in files {
        match target.look(path) {
            None => {}
            Some(data)
                if data.is_file()
                    && data.len() == record.bytes
                    && target.read(path)?.is_some_and(|bytes| PublishedFile::of(&bytes) == *record) =>
            {
                target.remove(path)?;
            }
            Some(_) => published.left_behind.push(target.shown(path)),
        }
    }
    target.remove_empty(files.keys());
    Ok(())
}

fn staged(number: usize) -> PublicPath {
    PublicPath::numbered(number)
}

/// Whether a name in the stage's folder is one that we give.
fn is_ours(name: &str) -> bool {
    name == JOURNAL || name == NEW_MANIFEST || name.bytes().all(|byte| byte.is_ascii_digit())
}

/// The turn in which a file takes its place: files that pages need or lead to for the first time, pages that nobody leads to yet, other
/// pages, the first page, then files that were there before and those that list the pages.
fn rank(path: &PublicPath, old: &Manifest) -> u8 {
    let is_new = !old.files.contains_key(path);
    let is_page = path.ends_with(".html") && !path.starts_with("fragments/");
    let is_needed =
        path.starts_with("assets/") || path.starts_with("files/") || is_new && path.as_str() != "sitemap.xml";
    match () {
        () if is_page && path.as_str() == "index.html" => 3,
        () if is_page && is_new => 1,
        () if is_page => 2,
        () if is_needed => 0,
        () => 4,
    }
}

/// The names that new files and their folders need, as a disk sees them that takes large and small letters for the same.
struct NeededNames {
    names: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl NeededNames {
    fn for_all(paths: &[PublicPath]) -> Self {
        let names: BTreeSet<String> = paths.iter().map(PublicPath::folded).collect();
        let folders = names.iter().flat_map(|name| folders_of(name)).map(str::to_owned).collect();
        Self { names, folders }
    }

    /// Whether a file of the old site has such a name, or lies in a folder that has one.
    fn is_taken_by(&self, old: &PublicPath) -> bool {
        let old = old.folded();
        self.names.contains(&old)
            || self.folders.contains(&old)
            || folders_of(&old).any(|folder| self.names.contains(folder))
    }
}

/// The folders that hold a path, the innermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}
