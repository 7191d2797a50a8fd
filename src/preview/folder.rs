//! The folder that the preview watches: one site, an ente of a workspace, or a workspace with many; and whose a path of the disk is.

use super::change::Heard;
use super::watch::Watch;
use crate::diagnostic::{Fault, Report};
use crate::members::{FILE, Loaded, Member, Members, is_workspace};
use crate::pipeline::{Built, Pipeline};
use crate::record::Date;
use crate::render::Options;
use crate::say;
use crate::source::{Files, Sources, Unreadable};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that makes a folder a site.
const SITE: &str = "site.yaml";

/// Whose a path is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The file belongs to a site: the site's name, and the path in its folder.
    Site(String, String),
    /// The file belongs to what several sites may be made from, or to a folder that may become a site.
    Shared,
    /// The file belongs to the program's own data.
    Data,
    /// The file belongs to a site that is not shown.
    Nobody,
}

/// The folder that the preview watches and shows.
pub(super) struct WatchedFolder {
    /// The path as it was typed.
    pub folder: PathBuf,
    files: Files,
    /// The path without links, as the system names it.
    real: PathBuf,
    /// The program's own data, where they are read from the disk.
    data: Vec<PathBuf>,
    /// The workspace; `None` for a site alone.
    many: Option<Many>,
}

/// A workspace.
struct Many {
    members: Option<Members>,
    /// The names of sites by their folder.
    folders: BTreeMap<String, String>,
    /// The folder of the only ente that is shown; `None` for all.
    only: Option<String>,
}

impl WatchedFolder {
    /// Looks what a folder is. A folder that is neither site nor workspace is a site with nothing in it yet. `ente` is the folder of the
    /// only ente to show.
    ///
    /// # Errors
    /// When there is no such folder.
    pub(super) fn find(folder: PathBuf, ente: Option<String>, data: Vec<PathBuf>) -> Result<Self, Fault> {
        let files = Files::disk(&folder);
        let real = files.real_root()?;
        let many = is_workspace(&files)?.then(|| Many { members: None, folders: BTreeMap::new(), only: ente });
        Ok(Self { folder, files, real, data, many })
    }

    /// Reads the workspace, for the first time or again, and gives what was noticed; `common` are the texts that all sites share.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub(super) fn load(&mut self, common: Arc<Sources>) -> Result<(Report, Arc<Sources>), Fault> {
        let Some(many) = &mut self.many else { return Ok((Report::default(), common)) };
        // Where the workspace cannot be read, the enti of before stay.
        let Loaded { members, report, sources } = Members::load(&self.files, common)?;
        if let Some(members) = members {
            let named = members.list.iter().filter_map(|member| Some((member.folder.clone()?, member.name.clone())));
            many.folders = named.collect();
            many.members = Some(members);
        }
        Ok((report, sources))
    }

    /// Whether one site is shown, which stands at the root.
    pub(super) fn is_single(&self) -> bool {
        self.many.as_ref().is_none_or(|many| many.only.is_some())
    }

    /// Whether sites may share something.
    pub(super) fn is_shared(&self) -> bool {
        self.files.size(FILE).is_ok_and(|size| size.is_some())
    }

    /// The folders to watch.
    fn roots(&self) -> Vec<PathBuf> {
        [self.real.clone()].into_iter().chain(self.data.iter().cloned()).collect()
    }

    /// Whether a path is the folder itself.
    pub(super) fn is_root(&self, path: &Path) -> bool {
        path == self.real
    }

    /// The names of the sites; the name of an only site is empty.
    pub(super) fn names(&self) -> Vec<String> {
        match &self.many {
            Some(Many { members: Some(members), only: None, .. }) => {
                members.list.iter().map(|member| member.name.clone()).collect()
            }
            Some(Many { members: None, only: None, .. }) => Vec::new(),
            _ => vec![String::new()],
        }
    }

    /// Whose a path is.
    pub(super) fn whose(&self, path: &Path) -> Whose {
        let Ok(below) = path.strip_prefix(&self.real) else { return Whose::Data };
        let below = below.to_string_lossy().replace('\\', "/");
        let Some(many) = &self.many else { return Whose::Site(String::new(), below) };
        let ends = below.match_indices('/').map(|(at, _)| at).chain([below.len()]);
        for end in ends {
            let Some(name) = many.folders.get(&below[..end]) else { continue };
            let rest = below.get(end + 1..).unwrap_or_default().to_owned();
            // A site that comes or goes changes the list.
            return match &many.only {
                _ if rest.is_empty() || rest == SITE => Whose::Shared,
                None => Whose::Site(name.clone(), rest),
                Some(only) if *only == below[..end] => Whose::Site(String::new(), rest),
                Some(_) => Whose::Nobody,
            };
        }
        Whose::Shared
    }

    fn member(&self, site: &str) -> Option<(&Members, &Member)> {
        let many = self.many.as_ref()?;
        let members = many.members.as_ref()?;
        Some((members, members.find(many.only.as_deref().unwrap_or(site))?))
    }

    /// A site's own folder; empty for an ente that is only a row of a table.
    pub(super) fn own(&self, site: &str) -> Files {
        if self.many.is_none() {
            return self.files.clone();
        }
        match self.member(site).and_then(|(_, member)| member.folder.as_ref()) {
            Some(folder) => self.files.below(folder),
            None => Files::memory("", BTreeMap::new()),
        }
    }

    /// Where a path that people see stands on the disk.
    pub(super) fn whole(&self, shown: &str) -> Option<PathBuf> {
        let root = std::path::absolute(&self.folder).ok()?;
        Some(root.join(below(&self.files, shown)?))
    }

    /// Takes a site through the pipeline.
    ///
    /// # Errors
    /// When the disk does not give what it lists, or the site is no more.
    pub(super) fn run(&self, pipeline: &Pipeline, site: &str, today: Date, options: Options) -> Result<Built, Fault> {
        if self.many.is_none() {
            return pipeline.run(&self.files, today, options);
        }
        let Some((members, member)) = self.member(site) else {
            return Err(Fault::refused(
                say!("questo ente non c’è più", "this body is no more"),
                say!(
                    "guarda in workspace.yaml se è ancora elencato",
                    "see in workspace.yaml whether it is still listed"
                ),
            ));
        };
        pipeline.run_member(members.prepare(member)?, today, options)
    }

    /// Follows the folder.
    ///
    /// # Errors
    /// When it is not there.
    pub(super) fn watch(&self, heard: impl Fn(Heard) + Clone + Send + 'static) -> Result<Watch, Unreadable> {
        self.files.real_root()?;
        Ok(Watch::start(&self.roots(), heard))
    }
}

/// The path below a folder, of a path as people see it.
pub(super) fn below<'p>(files: &Files, shown: &'p str) -> Option<&'p str> {
    match files.shown("").as_str() {
        "." => Some(shown),
        root => shown.strip_prefix(root.trim_end_matches('/'))?.strip_prefix('/'),
    }
}
