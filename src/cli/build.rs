//! `limpido build`: checks, then publishes each site that nothing stops.

use super::end::End;
use super::options::BuildOptions;
use super::print::Reports;
use super::subject::{self, Ran, Runner};
use super::words::said_in;
use super::{check, many, print, process};
use clap::{Arg, ArgAction};
use limpido::diagnostic::{Fault, Locale};
use limpido::enti::Out;
use limpido::publish::{Published, TargetFolder, publish};
use limpido::say;
use std::path::{Path, PathBuf};

/// Builds every site; one site's mistakes do not stop the others.
pub fn run(options: &BuildOptions) -> Result<End, Fault> {
    let BuildOptions { check, out, pages, way, sync, verify } = options;
    if pages.minify && !cfg!(feature = "minify") {
        return Err(Fault::refused(
            say!("questo limpido non sa togliere spazi dall'HTML", "this limpido cannot minify HTML"),
            say!(
                "compilalo con «cargo build --release --features minify», o togli --minify: un server che comprime rende quasi lo stesso",
                "compile it with “cargo build --release --features minify”, or leave --minify out: a server that compresses gains almost as much"
            ),
        ));
    }
    if let [folder] = &check.folders[..]
        && subject::is_many(folder)
    {
        let out = Out { folder: out, way: *way, sync: *sync, verify: *verify };
        return many::run(folder, check, pages.clone(), Some(out));
    }
    let precious: Vec<PathBuf> = [std::env::home_dir(), std::env::current_dir().ok()].into_iter().flatten().collect();
    // The targets are looked at first, so that a refused target costs no work.
    let mut targets = Vec::new();
    for folder in &check.folders {
        let path = if check.folders.len() == 1 { out.clone() } else { out.join(name_of(folder)) };
        targets.push(TargetFolder::new(&path, &precious, &check.folders)?);
    }
    refuse_shared_targets(&targets)?;
    let pipeline = process::pipeline()?;
    let mut end = End::Clean;
    let mut reports = Reports::new(check.format, check.locale);
    let mut runner = Runner::new(pipeline);
    for (folder, target) in check.folders.iter().zip(&targets) {
        // The target is locked before the texts are read: of two runs at once, the one that has read the older texts could otherwise
        // publish last.
        let held = target.hold(*way, &mut || print::waiting(&target.path, check.locale))?;
        let old = held.is_old();
        let Ran { site, found } = runner.run(folder, pages.clone())?;
        if let Some(found) = found {
            end = end.and(found.report.is_clear(check.strict));
            reports.add_workspace(found);
        }
        let Some(site) = site else {
            print::err(&not_published(folder, target, old, check.locale));
            continue;
        };
        match site.clear(check.strict) {
            Ok(mut site) => {
                reports.add(folder, std::mem::take(&mut site.findings));
                let published = publish(&site, held, (*way, *sync))
                    .inspect_err(|_| print::err(&not_published(folder, target, old, check.locale)))?;
                print::err(&done(&published, target, check.locale));
            }
            Err(findings) => {
                reports.add(folder, findings);
                end = End::Findings;
                print::err(&not_published(folder, target, old, check.locale));
            }
        }
    }
    reports.print()?;
    Ok(end)
}

fn name_of(folder: &Path) -> PathBuf {
    let real = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    real.file_name().map(PathBuf::from).unwrap_or_default()
}

fn refuse_shared_targets(targets: &[TargetFolder]) -> Result<(), Fault> {
    for (at, target) in targets.iter().enumerate() {
        if targets[..at].iter().any(|other| other.path == target.path) {
            let shown = print::name(&target.path);
            return Err(Fault::refused(
                limpido::say!(
                    "due siti andrebbero nella stessa cartella: {shown}",
                    "two sites would go into the same folder: {shown}"
                ),
                limpido::say!(
                    "dai alle loro cartelle nomi diversi, o pubblicali con due comandi",
                    "give their folders different names, or publish them with two commands"
                ),
            ));
        }
    }
    Ok(())
}

