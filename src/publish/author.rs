//! A file of an author's that the program rewrites for them: the new file takes the place of the old one whole.

use super::lock::Locked;
use super::published::Sync;
use crate::diagnostic::Fault;
use crate::record::PublicPath;
use std::path::Path;

/// Replaces one file of a folder; a crash or a full disk leaves the old one.
///
/// # Errors
/// When another limpido is writing there, or the machine fails.
pub fn replace_file(
    folder: &Path,
    name: &'static str,
    bytes: &[u8],
    sync: Sync,
    waits: &mut dyn FnMut(),
) -> Result<(), Fault> {
    let path = std::path::absolute(folder)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", folder, error))?;
    let locked = Locked::folder(&path, waits)?;
    let held = locked.held();
    held.will_be_synced();
    held.replace(&PublicPath::literal(name), bytes)?;
    if sync == Sync::Disk { held.sync() } else { Ok(()) }
}
