//! A site into the folder that it is published in: compared, staged and placed, or swapped.

use super::manifest::{Manifest, PublishedFile};
use super::published::{Published, Sync, Way};
use super::stage::Stage;
use super::swap;
use super::target::Held;
use crate::diagnostic::Fault;
use crate::pipeline::Publishable;
use crate::record::PublicPath;
use crate::render::Payload;
use crate::say;
use crate::source::Files;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

/// Publishes a site.
///
/// # Errors
/// When the target is refused, or the machine fails; the next run then finishes or undoes what was begun.
pub fn publish(site: &Publishable, mut held: Held, (way, sync): (Way, Sync)) -> Result<Published, Fault> {
    if way == Way::Swap && held.is_old() {
        return publish_at_once(site, &mut held, sync);
    }
    let begun = begin(site, &mut held)?;
    let mut all = [(begun, held)];
    go_on(&mut all, sync)?;
    let [(Begun { published, .. }, _)] = all;
    Ok(published)
}

/// A site whose change is staged; [`go_on`] puts it in its place.
pub struct Begun {
    /// What was done.
    pub published: Published,
    /// What is staged; `None` when nothing has changed.
    stage: Option<Stage>,
}

/// Stages a site: what is online is not touched yet.
///
/// # Errors
/// When the target is refused, or the machine fails; the old site is then as it was.
pub fn begin(site: &Publishable, held: &mut Held) -> Result<Begun, Fault> {
    let Compared { old, manifest, changed, mut published } = compare(site, held)?;
    let stage = if published.written == 0 && published.removed == 0 && held.is_old() {
        None
    } else {
        let bytes = |path: &PublicPath| content(site, path);
        let stage = Stage::write(held.folder(), &old, manifest, changed, bytes)?;
        published.is_closed_to_others = held.is_new() && !held.folder().is_read_by_others();
        held.keep();
        Some(stage)
    };
    held.folder().rest();
    Ok(Begun { published, stage })
}

/// Puts staged sites in their places, together, so that the disk is waited for once for all of them.
///
/// # Errors
/// When the machine fails; the next run then goes on where this one stopped.
pub fn go_on(all: &mut [(Begun, Held)], sync: Sync) -> Result<(), Fault> {
    let wait = |all: &[(Begun, Held)]| -> Result<(), Fault> {
        let mut disks = BTreeSet::new();
        for (begun, held) in all.iter().filter(|_| sync == Sync::Disk) {
            let (folder, Some(stage)) = (held.folder(), &begun.stage) else { continue };
            // On Linux one call confirms a whole disk; elsewhere each folder is asked for itself.
            if disks.insert(folder.disk()) || cfg!(not(target_os = "linux")) {
                stage.sync(folder)?;
            }
        }
        Ok(())
    };
    wait(all)?;
    for (begun, held) in &mut *all {
        if let Some(stage) = &begun.stage {
            stage.place(held.folder(), &mut begun.published)?;
        }
    }
    wait(all)?;
    for (begun, held) in &mut *all {
        if let Some(stage) = &begun.stage {
            stage.finish(held.folder(), &mut begun.published)?;
        }
    }
    wait(all)?;
    for (begun, held) in &mut *all {
        if let Some(stage) = begun.stage.take() {
            stage.close(held.folder());
        }
    }
    Ok(())
}

fn publish_at_once(site: &Publishable, held: &mut Held, sync: Sync) -> Result<Published, Fault> {
    let Compared { manifest, changed, mut published, .. } = compare(site, held)?;
    if published.written > 0 || published.removed > 0 {
        let bytes = |path: &PublicPath| content(site, path);
        swap::swap(&held.target().path, (&manifest, &changed), bytes, sync, &mut published)?;
    }
    Ok(published)
}

/// What is new in a site against what is published.
struct Compared {
    old: Manifest,
    manifest: Manifest,
    /// The paths of new and changed files, sorted.
    changed: Vec<PublicPath>,
    published: Published,
}

fn compare(site: &Publishable, held: &mut Held) -> Result<Compared, Fault> {
    let old = held.inspect()?;
    let mut compared = Compared {
        old,
        manifest: Manifest::default(),
        changed: Vec::new(),
        published: Published { left_behind: held.left_behind(), ..Published::default() },
    };
    let Compared { old, manifest, changed, published } = &mut compared;
    for (path, payload) in &site.rendered().files {
        let bytes = bytes_of(payload, site.files())?;
        let record = PublishedFile::of(&bytes);
        published.bytes += record.bytes;
        let known = old.files.get(path);
        if known == Some(&record) && held.folder().has_bytes(path, &bytes) {
            published.unchanged += 1;
        } else {
            // A host needs a file here under a name that our site has, too.
            if known.is_none() && held.folder().look(path).is_some() {
                return Err(foreign(&held.folder().shown(path)));
            }
            published.written += 1;
            changed.push(path.clone());
        }
        manifest.files.insert(path.clone(), record);
    }
    published.removed = old.files.keys().filter(|path| !manifest.files.contains_key(*path)).count();
    Ok(compared)
}

fn foreign(path: &Path) -> Fault {
    let shown = path.display();
    Fault::refused(
        say!(
            "non pubblico: {shown} non l'ho scritto io, e il sito ne ha uno con lo stesso nome",
            "will not publish: I did not write {shown}, and the site has one of the same name"
        ),
        say!("spostalo, o dai un altro nome a quello del sito", "move it, or give the site's another name"),
    )
}

fn content(site: &Publishable, path: &PublicPath) -> Result<Vec<u8>, Fault> {
    match site.rendered().files.get(path) {
        Some(payload) => Ok(bytes_of(payload, site.files())?.into_owned()),
        None => Ok(Vec::new()),
    }
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
