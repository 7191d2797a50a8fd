//! A folder with `workspace.yaml` into its enti, each with everything that it is made from.
//!
//! 1. Read `workspace.yaml`: which folders or rows are enti, and over which base they stand.
//! 2. Read every version of the base, with what it extends and what it locks.
//! 3. List the enti; each comes with the name of its published folder, its identity and its place.
//!
//! Nothing of an ente is read here but the version of the base that its `site.yaml` asks for.

mod base;
mod diff;
mod list;
mod names;
mod provenance;
mod rows;

pub use base::BaseFile;
pub use diff::{Change, Difference, difference};
pub use provenance::{Setting, settings};

use crate::content::{Inputs, Layer};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::{Date, OneOrMany, Reader, Scalar as _, Text, read_text};
use crate::source::yaml::{self, Kind, Node};
use crate::source::{Entry, Files, Sources, Span, Spanned, Unreadable};
use crate::{choice, record, say};
use base::Bases;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file that makes a folder a workspace.
pub const FILE: &str = "workspace.yaml";

record! {
    /// The file `workspace.yaml`: many enti in one run.
    pub struct WorkspaceFile {
        /// The edition of the format: 1.
        pub edition: Spanned<u32>,
        /// The enti: folders of sites, with `*` and `?` for any name, or CSV files with a row for each ente.
        pub members: OneOrMany<Text>,
        /// The folder of the text that all enti share. When its name is a date, the folders beside it are its other versions.
        pub base: Option<Text>,
        /// Where the files stand that all sites share: style sheet, fonts, drawings.
        pub assets: Option<Spanned<Assets>>,
    }
}

choice! {
    /// Where shared files stand.
    pub enum Assets {
        /// Once in each site: every site can be moved alone.
        Own = "own",
        /// Once beside the sites: less to copy, and the sites stay together.
        Shared = "shared",
    }
}

/// Whether a folder holds many enti: it says so in `workspace.yaml`, or it is no site and holds folders that are.
///
/// # Errors
/// When the disk does not list it.
pub fn is_workspace(root: &Files) -> Result<bool, Unreadable> {
    if root.size(FILE)?.is_some() {
        return Ok(true);
    }
    Ok(root.size(SITE)?.is_none() && !list::sites_in(root, &mut Sources::default())?.is_empty())
}

/// One ente of a workspace.
pub struct Member {
    /// The name of its published folder, and of the ente on the command line.
    pub name: String,
    /// What it is known by before its texts are read: the code of its row, or its name.
    key: String,
    /// Its folder, from the workspace's; `None` for a row without one.
    pub folder: Option<String>,
    /// What makes it a member: a pattern or a cell.
    pub place: Span,
    /// What its row says, by file.
    values: BTreeMap<String, Node>,
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
    root: Files,
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
        // Its files are read once: what is compared with the run before, what is built, and what it asks for are one state.
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

    /// What a member is assigned to a shard by: its code in the index of public bodies, or its name where it has none.
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
        Ok(match tree.as_ref().and_then(|tree| tree.at("ente.ipa")).map(|code| &code.kind) {
            Some(Kind::Scalar { text, .. }) => text.to_lowercase(),
            _ => member.key.clone(),
        })
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

const SITE: &str = "site.yaml";

/// Most bytes of an ente's folder that are kept in memory while it is built.
const MOST_KEPT: u64 = 2 * 1024 * 1024;

/// The version of the base that a member asks for; its row comes before its folder.
fn pin_of(member: &Member, own: Option<&Files>, sources: &mut Sources) -> Result<Option<Spanned<String>>, Unreadable> {
    if let Some(pin) = member.values.get(SITE).and_then(pin) {
        return Ok(Some(pin));
    }
    let Some(own) = own else { return Ok(None) };
    Ok(site_of(own, may_pin, sources)?.as_ref().and_then(pin))
}

/// Whether a YAML text may have a key `base`: most have none, and need not be read for it.
fn may_pin(text: &str) -> bool {
    let is_key = |(at, found): (usize, &str)| {
        let after = &text[at + found.len()..];
        after.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'')).starts_with(':')
    };
    text.contains('\\') || text.match_indices("base").any(is_key)
}

/// The tree of a folder's `site.yaml`, where its text is `wanted`. What is wrong with that file is reported when it is read for good.
fn site_of(own: &Files, wanted: impl Fn(&str) -> bool, sources: &mut Sources) -> Result<Option<Node>, Unreadable> {
    let Some(bytes) = own.size(SITE)? else { return Ok(None) };
    let (source, readable) = read_text(own, &Entry { path: SITE.to_owned(), bytes }, sources, &mut Report::default())?;
    let text = sources.get(source).filter(|_| readable).map_or("", |source| source.text.as_str());
    Ok(if wanted(text) { yaml::parse(text, source).0 } else { None })
}

/// The version of the base that a `site.yaml` asks for.
fn pin(tree: &Node) -> Option<Spanned<String>> {
    let node = tree.get("base")?;
    match &node.kind {
        Kind::Scalar { text, .. } => Some(Spanned::new(text.clone(), node.span)),
        _ => None,
    }
}

/// A YAML file of the workspace.
fn read<T: crate::record::Field>(
    files: &Files,
    path: &str,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<T>, Unreadable> {
    let Some(bytes) = files.size(path)? else {
        report.push(Diagnostic::about_file(
            Key::MissingFile,
            files.shown(path),
            say!("manca il file «{path}»", "the file “{path}” is missing"),
        ));
        return Ok(None);
    };
    let (source, readable) = read_text(files, &Entry { path: path.to_owned(), bytes }, sources, report)?;
    if !readable {
        return Ok(None);
    }
    let (value, found) = Reader::read_root(yaml::parse(sources.get(source).map_or("", |text| &text.text), source));
    report.merge(found);
    Ok(value)
}

/// A path of the workspace that leads out of it, or is none at all.
fn leads_out(path: &Text) -> Option<Diagnostic> {
    let is_inside = !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|step| !matches!(step, "" | "." | ".."));
    let shown = &path.value;
    (!is_inside).then(|| {
        Diagnostic::new(
            Key::PathOutside,
            path.span,
            say!("«{shown}» non è una cartella dentro questa", "“{shown}” is no folder inside this one"),
        )
        .hint(say!(
            "scrivi il percorso da dove sta workspace.yaml, con «/» tra le cartelle e senza «..»",
            "write the path from where workspace.yaml is, with “/” between folders and without “..”"
        ))
    })
}
