//! The one definition of the command line, in both languages: parsing, help, completions and the manual come from it.

use super::options::Format;
use super::shard;
use clap::builder::{EnumValueParser, PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction};
use clap_complete::Shell;
use limpido::diagnostic::{Fault, Key, Locale};
use std::path::PathBuf;

/// The whole command line.
pub fn definition(locale: Locale) -> clap::Command {
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
                    .help(say(
                        "Come scrivere il rapporto: human, html (per il RPD), json, sarif, github o gitlab",
                        "How to write the report: human, html (for the RPD), json, sarif, github or gitlab",
                    )),
            )
    };
    let many = |command: clap::Command| {
        command
            .arg(
                Arg::new("shard")
                    .long("shard")
                    .value_name("N/M")
                    .value_parser(shard::parse)
                    .conflicts_with("shard-from-env")
                    .help(say(
                        "Di molti enti, solo una parte: 3/40 è la terza di quaranta",
                        "Of many bodies, one part only: 3/40 is the third of forty",
                    )),
            )
            .arg(Arg::new("shard-from-env").long("shard-from-env").action(ArgAction::SetTrue).help(say(
                "La parte la dice GitLab CI, Kubernetes, Slurm o GNU parallel",
                "GitLab CI, Kubernetes, Slurm or GNU parallel says which part",
            )))
            .arg(
                Arg::new("report")
                    .long("report")
                    .value_name(say("CARTELLA", "DIR"))
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(say(
                        "Dove scrivere il rapporto su molti enti [per build, se manca: report]",
                        "Where to write the report on many bodies [default for build: report]",
                    )),
            )
            .arg(
                Arg::new("jobs")
                    .long("jobs")
                    .value_name("N")
                    .value_parser(clap::value_parser!(u64).range(1..=1024))
                    .help(say(
                        "Quanti enti insieme [se manca: uno per processore]",
                        "How many bodies at once [default: one for each processor]",
                    )),
            )
    };
    let family = |name: &'static str, about: &'static str, child: clap::Command| {
        clap::Command::new(name)
            .about(about)
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .subcommand_required(true)
            .arg(help())
            .help_template(of_all.clone())
            .subcommand(child)
    };
    clap::Command::new("limpido")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "Il sito della policy sui social media di un ente pubblico, da una cartella di YAML e Markdown",
            "The social media policy site of an Italian public body, from a folder of YAML and Markdown",
        ))
        .help_template(of_all.clone())
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
            many(common(one(
                "build",
                say(
                    "Controlla il sito e lo pubblica in una cartella",
                    "Checks the site and publishes it into a folder",
                ),
            )))
            .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(say(
                "Di molti enti, anche quelli che non sono cambiati",
                "Of many bodies, also those that have not changed",
            )))
            .arg(
                Arg::new("out")
                    .short('o')
                    .long("out")
                    .value_name(say("CARTELLA", "DIR"))
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(say("Dove pubblicare [se manca: public]", "Where to publish [default: public]")),
            )
            .arg(
                Arg::new("minify")
                    .long("minify")
                    .action(ArgAction::SetTrue)
                    // Where it is only refused, nobody is told of it.
                    .hide(!cfg!(feature = "minify"))
                    .help(say("Toglie dall'HTML gli spazi che non servono", "Takes needless white space out of the HTML")),
            )
            // Pages were once minified unless this said no; scripts that say it still run.
            .arg(Arg::new("no-minify").long("no-minify").action(ArgAction::SetTrue).hide(true))
            .arg(Arg::new("swap").long("swap").action(ArgAction::SetTrue).help(say(
                "Cambia tutto il sito in un colpo solo: la cartella diventa un'altra",
                "Changes the whole site at once: the folder becomes another one",
            )))
            .arg(Arg::new("no-sync").long("no-sync").action(ArgAction::SetTrue).help(say(
                "Non aspetta il disco: per dischi in memoria e per macchine usa e getta",
                "Does not wait for the disk: for disks in memory and machines that are thrown away",
            )))
            .arg(Arg::new("verify").long("verify").action(ArgAction::SetTrue).help(say(
                "Di molti enti, rilegge i file già pubblicati: trova anche ciò che altri hanno cambiato senza cambiarne la data",
                "Of many bodies, reads again what is published: finds also what others have changed without changing its date",
            )))
            .arg(Arg::new("fragments").long("fragments").action(ArgAction::SetTrue).help(say(
                "Aggiunge i contenuti da soli, per un CMS, nella cartella fragments",
                "Adds the contents alone, for a CMS, in the folder fragments",
            ))),
        )
        .subcommand(many(common(one(
            "check",
            say(
                "Controlla il sito e scrive il rapporto, senza pubblicare",
                "Checks the site and writes the report, without publishing",
            ),
        ))))
        .subcommand(family(
            "workspace",
            say("Lavora sul testo comune di molti enti", "Works on the base that many bodies share"),
            one(
                "diff",
                say(
                    "Mostra che cosa cambierebbe con un'altra versione del testo comune",
                    "Shows what another version of the base would change",
                ),
            )
            .arg(
                Arg::new("dir")
                    .value_name(say("CARTELLA", "DIR"))
                    .required(true)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(say("La cartella con workspace.yaml", "The folder with workspace.yaml")),
            )
            .arg(
                Arg::new("ente")
                    .value_name(say("ENTE", "BODY"))
                    .num_args(0..)
                    .help(say("Gli enti [se mancano: tutti]", "The bodies [default: all]")),
            )
            .arg(
                Arg::new("to")
                    .long("to")
                    .value_name(say("DATA", "DATE"))
                    .help(say("La versione [se manca: la più recente]", "The version [default: the newest]")),
            ),
        ))
        .subcommand(family(
            "report",
            say("Lavora sui rapporti di molti enti", "Works on the reports on many bodies"),
            one("merge", say("Mette insieme i rapporti delle parti", "Puts the reports of shards together"))
                .arg(
                    Arg::new("parts")
                        .value_name(say("CARTELLA", "DIR"))
                        .required(true)
                        .num_args(1..)
                        .value_parser(clap::value_parser!(PathBuf))
                        .help(say("Le cartelle dei rapporti delle parti", "The folders of the shards' reports")),
                )
                .arg(
                    Arg::new("out")
                        .short('o')
                        .long("out")
                        .value_name(say("CARTELLA", "DIR"))
                        .value_parser(clap::value_parser!(PathBuf))
                        .help(say(
                            "Dove scrivere il rapporto intero [se manca: report]",
                            "Where to write the whole report [default: report]",
                        )),
                ),
        ))
        .subcommand(super::serve::flags(
            one(
                "serve",
                say(
                    "Mostra il sito nel browser mentre lo scrivi, con ciò che non va",
                    "Shows the site in the browser while you write, with what is wrong",
                ),
            ),
            locale,
        ))
        .subcommand(super::init::flags(
            one(
                "init",
                say(
                    "Crea la cartella di un sito nuovo, con i testi già pronti",
                    "Makes the folder of a new site, with its texts ready",
                ),
            ),
            locale,
        ))
        .subcommand(super::confirm::arguments(
            one(
                "confirm",
                say(
                    "Conferma ciò che limpido ha scritto al posto dell'ente, o lo elenca",
                    "Confirms what limpido wrote in the body's name, or lists it",
                ),
            ),
            locale,
        ))
        .subcommand(
            one("explain", say("Spiega un difetto, un campo o una pagina", "Explains a finding, a field or a page"))
                .arg(
                    Arg::new("name")
                        .value_name(say("NOME", "NAME"))
                        .required_unless_present("list")
                        .value_parser(Explained)
                        .hide_possible_values(true)
                        .help(say(
                            "Un difetto, come sta tra parentesi quadre nel rapporto (broken-link), un campo (ente.rpd.email), una pagina (oblio) o «themes»: come si fa un tema",
                            "A finding, as it stands in square brackets in the report (broken-link), a field (ente.rpd.email), a page (oblio) or “themes”: how to make a theme",
                        )),
                )
                .arg(Arg::new("field").value_name(say("CAMPO", "FIELD")).help(say(
                    "Se NOME è la cartella di un ente: il campo di cui dire chi lo scrive",
                    "When NAME is a body's folder: the field of which to say who writes it",
                )))
                .arg(
                    Arg::new("list")
                        .long("list")
                        .action(ArgAction::SetTrue)
                        .help(say("Elenca tutti i nomi", "Lists all names")),
                ),
        )
        .subcommand(
            one(
                "schema",
                say(
                    "Scrive lo schema di un file, per i programmi di scrittura",
                    "Writes the schema of a file, for editors",
                ),
            )
            .arg(
                Arg::new("file")
                    .value_name("FILE")
                    .required(true)
                    .value_parser(PossibleValuesParser::new(limpido::schema::FILES))
                    .hide_possible_values(true)
                    .help("site, accounts, moderation, informative, acts, confirm, pagina, risposte, workspace, base"),
            ),
        )
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

