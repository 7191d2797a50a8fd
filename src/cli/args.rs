//! What was typed, into a command with its options; mistakes in the reader's language.

use super::options::{
    BuildOptions, CheckOptions, Command, ConfirmOptions, DiffOptions, Format, InitOptions, ManyOptions, ServeOptions,
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
