//! Many enti in one run, in parallel: the mistakes of one do not stop the others. Each report is printed when its ente is done; at the end
//! comes one report on all.

use super::end::End;
use super::options::{CheckOptions, ManyOptions, ReportFormat};
use super::print::{self, Progress, Reports};
use super::process;
use super::shard;
use super::subject::{self, Opened};
use super::words::said_in;
use clap::{Arg, ArgAction};
use limpido::diagnostic::{Fault, Locale};
use limpido::enti::{Done, Ended, EntiKnown, Out, Run};
use limpido::members::{Member, Members};
use limpido::overview::{Counts, Ending, EnteRow, Noticed, Overview};
use limpido::render::Options;
use std::path::{Path, PathBuf};

/// Most reports that are printed whole; the findings of further enti stand only in the report on all.
const MOST_PRINTED: usize = 20;

/// Checks every ente of a workspace and, with `out`, publishes each that nothing stops.
pub fn run(root: &Path, check: &CheckOptions, pages: Options, out: Option<Out<'_>>) -> Result<End, Fault> {
    let pipeline = process::pipeline()?;
    let today = process::today();
    let Opened { members, found } = subject::open_all(pipeline, root)?;
    let report = check.many.report.clone().or_else(|| out.map(|_| PathBuf::from("report")));
    let before = report.as_deref().map(EntiKnown::read).transpose()?.flatten();
    let mut reports = Reports::new(check.format, check.locale);
    let noticed = Noticed::new(&found.report, &found.sources, members.is_some(), today);
    let is_whole = found.report.is_clear(check.strict);
    reports.add_workspace(found);
    let Some(members) = members else {
        // The enti could not be listed, so the report repeats what the run before knew of them and adds what is wrong with the workspace.
        if let Some(folder) = &report {
            let nothing = || EntiKnown { overview: Overview::new(today, Vec::new()), ..EntiKnown::default() };
            let mut known = before.unwrap_or_else(nothing);
            known.overview.workspace = noticed;
            write(&known, folder, check.locale)?;
        }
        reports.print()?;
        return Ok(End::Findings);
    };
    let list = part(&members, &check.many)?;
    let run = Run {
        pipeline,
        root,
        members: &members,
        is_whole,
        today,
        options: pages,
        strict: check.strict,
        all: check.many.all,
        wants_findings: check.format != ReportFormat::Human,
        out,
        before: before.unwrap_or_default(),
        jobs: check.many.jobs,
    };
    let Ended { mut known, fault } = print_each(&run, &list, check, &mut reports)?;
    known.overview.workspace = noticed;
    if let Some(folder) = &report {
        write(&known, folder, check.locale)?;
    }
    reports.sort();
    reports.print()?;
    let stops = |row: &&EnteRow| row.outcome != Ending::Clear;
    let stopped = known.overview.enti.iter().filter(stops).count();
    print::err(&summary(&known.overview, stopped, report.as_deref(), check.locale));
    if let Some(fault) = fault {
        return Err(fault);
    }
    Ok(End::Clean.and(stopped == 0 && is_whole))
}

fn write(known: &EntiKnown, folder: &Path, locale: Locale) -> Result<(), Fault> {
    known.write(folder, locale, &mut || print::waiting(folder, locale))
}

/// The enti that this machine runs: those of its shard, or all.
fn part<'a>(members: &'a Members, many: &ManyOptions) -> Result<Vec<&'a Member>, Fault> {
    let shard = if many.shard_from_env { Some(shard::from_environment(process::variable)?) } else { many.shard };
    Ok(match shard {
        Some(shard) => shard.of(members)?,
        None => members.list.iter().collect(),
    })
}

/// Runs all enti. Each is printed when it is done and then dropped, so that the findings of thousands do not fill the memory.
fn print_each(run: &Run<'_>, list: &[&Member], check: &CheckOptions, reports: &mut Reports) -> Result<Ended, Fault> {
    let locale = check.locale;
    let progress = Progress::new(list.len(), locale);
    let mut printed = 0;
    let mut print = |done: &mut Done| {
        if let Some(fault) = &done.fault {
            print::fault(fault, locale);
        }
        if let Some((target, published)) = &done.published {
            let notices = print::notices(published, target, locale);
            if !notices.is_empty() {
                print::err(&format!("{}\n{notices}", done.row.name));
            }
        }
        let Some(findings) = done.findings.take() else { return };
        let folder = Path::new(&done.row.name);
        if check.format != ReportFormat::Human {
            reports.add(folder, findings);
        } else if printed < MOST_PRINTED {
            printed += 1;
            print::err(&format!("\n== {}\n", print::name(folder)));
            reports.add(folder, findings);
        }
    };
    let mut told = |done: &mut Done| {
        progress.above(|| print(done));
        progress.step();
    };
    let ended = run.each(list, &mut told, &|folder| print::waiting(folder, locale));
    progress.end();
    ended
}

fn summary(overview: &Overview, stopped: usize, report: Option<&Path>, locale: Locale) -> String {
    let (enti, Counts { error, warning, .. }) = (overview.enti.len(), overview.counts());
    let to_confirm = overview.enti.iter().filter(|row| row.outcome == Ending::Clear && !row.is_settled()).count();
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
    let known = EntiKnown::merged(parts)?;
    write(&known, out, locale)?;
    let whole = known.overview;
    let stopped = whole.enti.iter().filter(|row| row.outcome != Ending::Clear).count();
    print::err(&summary(&whole, stopped, Some(out), locale));
    let is_whole = whole.workspace.as_ref().is_none_or(|noticed| noticed.counts().error == 0);
    Ok(End::Clean.and(stopped == 0 && is_whole))
}

/// Adds the flags of a run over many enti to a command.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    command
        .arg(
            Arg::new("shard")
                .long("shard")
                .value_name("N/M")
                .value_parser(shard::parse)
                .conflicts_with("shard-from-env")
                .help(say(
                    "Di molti enti, solo una parte: 3/40 è la terza di quaranta",
                    "Of many bodies, one part only: 3/40 is the third of forty",
                )),
        )
        .arg(Arg::new("shard-from-env").long("shard-from-env").action(ArgAction::SetTrue).help(say(
            "La parte la dice GitLab CI, Kubernetes, Slurm o GNU parallel",
            "GitLab CI, Kubernetes, Slurm or GNU parallel says which part",
        )))
        .arg(
            Arg::new("report")
                .long("report")
                .value_name(say("CARTELLA", "DIR"))
                .value_parser(clap::value_parser!(PathBuf))
                .help(say(
                    "Dove scrivere il rapporto su molti enti [per build, se manca: report]",
                    "Where to write the report on many bodies [default for build: report]",
                )),
        )
        .arg(Arg::new("jobs").long("jobs").value_name("N").value_parser(clap::value_parser!(u64).range(1..=1024)).help(
            say(
                "Quanti enti insieme [se manca: uno per processore]",
                "How many bodies at once [default: one for each processor]",
            ),
        ))
}

/// Adds the flags of `report merge` to a command.
pub fn merge_flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    command
        .arg(
            Arg::new("parts")
                .value_name(say("CARTELLA", "DIR"))
                .required(true)
                .num_args(1..)
                .value_parser(clap::value_parser!(PathBuf))
                .help(say("Le cartelle dei rapporti delle parti", "The folders of the shards' reports")),
        )
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name(say("CARTELLA", "DIR"))
                .value_parser(clap::value_parser!(PathBuf))
                .help(say(
                    "Dove scrivere il rapporto intero [se manca: report]",
                    "Where to write the whole report [default: report]",
                )),
        )
}
