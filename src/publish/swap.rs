//! All at once, where the host allows that: the new site is made whole beside the old one, and the two folders change places in one step.
//!
//! A program that holds the old folder itself, as a container or a mount does, goes on seeing the old site: for such hosts the usual way is
//! the right one.

use super::disk::Folder;
use super::folders::{self, beside};
use super::lock::{LOCK, Locked};
use super::manifest::{Manifest, PublishedFile, manifest_path};
use super::published::{Published, Sync};
use super::stage::remove_ours;
use super::system::exchange;
use crate::diagnostic::Fault;
use crate::record::PublicPath;
use crate::say;
use crate::source::is_of_others;
use std::collections::BTreeSet;
use std::path::Path;

/// Makes the new site beside the old one and swaps the two.
pub(super) fn swap(
    target: &Path,
    (manifest, changed): (&Manifest, &[PublicPath]),
    bytes: impl Fn(&PublicPath) -> Result<Vec<u8>, Fault>,
    sync: Sync,
    published: &mut Published,
) -> Result<(), Fault> {
    let path = beside(target, "new");
    let (mut new, _) = Folder::make(&path)?;
    let made = fill(&mut new, target, manifest, changed, bytes, sync);
    if let Err(fault) = made {
        clear_away(&path, target, published)?;
        return Err(fault);
    }
    let fault = |error| {
        let fault = Fault::io(
            "questo disco non lascia scambiare in un colpo solo la cartella",
            "this disk does not let one folder take another's place:",
            target,
            error,
        );
        Fault {
            hint: Some(say!(
                "togli --swap: il sito si aggiorna file per file",
                "leave out --swap: the site is updated file by file"
            )),
            ..fault
        }
    };
    let rest = if exchange(&path, target).is_ok() {
        path
    } else {
        let aside = beside(target, "old");
        if let Err(error) = folders::rename(target, &aside) {
            clear_away(&path, target, published)?;
            return Err(fault(error));
        }
        if let Err(error) = folders::rename(&path, target) {
            // The old site goes back to its place; if even that fails, the next run does it.
            let _ = folders::rename(&aside, target);
            return Err(fault(error));
        }
        aside
    };
    if sync == Sync::Disk {
        new.sync()?;
    }
    clear_away(&rest, target, published)
}

/// Makes the whole new site: files that have not changed are taken over from the old site, and so are the files that a host needs in the
/// folder.
fn fill(
    new: &mut Folder,
    target: &Path,
    manifest: &Manifest,
    changed: &[PublicPath],
    bytes: impl Fn(&PublicPath) -> Result<Vec<u8>, Fault>,
    sync: Sync,
) -> Result<(), Fault> {
    let old = Folder::open(target)?;
    new.take_access_of(&old)?;
    new.will_be_synced();
    // The manifest comes first: whatever happens, what is ours in the folder is known by it.
    new.replace(&manifest_path(), manifest.to_text().as_bytes())?;
    for path in manifest.files.keys() {
        if changed.binary_search(path).is_ok() {
            new.replace(path, &bytes(path)?)?;
        } else {
            new.take_over(&old, path)?;
        }
    }
    for found in folders::everything_in(target, |_| false)? {
        // The name of a host's file may be one that we could not publish; such a file is not taken over.
        let path = PublicPath::of_program(&found.path).ok().filter(|path| found.is_file && is_of_others(path));
        if let Some(path) = path.filter(|path| !manifest.files.contains_key(path)) {
            new.take_over(&old, &path)?;
        }
    }
    if sync == Sync::Disk { new.sync() } else { Ok(()) }
}

/// Puts right what a run that was cut short has left beside a target: an old site between the two steps of a swap goes back to its
/// place, and half a new site, or a whole old one, goes.
pub(super) fn recover(target: &Path, waits: &mut dyn FnMut(), published: &mut Published) -> Result<(), Fault> {
    let (new, old) = (beside(target, "new"), beside(target, "old"));
    if !new.is_dir() && !old.is_dir() && !beside(target, "lock").is_file() {
        return Ok(());
    }
    // If somebody holds the lock, this run waits; the file of a lock that nobody holds any more goes with ours.
    let _held = Locked::beside(target, waits)?;
    if !target.exists() && old.is_dir() {
        folders::rename(&old, target)
            .map_err(|error| Fault::io("non riesco a rimettere al suo posto", "cannot put back", target, error))?;
    }
    for folder in [new, old] {
        if folder.is_dir() && !folder.is_symlink() {
            clear_away(&folder, target, published)?;
        }
    }
    Ok(())
}

/// Deletes what is ours in a folder beside the target; what remains is set aside under a name that nothing of ours ever touches.
pub(super) fn clear_away(path: &Path, target: &Path, published: &mut Published) -> Result<(), Fault> {
    let folder = Folder::open(path)?;
    let mut ours = Manifest::read(&folder)?.unwrap_or_default().files;
    // The files that a host needs were taken over, so that the same bytes stand in the target.
    let now = target.is_dir().then(|| Folder::open(target)).transpose()?;
    for found in folders::everything_in(path, |_| false)? {
        let path = PublicPath::of_program(&found.path).ok().filter(|path| found.is_file && is_of_others(path));
        let Some((path, now)) = path.zip(now.as_ref()) else { continue };
        if let Some(bytes) = folder.read(&path)?.filter(|bytes| now.has_bytes(&path, bytes)) {
            ours.insert(path, PublishedFile::of(&bytes));
        }
    }
    let folders: BTreeSet<&str> = ours.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).chain([""]).collect();
    folder.remove_parts(folders.into_iter());
    folder.remove_own(LOCK);
    remove_ours(&folder, &ours, &mut Published::default())?;
    folder.remove(&manifest_path())?;
    folder.rest();
    drop(folder);
    folders::remove_folders(&[path.to_owned()]);
    if !path.is_dir() {
        return Ok(());
    }
    let mut number = 1;
    let mut aside = beside(target, "left-1");
    while aside.exists() || aside.is_symlink() {
        number += 1;
        aside = beside(target, &format!("left-{number}"));
    }
    folders::rename(path, &aside)
        .map_err(|error| Fault::io("non riesco a mettere da parte", "cannot set aside", path, error))?;
    published.left_behind.push(aside);
    Ok(())
}
