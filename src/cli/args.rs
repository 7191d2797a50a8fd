//! What was typed, into a command with its options; mistakes in the reader's language.

use super::options::{
    BuildOptions, CheckOptions, Command, ConfirmOptions, DiffOptions, InitOptions, ManyOptions, ReportFormat,
    ServeOptions,
};
use super::{definition, print};
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

/// The language to speak before the arguments are parsed: that of `--lang`, else that of the environment; Italian unless it says English.
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
    let matches = definition::definition(locale).try_get_matches_from(arguments).map_err(|error| {
        if matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        ) {
            print::out(&error.render().to_string());
            return if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            };
        }
        print::err(&mistake(&error, locale));
        ExitCode::from(2)
    })?;
    // clap has already refused a line without a known command or without what the command demands, so `None` does not come; 2 means wrong
    // arguments.
    command(&matches, locale).ok_or(ExitCode::from(2))
}

/// The command that was typed.
fn command(matches: &ArgMatches, locale: Locale) -> Option<Command> {
    let (name, matches) = matches.subcommand()?;
    Some(match name {
        "build" => Command::Build(build(matches, locale)),
        "check" => Command::Check(check(matches, locale)),
        "serve" => Command::Serve(serve(matches, locale)),
        "init" => Command::Init(init(matches, locale)),
        "confirm" => Command::Confirm(ConfirmOptions {
            folder: content(matches),
            fields: several(matches, "field"),
            all: matches.get_flag("all"),
            locale,
        }),
        "explain" => match (matches.get_one::<String>("name").cloned(), matches.get_one::<String>("field").cloned()) {
            (Some(site), Some(field)) => Command::Provenance { site: site.into(), field, locale },
            (name, _) => Command::Explain(name, locale),
        },
        "workspace" => {
            let (_, matches) = matches.subcommand()?;
            Command::WorkspaceDiff(DiffOptions {
                folder: matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default(),
                enti: several(matches, "ente"),
                to: matches.get_one::<String>("to").cloned(),
                locale,
            })
        }
        "report" => {
            let (_, matches) = matches.subcommand()?;
            let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("report"));
            Command::ReportMerge { parts: several(matches, "parts"), out, locale }
        }
        "schema" => Command::Schema(matches.get_one::<String>("file").cloned()?),
        "completions" => Command::Completions(matches.get_one::<Shell>("shell").copied()?),
        "man" => Command::Man,
        _ => return None,
    })
}

/// What was typed for an argument that takes several values.
fn several<T: Clone + Send + std::marker::Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<T> {
    matches.get_many::<T>(name).map(|typed| typed.cloned().collect()).unwrap_or_default()
}

/// The folder of the one site, which is `content` where none was typed.
fn content(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("dir").cloned().unwrap_or_else(|| PathBuf::from("content"))
}

fn check(matches: &ArgMatches, locale: Locale) -> CheckOptions {
    let folders = several::<PathBuf>(matches, "dir");
    CheckOptions {
        folders: if folders.is_empty() { vec![PathBuf::from("content")] } else { folders },
        strict: matches.get_flag("strict"),
        format: matches.get_one::<ReportFormat>("format").copied().unwrap_or(ReportFormat::Human),
        locale,
        many: ManyOptions {
            shard: matches.get_one::<Shard>("shard").copied(),
            shard_from_env: matches.get_flag("shard-from-env"),
            all: matches.try_get_one::<bool>("all").ok().flatten().copied().unwrap_or_default(),
            report: matches.get_one::<PathBuf>("report").cloned(),
            jobs: matches.get_one::<u64>("jobs").and_then(|jobs| usize::try_from(*jobs).ok()),
        },
    }
}

fn build(matches: &ArgMatches, locale: Locale) -> BuildOptions {
    BuildOptions {
        check: check(matches, locale),
        out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("public")),
        way: if matches.get_flag("swap") { Way::Swap } else { Way::Fill },
        sync: if matches.get_flag("no-sync") { Sync::Off } else { Sync::Disk },
        verify: matches.get_flag("verify"),
        pages: Options {
            minify: matches.get_flag("minify"),
            fragments: matches.get_flag("fragments"),
            ..Options::default()
        },
    }
}

fn serve(matches: &ArgMatches, locale: Locale) -> ServeOptions {
    ServeOptions {
        folder: content(matches),
        host: matches.get_one::<IpAddr>("host").copied(),
        allowed: several::<HostName>(matches, "allow-host"),
        port: matches.get_one::<u16>("port").copied(),
        editor: matches.get_one::<Editor>("editor").cloned(),
        opens: matches.get_flag("open"),
        locale,
    }
}

fn init(matches: &ArgMatches, locale: Locale) -> InitOptions {
    let answers = matches.get_one::<PathBuf>("answers").cloned();
    let flag = |key: &'static str| matches.get_one::<String>(key).map(|typed| (key, typed.clone()));
    InitOptions {
        folder: matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default(),
        flags: QUESTIONS.iter().filter_map(|question| flag(question.key)).collect(),
        asks: answers.is_none() && !matches.get_flag("no-questions"),
        answers,
        ipa: matches.get_one::<PathBuf>("ipa").cloned(),
        locale,
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
