//! The only room that writes to the terminal. What could not be written is remembered, and nothing panics.
//!
//! Whatever is printed may hold names and values from files, which could command the terminal. So [`out`] and [`err`] make every
//! sign visible that nobody sees, and colours have doors of their own: a report that `human` drew, and the QR code.

use super::options::ReportFormat;
use super::process;
use super::root::Root;
use super::subject::WorkspaceFindings;
use fast_qr::QRBuilder;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use limpido::diagnostic::{
    Drawn, Fault, HumanStyle, Locale, Message, Report, github, gitlab, human, json, sarif, summary,
};
use limpido::evidence::{self, Subject, SubjectKind};
use limpido::pipeline::Findings;
use limpido::publish::Published;
use limpido::source::{Sources, signs};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The error of the first text that could not be written: the program then ends with exit code 2, so that an empty report is never taken
/// for a good one.
static LOST: Mutex<Option<std::io::Error>> = Mutex::new(None);

/// Prints what the command was asked for, on standard output.
pub fn out(text: &str) {
    let mut out = anstream::stdout();
    remember(out.write_all(signs::visible(text).as_bytes()).and_then(|()| out.flush()));
}

/// Prints what people need to know beside that, on standard error.
pub fn err(text: &str) {
    remember(anstream::stderr().write_all(signs::visible(text).as_bytes()));
}

/// Prints a report with its colours; anstream takes them away where the terminal or the reader does not want them.
pub fn drawn(report: &Drawn) {
    remember(anstream::stderr().write_all(report.as_bytes()));
}

/// Prints the QR code of an address, black on white whatever the terminal's colours: many telephones read nothing else.
pub fn qr_code(address: &str) {
    const INK: &str = "\x1b[38;5;16;48;5;231m";
    const END: &str = "\x1b[0m";
    let code = QRBuilder::new(address).build().map(|code| code.to_str()).unwrap_or_default();
    let mut terminal = anstream::stderr();
    for line in code.lines() {
        let _ = writeln!(terminal, "{INK}{line}{END}");
    }
}

/// A path as people read it, on one line.
pub fn name(path: &Path) -> String {
    signs::on_a_line(&path.to_string_lossy()).into_owned()
}

