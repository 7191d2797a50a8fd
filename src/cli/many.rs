//! Many enti in one run: in parallel and streamed, each whatever the others hold; then one report on all.

use super::args::{CheckOptions, Format, ManyOptions};
use super::print::{self, Progress, Reports};
use super::shard::Shard;
use super::{End, subject};
use limpido::diagnostic::{Fault, Level, Locale};
use limpido::members::{Assets, Member, Members};
use limpido::overview::{Counts, DATA, Outcome, Overview, Row};
use limpido::pipeline::{Built, Pipeline};
use limpido::publish::{Target, manifest_digest, publish, publish_shared, write_report};
use limpido::record::Date;
use limpido::render::Options;
use limpido::source::{Files, hex};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

/// Whole reports printed before the rest is left to the report on all.
const MOST_PRINTED: usize = 20;

/// A run: what every worker needs.
struct Run<'a> {
    pipeline: &'a Pipeline,
    members: &'a Members,
    today: Date,
    options: Options,
    strict: bool,
    all: bool,
    /// Whether programs read the reports: then all of them are wanted, not only those of enti that something stops.
    for_programs: bool,
    /// Where to publish; `None` for a check.
    out: Option<&'a Path>,
    /// The run before.
    before: Overview,
    /// What inputs mean besides their bytes: program, its data, day, options.
    salt: Vec<u8>,
    shared: Mutex<BTreeSet<String>>,
}

/// An ente that is done.
struct Done {
    row: Row,
    /// What was found, where somebody wants to read it.
    built: Option<Built>,
    fault: Option<Fault>,
}

/// Checks every ente of a workspace and, with `out`, publishes each that nothing stops.
pub fn run(root: &Path, check: &CheckOptions, pages: Options, out: Option<&Path>) -> Result<End, Fault> {
    let pipeline = super::pipeline()?;
    let (members, found) = subject::open(pipeline, root, check.locale)?;
    let Some(members) = members else { return Ok(End::Findings) };
    if let Some(out) = out {
        let folders: Vec<PathBuf> = members.folders().map(|folder| root.join(folder)).collect();
        Target::refuse_within(out, &folders)?;
    }
    let report = check.many.report.clone().or_else(|| out.map(|_| PathBuf::from("report")));
    let before = report.as_deref().map(last_run).transpose()?.flatten().unwrap_or_default();
    let options = Options { shared_assets: members.assets == Assets::Shared, ..pages };
    let run = Run {
        pipeline,
        members: &members,
        today: super::today(),
        options,
        strict: check.strict,
        all: check.many.all,
        for_programs: check.format != Format::Human,
        out,
        before,
        salt: salt(pipeline, options, check.strict),
        shared: Mutex::default(),
    };
    let list = part(&members, &check.many)?;
    let mut reports = Reports::new(check.format, check.locale);
    let (rows, failed) = stream(&run, &list, check, &mut reports)?;
    let overview = Overview::new(run.today, rows);
    if let Some(folder) = &report {
        write_report(folder, &overview.files(check.locale)?)?;
    }
    reports.sort();
    reports.print()?;
    let stops = |row: &&Row| row.outcome != Outcome::Clear;
    let stopped = overview.enti.iter().filter(stops).count();
    print::err(&summary(&overview, stopped, report.as_deref(), check.locale));
    if let Some(fault) = failed {
        return Err(fault);
    }
    let is_clean = stopped == 0 && found.count(Level::Error) == 0;
    Ok(if is_clean { End::Clean } else { End::Findings })
}

/// The enti of this machine's part.
fn part<'a>(members: &'a Members, many: &ManyOptions) -> Result<Vec<&'a Member>, Fault> {
    let shard = if many.shard_from_env { Some(Shard::from_environment(super::variable)?) } else { many.shard };
    let Some(shard) = shard else { return Ok(members.list.iter().collect()) };
    let mut mine = Vec::new();
    for member in &members.list {
        if shard.has(&members.code(member)?) {
            mine.push(member);
        }
    }
    Ok(mine)
}

/// Runs all, as many at once as there are workers; what is done is printed and let go at once.
fn stream(
    run: &Run<'_>,
    list: &[&Member],
    check: &CheckOptions,
    reports: &mut Reports,
) -> Result<(Vec<Row>, Option<Fault>), Fault> {
    let workers = check.many.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().map_err(no_threads)?;
    let next = AtomicUsize::new(0);
    let progress = Progress::new(list.len(), check.locale);
    let (mut rows, mut failed, mut printed) = (Vec::with_capacity(list.len()), None, 0);
    pool.in_place_scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(workers);
        for _ in 0..workers.min(list.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move |_| {
                while let Some(member) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // The receiver lives as long as the scope.
                    let _ = sender.send(run.ente(member));
                }
            });
        }
        drop(sender);
        for Done { row, built, fault } in receiver {
            progress.above(|| {
                if let Some(fault) = &fault {
                    print::fault(fault, check.locale);
                }
                let Some(built) = built else { return };
                let folder = Path::new(&row.name);
                if run.for_programs {
                    reports.add(folder, built);
                } else if printed < MOST_PRINTED {
                    printed += 1;
                    print::err(&format!("\n== {}\n", row.name));
                    reports.add(folder, built);
                }
            });
            failed = failed.take().or(fault);
            rows.push(row);
            progress.step();
        }
    });
    progress.end();
    Ok((rows, failed))
}

