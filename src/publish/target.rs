//! The folder to publish into. It is refused unless it is empty or wholly ours, and is never a folder that somebody could miss.

use super::disk::Folder;
use super::folders::{self, FolderEntry};
use super::lock::{LOCK, Locked};
use super::manifest::{MANIFEST, Manifest, PublishedFile};
use super::published::{Published, Way};
use super::stage::{self, STAGE};
use super::swap;
use crate::diagnostic::{Fault, Message};
use crate::record::PublicPath;
use crate::say;
use crate::source::{hex, is_of_others};
use sha2::{Digest, Sha256};
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A folder that may be published into.
#[derive(Clone, Debug)]
pub struct TargetFolder {
    /// The path, absolute, with every existing link resolved but a link in its last step.
    pub path: PathBuf,
}

impl TargetFolder {
    /// Looks at a path before anything is read or written.
    ///
    /// `precious` are folders that must never be published into or over: the home, the current folder; `sites` are the
    /// folders of the sites themselves.
    ///
    /// # Errors
    /// When the path is, or holds, a precious folder; when it lies in a site's folder, or holds one; when it is a link.
    pub fn new(path: &Path, precious: &[PathBuf], sites: &[PathBuf]) -> Result<Self, Fault> {
        let path = resolve(path)?;
        let shown = path.display();
        let refused = |why_it: &str, why_en: &str| {
            Fault::refused(
                say!("non pubblico in {shown}: {why_it}", "will not publish into {shown}: {why_en}"),
                say!(
                    "scegli con --out una cartella nuova, per esempio public",
                    "choose a new folder with --out, such as public"
                ),
            )
        };
        if path.parent().is_none() {
            return Err(refused("è la radice del disco", "it is the root of the disk"));
        }
        for folder in precious.iter().filter_map(|folder| resolve(folder).ok()) {
            if folder.starts_with(&path) {
                return Err(refused(
                    "è la cartella personale, quella di lavoro, o una che le contiene",
                    "it is the home, the current folder, or one that holds them",
                ));
            }
        }
        for site in sites.iter().filter_map(|site| resolve(site).ok()) {
            if site.starts_with(&path) || path.starts_with(&site) {
                // The hint names a folder beside the texts, by its whole path: whoever stands in the folder of the texts could not tell
                // from a relative one where the site lies.
                let beside = site.parent().unwrap_or(&site).join("public");
                let beside = beside.display();
                return Err(Fault::refused(
                    say!(
                        "non pubblico in {shown}: è la cartella dei testi del sito, o la contiene, o ci sta dentro",
                        "will not publish into {shown}: it is the folder of the site's texts, or holds it, or lies in it"
                    ),
                    say!(
                        "scegli una cartella fuori dai testi, per esempio: --out \"{beside}\"",
                        "choose a folder outside of the texts, such as: --out \"{beside}\""
                    ),
                ));
            }
        }
        if path.is_symlink() {
            return Err(refused("è un collegamento a un'altra cartella", "it is a link to another folder"));
        }
        Ok(Self { path })
    }

    /// Refuses a folder for many sites that lies in a folder of texts, or in which one lies.
    ///
    /// # Errors
    /// When it does.
    pub fn refuse_within(root: &Path, sites: &[PathBuf]) -> Result<(), Fault> {
        let out = resolve(root)?;
        for site in sites {
            let real = resolve(site)?;
            if real.starts_with(&out) || out.starts_with(&real) {
                let (out, site) = (root.display(), site.display());
                return Err(Fault::refused(
                    say!(
                        "non pubblico in {out}: sta nella cartella dei testi {site}, o la contiene",
                        "will not publish into {out}: it lies in the folder of texts {site}, or holds it"
                    ),
                    say!("scegli con --out un'altra cartella", "choose another folder with --out"),
                ));
            }
        }
        Ok(())
    }

    /// Whether there is something at the path.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// Whether a site's change was begun here and not ended: the next run goes on with it.
    #[must_use]
    pub fn is_underway(&self) -> bool {
        stage::is_underway(&self.path)
    }

    /// Locks the target for this run alone, before anything in it is looked at, and finishes or undoes what an earlier run has left. While
    /// another limpido holds the lock, `waits` is called once and the lock is asked for again for a minute.
    ///
    /// # Errors
    /// When another limpido keeps it, when it holds files of others, or when the machine fails.
    pub fn hold(&self, way: Way, waits: &mut dyn FnMut()) -> Result<Held, Fault> {
        let mut recovered = Published::default();
        swap::recover(&self.path, waits, &mut recovered)?;
        self.refuse_others()?;
        let beside = (way == Way::Swap).then(|| Locked::beside(&self.path, waits)).transpose()?;
        let locked = Locked::folder(&self.path, waits)?;
        stage::recover(&locked, &mut recovered)?;
        let is_old = Manifest::read(locked.held())?.is_some();
        Ok(Held { target: self.clone(), locked, is_old, left_behind: recovered.left_behind, _beside: beside })
    }

