//! `limpido workspace diff` and `limpido explain SITE FIELD`: what an ente takes from the base, and from which line.

use super::end::End;
use super::options::DiffOptions;
use super::subject::{self, Opened};
use super::words::said_in;
use super::{print, process};
use clap::Arg;
use limpido::diagnostic::{Fault, Level, Locale, Report};
use limpido::members::{Change, Members, difference, settings};
use limpido::record::{Date, Scalar as _};
use limpido::source::signs::on_a_line;
use limpido::source::{Sources, Span};
use similar::TextDiff;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Shows what another version of the base would change in each ente.
pub fn diff(options: &DiffOptions) -> Result<End, Fault> {
    let pipeline = process::pipeline()?;
    let locale = options.locale;
    let Opened { members, found } = subject::open(pipeline, &options.folder)?;
    print::report(&found.report, &found.sources, locale);
    let Some(members) = members else { return Ok(End::Findings) };
    let Some(to) = version(&members, options)? else { return Ok(End::Findings) };
    let mut end = End::Clean.and(found.report.count(Level::Error) == 0);
    let mut chosen = Vec::new();
    for name in &options.enti {
        chosen.push(members.find(name).ok_or_else(|| unknown_ente(&members, name))?);
    }
    let list = if chosen.is_empty() { members.list.iter().collect() } else { chosen };
    for member in list {
        let mut sources = Sources::over(Arc::clone(&members.sources));
        let from = members.version_of(member)?.map_or_else(|| "?".to_owned(), |date| date.to_string());
        let difference = difference(&members, member, to, &mut sources)?;
        let name = on_a_line(&member.name);
        print::out(&format!("== {name}: {from} → {to}\n"));
        if difference.changes.is_empty() {
            print::out(match locale {
                Locale::It => "  non cambia nulla\n",
                Locale::En => "  nothing changes\n",
            });
        }
        for change in &difference.changes {
            print::out(&shown(change, &sources));
        }
        if difference.report.count(Level::Error) > 0 {
            end = End::Findings;
            print::report(&difference.report, &sources, locale);
        }
    }
    Ok(end)
}

/// The version to compare with: the one that was asked for, else the newest.
fn version(members: &Members, options: &DiffOptions) -> Result<Option<Date>, Fault> {
    let all = || members.versions().map(|date| date.to_string()).collect::<Vec<_>>().join(", ");
    let Some(asked) = &options.to else {
        let newest = members.versions().next_back();
        return newest.map(Some).ok_or_else(|| {
            Fault::refused(
                limpido::say!("il testo comune non ha versioni con una data", "the base has no versions with a date"),
                limpido::say!(
                    "dai alla sua cartella il nome di una data, come «base/2026-03-01»",
                    "name its folder by a date, such as “base/2026-03-01”"
                ),
            )
        });
    };
    let known = Date::parse(asked, false).ok().filter(|date| members.versions().any(|known| known == *date));
    known.map(Some).ok_or_else(|| {
        let all = all();
        Fault::refused(
            limpido::say!(
                "la versione «{asked}» del testo comune non c'è",
                "there is no version “{asked}” of the base"
            ),
            limpido::say!("le versioni che ci sono: {all}", "the versions that there are: {all}"),
        )
    })
}

fn unknown_ente(members: &Members, name: &str) -> Fault {
    let near = limpido::record::nearest(name, members.list.iter().map(|member| member.name.as_str()));
    Fault::refused(
        limpido::say!("«{name}» non è un ente di questa cartella", "“{name}” is no ente of this folder"),
        match near {
            Some(near) => limpido::say!("forse volevi «{near}»", "perhaps you meant “{near}”"),
            None => limpido::say!(
                "i nomi sono quelli delle cartelle pubblicate",
                "the names are those of the published folders"
            ),
        },
    )
}

/// A change: the path, the place, and the lines that differ.
fn shown(change: &Change, sources: &Sources) -> String {
    let mut text = format!("  {} ({})\n", on_a_line(&change.path), place(change.place, sources));
    let (old, new) = (change.old.as_deref().unwrap_or_default(), change.new.as_deref().unwrap_or_default());
    let diff = TextDiff::from_lines(old, new);
    for change in diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal) {
        let line = change.value().trim_end();
        if !line.is_empty() {
            text.push_str(&format!("    {} {line}\n", change.tag()));
        }
    }
    text
}

fn place(span: Span, sources: &Sources) -> String {
    let Some(source) = sources.get(span.source) else { return String::new() };
    let at = source.line_column(span.start as usize);
    format!("{}:{}:{}", on_a_line(&source.path), at.line, at.column)
}

/// Says which file and line set a field of an ente, and what that took the place of.
pub fn provenance(site: &Path, field: &str, locale: Locale) -> Result<End, Fault> {
    let pipeline = process::pipeline()?;
    let mut sources = Sources::over(pipeline.sources());
    let home = subject::home_of(site)?;
    let members = match &home {
        Some((root, _)) => {
            let Opened { members, found } = subject::open(pipeline, root)?;
            print::report(&found.report, &found.sources, locale);
            members
        }
        None => None,
    };
    let member =
        members.as_ref().zip(home.as_ref()).and_then(|(members, (_, way))| Some((members, members.find(way)?)));
    let inputs = match member {
        Some((members, member)) => {
            sources = Sources::over(Arc::clone(&members.sources));
            members.inputs(member, None, &mut sources, &mut Report::default())?
        }
        None => limpido::layers::Inputs::alone(&limpido::source::Files::disk(site))?,
    };
    let settings = settings(&inputs, field, &mut sources)?;
    if settings.is_empty() {
        let shown = site.display().to_string();
        return Err(Fault::refused(
            limpido::say!("in {shown} nessuno scrive «{field}»", "in {shown} nobody writes “{field}”"),
            limpido::say!(
                "«limpido explain --list» elenca i campi; per una pagina scrivi il file: it/contatti.md#title",
                "“limpido explain --list” lists the fields; of a page, write the file: it/contatti.md#title"
            ),
        ));
    }
    for setting in settings {
        let words = sources.slice(setting.span).lines().next().unwrap_or_default().trim().to_owned();
        let counts = match (setting.counts, locale) {
            (true, Locale::It) => "vale",
            (true, Locale::En) => "holds",
            (false, Locale::It) => "coperto",
            (false, Locale::En) => "covered",
        };
        print::out(&format!("{}  {counts}: {words}\n", place(setting.span, &sources)));
    }
    Ok(End::Clean)
}

/// Adds the flags of `workspace diff` to a command.
pub fn flags(command: clap::Command, locale: Locale) -> clap::Command {
    let say = said_in(locale);
    command
        .arg(
            Arg::new("dir")
                .value_name(say("CARTELLA", "DIR"))
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(say("La cartella con workspace.yaml", "The folder with workspace.yaml")),
        )
        .arg(
            Arg::new("ente")
                .value_name(say("ENTE", "BODY"))
                .num_args(0..)
                .help(say("Gli enti [se mancano: tutti]", "The bodies [default: all]")),
        )
        .arg(
            Arg::new("to")
                .long("to")
                .value_name(say("DATA", "DATE"))
                .help(say("La versione [se manca: la più recente]", "The version [default: the newest]")),
        )
}
