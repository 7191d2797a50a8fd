//! What was typed, into a command with its options; mistakes in the reader's language.

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap_complete::Shell;
use limpido::diagnostic::Locale;
use limpido::enti::Shard;
use limpido::init::QUESTIONS;
use limpido::preview::{Editor, HostName};
use limpido::publish::{Sync, Way};
use limpido::render::Options;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

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
    pub format: Format,
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
    /// The folder whose `confirm.yaml` it is.
    pub folder: PathBuf,
    /// What to confirm; what is unconfirmed is listed when there is nothing.
    pub fields: Vec<String>,
    /// Whether to confirm all.
    pub all: bool,
    /// The language to speak.
    pub locale: Locale,
}

/// What `workspace diff` needs.
pub struct DiffOptions {
    /// The workspace's folder.
    pub folder: PathBuf,
    /// The enti, by name; all when there is none.
    pub enti: Vec<String>,
    /// The version to compare with; the newest when there is none.
    pub to: Option<String>,
    /// The language to speak.
    pub locale: Locale,
}

/// What `build` needs.
pub struct BuildOptions {
    /// What it checks first.
    pub check: CheckOptions,
    /// The folder to publish into.
    pub out: PathBuf,
    /// How pages are written.
    pub pages: Options,
    /// How the new site takes the place of the old one.
    pub way: Way,
    /// Whether the disk is waited for.
    pub sync: Sync,
    /// Whether the files of enti that have not changed are read, and not only looked at.
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
pub enum Format {
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

/// The language before the arguments are parsed: `--lang`, else the environment's; Italian unless it is English.
pub fn locale(arguments: &[OsString]) -> Locale {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let asked = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang=") {
        Some(lang) => Some(lang.to_owned()),
        None if word == "--lang" => words.get(at + 1).map(std::string::ToString::to_string),
        None => None,
    });
    let of_environment = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
    };
    match asked.or_else(of_environment) {
        Some(lang) if lang.starts_with("en") => Locale::En,
        _ => Locale::It,
    }
}

