//! The only writer. It makes a new site beside the old one, swaps the two, and deletes what was ours.

#![expect(clippy::disallowed_methods, reason = "this is the door for writing")]

use super::manifest::{MANIFEST, Manifest};
use crate::diagnostic::Fault;
use crate::say;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Something found in a target.
pub(super) struct Found {
    /// Its path there, with `/`.
    pub path: String,
    /// Whether it is a regular file.
    pub is_file: bool,
}

/// Everything in a folder but its folders; links are not followed. Folders of their own count when they are empty.
pub(super) fn everything_in(folder: &Path) -> Result<Vec<Found>, Fault> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| Fault::io("non riesco a leggere", "cannot read", folder, error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        found.push(Found { path, is_file: entry.file_type().is_file() });
    }
    Ok(found)
}

/// The path with its existing part free of links.
pub(super) fn real_path(path: &Path) -> PathBuf {
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Ok(real), ..) => real,
        (Err(_), Some(parent), Some(name)) => real_path(parent).join(name),
        _ => path.to_owned(),
    }
}

/// Whether a file holds just these bytes.
pub(super) fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|found| found == bytes)
}

/// A name beside the target that is ours alone.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.limpido-{what}"))
}

/// Puts back an old site whose swap in two steps was cut short between them.
pub(super) fn recover(target: &Path) -> Result<(), Fault> {
    let old = beside(target, "old");
    if !target.exists() && old.is_dir() {
        fs::rename(&old, target)
            .map_err(|error| Fault::io("non riesco a rimettere al suo posto", "cannot put back", target, error))?;
    }
    Ok(())
}

/// A new site in the making; dropped before its swap, it is removed.
pub(super) struct Stage {
    path: PathBuf,
    _lock: File,
    swapped: bool,
}

impl Stage {
    /// Opens a stage beside the target. Only one build at a time may have it.
    pub(super) fn open(target: &Path) -> Result<Self, Fault> {
        let path = beside(target, "new");
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| {
                Fault::io("non riesco a creare la cartella", "cannot make the folder", parent, error)
            })?;
        }
        let left_by_a_crash = || path.is_dir() && !path.is_symlink();
        match fs::create_dir(&path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists || !left_by_a_crash() => {
                return Err(Fault::io("non riesco a creare la cartella", "cannot make the folder", &path, error));
            }
            _ => {}
        }
        let lock = File::open(&path)
            .map_err(|error| Fault::io("non riesco ad aprire la cartella", "cannot open the folder", &path, error))?;
        if lock.try_lock().is_err() {
            let shown = target.display();
            return Err(Fault::refused(
                say!("un altro limpido sta pubblicando in {shown}", "another limpido is publishing into {shown}"),
                say!("aspetta che finisca e riprova", "wait until it has finished and try again"),
            ));
        }
        // What a crash may have left here is from a stage of ours: nobody else uses this name.
        empty(&path)?;
        Ok(Self { path, _lock: lock, swapped: false })
    }

    fn place(&self, path: &str) -> Result<PathBuf, Fault> {
        let place = self.path.join(path);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|error| {
                Fault::io("non riesco a creare la cartella", "cannot make the folder", parent, error)
            })?;
        }
        Ok(place)
    }

    /// Writes a file that is new or has changed.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let place = self.place(path)?;
        File::create_new(&place)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|error| Fault::io("non riesco a scrivere", "cannot write", &place, error))
    }

    /// Takes over a file that has not changed: the same file under a second name, or a copy where the disk knows no such thing.
    pub(super) fn keep(&self, target: &Path, path: &str) -> Result<(), Fault> {
        let (old, new) = (target.join(path), self.place(path)?);
        if fs::hard_link(&old, &new).is_ok() {
            return Ok(());
        }
        fs::copy(&old, &new).map(|_| ()).map_err(|error| Fault::io("non riesco a copiare", "cannot copy", &old, error))
    }

    /// Puts the new site in the place of the old one and deletes the old one's files; gives the folder in which files of
    /// others were left, if any had appeared.
    pub(super) fn swap(mut self, target: &Path, old: &Manifest) -> Result<Option<PathBuf>, Fault> {
        let fault = |error| {
            Fault::io(
                "non riesco a mettere al suo posto il sito nuovo in",
                "cannot put the new site in its place in",
                target,
                error,
            )
        };
        if !target.exists() {
            fs::rename(&self.path, target).map_err(fault)?;
            self.swapped = true;
            return Ok(None);
        }
        let rest = if exchange(&self.path, target).is_ok() {
            self.path.clone()
        } else {
            let aside = beside(target, "old");
            fs::rename(target, &aside).map_err(fault)?;
            if let Err(error) = fs::rename(&self.path, target) {
                // The old site goes back to its place; if even that fails, the next run does it.
                let _ = fs::rename(&aside, target);
                return Err(fault(error));
            }
            aside
        };
        self.swapped = true;
        Ok(remove_ours(&rest, old))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.swapped {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Swaps two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(Into::into)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Deletes the files that a manifest lists, the manifest, and the folders that this leaves empty. What remains is of others.
fn remove_ours(folder: &Path, manifest: &Manifest) -> Option<PathBuf> {
    let mut folders = BTreeSet::new();
    for path in manifest.files.keys().map(String::as_str).chain([MANIFEST]) {
        let file = folder.join(path);
        folders.extend(file.ancestors().skip(1).take_while(|parent| *parent != folder).map(Path::to_path_buf));
        let _ = fs::remove_file(file);
    }
    for inner in folders.into_iter().rev() {
        let _ = fs::remove_dir(inner);
    }
    match fs::remove_dir(folder) {
        Ok(()) => None,
        Err(_) => Some(folder.to_owned()),
    }
}

/// Empties a stage that a crash has left.
fn empty(folder: &Path) -> Result<(), Fault> {
    let fault = |error| Fault::io("non riesco a svuotare", "cannot empty", folder, error);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let removed =
            if path.is_dir() && !path.is_symlink() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(fault)?;
    }
    Ok(())
}
