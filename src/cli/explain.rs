//! `limpido explain`: what there is to know of a finding, a field or a kind of page, without a network.

use super::end::End;
use super::words::said_in;
use super::{print, process};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction};
use limpido::diagnostic::{Fault, Key, Locale};
use limpido::explain;

/// Explains a name; without one, lists the names.
pub fn run(name: Option<&str>, locale: Locale) -> Result<End, Fault> {
    let pipeline = process::pipeline()?;
    let catalog = &pipeline.workspace().catalog;
    let Some(name) = name else {
        print::out(&explain::list(catalog, locale));
        return Ok(End::Clean);
    };
    match explain::explain(name, catalog, locale) {
        Ok(text) => {
            print::out(&text);
            Ok(End::Clean)
        }
        Err(near) => Err(Fault::refused(
            limpido::say!("«{name}» non è un difetto, un campo o una pagina", "“{name}” is no finding, field or page"),
            match near {
                Some(near) => limpido::say!("forse volevi «{near}»", "perhaps you meant “{near}”"),
                None => {
                    limpido::say!("«limpido explain --list» elenca i nomi", "“limpido explain --list” lists the names")
                }
            },
        )),
    }
}

/// Adds the flags of `explain` to a command.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    command
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
                )
}

/// Parses a name to be explained: any text is accepted, and shells complete the keys of findings.
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
