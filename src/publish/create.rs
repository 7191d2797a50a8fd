//! A new folder with files of an author's: whole or not at all, and never over anything.

use super::disk::Folder;
use super::folders::{self, beside};
use super::lock::Locked;
use super::manifest::{Manifest, PublishedFile, manifest_path};
use super::published::{Published, Sync};
use super::swap::clear_away;
use crate::diagnostic::Fault;
use crate::record::PublicPath;
use crate::say;
use std::collections::BTreeMap;
use std::path::Path;

/// Refuses a path where there is anything but an empty folder.
///
/// # Errors
/// When something else stands there, or the machine does not say.
pub fn refuse_unless_new(folder: &Path) -> Result<(), Fault> {
    let is_link = folder.is_symlink();
    if !is_link && !folder.exists()
        || !is_link && folder.is_dir() && folders::everything_in(folder, |_| false)?.is_empty()
    {
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
/// When there is something at the path, a file cannot be called as it is, or the machine fails.
pub fn create(
    files: &BTreeMap<String, Vec<u8>>,
    folder: &Path,
    sync: Sync,
    waits: &mut dyn FnMut(),
) -> Result<(), Fault> {
    let folder = std::path::absolute(folder)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", folder, error))?;
    let _held = Locked::beside(&folder, waits)?;
    refuse_unless_new(&folder)?;
    let path = beside(&folder, "new");
    let manifest = manifest_of(files)?;
    if path.is_dir() && !path.is_symlink() {
        // An earlier run that was cut at its very end has removed its manifest already. What its stage holds is ours all the same, where it
        // equals what would be written now.
        let left = Folder::open(&path)?;
        if Manifest::read(&left)?.is_none() {
            left.replace(&manifest_path(), manifest.to_text().as_bytes())?;
        }
        drop(left);
        clear_away(&path, &folder, &mut Published::default())?;
    }
    let (stage, _) = Folder::make(&path)?;
    let written = fill(&stage, &manifest, files, sync).and_then(|()| settle(stage, &path, &folder));
    if written.is_err() {
        clear_away(&path, &folder, &mut Published::default())?;
    }
    written
}

fn manifest_of(files: &BTreeMap<String, Vec<u8>>) -> Result<Manifest, Fault> {
    let mut manifest = Manifest::default();
    for (path, bytes) in files {
        let path = PublicPath::of_program(path).map_err(|_| {
            Fault::refused(
                say!("un file non può chiamarsi «{path}»", "no file can be called “{path}”"),
                say!("scegli un altro nome", "choose another name"),
            )
        })?;
        manifest.files.insert(path, PublishedFile::of(bytes));
    }
    Ok(manifest)
}

fn fill(stage: &Folder, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>, sync: Sync) -> Result<(), Fault> {
    stage.will_be_synced();
    // The manifest comes first: whatever happens, what is ours in the folder is known by it.
    stage.replace(&manifest_path(), manifest.to_text().as_bytes())?;
    for (path, bytes) in manifest.files.keys().zip(files.values()) {
        stage.replace(path, bytes)?;
    }
    if sync == Sync::Disk { stage.sync() } else { Ok(()) }
}

/// Hands the folder over to its author: from now on nothing in it is ours.
fn settle(stage: Folder, path: &Path, folder: &Path) -> Result<(), Fault> {
    let fault = |error| Fault::io("non riesco a creare la cartella", "cannot make the folder", folder, error);
    stage.remove(&manifest_path())?;
    drop(stage);
    // On some systems a folder can take the name of an empty folder, on others only a free name: so the empty folder goes first.
    folders::remove_folders(&[folder.to_owned()]);
    folders::rename(path, folder).map_err(fault)
}