fn no_threads(error: rayon::ThreadPoolBuildError) -> Fault {
    Fault {
        doing: limpido::say!("il sistema non dà altri processi", "the system gives no more threads"),
        hint: Some(limpido::say!("usa --jobs 1", "use --jobs 1")),
        cause: Some(std::io::Error::other(error)),
    }
}

impl Run<'_> {
    /// One ente, whatever comes of it.
    fn ente(&self, member: &Member) -> Done {
        self.try_ente(member).unwrap_or_else(|fault| {
            let mut row = Row::new(&member.name, None, Outcome::Failed, &limpido::diagnostic::Report::default());
            self.add_before(&mut row);
            Done { row, built: None, fault: Some(fault) }
        })
    }

    /// What the run before knows of an ente: its counts, and its name where its texts cannot be read now.
    fn add_before(&self, row: &mut Row) {
        if let Some(before) = self.before.row(&row.name) {
            row.before = Some(before.counts);
            row.ente = row.ente.take().or_else(|| before.ente.clone());
        }
    }

    fn try_ente(&self, member: &Member) -> Result<Done, Fault> {
        let target = self.out.map(|out| Target::new(&out.join(&member.name), &[], &[])).transpose()?;
        let ente = self.members.prepare(member)?;
        let inputs = self.fingerprint(&ente.inputs)?;
        if let (Some(target), Some(row), false) = (&target, self.before.row(&member.name), self.all) {
            let is_there = row.manifest.is_some() && manifest_digest(target) == row.manifest;
            if row.inputs == inputs && row.outcome == Outcome::Clear && is_there {
                let row = Row { before: Some(row.counts), ..row.clone() };
                return Ok(Done { row, built: None, fault: None });
            }
        }
        let (files, mut built) = self.pipeline.run_member(ente, self.today, self.options)?;
        let clearance = built.report.clear(self.strict).ok();
        let outcome = if clearance.is_some() { Outcome::Clear } else { Outcome::Stopped };
        let mut row = Row::new(&member.name, built.ente.clone(), outcome, &built.report);
        let rendered = built.rendered.take();
        if let (Some(clearance), Some(rendered), Some(target), Some(out)) = (clearance, rendered, &target, self.out) {
            if let Ok(mut done) = self.shared.lock() {
                publish_shared(&rendered, &clearance, out, &mut done)?;
            }
            publish(&rendered, &clearance, &files, target)?;
        }
        self.add_before(&mut row);
        row.inputs = inputs;
        row.manifest = target.as_ref().and_then(manifest_digest);
        // What nobody reads is let go where it was made: that costs least.
        built.pages = None;
        let is_read = self.for_programs || outcome == Outcome::Stopped;
        Ok(Done { row, built: is_read.then_some(built), fault: None })
    }

    fn fingerprint(&self, inputs: &limpido::content::Inputs) -> Result<String, Fault> {
        let mut hasher = Sha256::new();
        hasher.update(&self.salt);
        // What is due changes with the day.
        hasher.update(self.today.0.to_string());
        inputs.digest(&mut hasher)?;
        Ok(hex(&hasher.finalize()))
    }
}

/// What else decides what comes out: the program with its data, and how it was asked.
fn salt(pipeline: &Pipeline, options: Options, strict: bool) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(format!("{} {options:?} {strict}", env!("CARGO_PKG_VERSION")));
    pipeline.sources().own().for_each(|source| hasher.update(&source.text));
    hasher.finalize().to_vec()
}

/// The run that a report's folder tells of.
fn last_run(folder: &Path) -> Result<Option<Overview>, Fault> {
    let bytes = Files::disk(folder).read(DATA)?;
    Ok(bytes.and_then(|bytes| Overview::read(&String::from_utf8_lossy(&bytes))))
}

fn summary(overview: &Overview, stopped: usize, report: Option<&Path>, locale: Locale) -> String {
    let (enti, Counts { error, warning, .. }) = (overview.enti.len(), overview.counts());
    let clear = enti - stopped;
    let text = match locale {
        Locale::It => format!("{enti} enti: {clear} a posto, {stopped} fermati; {error} errori, {warning} avvisi\n"),
        Locale::En => format!("{enti} bodies: {clear} clear, {stopped} stopped; {error} errors, {warning} warnings\n"),
    };
    let page = report.map(|folder| folder.join(limpido::overview::PAGE).display().to_string());
    match (page, locale) {
        (None, _) => text,
        (Some(page), Locale::It) => format!("{text}Il rapporto: {page}\n"),
        (Some(page), Locale::En) => format!("{text}The report: {page}\n"),
    }
}

/// Puts the reports of shards together.
pub fn merge(parts: &[PathBuf], out: &Path, locale: Locale) -> Result<End, Fault> {
    let mut overviews = Vec::new();
    for part in parts {
        let folder = if part.ends_with(DATA) { part.parent().unwrap_or(Path::new("")) } else { part };
        let Some(overview) = last_run(folder)? else {
            let shown = folder.join(DATA).display().to_string();
            return Err(Fault::refused(
                limpido::say!(
                    "{shown} non c'è, o non è un rapporto di limpido",
                    "{shown} is not there, or is no report of limpido"
                ),
                limpido::say!(
                    "indica le cartelle scritte con --report",
                    "name the folders that were written with --report"
                ),
            ));
        };
        overviews.push(overview);
    }
    let whole = Overview::merged(overviews);
    write_report(out, &whole.files(locale)?)?;
    let stopped = whole.enti.iter().filter(|row| row.outcome != Outcome::Clear).count();
    print::err(&summary(&whole, stopped, Some(out), locale));
    Ok(if stopped == 0 { End::Clean } else { End::Findings })
}
