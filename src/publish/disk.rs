//! The only writer: a folder opened once, in which files are made, moved and removed beneath its handle.
//!
//! A file is named by its [`PublicPath`], and each step of the path is opened by itself and never through a link: whatever somebody
//! puts in the way meanwhile, nothing outside of the folder is written or removed.

#![expect(clippy::disallowed_methods, reason = "this is the door for writing")]

use super::system::{self, Access};
use crate::diagnostic::Fault;
use crate::record::PublicPath;
use crate::source::Refusal;
use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The name of a file until it is whole; what a crash leaves under it is removed by whoever finds it.
const PART: &str = ".limpido-part";

/// An opened folder.
pub(super) struct Folder {
    path: PathBuf,
    root: Rc<Dir>,
    access: Access,
    /// The folders below that were opened, by path.
    opened: RefCell<BTreeMap<String, Rc<Dir>>>,
    /// Whether files are to outlive a loss of power.
    is_synced: Cell<bool>,
    /// Folders whose list of names changed since the last sync.
    changed: RefCell<BTreeSet<String>>,
}

impl Folder {
    /// Opens a folder, which is no link. What is made in it later has the folder's own permissions.
    pub(super) fn open(path: &Path) -> Result<Self, Fault> {
        let fault = |error| Fault::io("non riesco ad aprire la cartella", "cannot open the folder", path, error);
        let root = open_folder(path).map_err(fault)?;
        let access = Access::of(&root).map_err(fault)?;
        Ok(Self::new(path, root, access))
    }

    fn new(path: &Path, root: Dir, access: Access) -> Self {
        let (opened, changed) = (RefCell::default(), RefCell::default());
        Self { path: path.to_owned(), root: Rc::new(root), access, opened, is_synced: Cell::new(false), changed }
    }

    /// From now on, [`Folder::sync`] sees to it that what is written here outlives a loss of power.
    pub(super) fn will_be_synced(&self) {
        self.is_synced.set(true);
    }

    /// Makes a folder with those that hold it, and opens it; gives also the folders that were not there, the outermost first. A new
    /// folder, and what is made in it, has the permissions that the system gives.
    pub(super) fn make(path: &Path) -> Result<(Self, Vec<PathBuf>), Fault> {
        let fault = |error| Fault::io("non riesco a creare la cartella", "cannot make the folder", path, error);
        let mut missing: Vec<PathBuf> = path
            .ancestors()
            .take_while(|folder| !folder.exists() && !folder.is_symlink())
            .map(Path::to_owned)
            .collect();
        missing.reverse();
        for folder in &missing {
            match std::fs::create_dir(folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(fault(error)),
                _ => {}
            }
        }
        let root = open_folder(path).map_err(fault)?;
        let access = if missing.is_empty() { Access::of(&root).map_err(fault)? } else { Access::default() };
        Ok((Self::new(path, root, access), missing))
    }

