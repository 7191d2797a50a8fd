//! A folder of the disk into the files in it, and what else stands there.

use super::leftovers::is_of_system;
use super::listing::{Stray, StrayKind, Unreadable};
use super::opened::{self, Refusal};
use std::collections::BTreeMap;
use std::path::Path;

fn is_gone(error: Option<&std::io::Error>) -> bool {
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

/// A path of the disk as people type it, with `/` between folders.
pub(super) fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    // Elsewhere than on Windows, `\` is a letter of a name.
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}

/// A path below a folder, as people see both; the folder itself for an empty path.
pub(super) fn shown_below(folder: &str, path: &str) -> String {
    match (folder, path) {
        ("" | ".", "") => ".".to_owned(),
        ("" | ".", _) => path.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, _) => format!("{}/{path}", folder.trim_end_matches('/')),
    }
}

/// Lists a folder of the disk that people know as `shown_as`.
#[expect(clippy::disallowed_methods, reason = "this is the door for reading")]
pub(super) fn list_disk(
    root: &Path,
    shown_as: &str,
    files: &mut BTreeMap<String, u64>,
    strays: &mut Vec<Stray>,
) -> Result<(), Unreadable> {
    let unreadable = |path: &Path, error: std::io::Error| Unreadable {
        path: shown_below(shown_as, &path.strip_prefix(root).map(slashed).unwrap_or_default()),
        error,
    };
    let data = std::fs::metadata(root).map_err(|error| unreadable(root, error))?;
    if !data.is_dir() {
        return Err(unreadable(root, std::io::ErrorKind::NotADirectory.into()));
    }
    let visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name();
        // The folder that was named is listed, whatever its name.
        entry.depth() == 0 || !(name.as_encoded_bytes().starts_with(b".") || is_of_system(&name.to_string_lossy()))
    };
    for entry in walkdir::WalkDir::new(root).into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            // A file that vanishes while the folder is listed counts as never there.
            Err(error) if error.depth() > 0 && is_gone(error.io_error()) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                return Err(unreadable(&path, error.into()));
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = slashed(relative);
        let mut stray = |kind| strays.push(Stray { path: path.clone(), kind });
        if relative.to_str().is_none() {
            stray(StrayKind::Name);
        } else if entry.file_type().is_symlink() {
            // A link to a file inside the folder is that file; everything else is reported and not opened.
            match opened::metadata(root, &path) {
                Ok(Some(data)) if data.is_file() => drop(files.insert(path, data.len())),
                Ok(Some(_)) => stray(StrayKind::Special),
                Err(error) if Refusal::of(&error).is_some() => stray(StrayKind::LinkOutside),
                // The link leads to nothing, or links lead to each other.
                Ok(None) | Err(_) => stray(StrayKind::LinkBroken),
            }
        } else if entry.file_type().is_file() {
            match entry.metadata() {
                Ok(data) => files.insert(path, data.len()),
                Err(error) if is_gone(error.io_error()) => continue,
                Err(error) => return Err(unreadable(entry.path(), error.into())),
            };
        } else if !entry.file_type().is_dir() {
            stray(StrayKind::Special);
        }
    }
    Ok(())
}
