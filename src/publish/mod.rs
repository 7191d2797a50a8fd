//! Finished files and a clearance into a published site: whole or not at all.
//!
//! 1. Look at the target: it is empty, or everything in it is ours by the manifest. Anything else is refused.
//! 2. Compare: when every byte is the same, nothing is touched.
//! 3. Stage the new site beside the old one; files that did not change are linked, not written.
//! 4. Swap the two in one step; then delete what the old manifest lists, and nothing else.
//!
//! A crash, a full disk or a refusal before the swap leaves the old site as it was.

mod create;
mod disk;
mod manifest;
mod target;

pub use create::{create, refuse_unless_new};
pub use manifest::MANIFEST;
pub use target::Target;

use crate::diagnostic::{Clearance, Fault};
use crate::render::{Payload, Rendered};
use crate::source::Files;
use manifest::{Manifest, Record};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were left alone.
    pub unchanged: usize,
    /// Files of the old site that are no longer in the new one.
    pub removed: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
    /// Where files of others were set aside that had appeared in the target, or beside it under our name for a stage.
    pub left_behind: Vec<PathBuf>,
}

/// Publishes a site.
///
/// # Errors
/// When the target is refused, or the machine fails; the old site is then as it was.
pub fn publish(rendered: &Rendered, _clearance: &Clearance, site: &Files, target: &Target) -> Result<Published, Fault> {
    let old = target.inspect()?;
    let mut manifest = Manifest::default();
    let mut changed = Vec::new();
    let mut published = Published::default();
    for (path, payload) in &rendered.files {
        let bytes = bytes_of(payload, site)?;
        let record = Record::of(&bytes);
        published.bytes += record.bytes;
        let same = old.files.get(path) == Some(&record) && disk::has_bytes(&target.path.join(path), &bytes);
        if same {
            published.unchanged += 1;
        } else {
            published.written += 1;
            changed.push(path.as_str());
        }
        manifest.files.insert(path.clone(), record);
    }
    published.removed = old.files.keys().filter(|path| !manifest.files.contains_key(*path)).count();
    if published.written == 0 && published.removed == 0 && target.exists() {
        return Ok(published);
    }
    let stage = disk::Stage::open(&target.path, &manifest)?;
    for (path, payload) in &rendered.files {
        if changed.binary_search(&path.as_str()).is_ok() {
            stage.write(path, &bytes_of(payload, site)?)?;
        } else {
            stage.keep(&target.path, path)?;
        }
    }
    published.left_behind = stage.swap(&target.path, &old)?;
    Ok(published)
}

/// Puts what all sites share beside them, into `root`, but for the paths in `done`, which other sites have brought. Nothing is ever
/// deleted there: another site may still lead to it.
///
/// # Errors
/// When the machine fails.
pub fn publish_shared(
    rendered: &Rendered,
    _clearance: &Clearance,
    root: &Path,
    done: &mut BTreeSet<String>,
) -> Result<(), Fault> {
    for (path, payload) in &rendered.shared {
        if let Payload::Bytes(bytes) = payload
            && !done.contains(path)
        {
            disk::write_whole(&root.join(path), bytes)?;
            done.insert(path.clone());
        }
    }
    Ok(())
}

/// Writes a report into a folder, each file whole.
///
/// # Errors
/// When the machine fails.
pub fn write_report(folder: &Path, files: &[(&str, String)]) -> Result<(), Fault> {
    files.iter().try_for_each(|(name, text)| disk::write_whole(&folder.join(name), text.as_bytes()))
}

/// The SHA-256 of the manifest of a published site; `None` when there is none.
#[must_use]
pub fn manifest_digest(target: &Target) -> Option<String> {
    let bytes = Files::disk(&target.path).read(MANIFEST).ok()??;
    Some(Record::of(&bytes).sha256)
}

fn bytes_of<'a>(payload: &'a Payload, site: &Files) -> Result<Cow<'a, [u8]>, Fault> {
    Ok(match payload {
        Payload::Bytes(bytes) => Cow::Borrowed(bytes),
        Payload::File(path) => Cow::Owned(site.read(path)?.ok_or_else(|| {
            Fault::io(
                "è sparito, mentre pubblicavo, il file",
                "while publishing, this file vanished:",
                site.shown(path).as_ref(),
                std::io::ErrorKind::NotFound.into(),
            )
        })?),
    })
}
