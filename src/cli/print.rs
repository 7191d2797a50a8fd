//! The only room that writes to the terminal. A closed pipe ends the output, not the program with a panic.

use super::args::Format;
use limpido::diagnostic::{Fault, HumanStyle, Locale, Report, github, gitlab, human, json, sarif, summary};
use limpido::source::Sources;
use std::io::Write;

/// What was asked for, on standard output.
pub fn out(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// What people need to know, on standard error.
pub fn err(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// A fault.
pub fn fault(fault: &Fault, locale: Locale) {
    err(&format!("{}\n", fault.text(locale)));
}

/// A report for people: findings, then a line that counts them.
pub fn report(report: &Report, sources: &Sources, locale: Locale) {
    // anstream takes the colours away again where they do not belong.
    err(&human(report, sources, HumanStyle { colour: true, locale }));
    if !report.is_empty() || !report.waived().is_empty() {
        err(&format!("{}\n", summary(report, locale)));
    }
}

/// The reports of all sites for programs, on standard output; people were told already.
pub fn reports(reports: &[(Report, Sources)], format: Format, locale: Locale) {
    out(&match format {
        Format::Human => return,
        Format::Json => json(reports, locale),
        Format::Sarif => sarif(reports, locale),
        Format::Github => github(reports, locale),
        Format::Gitlab => gitlab(reports, locale),
    });
}
