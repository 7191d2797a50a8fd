//! What a folder on the command line is: a site, an ente of a workspace, or a workspace with many.

use limpido::diagnostic::{Fault, Locale, Report};
use limpido::members::{FILE, Members, is_workspace};
use limpido::pipeline::{Built, Pipeline};
use limpido::render::Options;
use limpido::source::Files;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Whether a folder is a workspace.
pub fn is_many(folder: &Path) -> bool {
    // A folder that cannot be listed is reported as the site that it was taken for.
    is_workspace(&Files::disk(folder)).unwrap_or(false)
}

/// A workspace; what is wrong with it is printed. `None` when there is nothing to go on with.
pub fn open(pipeline: &Pipeline, folder: &Path, locale: Locale) -> Result<(Option<Members>, Report), Fault> {
    let mut report = Report::default();
    let outcome = Members::load(&Files::disk(folder), pipeline.sources())?;
    let members = outcome.into_report(&mut report);
    let sources = members.as_ref().map_or_else(|| pipeline.sources(), |members| members.sources.clone());
    super::print::report(&report, &sources, locale);
    Ok((members, report))
}

/// The workspace that a folder stands in, and the way from there; `None` when it stands alone.
pub fn home_of(folder: &Path) -> Result<Option<(PathBuf, String)>, Fault> {
    let whole = std::path::absolute(folder)
        .map_err(|error| Fault::io("non capisco il percorso", "cannot make sense of the path", folder, error))?;
    for (depth, above) in whole.ancestors().enumerate().skip(1) {
        if Files::disk(above).size(FILE).is_ok_and(|size| size.is_some()) {
            let rest = whole.strip_prefix(above).unwrap_or(&whole).to_string_lossy().replace('\\', "/");
            // The path as it was typed, as far as it goes.
            let typed = folder.ancestors().nth(depth).filter(|typed| !typed.as_os_str().is_empty());
            return Ok(Some((typed.unwrap_or(above).to_owned(), rest)));
        }
    }
    Ok(None)
}

/// Takes single folders through the pipeline; a workspace that several stand in is read once.
pub struct Runner<'a> {
    pipeline: &'a Pipeline,
    locale: Locale,
    homes: HashMap<PathBuf, Option<Rc<Members>>>,
}

impl<'a> Runner<'a> {
    pub fn new(pipeline: &'a Pipeline, locale: Locale) -> Self {
        Self { pipeline, locale, homes: HashMap::new() }
    }

    /// A site's folder: alone, or as the ente of the workspace that it stands in. Also where its files are.
    pub fn run(&mut self, folder: &Path, options: Options) -> Result<(Files, Built), Fault> {
        if let Some((home, way)) = home_of(folder)? {
            let members = match self.homes.get(&home) {
                Some(members) => members.clone(),
                None => {
                    let members = open(self.pipeline, &home, self.locale)?.0.map(Rc::new);
                    self.homes.insert(home, members.clone());
                    members
                }
            };
            if let Some(members) = members
                && let Some(member) = members.find(&way)
            {
                return self.pipeline.run_member(members.prepare(member)?, super::today(), options);
            }
        }
        let files = Files::disk(folder);
        let built = self.pipeline.run(&files, super::today(), options)?;
        Ok((files, built))
    }
}
