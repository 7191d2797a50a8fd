//! Folders into listings and bytes: the only door to the disk for reading.
//!
//! A [`Files`] is a folder of the disk, files compiled into the program, or files in memory. Paths are relative, with `/`
//! between folders. Symbolic links that lead out of the folder, devices and names that are not Unicode are reported as
//! [`Stray`]s and never opened. What systems leave in folders by themselves is passed over. A [`Layered`] lays folders one over the
//! other, and is a [`Files`] again.

use super::leftovers::is_of_system;
use super::listing::{FileEntry, Listing, Stamp, Stray, Unreadable};
use super::opened;
use super::text::{self, MAX_TEXT_BYTES, TextTrouble};
use super::walk::{list_disk, shown_below, slashed};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files compiled into the program: their paths, and the bytes of one of them.
#[derive(Clone, Copy)]
pub struct BuiltIn {
    /// Every path, in any order.
    pub paths: fn() -> Vec<String>,
    /// The bytes of a path.
    pub get: fn(&str) -> Option<std::borrow::Cow<'static, [u8]>>,
}

#[derive(Clone)]
enum Storage {
    Disk(PathBuf),
    BuiltIn(BuiltIn),
    Memory(Arc<BTreeMap<String, Vec<u8>>>),
    Over(Arc<Layered>),
}

/// A folder, wherever it is.
#[derive(Clone)]
pub struct Files {
    storage: Storage,
    shown_as: String,
}

impl Files {
    /// The files of a folder on the disk, shown to people as they typed it.
    #[must_use]
    pub fn disk(root: &Path) -> Self {
        Self { storage: Storage::Disk(root.to_owned()), shown_as: slashed(root) }
    }

    /// One file that somebody named, wherever it lies, as the only file of its folder; links to it are followed.
    ///
    /// # Errors
    /// When the file is not there, or is none to read.
    #[expect(clippy::disallowed_methods, reason = "this is the door for reading")]
    pub fn named(path: &Path) -> Result<(Self, FileEntry), Unreadable> {
        let unreadable = |error| Unreadable { path: slashed(path), error };
        let real = std::fs::canonicalize(path).map_err(unreadable)?;
        let (folder, name) = (real.parent().unwrap_or(&real), real.file_name().unwrap_or_default().to_string_lossy());
        let bytes = opened::read(folder, &name).map_err(unreadable)?;
        let bytes = bytes.ok_or_else(|| unreadable(std::io::ErrorKind::NotFound.into()))?;
        let typed = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let entry = FileEntry { path: typed.clone(), bytes: bytes.len() as u64 };
        let folder = path.parent().map(slashed).unwrap_or_default();
        Ok((Self::memory(&folder, BTreeMap::from([(typed, bytes)])), entry))
    }

    /// Files compiled into the program, shown under `name`.
    #[must_use]
    pub fn built_in(name: &str, files: BuiltIn) -> Self {
        Self { storage: Storage::BuiltIn(files), shown_as: name.to_owned() }
    }

    /// Files in memory, shown under `name`.
    #[must_use]
    pub fn memory(name: &str, files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { storage: Storage::Memory(Arc::new(files)), shown_as: name.to_owned() }
    }

