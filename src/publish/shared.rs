//! The files that all sites of a workspace share, beside the sites. They come before the sites that need them; files that no site needs any
//! more go after all sites.

use super::disk::Folder;
use super::folders;
use super::published::Sync;
use super::target::resolve;
use crate::diagnostic::Fault;
use crate::pipeline::Publishable;
use crate::record::PublicPath;
use crate::render::Payload;
use crate::source::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;

/// Puts the files that all sites share into `root`, beside the sites, but for the paths in `done`, which other sites have brought already.
///
/// # Errors
/// When the machine fails.
pub fn publish_shared(
    site: &Publishable,
    root: &Path,
    done: &mut BTreeSet<PublicPath>,
    sync: Sync,
) -> Result<(), Fault> {
    let new: Vec<_> = site.rendered().shared.iter().filter(|(path, _)| !done.contains(*path)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let (folder, _) = Folder::make(&resolve(root)?)?;
    folder.will_be_synced();
    for (path, payload) in new {
        if let Payload::Bytes(bytes) = payload
            && !folder.has_bytes(path, bytes)
        {
            folder.replace(path, bytes)?;
        }
        done.insert(path.clone());
    }
    if sync == Sync::Disk { folder.sync() } else { Ok(()) }
}

/// Removes shared files that no site leads to any more: those whose name holds the digest of their bytes, so that nobody else can have
/// written them, and that are not in `kept`. It is for a run in which every site was published.
///
/// # Errors
/// When the machine fails.
pub fn retire_shared(root: &Path, kept: &BTreeSet<PublicPath>) -> Result<(), Fault> {
    let root = resolve(root)?;
    if kept.is_empty() || !root.join("assets").is_dir() {
        return Ok(());
    }
    let folder = Folder::open(&root)?;
    for found in folders::everything_in(&root.join("assets"), |_| false)? {
        let path = PublicPath::new(&format!("assets/{}", found.path))
            .ok()
            .filter(|path| found.is_file && !kept.contains(path));
        let Some(path) = path else { continue };
        let digest =
            path.rsplit_once('-').and_then(|(_, end)| end.split_once('.')).map(|(digest, _)| digest.to_owned());
        let Some(digest) = digest.filter(|digest| digest.len() == 8) else { continue };
        if folder.read(&path)?.is_some_and(|bytes| hex(&Sha256::digest(bytes)).starts_with(&digest)) {
            folder.remove(&path)?;
        }
    }
    Ok(())
}
