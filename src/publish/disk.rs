//! The only writer. It makes a new site beside the old one, swaps the two, and deletes what was ours.

#![expect(clippy::disallowed_methods, reason = "this is the door for writing")]

use super::manifest::{MANIFEST, Manifest};
use crate::diagnostic::Fault;
use crate::say;
use crate::source::Files;
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

/// Every file and link in a folder, and every folder that holds nothing; links are not followed.
pub(super) fn everything_in(folder: &Path) -> Result<Vec<Found>, Fault> {
    let fault = |error: std::io::Error| Fault::io("non riesco a leggere", "cannot read", folder, error);
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| fault(error.into()))?;
        let is_folder = entry.file_type().is_dir();
        if is_folder && fs::read_dir(entry.path()).map_err(fault)?.next().is_some() {
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

/// Writes a file whole, in the place of what may be there; left alone when it holds just these bytes.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    if has_bytes(path, bytes) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folders(parent)?;
    }
    // Two builds may write the same file at once: each has a name of its own until it is done.
    let stage = beside(path, &format!("new-{}", std::process::id()));
    fs::write(&stage, bytes)
        .and_then(|()| fs::rename(&stage, path))
        .map_err(|error| Fault::io("non riesco a scrivere", "cannot write", path, error))
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

/// A new site in the making. It holds its manifest from the beginning, so that whatever happens, what is ours in it is known
/// and only that is ever deleted. Dropped before its swap, it is removed.
pub(super) struct Stage {
    path: PathBuf,
    manifest: Manifest,
    _lock: File,
    swapped: bool,
    left: Vec<PathBuf>,
}

impl Stage {
    /// Opens a stage beside the target. Only one build at a time may have it; what a crash has left there is cleared first.
    pub(super) fn open(target: &Path, manifest: &Manifest) -> Result<Self, Fault> {
        let path = beside(target, "new");
        if let Some(parent) = path.parent() {
            make_folders(parent)?;
        }
        let mut left = Vec::new();
        let mut lock = Self::lock(&path, target)?;
        if fs::read_dir(&path).is_ok_and(|mut inside| inside.next().is_some()) {
            let old = Manifest::read(&Files::disk(&path)).unwrap_or_default();
            left.extend(clear_away(&path, target, &old)?);
            lock = Self::lock(&path, target)?;
        }
        let stage = Self { path, manifest: manifest.clone(), _lock: lock, swapped: false, left };
        stage.write(MANIFEST, manifest.to_text().as_bytes())?;
        Ok(stage)
    }

    /// Makes the stage's folder, or takes the one that is there, and holds it against other builds.
    fn lock(path: &Path, target: &Path) -> Result<File, Fault> {
        let left_by_a_crash = || path.is_dir() && !path.is_symlink();
        match fs::create_dir(path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists || !left_by_a_crash() => {
                return Err(Fault::io("non riesco a creare la cartella", "cannot make the folder", path, error));
            }
            _ => {}
        }
        let lock = File::open(path)
            .map_err(|error| Fault::io("non riesco ad aprire la cartella", "cannot open the folder", path, error))?;
        if lock.try_lock().is_err() {
            let shown = target.display();
            return Err(Fault::refused(
                say!("un altro limpido sta pubblicando in {shown}", "another limpido is publishing into {shown}"),
                say!("aspetta che finisca e riprova", "wait until it has finished and try again"),
            ));
        }
        Ok(lock)
    }

    fn place(&self, path: &str) -> Result<PathBuf, Fault> {
        let place = self.path.join(path);
        if let Some(parent) = place.parent() {
            make_folders(parent)?;
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

    /// Puts a folder that is an author's from now on at a path where there is nothing, or an empty folder.
    pub(super) fn settle(mut self, target: &Path) -> Result<(), Fault> {
        let fault = |error| Fault::io("non riesco a creare la cartella", "cannot make the folder", target, error);
        fs::remove_file(self.path.join(MANIFEST)).map_err(fault)?;
        if target.is_dir() {
            // Only an empty folder lets itself be removed so.
            fs::remove_dir(target).map_err(fault)?;
        }
        fs::rename(&self.path, target).map_err(fault)?;
        self.swapped = true;
        Ok(())
    }

    /// Puts the new site in the place of the old one and deletes the old one's files; gives the folders in which files of
    /// others were set aside, if any had appeared.
    pub(super) fn swap(mut self, target: &Path, old: &Manifest) -> Result<Vec<PathBuf>, Fault> {
        let fault = |error| {
            Fault::io(
                "non riesco a mettere al suo posto il sito nuovo in",
                "cannot put the new site in its place in",
                target,
                error,
            )
        };
        let mut left = std::mem::take(&mut self.left);
        if !target.exists() {
            fs::rename(&self.path, target).map_err(fault)?;
            self.swapped = true;
            return Ok(left);
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
        left.extend(clear_away(&rest, target, old)?);
        Ok(left)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.swapped {
            remove_ours(&self.path, &self.manifest);
        }
    }
}

fn make_folders(folder: &Path) -> Result<(), Fault> {
    fs::create_dir_all(folder)
        .map_err(|error| Fault::io("non riesco a creare la cartella", "cannot make the folder", folder, error))
}

/// Deletes what is ours in a folder; what remains is set aside under a name that nothing of ours ever touches.
fn clear_away(folder: &Path, target: &Path, manifest: &Manifest) -> Result<Option<PathBuf>, Fault> {
    if remove_ours(folder, manifest) {
        return Ok(None);
    }
    let mut number = 1;
    let mut aside = beside(target, "left-1");
    while aside.exists() || aside.is_symlink() {
        number += 1;
        aside = beside(target, &format!("left-{number}"));
    }
    fs::rename(folder, &aside)
        .map_err(|error| Fault::io("non riesco a mettere da parte", "cannot set aside", folder, error))?;
    Ok(Some(aside))
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

/// Deletes the files that a manifest lists, the manifest, and the folders that this leaves empty; whether nothing remains.
fn remove_ours(folder: &Path, manifest: &Manifest) -> bool {
    let mut folders = BTreeSet::new();
    for path in manifest.files.keys().map(String::as_str).chain([MANIFEST]) {
        let file = folder.join(path);
        let parents: Vec<_> =
            file.ancestors().skip(1).take_while(|parent| *parent != folder).map(Path::to_path_buf).collect();
        // A folder that became a link leads to somebody else's files.
        if parents.iter().any(|parent| parent.is_symlink()) {
            continue;
        }
        folders.extend(parents);
        let _ = fs::remove_file(file);
    }
    for inner in folders.into_iter().rev() {
        let _ = fs::remove_dir(inner);
    }
    fs::remove_dir(folder).is_ok()
}
