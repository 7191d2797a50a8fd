//! A new folder with files of an author's: whole or not at all, and never over anything.

use super::disk;
use super::manifest::{Manifest, Record};
use crate::diagnostic::Fault;
use crate::say;
use std::collections::BTreeMap;
use std::path::Path;

/// Refuses a path where there is anything but an empty folder.
///
/// # Errors
/// When there is, or the machine does not say.
pub fn refuse_unless_new(folder: &Path) -> Result<(), Fault> {
    let is_link = folder.is_symlink();
    if !is_link && !folder.exists() || !is_link && folder.is_dir() && disk::everything_in(folder)?.is_empty() {
        return Ok(());
    }
    let shown = folder.display();
    Err(Fault::refused(
        say!("{shown} esiste già e non è una cartella vuota", "{shown} exists already and is not an empty folder"),
        say!(
            "scegli il nome di una cartella nuova: qui non tocco nulla",
            "choose the name of a new folder: nothing here is touched"
        ),
    ))
}

/// Writes a new folder. A crash or a full disk leaves nothing at the path.
///
/// # Errors
/// When there is something at the path, or the machine fails.
pub fn create(files: &BTreeMap<String, Vec<u8>>, folder: &Path) -> Result<(), Fault> {
    refuse_unless_new(folder)?;
    let folder = std::path::absolute(folder)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", folder, error))?;
    let mut manifest = Manifest::default();
    for (path, bytes) in files {
        manifest.files.insert(path.clone(), Record::of(bytes));
    }
    let stage = disk::Stage::open(&folder, &manifest)?;
    for (path, bytes) in files {
        stage.write(path, bytes)?;
    }
    stage.settle(&folder)
}