fn done(published: &Published, target: &TargetFolder, locale: Locale) -> String {
    let Published { written, unchanged, removed, bytes, .. } = published;
    let (path, kilobytes) = (print::name(&target.path), bytes.div_ceil(1024));
    let mut text = match locale {
        Locale::It => format!(
            "Pubblicato in {path}\n  {written} file scritti, {unchanged} già uguali, {removed} tolti; in tutto {kilobytes} KB\n  Aprilo: {path}/index.html\n"
        ),
        Locale::En => format!(
            "Published into {path}\n  {written} files written, {unchanged} already the same, {removed} removed; {kilobytes} KB in all\n  Open it: {path}/index.html\n"
        ),
    };
    text.push_str(&print::notices(published, &target.path, locale));
    text
}

/// Says what stays in a target into which nothing was published; `old` tells whether a site was there before.
fn not_published(folder: &Path, target: &TargetFolder, old: bool, locale: Locale) -> String {
    let (folder, path) = (print::name(folder), print::name(&target.path));
    if target.is_underway() {
        return match locale {
            Locale::It => format!(
                "{folder}: pubblicato a metà; in {path} ogni pagina è intera, e il prossimo «limpido build» finisce\n"
            ),
            Locale::En => format!(
                "{folder}: published in part; in {path} every page is whole, and the next “limpido build” ends it\n"
            ),
        };
    }
    match (locale, old) {
        (Locale::It, true) => format!("{folder}: non pubblicato; in {path} resta il sito di prima\n"),
        (Locale::It, false) => format!("{folder}: non pubblicato\n"),
        (Locale::En, true) => format!("{folder}: not published; {path} keeps the site of before\n"),
        (Locale::En, false) => format!("{folder}: not published\n"),
    }
}

/// Adds the flags of `build` to a command.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    check::flags(command, locale)
            .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(say(
                "Di molti enti, anche quelli che non sono cambiati",
                "Of many bodies, also those that have not changed",
            )))
            .arg(
                Arg::new("out")
                    .short('o')
                    .long("out")
                    .value_name(say("CARTELLA", "DIR"))
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(say("Dove pubblicare [se manca: public]", "Where to publish [default: public]")),
            )
            .arg(
                Arg::new("minify")
                    .long("minify")
                    .action(ArgAction::SetTrue)
                    // A program without the feature can only refuse `--minify`, so its help does not name the flag.
                    .hide(!cfg!(feature = "minify"))
                    .help(say("Toglie dall'HTML gli spazi che non servono", "Takes needless white space out of the HTML")),
            )
            // Pages were once minified unless `--no-minify` was given. The flag does nothing now; it is still accepted, so that scripts
            // which pass it go on running.
            .arg(Arg::new("no-minify").long("no-minify").action(ArgAction::SetTrue).hide(true))
            .arg(Arg::new("swap").long("swap").action(ArgAction::SetTrue).help(say(
                "Cambia tutto il sito in un colpo solo: la cartella diventa un'altra",
                "Changes the whole site at once: the folder becomes another one",
            )))
            .arg(Arg::new("no-sync").long("no-sync").action(ArgAction::SetTrue).help(say(
                "Non aspetta il disco: per dischi in memoria e per macchine usa e getta",
                "Does not wait for the disk: for disks in memory and machines that are thrown away",
            )))
            .arg(Arg::new("verify").long("verify").action(ArgAction::SetTrue).help(say(
                "Di molti enti, rilegge i file già pubblicati: trova anche ciò che altri hanno cambiato senza cambiarne la data",
                "Of many bodies, reads again what is published: finds also what others have changed without changing its date",
            )))
            .arg(Arg::new("fragments").long("fragments").action(ArgAction::SetTrue).help(say(
                "Aggiunge i contenuti da soli, per un CMS, nella cartella fragments",
                "Adds the contents alone, for a CMS, in the folder fragments",
            )))
}
