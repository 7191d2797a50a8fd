//! What each command needs.

use clap_complete::Shell;
use limpido::diagnostic::Locale;
use limpido::enti::Shard;
use limpido::preview::{Editor, HostName};
use limpido::publish::{Sync, Way};
use limpido::render::Options;
use std::net::IpAddr;
use std::path::PathBuf;

/// A command with its options.
pub enum Command {
    /// Checks, then publishes.
    Build(BuildOptions),
    /// Checks only.
    Check(CheckOptions),
    /// Shows the pages while they are written.
    Serve(ServeOptions),
    /// Makes a new site's folder.
    Init(InitOptions),
    /// Lists what nobody has confirmed, or confirms it.
    Confirm(ConfirmOptions),
    /// Explains a name, or lists the names.
    Explain(Option<String>, Locale),
    /// Says which file and line set a site's field.
    Provenance {
        /// The site's folder, or a workspace's and the ente's name.
        site: PathBuf,
        /// The field.
        field: String,
        /// The language to speak.
        locale: Locale,
    },
    /// Shows what another version of the base would change.
    WorkspaceDiff(DiffOptions),
    /// Puts the reports of shards together.
    ReportMerge {
        /// The reports' folders, or their data.
        parts: Vec<PathBuf>,
        /// The folder for the whole.
        out: PathBuf,
        /// The language to speak.
        locale: Locale,
    },
    /// Prints the schema of a file.
    Schema(String),
    /// Prints the completions of a shell.
    Completions(Shell),
    /// Prints the man page.
    Man,
}

/// What `check` needs.
pub struct CheckOptions {
    /// The sites' folders.
    pub folders: Vec<PathBuf>,
    /// Whether warnings stop publication.
    pub strict: bool,
    /// How findings are printed.
    pub format: ReportFormat,
    /// The language to speak.
    pub locale: Locale,
    /// How many enti are run.
    pub many: ManyOptions,
}

/// What a run over many enti needs.
pub struct ManyOptions {
    /// The part of this machine; `None` for all.
    pub shard: Option<Shard>,
    /// Whether the engine that runs the program says which part it is.
    pub shard_from_env: bool,
    /// Whether enti whose inputs did not change are built too.
    pub all: bool,
    /// The folder of the report on all enti.
    pub report: Option<PathBuf>,
    /// How many enti at once; `None` for as many as the machine has processors.
    pub jobs: Option<usize>,
}

/// What `confirm` needs.
pub struct ConfirmOptions {
    /// The folder of a site or of a base, which holds the `confirm.yaml`.
    pub folder: PathBuf,
    /// The fields, pages or folders to confirm; where none is named, the unconfirmed values are listed.
    pub fields: Vec<String>,
    /// Whether to confirm every value.
    pub all: bool,
    /// The language to speak.
    pub locale: Locale,
}

/// What `workspace diff` needs.
pub struct DiffOptions {
    /// The workspace's folder.
    pub folder: PathBuf,
    /// The enti, by name; all where none is named.
    pub enti: Vec<String>,
    /// The version of the base to compare with; the newest where none is given.
    pub to: Option<String>,
    /// The language to speak.
    pub locale: Locale,
}

/// What `build` needs.
pub struct BuildOptions {
    /// What `build` checks before it publishes.
    pub check: CheckOptions,
    /// The folder to publish into.
    pub out: PathBuf,
    /// How pages are written.
    pub pages: Options,
    /// How the new site takes the place of the old one.
    pub way: Way,
    /// Whether to wait until the disk has kept what was published.
    pub sync: Sync,
    /// Whether the published files of enti that have not changed are read and compared, not only the times at which they were written.
    pub verify: bool,
}

/// What `serve` needs.
pub struct ServeOptions {
    /// The folder of a site, or of several.
    pub folder: PathBuf,
    /// The address of this device that others may call.
    pub host: Option<IpAddr>,
    /// Further names under which the preview may be called.
    pub allowed: Vec<HostName>,
    /// The port.
    pub port: Option<u16>,
    /// How an editor is opened at a place.
    pub editor: Option<Editor>,
    /// Whether to open the browser.
    pub opens: bool,
    /// The language to speak.
    pub locale: Locale,
}

/// What `init` needs.
pub struct InitOptions {
    /// The new folder.
    pub folder: PathBuf,
    /// Answers given as flags, by the key of their question.
    pub flags: Vec<(&'static str, String)>,
    /// A file with answers.
    pub answers: Option<PathBuf>,
    /// The open data of the index of public bodies.
    pub ipa: Option<PathBuf>,
    /// Whether to ask for the rest.
    pub asks: bool,
    /// The language to speak.
    pub locale: Locale,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub's workflow commands.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// A page for the RPD.
    Html,
}

impl clap::ValueEnum for ReportFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Human, Self::Json, Self::Sarif, Self::Github, Self::Gitlab, Self::Html]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Html => "html",
        }))
    }
}
