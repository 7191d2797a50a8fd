//! Many enti in one run: in parallel and streamed, each whatever the others hold; then one report on all.

use super::End;
use super::args::{CheckOptions, Format, ManyOptions};
use super::ente::{BATCH, Done, Out, Run, salt};
use super::print::{self, Progress, Reports};
use super::shard::Shard;
use super::subject::{self, Opened};
use limpido::diagnostic::{Fault, Locale};
use limpido::members::{Assets, Member, Members};
use limpido::overview::{Counts, DATA, Noticed, Outcome, Overview, Row, STATE, Standing};
use limpido::publish::{Target, retire_shared, write_report};
use limpido::render::Options;
use limpido::source::Files;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

/// Whole reports printed before the rest is left to the report on all.
const MOST_PRINTED: usize = 20;

/// Checks every ente of a workspace and, with `out`, publishes each that nothing stops.
pub fn run(root: &Path, check: &CheckOptions, pages: Options, out: Option<Out<'_>>) -> Result<End, Fault> {
    let pipeline = super::pipeline()?;
    let Opened { members, found } = subject::open_all(pipeline, root)?;
    let report = check.many.report.clone().or_else(|| out.map(|_| PathBuf::from("report")));
    let before = report.as_deref().map(last_run).transpose()?.flatten();
    let mut reports = Reports::new(check.format, check.locale);
    let noticed = Noticed::new(&found.report, &found.sources, members.is_some(), super::today());
    let is_whole = found.report.is_clear(check.strict);
    reports.add_workspace(found);
    let Some(members) = members else {
        // Of the enti nobody knows more than the run before did.
        if let Some(folder) = &report {
            let (known, standing) =
                before.unwrap_or_else(|| (Overview::new(super::today(), Vec::new()), Standing::default()));
            write(folder, &Overview { workspace: noticed, ..known }, &standing, check.locale)?;
        }
        reports.print()?;
        return Ok(End::Findings);
    };
    if let Some(out) = out {
        let folders: Vec<PathBuf> = members.folders().map(|folder| root.join(folder)).collect();
        Target::refuse_within(out.folder, &folders)?;
    }
    let (before, standing) = before.unwrap_or_default();
    let options = Options { shared_assets: members.assets == Assets::Shared, ..pages };
    let salt = salt(pipeline, super::today(), &options, check.strict);
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
        standing,
        locale: check.locale,
        salt,
        shared: Mutex::default(),
    };
    let list = part(&members, &check.many)?;
    let Streamed { rows, standing, all_built, failed } = stream(&run, &list, check, &mut reports)?;
    // An ente that was not published or not even listed, was left as it stood, or is another machine's may lead to what the others need
    // no more.
    let are_all = is_whole
        && all_built
        && list.len() == members.list.len()
        && rows.iter().all(|row| row.outcome == Outcome::Clear);
    if let (Some(out), true, Ok(shared)) = (run.out, are_all, run.shared.lock()) {
        retire_shared(out.folder, &shared)?;
    }
    let overview = Overview { workspace: noticed, ..Overview::new(run.today, rows) };
    if let Some(folder) = &report {
        write(folder, &overview, &standing, check.locale)?;
    }
    reports.sort();
    reports.print()?;
    let stops = |row: &&Row| row.outcome != Outcome::Clear;
    let stopped = overview.enti.iter().filter(stops).count();
    print::err(&summary(&overview, stopped, report.as_deref(), check.locale));
    if let Some(fault) = failed {
        return Err(fault);
    }
    Ok(End::Clean.and(stopped == 0 && is_whole))
}

/// Writes a report with what is known of the published files.
fn write(folder: &Path, overview: &Overview, standing: &Standing, locale: Locale) -> Result<(), Fault> {
    let mut files = overview.files(locale)?;
    files.push((STATE, standing.to_text()));
    let is_ours = |bytes: &[u8]| Overview::read(&String::from_utf8_lossy(bytes)).is_some();
    write_report(folder, &files, is_ours, &mut || print::waiting(folder, locale))
}

