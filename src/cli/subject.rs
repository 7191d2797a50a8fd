//! What a folder on the command line is: a site, an ente of a workspace, or a workspace with many.

use super::process;
use limpido::diagnostic::{Fault, Report};
use limpido::members::{FILE, Loaded, Members, is_workspace};
use limpido::pipeline::{Built, Pipeline};
use limpido::render::Options;
use limpido::source::{Files, Sources};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// Whether a folder is a workspace.
pub fn is_many(folder: &Path) -> bool {
    // A folder that cannot be listed is reported as the site that it was taken for.
    is_workspace(&Files::disk(folder)).unwrap_or(false)
}

/// A workspace as it was read, and its enti.
pub struct Opened {
    /// The enti; `None` when the workspace could not be read.
    pub members: Option<Members>,
    /// The findings in the workspace's own files.
    pub found: WorkspaceFindings,
}

/// What was noticed in a workspace's own files.
#[derive(Clone)]
pub struct WorkspaceFindings {
    /// The workspace's folder.
    pub folder: PathBuf,
    /// The findings.
    pub report: Report,
    /// The texts that they stand in.
    pub sources: Arc<Sources>,
}

/// Opens a workspace. Nothing is printed: its findings belong into the report of the run.
pub fn open(pipeline: &Pipeline, folder: &Path) -> Result<Opened, Fault> {
    let Loaded { members, report, sources } = Members::load(&Files::disk(folder), pipeline.sources())?;
    Ok(Opened { members, found: WorkspaceFindings { folder: folder.to_owned(), report, sources } })
}

/// Opens a workspace for a run over all its enti: those that share a code in the index of public bodies are reported and left out.
pub fn open_all(pipeline: &Pipeline, folder: &Path) -> Result<Opened, Fault> {
    let mut opened = open(pipeline, folder)?;
    if let Some(members) = &mut opened.members {
        members.without_same_codes(&mut opened.found.report)?;
        opened.found.sources = Arc::clone(&members.sources);
    }
    Ok(opened)
}

/// The workspace that a folder stands in, and the way from there; `None` when it stands alone.
pub fn home_of(folder: &Path) -> Result<Option<(PathBuf, String)>, Fault> {
    let whole = std::path::absolute(folder)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", folder, error))?;
    for (depth, above) in whole.ancestors().enumerate().skip(1) {
        if Files::disk(above).size(FILE).is_ok_and(|size| size.is_some()) {
            let rest = whole.strip_prefix(above).unwrap_or(&whole).to_string_lossy().replace('\\', "/");
            // The workspace's folder as it was typed, where the typed path reaches up to it.
            let typed = folder.ancestors().nth(depth).filter(|typed| !typed.as_os_str().is_empty());
            return Ok(Some((typed.unwrap_or(above).to_owned(), rest)));
        }
    }
    Ok(None)
}

/// Takes single folders through the pipeline; a workspace that several stand in is read once.
pub struct Runner<'a> {
    pipeline: &'a Pipeline,
    homes: HashMap<PathBuf, Rc<Opened>>,
}

/// A folder that was run.
pub struct Ran {
    /// What came out; `None` for an ente of a workspace that cannot be read.
    pub site: Option<Built>,
    /// What was noticed in the workspace that the folder stands in, when nobody has said so yet.
    pub found: Option<WorkspaceFindings>,
}

impl<'a> Runner<'a> {
    pub fn new(pipeline: &'a Pipeline) -> Self {
        Self { pipeline, homes: HashMap::new() }
    }

    /// A site's folder: alone, or as the ente of the workspace that it stands in.
    pub fn run(&mut self, folder: &Path, options: Options) -> Result<Ran, Fault> {
        let mut found = None;
        if let Some((home, way)) = home_of(folder)? {
            let opened = match self.homes.get(&home) {
                Some(opened) => Rc::clone(opened),
                None => {
                    let opened = Rc::new(open(self.pipeline, &home)?);
                    found = Some(opened.found.clone()).filter(|found| !found.report.is_empty());
                    self.homes.insert(home, Rc::clone(&opened));
                    opened
                }
            };
            let Some(members) = &opened.members else { return Ok(Ran { site: None, found }) };
            if let Some(member) = members.find(&way) {
                let site = self.pipeline.run_member(members.prepare(member)?, process::today(), options)?;
                return Ok(Ran { site: Some(site), found });
            }
        }
        let site = self.pipeline.run(&Files::disk(folder), process::today(), options)?;
        Ok(Ran { site: Some(site), found })
    }
}