fn remember(written: std::io::Result<()>) {
    if let Err(error) = written {
        // A thread that panicked while it held the lock left a whole value behind, so a poisoned lock is as good as any other.
        LOST.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// The fault of what could not be written, if there is any; asked a second time, `None`.
pub fn lost() -> Option<Fault> {
    let cause = LOST.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    let doing = limpido::say!("non riesco a scrivere ciò che hai chiesto", "cannot write what you asked for");
    Some(Fault { doing, hint: None, cause: Some(cause) })
}

/// Says that another limpido is at work in a folder, and that this one waits for it.
pub fn waiting(folder: &Path, locale: Locale) {
    let folder = name(folder);
    err(&match locale {
        Locale::It => format!("Un altro limpido sta scrivendo in {folder}: aspetto che finisca\n"),
        Locale::En => format!("Another limpido is writing into {folder}: waiting until it has finished\n"),
    });
}

/// What publishing could not remove, and what a web server may not read.
pub fn notices(published: &Published, target: &Path, locale: Locale) -> String {
    let mut text = String::new();
    for path in &published.left_behind {
        let path = name(path);
        text.push_str(&match locale {
            Locale::It => format!("  Non l'ho scritto io, o qualcuno l'ha cambiato: l'ho lasciato in {path}\n"),
            Locale::En => format!("  I did not write this, or somebody has changed it: left in {path}\n"),
        });
    }
    if published.is_closed_to_others {
        let target = name(target);
        text.push_str(&match locale {
            Locale::It => format!("  Gli altri utenti del computer, server web compreso, non possono leggere {target}: «chmod -R a+rX {target}» li fa entrare\n"),
            Locale::En => format!("  Other users of this computer, a web server too, cannot read {target}: “chmod -R a+rX {target}” lets them in\n"),
        });
    }
    text
}

/// Prints a fault.
pub fn fault(fault: &Fault, locale: Locale) {
    err(&format!("{}\n", fault.text(locale)));
}

/// Prints something that is no fault but that people should know, and what they can do about it.
pub fn note(what: &Message, remedy: &Message, locale: Locale) {
    let (note, help) = match locale {
        Locale::It => ("nota", "aiuto"),
        Locale::En => ("note", "help"),
    };
    err(&format!("{note}: {}\n{help}: {}\n", what.in_locale(locale), remedy.in_locale(locale)));
}

/// Prints a report for people: the findings, then a line that counts them.
pub fn report(report: &Report, sources: &Sources, locale: Locale) {
    drawn(&human(report, sources, HumanStyle { colour: true, locale }));
    if !report.is_empty() || !report.waived().is_empty() {
        err(&format!("{}\n", summary(report, locale)));
    }
}

/// The reports of all sites: people read each at once, programs get one document at the end.
pub struct Reports {
    format: ReportFormat,
    locale: Locale,
    workspaces: Vec<WorkspaceFindings>,
    kept: Vec<(PathBuf, Findings)>,
}

impl Reports {
    /// No report yet.
    pub fn new(format: ReportFormat, locale: Locale) -> Self {
        Self { format, locale, workspaces: Vec::new(), kept: Vec::new() }
    }

    /// Adds what was found in a workspace's own files: it comes before the sites'.
    pub fn add_workspace(&mut self, found: WorkspaceFindings) {
        if self.format == ReportFormat::Human {
            report(&found.report, &found.sources, self.locale);
        } else if !found.report.is_empty() {
            self.workspaces.push(found);
        }
    }

    /// Adds what was found in a site's folder.
    pub fn add(&mut self, folder: &Path, findings: Findings) {
        let Findings { report: found, sources, .. } = &findings;
        let is_empty = found.is_empty() && found.waived().is_empty();
        if self.format == ReportFormat::Human {
            report(found, sources, self.locale);
        } else if self.format == ReportFormat::Html || !is_empty {
            // A site without findings is kept only for the page for the RPD, the one format that says something of such a site: the texts
            // of thousands of sites would fill the memory.
            self.kept.push((folder.to_owned(), findings));
        }
    }

    /// Puts the sites in the order of their names, whichever was done first.
    pub fn sort(&mut self) {
        self.kept.sort_by(|(one, _), (other, _)| one.cmp(other));
    }

    /// Prints the document for programs, on standard output.
    pub fn print(self) -> Result<(), Fault> {
        let locale = self.locale;
        if self.format == ReportFormat::Html {
            out(&evidence(&self.workspaces, &self.kept, locale)?);
            return Ok(());
        }
        let workspaces = self.workspaces.into_iter().map(|found| (found.report, Sources::over(found.sources)));
        let sites = self.kept.into_iter().map(|(_, found)| (found.report, found.sources));
        let reports: Vec<_> = workspaces.chain(sites).collect();
        let root = Root::find();
        let at = |path: &str| root.way_to(path);
        out(&match self.format {
            ReportFormat::Human | ReportFormat::Html => return Ok(()),
            ReportFormat::Json => json(&reports, locale),
            ReportFormat::Sarif => sarif(&reports, locale, at),
            ReportFormat::Github => github(&reports, locale, at),
            ReportFormat::Gitlab => gitlab(&reports, locale, at),
        });
        Ok(())
    }
}

fn evidence(workspaces: &[WorkspaceFindings], kept: &[(PathBuf, Findings)], locale: Locale) -> Result<String, Fault> {
    let workspaces = workspaces.iter().map(|found| Subject {
        folder: found.folder.display().to_string(),
        kind: SubjectKind::Workspace,
        looks: &[],
        pages: &[],
        report: &found.report,
        sources: &found.sources,
    });
    let sites = kept.iter().map(|(folder, found)| Subject {
        folder: folder.display().to_string(),
        kind: SubjectKind::Site(found.ente.as_deref()),
        looks: &found.looks,
        pages: &found.pages,
        report: &found.report,
        sources: &found.sources,
    });
    let subjects: Vec<Subject<'_>> = workspaces.chain(sites).collect();
    evidence::page(&subjects, process::today(), locale)
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

    /// One more ente is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Prints above the bar.
    pub fn above(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// All enti are done: the bar goes.
    pub fn end(self) {
        self.bar.finish_and_clear();
    }
}