/// Parses the arguments; help, version and mistakes end the program here.
pub fn parse(arguments: Vec<OsString>, locale: Locale) -> Result<Command, ExitCode> {
    let matches = super::definition::definition(locale).try_get_matches_from(arguments).map_err(|error| {
        if matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        ) {
            super::print::out(&error.render().to_string());
            return if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            };
        }
        super::print::err(&mistake(&error, locale));
        ExitCode::from(2)
    })?;
    let of = |matches: &ArgMatches| CheckOptions {
        folders: matches
            .get_many::<PathBuf>("dir")
            .map_or_else(|| vec![PathBuf::from("content")], |folders| folders.cloned().collect()),
        strict: matches.get_flag("strict"),
        format: matches.get_one::<Format>("format").copied().unwrap_or(Format::Human),
        locale,
        many: ManyOptions {
            shard: matches.get_one::<Shard>("shard").copied(),
            shard_from_env: matches.get_flag("shard-from-env"),
            all: matches.try_get_one::<bool>("all").ok().flatten().copied().unwrap_or_default(),
            report: matches.get_one::<PathBuf>("report").cloned(),
            jobs: matches.get_one::<u64>("jobs").and_then(|jobs| usize::try_from(*jobs).ok()),
        },
    };
    match matches.subcommand() {
        Some(("build", matches)) => Ok(Command::Build(BuildOptions {
            check: of(matches),
            out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("public")),
            way: if matches.get_flag("swap") { Way::Swap } else { Way::Fill },
            sync: if matches.get_flag("no-sync") { Sync::Off } else { Sync::Disk },
            verify: matches.get_flag("verify"),
            pages: Options {
                minify: matches.get_flag("minify"),
                fragments: matches.get_flag("fragments"),
                ..Options::default()
            },
        })),
        Some(("check", matches)) => Ok(Command::Check(of(matches))),
        Some(("serve", matches)) => Ok(Command::Serve(ServeOptions {
            folder: matches.get_one::<PathBuf>("dir").cloned().unwrap_or_else(|| PathBuf::from("content")),
            host: matches.get_one::<IpAddr>("host").copied(),
            allowed: matches
                .get_many::<HostName>("allow-host")
                .map(|names| names.cloned().collect())
                .unwrap_or_default(),
            port: matches.get_one::<u16>("port").copied(),
            editor: matches.get_one::<Editor>("editor").cloned(),
            opens: matches.get_flag("open"),
            locale,
        })),
        Some(("init", matches)) => {
            let answers = matches.get_one::<PathBuf>("answers").cloned();
            let flag = |key: &'static str| matches.get_one::<String>(key).map(|typed| (key, typed.clone()));
            Ok(Command::Init(InitOptions {
                folder: matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default(),
                flags: QUESTIONS.iter().filter_map(|question| flag(question.key)).collect(),
                asks: answers.is_none() && !matches.get_flag("no-questions"),
                answers,
                ipa: matches.get_one::<PathBuf>("ipa").cloned(),
                locale,
            }))
        }
        Some(("confirm", matches)) => Ok(Command::Confirm(ConfirmOptions {
            folder: matches.get_one::<PathBuf>("dir").cloned().unwrap_or_else(|| PathBuf::from("content")),
            fields: matches.get_many::<String>("field").map(|fields| fields.cloned().collect()).unwrap_or_default(),
            all: matches.get_flag("all"),
            locale,
        })),
        Some(("explain", matches)) => {
            let name = matches.get_one::<String>("name").cloned();
            Ok(match (name, matches.get_one::<String>("field").cloned()) {
                (Some(site), Some(field)) => Command::Provenance { site: site.into(), field, locale },
                (name, _) => Command::Explain(name, locale),
            })
        }
        Some(("workspace", matches)) => match matches.subcommand() {
            Some((_, matches)) => Ok(Command::WorkspaceDiff(DiffOptions {
                folder: matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default(),
                enti: matches.get_many::<String>("ente").map(|enti| enti.cloned().collect()).unwrap_or_default(),
                to: matches.get_one::<String>("to").cloned(),
                locale,
            })),
            None => Err(ExitCode::from(2)),
        },
        Some(("report", matches)) => match matches.subcommand() {
            Some((_, matches)) => Ok(Command::ReportMerge {
                parts: matches.get_many::<PathBuf>("parts").map(|parts| parts.cloned().collect()).unwrap_or_default(),
                out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("report")),
                locale,
            }),
            None => Err(ExitCode::from(2)),
        },
        Some(("schema", matches)) => {
            matches.get_one::<String>("file").cloned().map(Command::Schema).ok_or(ExitCode::from(2))
        }
        Some(("completions", matches)) => {
            matches.get_one::<Shell>("shell").copied().map(Command::Completions).ok_or(ExitCode::from(2))
        }
        Some(("man", _)) => Ok(Command::Man),
        // clap demands one of the commands that it was given.
        _ => Err(ExitCode::from(2)),
    }
}

impl clap::ValueEnum for Format {
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

/// A mistake in the arguments, in the reader's language.
fn mistake(error: &clap::Error, locale: Locale) -> String {
    if locale == Locale::En {
        return error.render().to_string();
    }
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    };
    let line = match error.kind() {
        ErrorKind::UnknownArgument => format!("l'opzione «{}» non esiste", word(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("il comando «{}» non esiste", word(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue => match word(ContextKind::InvalidValue).as_str() {
            "" => format!("dopo «{}» manca un valore", word(ContextKind::InvalidArg)),
            value => format!(
                "«{value}» non va bene per «{}»: si può scrivere {}",
                word(ContextKind::InvalidArg),
                word(ContextKind::ValidValue)
            ),
        },
        ErrorKind::ValueValidation => format!(
            "«{}» non va bene per «{}»{}",
            word(ContextKind::InvalidValue),
            word(ContextKind::InvalidArg),
            std::error::Error::source(error).map(|why| format!(": {why}")).unwrap_or_default()
        ),
        ErrorKind::ArgumentConflict => format!("l'opzione «{}» è scritta due volte", word(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => "manca il comando: init, serve, check o build".to_owned(),
        _ => return error.render().to_string(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(word)
        .find(|word| !word.is_empty());
    let near = near.map(|near| format!("\naiuto: forse volevi «{near}»")).unwrap_or_default();
    format!("errore: {line}{near}\naiuto: «limpido --help» elenca comandi e opzioni\n")
}