/// A name to be explained: any text, of which completions know the keys of findings.
#[derive(Clone)]
struct Explained;

impl TypedValueParser for Explained {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Key::ALL.iter().map(|key| PossibleValue::new(key.name()))))
    }
}

/// The completions of a shell.
pub fn completions(shell: Shell, locale: Locale) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut definition(locale), "limpido", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The man page: the program, then each command with its options.
pub fn man(locale: Locale) -> Result<String, Fault> {
    let definition = definition(locale);
    let mut bytes = Vec::new();
    clap_mangen::Man::new(definition.clone())
        .render(&mut bytes)
        .and_then(|()| options_of(&definition, "limpido", &mut bytes))
        .map_err(|error| Fault::io("non riesco a scrivere", "cannot write", std::path::Path::new("man"), error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A section for each command below another, and for those below it.
fn options_of(command: &clap::Command, path: &str, page: &mut Vec<u8>) -> std::io::Result<()> {
    const HEADING: &str = ".SH OPTIONS\n";
    for child in command.get_subcommands() {
        let path = format!("{path} {}", child.get_name());
        let mut section = Vec::new();
        clap_mangen::Man::new(child.clone()).render_options_section(&mut section)?;
        let section = String::from_utf8_lossy(&section);
        // What comes before is said once, at the beginning of the page.
        let options = section.split_once(HEADING).map_or("", |(_, options)| options);
        page.extend_from_slice(format!(".SH {path:?}\n{options}").as_bytes());
        options_of(child, &path, page)?;
    }
    Ok(())
}