    /// A folder of our own in this one, which only we may read, made when it is not there.
    pub(super) fn private(&self, name: &str) -> Result<Self, Fault> {
        let path = self.path.join(name);
        let fault = |error| Fault::io("non riesco a creare la cartella", "cannot make the folder", &path, error);
        let made = |error: io::Error| if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) };
        self.root.create_dir(name).or_else(made).map_err(fault)?;
        let root = self.root.open_dir_nofollow(name).map_err(fault)?;
        system::close(&self.root, name).map_err(fault)?;
        Ok(Self::new(&path, root, self.access))
    }

    /// A folder in this one; `None` when it is not there or is a link.
    pub(super) fn inner(&self, name: &str) -> Option<Self> {
        let root = self.root.open_dir_nofollow(name).ok()?;
        Some(Self::new(&self.path.join(name), root, self.access))
    }

    /// The path of a file, for people.
    pub(super) fn shown(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// Whether the path still leads to this folder.
    pub(super) fn is_in_place(&self) -> bool {
        let now = open_folder(&self.path).and_then(|now| now.dir_metadata());
        now.ok().zip(self.root.dir_metadata().ok()).is_some_and(|(now, opened)| system::is_same(&now, &opened))
    }

    /// Whether somebody other than the owner and the group may read what is in it.
    pub(super) fn is_read_by_others(&self) -> bool {
        self.root.dir_metadata().is_ok_and(|data| system::is_read_by_others(&data))
    }

    /// What stands at a path, a link not followed; `None` when there is nothing.
    pub(super) fn look(&self, path: &PublicPath) -> Option<Metadata> {
        let (folder, name) = self.parent(path, false).ok()??;
        folder.symlink_metadata(name).ok()
    }

    /// The bytes of a regular file; `None` when there is none.
    pub(super) fn read(&self, path: &PublicPath) -> Result<Option<Vec<u8>>, Fault> {
        let read = || {
            let Some((folder, name)) = self.parent(path, false)? else { return Ok(None) };
            read_file(&folder, name)
        };
        read().map_err(|error| Fault::io("non riesco a leggere", "cannot read", &self.shown(path), error))
    }

    /// Whether a regular file holds just these bytes.
    pub(super) fn has_bytes(&self, path: &PublicPath, bytes: &[u8]) -> bool {
        self.look(path).is_some_and(|data| data.is_file() && data.len() == bytes.len() as u64)
            && self.read(path).is_ok_and(|found| found.as_deref() == Some(bytes))
    }

    /// Writes a file at a path where there is none yet.
    pub(super) fn write_new(&self, path: &PublicPath, bytes: &[u8]) -> Result<(), Fault> {
        let write = || {
            let (folder, name) = self.made_parent(path)?;
            self.write_in(&folder, name, bytes)
        };
        write().map_err(|error| Fault::io("non riesco a scrivere", "cannot write", &self.shown(path), error))
    }

    /// Writes a file whole, in the place of what may be there.
    pub(super) fn replace(&self, path: &PublicPath, bytes: &[u8]) -> Result<(), Fault> {
        let write = || {
            let (folder, name) = self.made_parent(path)?;
            // Two programs may write the same file at once: each has a name of its own until it is done.
            let part = format!("{PART}-{}", std::process::id());
            remove_if_there(&folder, &part)?;
            self.write_in(&folder, &part, bytes)?;
            folder.rename(&part, &folder, name)
        };
        write().map_err(|error| Fault::io("non riesco a scrivere", "cannot write", &self.shown(path), error))
    }

    fn write_in(&self, folder: &Dir, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).follow(FollowSymlinks::No);
        let mut file = folder.open_with(name, &options)?;
        file.write_all(bytes)?;
        self.access.give_file(&file)?;
        system::sync_file(&file, self.is_synced.get())
    }

    /// Moves a file of this folder to a path of another one on the same disk, in the place of what may be there.
    pub(super) fn move_to(&self, name: &PublicPath, other: &Self, path: &PublicPath) -> Result<(), Fault> {
        let moved = || {
            let (folder, last) = other.made_parent(path)?;
            let Some((from, first)) = self.parent(name, false)? else { return Err(ErrorKind::NotFound.into()) };
            from.rename(first, &folder, last)
        };
        moved().map_err(|error| Fault::io("non riesco a scrivere", "cannot write", &other.shown(path), error))
    }

    /// Takes over a file of another folder: as a second name (hard link) of the same file, or as a copy where the disk knows no such names.
    pub(super) fn take_over(&self, other: &Self, path: &PublicPath) -> Result<(), Fault> {
        let (to, name) = self
            .made_parent(path)
            .map_err(|error| Fault::io("non riesco a scrivere", "cannot write", &self.shown(path), error))?;
        let linked =
            other.parent(path, false).ok().flatten().is_some_and(|(from, _)| from.hard_link(name, &to, name).is_ok());
        match (linked, other.read(path)?) {
            (false, Some(bytes)) => self.write_new(path, &bytes),
            _ => Ok(()),
        }
    }

    /// Removes a file; one that is not there is no mistake.
    pub(super) fn remove(&self, path: &PublicPath) -> Result<(), Fault> {
        let remove = || {
            let Some((folder, name)) = self.parent(path, false)? else { return Ok(()) };
            self.changed.borrow_mut().insert(folder_of(path).to_owned());
            remove_if_there(&folder, name)
        };
        remove().map_err(|error| Fault::io("non riesco a cancellare", "cannot remove", &self.shown(path), error))
    }

    /// Removes the folders that hold these paths and nothing else any more.
    pub(super) fn remove_empty<'p>(&self, paths: impl Iterator<Item = &'p PublicPath>) {
        let mut folders = BTreeSet::new();
        for path in paths {
            let mut folder = folder_of(path);
            while !folder.is_empty() {
                folders.insert(folder.to_owned());
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }
        }
        self.opened.borrow_mut().retain(|folder, _| !folders.contains(folder));
        for folder in folders.iter().rev() {
            let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
            // The system refuses to remove a folder that still holds something, so no check is needed.
            if let Ok(Some(above)) = self.folder(above, false) {
                let _ = above.remove_dir(name);
            }
        }
    }

    /// Removes a folder of our own in this one: the files of ours that are left in it, then itself, when nothing else is there.
    pub(super) fn remove_private(&self, name: &str, is_ours: impl Fn(&str) -> bool) -> bool {
        let Some(inner) = self.inner(name) else { return true };
        for entry in inner.root.entries().into_iter().flatten().flatten() {
            if let Some(file) = entry.file_name().to_str().filter(|file| is_ours(file)) {
                let _ = inner.root.remove_file(file);
            }
        }
        self.root.remove_dir(name).is_ok()
    }

    /// Gives this folder, and what will be made in it, the permissions, the group and the list of access of another one.
    pub(super) fn take_access_of(&mut self, other: &Self) -> Result<(), Fault> {
        self.access = other.access;
        system::copy_access(&other.root, &self.root).map_err(|error| {
            Fault::io("non riesco a cambiare i permessi di", "cannot change the permissions of", &self.path, error)
        })
    }

    /// Removes what a crash has left of files that were not whole yet.
    pub(super) fn remove_parts(&self, folders: impl Iterator<Item = impl AsRef<str>>) {
        for folder in folders {
            let Ok(Some(folder)) = self.folder(folder.as_ref(), false) else { continue };
            for entry in folder.entries().into_iter().flatten().flatten() {
                let name = entry.file_name();
                if name.to_str().is_some_and(|name| name.starts_with(PART)) {
                    let _ = folder.remove_file(&name);
                }
            }
        }
    }

    /// Closes the handles of the folders below.
    pub(super) fn rest(&self) {
        self.opened.borrow_mut().clear();
    }

    /// Waits until what was made in this folder, and in folders of ours on the same disk, would outlive a loss of power.
    pub(super) fn sync(&self) -> Result<(), Fault> {
        let changed = std::mem::take(&mut *self.changed.borrow_mut());
        let changed = || changed.iter().filter_map(|folder| self.folder(folder, false).ok()?).collect();
        system::sync(&self.root, &self.path, changed).map_err(|error| {
            Fault::io(
                "il disco non conferma ciò che ho scritto in",
                "the disk does not confirm what I wrote into",
                &self.path,
                error,
            )
        })
    }

    /// The number of the disk that it is on; files of the same disk are synced together.
    pub(super) fn disk(&self) -> u64 {
        self.root.dir_metadata().map(|data| system::disk_of(&data)).unwrap_or_default()
    }

    /// Opens a file of our own for a lock, and makes the file when it is not there; the flag says whether it was made.
    pub(super) fn lock_file(&self, name: &str) -> io::Result<(std::fs::File, bool)> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).follow(FollowSymlinks::No).nonblock(true);
        let is_new = self.root.symlink_metadata(name).is_err();
        let file = match self.root.open_with(name, &options) {
            // The file belongs to somebody else, or the disk can only be read: a lock on the file can be had all the same.
            Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                self.root.open_with(name, OpenOptions::new().read(true).follow(FollowSymlinks::No).nonblock(true))?
            }
            opened => opened?,
        };
        if is_new {
            self.access.give_file(&file)?;
        }
        if !file.metadata()?.is_file() {
            return Err(io::Error::other(Refusal::Special));
        }
        Ok((file.into_std(), is_new))
    }

    /// Whether a name in this folder still leads to an opened file.
    pub(super) fn is_called(&self, file: &std::fs::File, name: &str) -> bool {
        let opened = Metadata::from_file(file).ok();
        opened.zip(self.root.symlink_metadata(name).ok()).is_some_and(|(opened, now)| system::is_same(&opened, &now))
    }

    /// Removes a file of our own directly in this folder.
    pub(super) fn remove_own(&self, name: &str) {
        let _ = self.root.remove_file(name);
    }

    /// The opened folder that holds a path, and the name there; `None` when it is not there.
    fn parent<'p>(&self, path: &'p PublicPath, make: bool) -> io::Result<Option<(Rc<Dir>, &'p str)>> {
        let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("", path));
        Ok(self.folder(folder, make)?.map(|folder| (folder, name)))
    }

    /// The folder that holds a path, made when it is not there, and the name there. The folder counts as changed, since something will be
    /// put in it.
    fn made_parent<'p>(&self, path: &'p PublicPath) -> io::Result<(Rc<Dir>, &'p str)> {
        self.changed.borrow_mut().insert(folder_of(path).to_owned());
        self.parent(path, true)?.ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn folder(&self, folder: &str, make: bool) -> io::Result<Option<Rc<Dir>>> {
        if folder.is_empty() {
            return Ok(Some(Rc::clone(&self.root)));
        }
        if let Some(opened) = self.opened.borrow().get(folder) {
            return Ok(Some(Rc::clone(opened)));
        }
        let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
        let Some(parent) = self.folder(above, make)? else { return Ok(None) };
        let opened = match parent.open_dir_nofollow(name) {
            Err(error) if error.kind() == ErrorKind::NotFound && make => {
                parent.create_dir(name)?;
                self.changed.borrow_mut().insert(above.to_owned());
                let new = parent.open_dir_nofollow(name)?;
                self.access.give_folder(&parent, name)?;
                new
            }
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let opened = Rc::new(opened);
        self.opened.borrow_mut().insert(folder.to_owned(), Rc::clone(&opened));
        Ok(Some(opened))
    }
}

/// Opens a folder that is no link.
fn open_folder(path: &Path) -> io::Result<Dir> {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            Dir::open_ambient_dir(parent, ambient_authority())?.open_dir_nofollow(name)
        }
        _ => Dir::open_ambient_dir(path, ambient_authority()),
    }
}

/// The folder of a path; empty at the root.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn read_file(folder: &Dir, name: &str) -> io::Result<Option<Vec<u8>>> {
    match folder.symlink_metadata(name) {
        Ok(data) if data.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut options = OpenOptions::new();
    options.read(true).follow(FollowSymlinks::No).nonblock(true);
    let mut file = folder.open_with(name, &options)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn remove_if_there(folder: &Dir, name: &str) -> io::Result<()> {
    match folder.remove_file(name) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