    /// The same files, kept in memory, for a folder that is read more than once. A folder with files that are not for reading, or with more
    /// bytes than `most`, stays where it is.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn kept(&self, most: u64) -> Result<Self, Unreadable> {
        let listing = self.list()?;
        if !listing.strays.is_empty() || listing.files.iter().map(|entry| entry.bytes).sum::<u64>() > most {
            return Ok(self.clone());
        }
        let mut files = BTreeMap::new();
        for entry in listing.files {
            // A file that went away meanwhile is left out.
            if let Some(bytes) = self.read(&entry.path)? {
                files.insert(entry.path, bytes);
            }
        }
        Ok(Self { storage: Storage::Memory(Arc::new(files)), shown_as: self.shown_as.clone() })
    }

    /// Folders one over the other, as one.
    #[must_use]
    pub fn over(layers: Arc<Layered>) -> Self {
        let shown_as = layers.top().map(|top| top.shown_as.clone()).unwrap_or_default();
        Self { storage: Storage::Over(layers), shown_as }
    }

    /// The path that people see for a file.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        if let Storage::Over(layers) = &self.storage
            && let Some((_, files, _)) = layers.having(path).next_back()
        {
            return files.shown(path);
        }
        shown_below(&self.shown_as, path)
    }

    /// A folder below this one; it need not be there. `path` has `/` between folders and leads nowhere else.
    #[must_use]
    pub fn below(&self, path: &str) -> Self {
        let inside = |all: &BTreeMap<String, Vec<u8>>| {
            let prefix = format!("{path}/");
            let below = all.range(prefix.clone()..).take_while(|(name, _)| name.starts_with(&prefix));
            below.map(|(name, bytes)| (name[prefix.len()..].to_owned(), bytes.clone())).collect()
        };
        let storage = match &self.storage {
            Storage::Disk(root) => Storage::Disk(root.join(path)),
            Storage::Memory(all) => Storage::Memory(Arc::new(inside(all))),
            // No caller asks for a folder below files of the program or below layers.
            other => other.clone(),
        };
        Self { storage, shown_as: self.shown(path) }
    }

    /// The names of the folders directly in a folder, sorted; those that begin with a dot are left out.
    ///
    /// # Errors
    /// When the disk does not list the folder.
    #[expect(clippy::disallowed_methods, reason = "this is the door for reading")]
    pub fn folders(&self, path: &str) -> Result<Vec<String>, Unreadable> {
        let mut names = std::collections::BTreeSet::new();
        match &self.storage {
            Storage::Disk(root) => {
                let unreadable = |error| Unreadable { path: self.shown(path), error };
                for entry in std::fs::read_dir(root.join(path)).map_err(unreadable)? {
                    let entry = entry.map_err(unreadable)?;
                    let is_folder = std::fs::metadata(entry.path()).is_ok_and(|data| data.is_dir());
                    let name = entry.file_name().into_string().ok().filter(|name| !is_of_system(name));
                    names.extend(name.filter(|_| is_folder));
                }
            }
            _ => {
                let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
                let below = self
                    .list()?
                    .files
                    .into_iter()
                    .filter_map(|entry| Some(entry.path.strip_prefix(&prefix)?.to_owned()));
                names.extend(below.filter_map(|path| Some(path.split_once('/')?.0.to_owned())));
            }
        }
        names.retain(|name| !name.starts_with('.'));
        Ok(names.into_iter().collect())
    }

    /// Every file, sorted by path. Folders whose name begins with a dot are left out.
    ///
    /// # Errors
    /// When a folder of the disk cannot be read.
    pub fn list(&self) -> Result<Listing, Unreadable> {
        let mut files = BTreeMap::new();
        let mut strays = Vec::new();
        match &self.storage {
            Storage::Disk(root) => list_disk(root, &self.shown_as, &mut files, &mut strays)?,
            Storage::BuiltIn(built_in) => {
                for path in (built_in.paths)() {
                    let bytes = (built_in.get)(&path).map_or(0, |bytes| bytes.len() as u64);
                    files.insert(path, bytes);
                }
            }
            Storage::Memory(memory) => {
                files.extend(memory.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64)));
            }
            Storage::Over(layers) => return Ok(layers.list()),
        }
        strays.sort();
        Ok(Listing { files: files.into_iter().map(|(path, bytes)| FileEntry { path, bytes }).collect(), strays })
    }

    /// Every file, and whatever else stands in the folder, with what tells whether it may have changed.
    ///
    /// # Errors
    /// When a folder of the disk cannot be read.
    #[expect(clippy::disallowed_methods, reason = "this is the door for reading")]
    pub fn stamps(&self) -> Result<BTreeMap<String, Stamp>, Unreadable> {
        let Listing { files, strays } = self.list()?;
        let modified = |path: &str| match &self.storage {
            Storage::Disk(root) => std::fs::metadata(root.join(path)).and_then(|data| data.modified()).ok(),
            Storage::BuiltIn(_) | Storage::Memory(_) | Storage::Over(_) => None,
        };
        let strays = strays.into_iter().map(|stray| (stray.path, Stamp { bytes: 0, modified: None }));
        let files = files.into_iter().map(|FileEntry { path, bytes }| {
            let modified = modified(&path);
            (path, Stamp { bytes, modified })
        });
        Ok(files.chain(strays).collect())
    }

    /// The folder of the disk as the system names it, without links.
    ///
    /// # Errors
    /// When there is no such folder.
    #[expect(clippy::disallowed_methods, reason = "this is the door for reading")]
    pub fn real_root(&self) -> Result<PathBuf, Unreadable> {
        let Storage::Disk(root) = &self.storage else { return Ok(PathBuf::new()) };
        let unreadable = |error| Unreadable { path: self.shown(""), error };
        let real = std::fs::canonicalize(root).map_err(unreadable)?;
        if real.is_dir() { Ok(real) } else { Err(unreadable(std::io::ErrorKind::NotADirectory.into())) }
    }

    /// The size of a file in bytes; `None` when it is not there.
    ///
    /// # Errors
    /// When the disk has something there and does not say.
    #[expect(clippy::disallowed_methods, reason = "this is the door for reading")]
    pub fn size(&self, path: &str) -> Result<Option<u64>, Unreadable> {
        Ok(match &self.storage {
            // Whether a link leads out of the folder is found when the file is read.
            Storage::Disk(root) => match std::fs::metadata(root.join(path)) {
                Ok(data) => Some(data.len()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                Err(error) => return Err(Unreadable { path: self.shown(path), error }),
            },
            Storage::BuiltIn(built_in) => (built_in.get)(path).map(|bytes| bytes.len() as u64),
            Storage::Memory(memory) => memory.get(path).map(|bytes| bytes.len() as u64),
            Storage::Over(layers) => layers.having(path).next_back().map(|(_, _, entry)| entry.bytes),
        })
    }

    /// The bytes of a file; `None` when it is not there.
    ///
    /// # Errors
    /// When the disk has the file but does not give it, or when it is none to read ([`Refusal`](super::Refusal)): a pipe or a device,
    /// a link that leads out of the folder, more than 64 MiB.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        Ok(match &self.storage {
            Storage::Disk(root) => {
                opened::read(root, path).map_err(|error| Unreadable { path: self.shown(path), error })?
            }
            Storage::BuiltIn(built_in) => (built_in.get)(path).map(std::borrow::Cow::into_owned),
            Storage::Memory(memory) => memory.get(path).cloned(),
            Storage::Over(layers) => match layers.having(path).next_back() {
                Some((_, files, _)) => files.read(path)?,
                None => None,
            },
        })
    }

    /// At most `most` bytes of a file from a place in it; `None` when the file is not there.
    ///
    /// # Errors
    /// As [`Files::read`].
    pub fn part(&self, path: &str, from: u64, most: usize) -> Result<Option<Vec<u8>>, Unreadable> {
        let of = |bytes: &[u8]| {
            let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
            bytes[from..bytes.len().min(from.saturating_add(most))].to_vec()
        };
        Ok(match &self.storage {
            Storage::Disk(root) => {
                opened::part(root, path, from, most).map_err(|error| Unreadable { path: self.shown(path), error })?
            }
            Storage::BuiltIn(built_in) => (built_in.get)(path).map(|bytes| of(&bytes)),
            Storage::Memory(memory) => memory.get(path).map(|bytes| of(bytes)),
            Storage::Over(layers) => match layers.having(path).next_back() {
                Some((_, files, _)) => files.part(path, from, most)?,
                None => None,
            },
        })
    }

    /// The text of a listed file: UTF-8, at most [`MAX_TEXT_BYTES`], without a byte-order mark.
    ///
    /// # Errors
    /// The outer error is the machine's, the inner one the author's.
    pub fn text(&self, entry: &FileEntry) -> Result<Result<String, TextTrouble>, Unreadable> {
        if entry.bytes > MAX_TEXT_BYTES {
            return Ok(Err(TextTrouble::TooLarge(entry.bytes)));
        }
        let bytes = self
            .read(&entry.path)?
            .ok_or_else(|| Unreadable { path: self.shown(&entry.path), error: std::io::ErrorKind::NotFound.into() })?;
        Ok(text::decoded(bytes))
    }
}