    /// Refuses a folder in which limpido has never written and somebody else has: not even a lock is put there.
    fn refuse_others(&self) -> Result<(), Fault> {
        let shown = self.path.display();
        if !self.exists() {
            return Ok(());
        }
        if !self.path.is_dir() {
            return Err(Fault::refused(
                say!("non pubblico in {shown}: è un file", "will not publish into {shown}: it is a file"),
                empty_or_new(),
            ));
        }
        let folder = Folder::open(&self.path)?;
        let is_known = |name: &'static str| folder.look(&PublicPath::literal(name)).is_some();
        if [MANIFEST, LOCK, STAGE].into_iter().any(is_known) {
            return Ok(());
        }
        self.refuse_foreign(&Manifest::default(), false)
    }

    /// Refuses a folder with anything but the files of a manifest and what systems and hosts leave.
    fn refuse_foreign(&self, known: &Manifest, has_manifest: bool) -> Result<(), Fault> {
        let shown = self.path.display();
        let is_passed_over = |path: &str| path == LOCK || is_of_others(path);
        let found = folders::everything_in(&self.path, is_passed_over)?;
        let is_ours = |entry: &FolderEntry| {
            let is_listed = known.files.contains_key(entry.path.as_str()) || has_manifest && entry.path == MANIFEST;
            entry.is_file && is_listed
        };
        let foreign: Vec<&str> =
            found.iter().filter(|entry| !is_ours(entry)).map(|entry| entry.path.as_str()).collect();
        let Some(first) = foreign.first() else { return Ok(()) };
        let more = foreign.len() - 1;
        let (it, en) = if more == 0 {
            (String::new(), String::new())
        } else {
            (format!(" e altri {more}"), format!(" and {more} more"))
        };
        Err(Fault::refused(
            say!(
                "non pubblico in {shown}: c'è qualcosa che non ho scritto io: {first}{it}",
                "will not publish into {shown}: it holds something that I did not write: {first}{en}"
            ),
            empty_or_new(),
        ))
    }
}

fn empty_or_new() -> Message {
    say!(
        "scegli con --out una cartella vuota o nuova: limpido scrive solo in cartelle tutte sue",
        "choose an empty or new folder with --out: limpido writes only into folders that are all its own"
    )
}

/// How a published site stands on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedState {
    /// The SHA-256 of its manifest, and so of every file that was published.
    pub manifest: String,
    /// A digest of the times at which its files were last written, with their paths: what somebody has changed has another time. A time
    /// is no content, so this is kept beside the published site, never in it.
    pub files: String,
}

/// A target that this run alone may publish into. Dropped without having been used, it leaves the folder as it was before.
pub struct Held {
    target: TargetFolder,
    locked: Locked,
    is_old: bool,
    left_behind: Vec<PathBuf>,
    _beside: Option<Locked>,
}

impl Held {
    /// The target.
    #[must_use]
    pub fn target(&self) -> &TargetFolder {
        &self.target
    }

    /// How the published site stands; `None` when nothing of ours is published, or when a file of it is not there, is no file, or, with
    /// `verify`, has other bytes.
    #[must_use]
    pub fn state(&self, verify: bool) -> Option<PublishedState> {
        let bytes = self.folder().read(&PublicPath::literal(MANIFEST)).ok()??;
        let manifest = Manifest::parse(&bytes)?;
        let mut hasher = Sha256::new();
        for (path, record) in &manifest.files {
            let data = self.folder().look(path).filter(|data| data.is_file() && data.len() == record.bytes)?;
            if verify && PublishedFile::of(&self.folder().read(path).ok()??) != *record {
                return None;
            }
            let since = data.modified().ok()?.into_std().duration_since(UNIX_EPOCH).ok()?;
            hasher.update(path.as_str());
            hasher.update(since.as_nanos().to_le_bytes());
        }
        self.folder().rest();
        Some(PublishedState { manifest: PublishedFile::of(&bytes).sha256, files: hex(&hasher.finalize()) })
    }

    /// What we wrote there last time. An empty folder gives an empty manifest.
    pub(super) fn inspect(&self) -> Result<Manifest, Fault> {
        let manifest = Manifest::read(self.folder())?;
        let has_manifest = manifest.is_some();
        let known = manifest.unwrap_or_default();
        self.target.refuse_foreign(&known, has_manifest)?;
        Ok(known)
    }

    pub(super) fn folder(&self) -> &Folder {
        self.locked.held()
    }

    /// Whether a site was published here before.
    #[must_use]
    pub fn is_old(&self) -> bool {
        self.is_old
    }

    /// Whether this run made the folder.
    pub(super) fn is_new(&self) -> bool {
        self.locked.is_new()
    }

    /// The paths that an earlier run had to leave when it was finished now; asked a second time, none.
    pub(super) fn left_behind(&mut self) -> Vec<PathBuf> {
        std::mem::take(&mut self.left_behind)
    }

    /// Says that something will be published here, so that a new folder and its lock stay.
    pub(super) fn keep(&mut self) {
        self.locked.keep();
    }
}

/// An absolute path without `.` and `..`, the links of its existing folders resolved, its last step as it is.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, Fault> {
    let absolute = std::path::absolute(path)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", path, error))?;
    let mut clean = PathBuf::new();
    for step in absolute.components() {
        match step {
            Component::ParentDir => {
                clean = folders::real_path(&clean);
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    let Some((parent, name)) = clean.parent().zip(clean.file_name()) else { return Ok(clean) };
    Ok(folders::real_path(parent).join(name))
}
