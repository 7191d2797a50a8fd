//! A folder of the disk into the files in it, and what else stands there.

use super::{Files, Stray, StrayKind, Unreadable};
use std::collections::BTreeMap;
use std::path::Path;

fn is_gone(error: Option<&std::io::Error>) -> bool {
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

pub(super) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[expect(clippy::disallowed_methods, reason = "this is the door for reading")]
pub(super) fn list_disk(
    root: &Path,
    shown: &Files,
    files: &mut BTreeMap<String, u64>,
    strays: &mut Vec<Stray>,
) -> Result<(), Unreadable> {
    let unreadable = |path: &Path, error: std::io::Error| Unreadable {
        path: shown.shown(&path.strip_prefix(root).map(slashed).unwrap_or_default()),
        error,
    };
    let real_root = std::fs::canonicalize(root).map_err(|error| unreadable(root, error))?;
    if !real_root.is_dir() {
        return Err(unreadable(root, std::io::ErrorKind::NotADirectory.into()));
    }
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in walkdir::WalkDir::new(root).into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            // What vanishes while we look was never there.
            Err(error) if error.depth() > 0 && is_gone(error.io_error()) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                return Err(unreadable(&path, error.into()));
            }
        };
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let mut stray = |kind| strays.push(Stray { path: slashed(relative), kind });
        if relative.to_str().is_none() {
            stray(StrayKind::Name);
        } else if entry.file_type().is_symlink() {
            // A link to a file inside the folder is that file; everything else is reported and not opened.
            match std::fs::canonicalize(entry.path()) {
                Err(_) => stray(StrayKind::LinkBroken),
                Ok(target) if !target.starts_with(&real_root) => stray(StrayKind::LinkOutside),
                Ok(target) => match std::fs::metadata(&target) {
                    Ok(data) if data.is_file() => {
                        files.insert(slashed(relative), data.len());
                    }
                    _ => stray(StrayKind::Special),
                },
            }
        } else if entry.file_type().is_file() {
            match entry.metadata() {
                Ok(data) => files.insert(slashed(relative), data.len()),
                Err(error) if is_gone(error.io_error()) => continue,
                Err(error) => return Err(unreadable(entry.path(), error.into())),
            };
        } else if !entry.file_type().is_dir() {
            stray(StrayKind::Special);
        }
    }
    Ok(())
}
