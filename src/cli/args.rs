//! What was typed, into a command with its options; mistakes in the reader's language.

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap_complete::Shell;
use limpido::diagnostic::Locale;
use limpido::init::QUESTIONS;
use limpido::render::Options;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// A command with its options.
pub enum Command {
    /// Checks, then publishes.
    Build(BuildOptions),
    /// Checks only.
    Check(CheckOptions),
    /// Makes a new site's folder.
    Init(InitOptions),
    /// Explains a name, or lists the names.
    Explain(Option<String>, Locale),
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
}

/// What `build` needs.
pub struct BuildOptions {
    /// What it checks first.
    pub check: CheckOptions,
    /// The folder to publish into.
    pub out: PathBuf,
    /// How pages are written.
    pub pages: Options,
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
    };
    match matches.subcommand() {
        Some(("build", matches)) => Ok(Command::Build(BuildOptions {
            check: of(matches),
            out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("public")),
            pages: Options { minify: !matches.get_flag("no-minify"), fragments: matches.get_flag("fragments") },
        })),
        Some(("check", matches)) => Ok(Command::Check(of(matches))),
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
        Some(("explain", matches)) => Ok(Command::Explain(matches.get_one::<String>("name").cloned(), locale)),
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
        ErrorKind::ArgumentConflict => format!("l'opzione «{}» è scritta due volte", word(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => "manca il comando: init, check o build".to_owned(),
        _ => return error.render().to_string(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(word)
        .find(|word| !word.is_empty());
    let near = near.map(|near| format!("\naiuto: forse volevi «{near}»")).unwrap_or_default();
    format!("errore: {line}{near}\naiuto: «limpido --help» elenca comandi e opzioni\n")
}
