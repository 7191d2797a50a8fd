//! Writes a report into a folder: each file takes its place whole, and never that of somebody else's file.

use super::disk::Folder;
use super::lock::Locked;
use crate::diagnostic::Fault;
use crate::record::PublicPath;
use crate::say;
use std::path::Path;

/// Writes the files of a report into a folder. `is_ours` tells by the bytes of the first file whether an earlier report stands there.
///
/// # Errors
/// When files of these names are somebody else's, another limpido is writing there, or the machine fails.
pub fn write_report(
    folder: &Path,
    files: &[(&'static str, String)],
    is_ours: impl Fn(&[u8]) -> bool,
    waits: &mut dyn FnMut(),
) -> Result<(), Fault> {
    let path = std::path::absolute(folder)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", folder, error))?;
    let mut locked = Locked::folder(&path, waits)?;
    refuse_others(locked.held(), files, is_ours)?;
    for (name, text) in files {
        locked.held().replace(&PublicPath::literal(name), text.as_bytes())?;
    }
    locked.keep();
    Ok(())
}

fn refuse_others(
    folder: &Folder,
    files: &[(&'static str, String)],
    is_ours: impl Fn(&[u8]) -> bool,
) -> Result<(), Fault> {
    let there = |(name, _): &&(&'static str, String)| folder.look(&PublicPath::literal(name)).is_some();
    let Some((name, _)) = files.iter().find(there) else { return Ok(()) };
    let known = match files.first() {
        Some((first, _)) => folder.read(&PublicPath::literal(first))?.is_some_and(|bytes| is_ours(&bytes)),
        None => false,
    };
    if known {
        return Ok(());
    }
    let shown = folder.shown(name).display().to_string();
    Err(Fault::refused(
        say!("{shown} non l'ho scritto io: non lo sostituisco", "I did not write {shown}, and do not replace it"),
        say!("scegli con --report un'altra cartella", "choose another folder with --report"),
    ))
}
