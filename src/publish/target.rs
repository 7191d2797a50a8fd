//! The folder to publish into: refused unless it is empty or wholly ours, and never a folder that somebody could miss.

use super::manifest::{MANIFEST, Manifest};
use crate::diagnostic::Fault;
use crate::say;
use crate::source::Files;
use std::path::{Component, Path, PathBuf};

/// A folder that may be published into.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its path, absolute, with every existing link resolved but the last step.
    pub path: PathBuf,
}

impl Target {
    /// Looks at a path before anything is read or written.
    ///
    /// `precious` are folders that must never be published into or over: the home, the current folder; `sites` are the
    /// folders of the sites themselves.
    ///
    /// # Errors
    /// When the path is, or holds, a precious folder; when it lies in a site's folder, or holds one; when it is a link.
    pub fn new(path: &Path, precious: &[PathBuf], sites: &[PathBuf]) -> Result<Self, Fault> {
        let path = resolve(path)?;
        let shown = path.display();
        let refused = |why_it: &str, why_en: &str| {
            Fault::refused(
                say!("non pubblico in {shown}: {why_it}", "will not publish into {shown}: {why_en}"),
                say!(
                    "scegli con --out una cartella nuova, per esempio public",
                    "choose a new folder with --out, such as public"
                ),
            )
        };
        if path.parent().is_none() {
            return Err(refused("è la radice del disco", "it is the root of the disk"));
        }
        for folder in precious.iter().filter_map(|folder| resolve(folder).ok()) {
            if folder.starts_with(&path) {
                return Err(refused(
                    "è la cartella personale, quella di lavoro, o una che le contiene",
                    "it is the home, the current folder, or one that holds them",
                ));
            }
        }
        for site in sites.iter().filter_map(|site| resolve(site).ok()) {
            if site.starts_with(&path) || path.starts_with(&site) {
                return Err(refused(
                    "è la cartella dei testi del sito, o la contiene, o ci sta dentro",
                    "it is the folder of the site's texts, or holds it, or lies in it",
                ));
            }
        }
        if path.is_symlink() {
            return Err(refused("è un collegamento a un'altra cartella", "it is a link to another folder"));
        }
        Ok(Self { path })
    }

    /// Refuses a folder for many sites that lies in a folder of texts, or in which one lies.
    ///
    /// # Errors
    /// When it does.
    pub fn refuse_within(root: &Path, sites: &[PathBuf]) -> Result<(), Fault> {
        let out = resolve(root)?;
        for site in sites {
            let real = resolve(site)?;
            if real.starts_with(&out) || out.starts_with(&real) {
                let (out, site) = (root.display(), site.display());
                return Err(Fault::refused(
                    say!(
                        "non pubblico in {out}: sta nella cartella dei testi {site}, o la contiene",
                        "will not publish into {out}: it lies in the folder of texts {site}, or holds it"
                    ),
                    say!("scegli con --out un'altra cartella", "choose another folder with --out"),
                ));
            }
        }
        Ok(())
    }

    /// Whether there is something at the path.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// What we wrote there last time. An empty or missing folder gives an empty manifest.
    pub(super) fn inspect(&self) -> Result<Manifest, Fault> {
        super::disk::recover(&self.path)?;
        let shown = self.path.display();
        let hint = say!(
            "scegli con --out una cartella vuota o nuova: limpido scrive solo in cartelle tutte sue",
            "choose an empty or new folder with --out: limpido writes only into folders that are all its own"
        );
        if !self.exists() {
            return Ok(Manifest::default());
        }
        if !self.path.is_dir() {
            return Err(Fault::refused(
                say!("non pubblico in {shown}: è un file", "will not publish into {shown}: it is a file"),
                hint,
            ));
        }
        let folder = Files::disk(&self.path);
        let found = super::disk::everything_in(&self.path)?;
        let manifest = Manifest::read(&folder);
        let known = manifest.clone().unwrap_or_default();
        let foreign: Vec<&str> = found
            .iter()
            .filter(|entry| {
                !entry.is_file || manifest.is_none() || entry.path != MANIFEST && !known.files.contains_key(&entry.path)
            })
            .map(|entry| entry.path.as_str())
            .collect();
        if let Some(first) = foreign.first() {
            let more = foreign.len() - 1;
            let (it, en) = if more == 0 {
                (String::new(), String::new())
            } else {
                (format!(" e altri {more}"), format!(" and {more} more"))
            };
            return Err(Fault::refused(
                say!(
                    "non pubblico in {shown}: c'è qualcosa che non ho scritto io: {first}{it}",
                    "will not publish into {shown}: it holds something that I did not write: {first}{en}"
                ),
                hint,
            ));
        }
        Ok(known)
    }
}

/// An absolute path without `.` and `..`, the links of its existing folders resolved, its last step as it is.
fn resolve(path: &Path) -> Result<PathBuf, Fault> {
    let absolute = std::path::absolute(path)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", path, error))?;
    let mut clean = PathBuf::new();
    for step in absolute.components() {
        match step {
            Component::ParentDir => {
                clean = super::disk::real_path(&clean);
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    let Some((parent, name)) = clean.parent().zip(clean.file_name()) else { return Ok(clean) };
    Ok(super::disk::real_path(parent).join(name))
}
