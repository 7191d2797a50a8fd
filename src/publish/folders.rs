//! Whole folders by their path: list, rename and remove them.

#![expect(clippy::disallowed_methods, reason = "a part of the door for writing")]

use crate::diagnostic::Fault;
use std::io;
use std::path::{Path, PathBuf};

/// Something found in a folder.
pub(super) struct FolderEntry {
    /// Its path from the folder, with `/` between steps.
    pub path: String,
    /// Whether it is a regular file.
    pub is_file: bool,
}

/// Every file and link in a folder, and every folder that holds nothing; links are not followed. Paths that `is_passed_over` are left
/// out with all that they hold.
pub(super) fn everything_in(folder: &Path, is_passed_over: impl Fn(&str) -> bool) -> Result<Vec<FolderEntry>, Fault> {
    let fault = |error: io::Error| Fault::io("non riesco a leggere", "cannot read", folder, error);
    let below = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
    let slashed = |path: String| if cfg!(windows) { path.replace('\\', "/") } else { path };
    let mut found = Vec::new();
    let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !is_passed_over(&slashed(below(entry.path())))) {
        let entry = entry.map_err(|error| fault(error.into()))?;
        let is_folder = entry.file_type().is_dir();
        if is_folder && std::fs::read_dir(entry.path()).map_err(fault)?.next().is_some() {
            continue;
        }
        found.push(FolderEntry { path: slashed(below(entry.path())), is_file: entry.file_type().is_file() });
    }
    Ok(found)
}

/// The path with its existing part free of links.
pub(super) fn real_path(path: &Path) -> PathBuf {
    match (std::fs::canonicalize(path), path.parent(), path.file_name()) {
        (Ok(real), ..) => real,
        (Err(_), Some(parent), Some(name)) => real_path(parent).join(name),
        _ => path.to_owned(),
    }
}

/// Removes folders that are empty, the last first; the first one that is not empty stays, with those before it.
pub(super) fn remove_folders(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        if std::fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Gives a folder or a file another name, where there is nothing of that name or an empty folder.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}

/// A path beside a target under a name that is ours alone.
pub(super) fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.limpido-{what}"))
}
