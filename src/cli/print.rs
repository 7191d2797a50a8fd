//! The only room that writes to the terminal. A closed pipe ends the output, not the program with a panic.

use super::args::Format;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use limpido::diagnostic::{Fault, HumanStyle, Locale, Report, github, gitlab, human, json, sarif, summary};
use limpido::evidence::{self, Subject};
use limpido::pipeline::Built;
use limpido::source::Sources;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

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

/// The reports of all sites: people read each at once, programs get one document at the end.
pub struct Reports {
    format: Format,
    locale: Locale,
    kept: Vec<(PathBuf, Built)>,
}

impl Reports {
    /// No report yet.
    pub fn new(format: Format, locale: Locale) -> Self {
        Self { format, locale, kept: Vec::new() }
    }

    /// Adds what was found in a site's folder.
    pub fn add(&mut self, folder: &Path, built: Built) {
        let is_empty = built.report.is_empty() && built.report.waived().is_empty();
        if self.format == Format::Human {
            report(&built.report, &built.sources, self.locale);
        } else if self.format == Format::Html || !is_empty {
            // Of a site without findings, only the page for the RPD says something; the texts of thousands would fill the memory.
            self.kept.push((folder.to_owned(), Built { rendered: None, pages: None, ..built }));
        }
    }

    /// Puts the sites in the order of their names, whichever was done first.
    pub fn sort(&mut self) {
        self.kept.sort_by(|(one, _), (other, _)| one.cmp(other));
    }

    /// Prints the document for programs, on standard output.
    pub fn print(self) -> Result<(), Fault> {
        let locale = self.locale;
        if self.format == Format::Html {
            out(&evidence(&self.kept, locale)?);
            return Ok(());
        }
        let reports: Vec<_> = self.kept.into_iter().map(|(_, built)| (built.report, built.sources)).collect();
        out(&match self.format {
            Format::Human | Format::Html => return Ok(()),
            Format::Json => json(&reports, locale),
            Format::Sarif => sarif(&reports, locale, |rule| limpido::check::rules::page(rule, locale)),
            Format::Github => github(&reports, locale),
            Format::Gitlab => gitlab(&reports, locale),
        });
        Ok(())
    }
}

fn evidence(kept: &[(PathBuf, Built)], locale: Locale) -> Result<String, Fault> {
    let subjects: Vec<Subject<'_>> = kept
        .iter()
        .map(|(folder, built)| Subject {
            folder: folder.display().to_string(),
            ente: built.ente.as_deref(),
            looks: &built.looks,
            report: &built.report,
            sources: &built.sources,
        })
        .collect();
    evidence::page(&subjects, super::today(), locale)
}

/// How far a run over many enti is, on a terminal; elsewhere nothing is drawn.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for so many enti.
    pub fn new(enti: usize, locale: Locale) -> Self {
        let words = match locale {
            Locale::It => "{bar:30} {pos}/{len} enti, {rate}, mancano {eta}",
            Locale::En => "{bar:30} {pos}/{len} bodies, {rate}, {eta} left",
        };
        let bar = ProgressBar::new(enti as u64);
        if let Ok(style) = ProgressStyle::with_template(words) {
            // Writing into the bar's own text cannot fail.
            bar.set_style(style.with_key("rate", |state: &ProgressState, text: &mut dyn fmt::Write| {
                let _ = write!(text, "{:.0}/s", state.per_sec());
            }));
        }
        Self { bar }
    }

    /// One more is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Prints above the bar.
    pub fn above(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// All are done.
    pub fn end(self) {
        self.bar.finish_and_clear();
    }
}
