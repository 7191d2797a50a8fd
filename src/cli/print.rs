//! The only room that writes to the terminal. A closed pipe ends the output, not the program with a panic.

use limpido::diagnostic::{Fault, HumanStyle, Locale, Report, human, json, summary};
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
    if !report.is_empty() {
        err(&format!("{}\n", summary(report, locale)));
    }
}

/// The reports of all sites for programs, on standard output.
pub fn reports_json(reports: &[(Report, Sources)], locale: Locale) {
    out(&json(reports, locale));
}