/// What a run over many enti has brought.
struct Streamed {
    rows: Vec<Row>,
    standing: Standing,
    /// Whether every ente was built, and none left as it stood.
    all_built: bool,
    failed: Option<Fault>,
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
fn stream(run: &Run<'_>, list: &[&Member], check: &CheckOptions, reports: &mut Reports) -> Result<Streamed, Fault> {
    let workers = check.many.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().map_err(no_threads)?;
    let next = AtomicUsize::new(0);
    let progress = Progress::new(list.len(), check.locale);
    let mut streamed =
        Streamed { rows: Vec::with_capacity(list.len()), standing: Standing::default(), all_built: true, failed: None };
    let mut printed = 0;
    pool.in_place_scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(workers);
        for _ in 0..workers.min(list.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move |_| {
                // The receiver lives as long as the scope.
                let send = |done| drop(sender.send(done));
                let mut staged = Vec::new();
                while let Some(member) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
                    run.ente(member, &mut staged, &send);
                    if staged.len() >= BATCH {
                        run.place(&mut staged, &send);
                    }
                }
                run.place(&mut staged, &send);
            });
        }
        drop(sender);
        for Done { row, findings, files, is_left_alone, notices, fault } in receiver {
            progress.above(|| {
                if let Some(fault) = &fault {
                    print::fault(fault, check.locale);
                }
                if !notices.is_empty() {
                    print::err(&format!("{}\n{notices}", row.name));
                }
                let Some(findings) = findings else { return };
                let folder = Path::new(&row.name);
                if run.for_programs {
                    reports.add(folder, findings);
                } else if printed < MOST_PRINTED {
                    printed += 1;
                    print::err(&format!("\n== {}\n", print::name(folder)));
                    reports.add(folder, findings);
                }
            });
            streamed.all_built &= !is_left_alone;
            streamed.failed = streamed.failed.take().or(fault);
            streamed.standing.0.extend(files.map(|files| (row.name.clone(), files)));
            streamed.rows.push(row);
            progress.step();
        }
    });
    progress.end();
    Ok(streamed)
}

fn no_threads(error: rayon::ThreadPoolBuildError) -> Fault {
    Fault {
        doing: limpido::say!("il sistema non dà altri processi", "the system gives no more threads"),
        hint: Some(limpido::say!("usa --jobs 1", "use --jobs 1")),
        cause: Some(std::io::Error::other(error)),
    }
}

/// The run that a report's folder tells of, and how its published files stood.
fn last_run(folder: &Path) -> Result<Option<(Overview, Standing)>, Fault> {
    let files = Files::disk(folder);
    let text = |name: &str| Ok::<_, Fault>(files.read(name)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    let standing = text(STATE)?.map(|text| Standing::read(&text)).unwrap_or_default();
    Ok(text(DATA)?.and_then(|text| Overview::read(&text)).map(|overview| (overview, standing)))
}

fn summary(overview: &Overview, stopped: usize, report: Option<&Path>, locale: Locale) -> String {
    let (enti, Counts { error, warning, .. }) = (overview.enti.len(), overview.counts());
    let to_confirm = overview.enti.iter().filter(|row| row.outcome == Outcome::Clear && !row.is_settled()).count();
    let clear = enti - stopped - to_confirm;
    let confirm = match (to_confirm, locale) {
        (0, _) => String::new(),
        (_, Locale::It) => format!(" {to_confirm} da confermare,"),
        (_, Locale::En) => format!(" {to_confirm} to be confirmed,"),
    };
    let text = match locale {
        Locale::It => {
            format!("{enti} enti: {clear} a posto,{confirm} {stopped} fermati; {error} errori, {warning} avvisi\n")
        }
        Locale::En => {
            format!("{enti} bodies: {clear} clear,{confirm} {stopped} stopped; {error} errors, {warning} warnings\n")
        }
    };
    let page = report.map(|folder| print::name(&folder.join(limpido::overview::PAGE)));
    match (page, locale) {
        (None, _) => text,
        (Some(page), Locale::It) => format!("{text}Il rapporto: {page}\n"),
        (Some(page), Locale::En) => format!("{text}The report: {page}\n"),
    }
}

/// Puts the reports of shards together.
pub fn merge(parts: &[PathBuf], out: &Path, locale: Locale) -> Result<End, Fault> {
    let (mut overviews, mut all) = (Vec::new(), Standing::default());
    for part in parts {
        let folder = if part.ends_with(DATA) { part.parent().unwrap_or(Path::new("")) } else { part };
        let Some((overview, standing)) = last_run(folder)? else {
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
        all.0.extend(standing.0);
    }
    let whole = Overview::merged(overviews);
    write(out, &whole, &all, locale)?;
    let stopped = whole.enti.iter().filter(|row| row.outcome != Outcome::Clear).count();
    print::err(&summary(&whole, stopped, Some(out), locale));
    let is_whole = whole.workspace.as_ref().is_none_or(|noticed| noticed.counts().error == 0);
    Ok(End::Clean.and(stopped == 0 && is_whole))
}
