//! The one definition of the command line, in both languages: parsing, help, completions and the manual come from it. The flags of a
//! command stand in the command's own file.

use super::words::said_in;
use super::{build, check, confirm, explain, init, many, serve, workspace};
use clap::builder::{EnumValueParser, PossibleValuesParser};
use clap::{Arg, ArgAction, Command};
use clap_complete::Shell;
use limpido::diagnostic::{Fault, Locale};

/// The whole command line.
pub fn definition(locale: Locale) -> Command {
    program(locale).subcommands(publishing(locale)).subcommands(writing(locale)).subcommands(describing(locale))
}

/// The program itself, without its commands.
fn program(locale: Locale) -> Command {
    let say = said_in(locale);
    Command::new("limpido")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "Il sito della policy sui social media di un ente pubblico, da una cartella di YAML e Markdown",
            "The social media policy site of an Italian public body, from a folder of YAML and Markdown",
        ))
        .help_template(template(locale, &["subcommands", "options"]))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(help(locale))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say("Mostra la versione", "Shows the version")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("LANG")
                .global(true)
                .value_parser(PossibleValuesParser::new(["it", "en"]))
                .hide_possible_values(true)
                .help(say("La lingua dei messaggi: it o en", "The language of messages: it or en")),
        )
}

/// The layout of a help text for clap: what the command is for, how it is typed, and some of clap's lists, each with its heading.
fn template(locale: Locale, lists: &[&str]) -> String {
    let say = said_in(locale);
    let mut template = format!("{{about}}\n\n{} {{usage}}", say("Uso:", "Usage:"));
    for list in lists {
        let heading = match *list {
            "subcommands" => say("Comandi:", "Commands:"),
            "positionals" => say("Argomenti:", "Arguments:"),
            _ => say("Opzioni:", "Options:"),
        };
        template.push_str(&format!("\n\n{heading}\n{{{list}}}"));
    }
    template
}

fn help(locale: Locale) -> Arg {
    let words = said_in(locale)("Mostra questo aiuto", "Shows this help");
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(words)
}

/// A command without its flags.
fn command(name: &'static str, about: (&'static str, &'static str), locale: Locale) -> Command {
    let lists = template(locale, &["positionals", "options"]);
    let about = said_in(locale)(about.0, about.1);
    Command::new(name).about(about).disable_help_flag(true).arg(help(locale)).help_template(lists)
}

/// A command that does nothing by itself and only holds another one, as `report` holds `report merge`.
fn family(name: &'static str, about: (&'static str, &'static str), child: Command, locale: Locale) -> Command {
    command(name, about, locale)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .help_template(template(locale, &["subcommands", "options"]))
        .subcommand(child)
}

/// The commands that check and publish.
fn publishing(locale: Locale) -> [Command; 4] {
    let build = ("Controlla il sito e lo pubblica in una cartella", "Checks the site and publishes it into a folder");
    let check = (
        "Controlla il sito e scrive il rapporto, senza pubblicare",
        "Checks the site and writes the report, without publishing",
    );
    let workspace = ("Lavora sul testo comune di molti enti", "Works on the base that many bodies share");
    let diff = (
        "Mostra che cosa cambierebbe con un'altra versione del testo comune",
        "Shows what another version of the base would change",
    );
    let report = ("Lavora sui rapporti di molti enti", "Works on the reports on many bodies");
    let merge = ("Mette insieme i rapporti delle parti", "Puts the reports of shards together");
    [
        build::flags(command("build", build, locale), locale),
        check::flags(command("check", check, locale), locale),
        family("workspace", workspace, workspace::flags(command("diff", diff, locale), locale), locale),
        family("report", report, many::merge_flags(command("merge", merge, locale), locale), locale),
    ]
}

/// The commands for those who write.
fn writing(locale: Locale) -> [Command; 4] {
    let serve = (
        "Mostra il sito nel browser mentre lo scrivi, con ciò che non va",
        "Shows the site in the browser while you write, with what is wrong",
    );
    let init = (
        "Crea la cartella di un sito nuovo, con i testi già pronti",
        "Makes the folder of a new site, with its texts ready",
    );
    let confirm = (
        "Conferma ciò che limpido ha scritto al posto dell'ente, o lo elenca",
        "Confirms what limpido wrote in the body's name, or lists it",
    );
    let explain = ("Spiega un difetto, un campo o una pagina", "Explains a finding, a field or a page");
    [
        serve::flags(command("serve", serve, locale), locale),
        init::flags(command("init", init, locale), locale),
        confirm::flags(command("confirm", confirm, locale), locale),
        explain::flags(command("explain", explain, locale), locale),
    ]
}

/// The commands that say what there is, for other programs and for manuals.
fn describing(locale: Locale) -> [Command; 3] {
    let schema =
        ("Scrive lo schema di un file, per i programmi di scrittura", "Writes the schema of a file, for editors");
    let completions = ("Scrive i completamenti per la shell", "Writes the completions of a shell");
    let man = ("Scrive la pagina di manuale", "Writes the manual page");
    [
        command("schema", schema, locale).arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(PossibleValuesParser::new(limpido::schema::FILES))
                .hide_possible_values(true)
                .help("site, accounts, moderation, informative, acts, confirm, pagina, risposte, workspace, base"),
        ),
        command("completions", completions, locale).arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(EnumValueParser::<Shell>::new())
                .hide_possible_values(true)
                .help("bash, elvish, fish, powershell, zsh"),
        ),
        command("man", man, locale).help_template(template(locale, &["options"])),
    ]
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
fn options_of(command: &Command, path: &str, page: &mut Vec<u8>) -> std::io::Result<()> {
    const HEADING: &str = ".SH OPTIONS\n";
    for child in command.get_subcommands() {
        let path = format!("{path} {}", child.get_name());
        let mut section = Vec::new();
        clap_mangen::Man::new(child.clone()).render_options_section(&mut section)?;
        let section = String::from_utf8_lossy(&section);
        // What clap writes before the options was said once, at the beginning of the page.
        let options = section.split_once(HEADING).map_or("", |(_, options)| options);
        page.extend_from_slice(format!(".SH {path:?}\n{options}").as_bytes());
        options_of(child, &path, page)?;
    }
    Ok(())
}
