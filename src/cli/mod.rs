//! The command line: arguments, commands, what is printed. The only room that knows the environment.
//!
//! Exit codes: 0 nothing stops publication, 1 something does, 2 the machine failed or the arguments are wrong.

#![expect(clippy::disallowed_methods, reason = "this is the room that knows the environment")]

mod args;
mod build;
mod check;
mod confirm;
mod definition;
mod end;
mod explain;
mod init;
mod many;
mod options;
mod print;
mod process;
mod root;
mod serve;
mod shard;
mod subject;
mod words;
mod workspace;

use end::End;
use limpido::diagnostic::{Fault, Locale};
use options::Command;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let locale = args::locale(&arguments);
    let command = match args::parse(arguments, locale) {
        Ok(command) => command,
        Err(end) => return end,
    };
    let ended = match &command {
        Command::Build(options) => build::run(options),
        Command::Check(options) => check::run(options),
        Command::Serve(options) => serve::run(options),
        Command::Init(options) => init::run(options),
        Command::Confirm(options) => confirm::run(options),
        Command::Explain(name, locale) => explain::run(name.as_deref(), *locale),
        Command::Provenance { site, field, locale } => workspace::provenance(site, field, *locale),
        Command::WorkspaceDiff(options) => workspace::diff(options),
        Command::ReportMerge { parts, out, locale } => many::merge(parts, out, *locale),
        Command::Schema(file) => {
            let schema = limpido::schema::schema(file).unwrap_or_default();
            print::out(&format!("{schema:#}\n"));
            Ok(End::Clean)
        }
        Command::Completions(shell) => {
            print::out(&definition::completions(*shell, locale));
            Ok(End::Clean)
        }
        Command::Man => definition::man(locale).map(|page| {
            print::out(&page);
            End::Clean
        }),
    };
    let ended = match (ended, print::lost()) {
        (Ok(_), Some(fault)) => Err(fault),
        (ended, _) => ended,
    };
    match ended {
        Ok(End::Clean) => ExitCode::SUCCESS,
        Ok(End::Findings) => ExitCode::from(1),
        Err(fault) => fault_end(&fault, locale),
    }
}

fn fault_end(fault: &Fault, locale: Locale) -> ExitCode {
    print::fault(fault, locale);
    ExitCode::from(2)
}
