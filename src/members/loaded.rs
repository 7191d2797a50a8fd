//! A workspace as it was read: its enti, and what each of them is made from.

use super::base::Bases;
use super::files::read;
use super::list;
use super::member::{Member, SITE, code, pin_of, site_of};
use super::workspace_file::{Assets, FILE, WorkspaceFile};
use crate::diagnostic::Report;
use crate::layers::{Inputs, Layer};
use crate::record::{Date, Scalar as _};
use crate::source::{Files, Sources, Unreadable};
use std::sync::Arc;

/// Most bytes of an ente's folder that are kept in memory while it is built.
const MOST_KEPT: u64 = 2 * 1024 * 1024;

/// Whether a folder holds many enti: it has a `workspace.yaml`, or it is no site itself and holds folders that are sites.
///
/// # Errors
/// When the disk does not list it.
pub fn is_workspace(root: &Files) -> Result<bool, Unreadable> {
    if root.size(FILE)?.is_some() {
        return Ok(true);
    }
    Ok(root.size(SITE)?.is_none() && !list::sites_in(root, &mut Sources::default())?.is_empty())
}

/// What an ente is made from, and what was noticed on the way.
pub struct Prepared {
    /// Its layers.
    pub inputs: Inputs,
    /// The texts that they came from.
    pub sources: Sources,
    /// What is wrong with the version of the base that it asks for.
    pub report: Report,
}

/// The enti of a workspace.
pub struct Members {
    /// In the order of their names.
    pub list: Vec<Member>,
    /// Where shared files stand.
    pub assets: Assets,
    /// The texts of the workspace: `workspace.yaml`, rows, locks.
    pub sources: Arc<Sources>,
    pub(super) root: Files,
    bases: Bases,
}

/// A workspace as it was read.
pub struct Loaded {
    /// Its enti; `None` when `workspace.yaml` cannot be read.
    pub members: Option<Members>,
    /// What was noticed.
    pub report: Report,
    /// The texts that it was noticed in.
    pub sources: Arc<Sources>,
}

impl Members {
    /// Reads a workspace; `common` are the texts that every site shares. Without `workspace.yaml`, every folder with a site is an
    /// ente.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn load(root: &Files, common: Arc<Sources>) -> Result<Loaded, Unreadable> {
        let mut report = Report::default();
        let mut sources = Sources::over(common);
        let (list, bases, assets) = if root.size(FILE)?.is_none() {
            let list = list::each_once(list::sites_in(root, &mut sources)?, &mut report);
            (list, Bases::default(), Assets::Own)
        } else {
            let Some(settings) = read::<WorkspaceFile>(root, FILE, &mut sources, &mut report)? else {
                return Ok(Loaded { members: None, report, sources: Arc::new(sources) });
            };
            let bases = Bases::load(root, settings.base.as_ref(), &mut sources, &mut report)?;
            let list = list::list(root, &settings, &bases, &mut sources, &mut report)?;
            (list, bases, settings.assets.map_or(Assets::Own, |assets| assets.value))
        };
        let sources = Arc::new(sources);
        let members = Self { list, assets, sources: Arc::clone(&sources), root: root.clone(), bases };
        Ok(Loaded { members: Some(members), report, sources })
    }

    /// The member of a name, or of a folder from the workspace's.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Member> {
        let name = name.trim_end_matches('/');
        let of_folder = self.list.iter().find(|member| member.folder.as_deref() == Some(name));
        of_folder.or_else(|| self.list.iter().find(|member| member.name == name))
    }

    /// What a member is made from: the base that it asks for, its folder, its row. `asks` stands for the version that it has
    /// approved, to see what another would bring.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn inputs(
        &self,
        member: &Member,
        asks: Option<Date>,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Inputs, Unreadable> {
        // The files of the folder are read once, so that the comparison with the run before, the build and the version that `site.yaml`
        // asks for all see one state.
        let own = member.folder.as_ref().map(|folder| self.root.below(folder).kept(MOST_KEPT)).transpose()?;
        let pinned = pin_of(member, own.as_ref(), sources)?;
        let mut layers = match (asks, pinned) {
            (Some(date), _) => self.bases.version(date).map(<[Layer]>::to_vec).unwrap_or_default(),
            (None, Some(pin)) => self.bases.pinned(&pin, report),
            (None, None) => self.bases.usual().to_vec(),
        };
        layers.extend(own.map(|files| Layer { files, locks: Vec::new() }));
        Inputs::new(layers, member.values.clone())
    }

    /// A member, ready to be taken through the stages.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn prepare(&self, member: &Member) -> Result<Prepared, Unreadable> {
        let (mut sources, mut report) = (Sources::over(Arc::clone(&self.sources)), Report::default());
        let inputs = self.inputs(member, None, &mut sources, &mut report)?;
        Ok(Prepared { inputs, sources, report })
    }

    /// The version of the base that a member stands on; `None` when there is no base, or none with a date.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn version_of(&self, member: &Member) -> Result<Option<Date>, Unreadable> {
        let own = member.folder.as_ref().map(|folder| self.root.below(folder));
        let pin = pin_of(member, own.as_ref(), &mut Sources::over(Arc::clone(&self.sources)))?;
        Ok(pin.and_then(|pin| Date::parse(&pin.value, false).ok()).or(self.bases.usual_version()))
    }

    /// The text by which a member is assigned to a shard: its code in the index of public bodies, or its name where it has none.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn code(&self, member: &Member) -> Result<String, Unreadable> {
        let tree = match (&member.folder, member.values.contains_key(SITE)) {
            (Some(folder), false) => {
                site_of(&self.root.below(folder), |_| true, &mut Sources::over(Arc::clone(&self.sources)))?
            }
            _ => None,
        };
        Ok(tree.as_ref().and_then(code).map_or_else(|| member.key.clone(), |(code, _)| code))
    }

    /// The versions of the base, the oldest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = Date> + '_ {
        self.bases.versions()
    }

    /// The folders that nothing may be published into, from the workspace's.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter_map(|member| member.folder.as_deref()).chain(self.bases.folders())
    }
}