/// Folders with their files, the lowest first. Each is listed once, and only what is listed is ever opened.
#[derive(Clone, Default)]
pub struct Layered {
    folders: Vec<(Files, Listing)>,
}

impl Layered {
    /// Lists folders, the lowest first.
    ///
    /// # Errors
    /// When a folder of the disk cannot be read.
    pub fn new(folders: impl IntoIterator<Item = Files>) -> Result<Self, Unreadable> {
        let folders = folders.into_iter().map(|files| files.list().map(|listing| (files, listing)));
        Ok(Self { folders: folders.collect::<Result<_, _>>()? })
    }

    /// Every file, sorted by path.
    #[must_use]
    pub fn list(&self) -> Listing {
        let mut files: Vec<FileEntry> = Vec::new();
        for (_, listing) in self.folders.iter().rev() {
            let is_new = |entry: &&FileEntry| files.binary_search_by(|known| known.path.cmp(&entry.path)).is_err();
            let new: Vec<FileEntry> = listing.files.iter().filter(is_new).cloned().collect();
            files.extend(new);
            files.sort();
        }
        Listing { files, strays: Vec::new() }
    }

    /// Everything that is no file to read, each with its folder.
    pub fn strays(&self) -> impl Iterator<Item = (&Files, &Stray)> {
        self.folders.iter().flat_map(|(files, listing)| listing.strays.iter().map(move |stray| (files, stray)))
    }

    /// The folders that have a file, the lowest first, each with its number.
    pub fn having<'a>(&'a self, path: &'a str) -> impl DoubleEndedIterator<Item = (usize, &'a Files, &'a FileEntry)> {
        self.folders.iter().enumerate().filter_map(move |(number, (files, listing))| {
            let at = listing.files.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
            Some((number, files, &listing.files[at]))
        })
    }

    /// Every file of every folder, the lowest folder first.
    pub fn all(&self) -> impl Iterator<Item = (&Files, &FileEntry)> {
        self.folders.iter().flat_map(|(files, listing)| listing.files.iter().map(move |entry| (files, entry)))
    }

    /// How many folders there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.folders.len()
    }

    /// The uppermost folder; `None` when there is none at all.
    #[must_use]
    pub fn top(&self) -> Option<&Files> {
        self.folders.last().map(|(files, _)| files)
    }
}
