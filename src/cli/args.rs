//! The one definition of the arguments, in both languages: parsing, help and errors come from it.

use clap::builder::{EnumValueParser, PossibleValuesParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches};
use clap_complete::Shell;
use limpido::diagnostic::{Fault, Locale};
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
    let matches = definition(locale).try_get_matches_from(arguments).map_err(|error| {
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
        Some(("completions", matches)) => {
            matches.get_one::<Shell>("shell").copied().map(Command::Completions).ok_or(ExitCode::from(2))
        }
        Some(("man", _)) => Ok(Command::Man),
        // clap demands one of the commands that it was given.
        _ => Err(ExitCode::from(2)),
    }
}

/// The whole command line.
fn definition(locale: Locale) -> clap::Command {
    let say = |it: &'static str, en: &'static str| match locale {
        Locale::It => it,
        Locale::En => en,
    };
    let usage = say("Uso:", "Usage:");
    let (commands, arguments, options) =
        (say("Comandi:", "Commands:"), say("Argomenti:", "Arguments:"), say("Opzioni:", "Options:"));
    let of_all = format!("{{about}}\n\n{usage} {{usage}}\n\n{commands}\n{{subcommands}}\n\n{options}\n{{options}}");
    let of_one = format!("{{about}}\n\n{usage} {{usage}}\n\n{arguments}\n{{positionals}}\n\n{options}\n{{options}}");
    let help = || {
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help(say("Mostra questo aiuto", "Shows this help"))
    };
    let lang = || {
        Arg::new("lang")
            .long("lang")
            .value_name("LANG")
            .global(true)
            .value_parser(PossibleValuesParser::new(["it", "en"]))
            .hide_possible_values(true)
            .help(say("La lingua dei messaggi: it o en", "The language of messages: it or en"))
    };
    let one = |name: &'static str, about: &'static str| {
        clap::Command::new(name).about(about).disable_help_flag(true).arg(help()).help_template(of_one.clone())
    };
    let common = |command: clap::Command| {
        command
            .arg(
                Arg::new("dir")
                    .value_name(say("CARTELLA", "DIR"))
                    .num_args(0..)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(say("La cartella del sito [se manca: content]", "The site's folder [default: content]")),
            )
            .arg(
                Arg::new("strict")
                    .long("strict")
                    .action(ArgAction::SetTrue)
                    .help(say("Anche gli avvisi fermano la pubblicazione", "Warnings stop publication too")),
            )
            .arg(
                Arg::new("format")
                    .long("format")
                    .value_name(say("FORMATO", "FORMAT"))
                    .value_parser(EnumValueParser::<Format>::new())
                    .hide_possible_values(true)
                    .help(say("Come scrivere il rapporto: human o json", "How to write the report: human or json")),
            )
    };
    clap::Command::new("limpido")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "Il sito della policy sui social media di un ente pubblico, da una cartella di YAML e Markdown",
            "The social media policy site of an Italian public body, from a folder of YAML and Markdown",
        ))
        .help_template(of_all)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(help())
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say("Mostra la versione", "Shows the version")),
        )
        .arg(lang())
        .subcommand(
            common(one(
                "build",
                say(
                    "Controlla il sito e lo pubblica in una cartella",
                    "Checks the site and publishes it into a folder",
                ),
            ))
            .arg(
                Arg::new("out")
                    .short('o')
                    .long("out")
                    .value_name(say("CARTELLA", "DIR"))
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(say("Dove pubblicare [se manca: public]", "Where to publish [default: public]")),
            )
            .arg(
                Arg::new("no-minify")
                    .long("no-minify")
                    .action(ArgAction::SetTrue)
                    .help(say("Lascia leggibile l'HTML", "Leaves the HTML readable")),
            )
            .arg(Arg::new("fragments").long("fragments").action(ArgAction::SetTrue).help(say(
                "Aggiunge i contenuti da soli, per un CMS, nella cartella fragments",
                "Adds the contents alone, for a CMS, in the folder fragments",
            ))),
        )
        .subcommand(common(one(
            "check",
            say(
                "Controlla il sito e scrive il rapporto, senza pubblicare",
                "Checks the site and writes the report, without publishing",
            ),
        )))
        .subcommand(init(
            one(
                "init",
                say(
                    "Crea la cartella di un sito nuovo, con i testi già pronti",
                    "Makes the folder of a new site, with its texts ready",
                ),
            ),
            locale,
        ))
        .subcommand(
            one("completions", say("Scrive i completamenti per la shell", "Writes the completions of a shell")).arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .value_parser(EnumValueParser::<Shell>::new())
                    .hide_possible_values(true)
                    .help("bash, elvish, fish, powershell, zsh"),
            ),
        )
        .subcommand(
            one("man", say("Scrive la pagina di manuale", "Writes the manual page"))
                .help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{options}\n{{options}}")),
        )
}

/// The flags of `init`: one for each question.
fn init(command: clap::Command, locale: Locale) -> clap::Command {
    let say = |it: &'static str, en: &'static str| match locale {
        Locale::It => it,
        Locale::En => en,
    };
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("FILE").value_parser(clap::value_parser!(PathBuf)).help(help)
    };
    let command = command
        .arg(
            Arg::new("folder")
                .value_name(say("CARTELLA", "DIR"))
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(say("La cartella da creare: nuova, o vuota", "The folder to make: new, or empty")),
        )
        .arg(file(
            "answers",
            say(
                "Prende le risposte da un file YAML e non chiede nulla",
                "Takes the answers from a YAML file and asks nothing",
            ),
        ))
        .arg(
            file(
                "ipa",
                say(
                    "Prende i dati dell’ente da enti.csv di indicepa.gov.it; serve --code",
                    "Takes the body’s data from enti.csv of indicepa.gov.it; needs --code",
                ),
            )
            .requires("code"),
        )
        .arg(Arg::new("no-questions").long("no-questions").action(ArgAction::SetTrue).help(say(
            "Non fa domande: ciò che manca resta da compilare",
            "Asks nothing: what is missing is left to fill in",
        )));
    QUESTIONS.iter().fold(command, |command, question| {
        command.arg(
            Arg::new(question.key)
                .long(question.key)
                .value_name(say("TESTO", "TEXT"))
                .help(say(question.text.0, question.text.1)),
        )
    })
}

/// The completions of a shell.
pub fn completions(shell: Shell, locale: Locale) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut definition(locale), "limpido", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The man page, with those of the commands below it.
pub fn man(locale: Locale) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(definition(locale))
        .render(&mut bytes)
        .map_err(|error| Fault::io("non riesco a scrivere", "cannot write", std::path::Path::new("man"), error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Human, Self::Json]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(match self {
            Self::Human => "human",
            Self::Json => "json",
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
