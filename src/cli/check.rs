//! `limpido check`: the report alone.

use super::end::End;
use super::options::{CheckOptions, ReportFormat};
use super::print::Reports;
use super::subject::{self, Ran, Runner};
use super::words::said_in;
use super::{many, print, process};
use clap::builder::EnumValueParser;
use clap::{Arg, ArgAction};
use limpido::diagnostic::{Fault, Locale};
use limpido::render::Options;
use std::path::{Path, PathBuf};

/// Checks every site; the mistakes of one do not keep the others from being checked.
pub fn run(options: &CheckOptions) -> Result<End, Fault> {
    let pages = Options { findings_only: true, ..Options::default() };
    if let [folder] = &options.folders[..]
        && subject::is_many(folder)
    {
        return many::run(folder, options, pages, None);
    }
    let pipeline = process::pipeline()?;
    let mut runner = Runner::new(pipeline);
    let mut end = End::Clean;
    let mut reports = Reports::new(options.format, options.locale);
    for folder in &options.folders {
        let Ran { site, found } = runner.run(folder, pages.clone())?;
        if let Some(found) = found {
            end = end.and(found.report.is_clear(options.strict));
            reports.add_workspace(found);
        }
        let Some(site) = site else { continue };
        let findings = site.into_parts().findings;
        let is_clean = findings.report.is_clear(options.strict);
        end = end.and(is_clean);
        reports.add(folder, findings);
        if is_clean && options.format == ReportFormat::Human {
            print::err(&clean(folder, options.locale));
        }
    }
    reports.print()?;
    Ok(end)
}

fn clean(folder: &Path, locale: Locale) -> String {
    let shown = print::name(folder);
    match locale {
        Locale::It => format!("{shown}: niente impedisce di pubblicare\n"),
        Locale::En => format!("{shown}: nothing stops publication\n"),
    }
}

/// Adds the flags of `check`, which are flags of `build` too, to a command.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    let command = command
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
                .value_parser(EnumValueParser::<ReportFormat>::new())
                .hide_possible_values(true)
                .help(say(
                    "Come scrivere il rapporto: human, html (per il RPD), json, sarif, github o gitlab",
                    "How to write the report: human, html (for the RPD), json, sarif, github or gitlab",
                )),
        );
    many::flags(command, locale)
}
