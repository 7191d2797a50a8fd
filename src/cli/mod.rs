//! The command line: arguments, commands, what is printed. The only room that knows the environment.
//!
//! Exit codes: 0 nothing stops publication, 1 something does, 2 the machine failed or the arguments are wrong.

#![expect(clippy::disallowed_methods, reason = "this is the room that knows the environment")]

mod args;
mod build;
mod check;
mod confirm;
mod definition;
mod explain;
mod init;
mod many;
mod print;
mod root;
mod serve;
mod shard;
mod subject;
mod workspace;

use args::Command;
use limpido::diagnostic::{Fault, Locale};
use limpido::pipeline::Pipeline;
use limpido::record::Date;
use std::ffi::OsString;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// How a command ended.
pub enum End {
    /// Nothing stops publication.
    Clean,
    /// Something does.
    Findings,
}

impl End {
    /// This end, unless something else stops publication.
    fn and(self, is_clean: bool) -> Self {
        if is_clean { self } else { Self::Findings }
    }
}

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

/// The day, in UTC. `SOURCE_DATE_EPOCH` (reproducible-builds.org) stands for the clock where the same run must give the same.
fn today() -> Date {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now =
        || SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    // A clock that stands before 1970, or beyond every calendar, was never set.
    given.and_then(Date::of_moment).or_else(|| Date::of_moment(now()?)).unwrap_or(Date::EPOCH)
}

/// The pipeline until the program ends: the system takes its memory back faster than we can.
fn pipeline() -> Result<&'static Pipeline, Fault> {
    Ok(Box::leak(Box::new(Pipeline::new()?)))
}

/// A variable of the environment.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn fault_end(fault: &Fault, locale: Locale) -> ExitCode {
    print::fault(fault, locale);
    ExitCode::from(2)
}
