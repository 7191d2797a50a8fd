//! The enti of a workspace: folders that patterns name, and rows of tables.

use super::base::Bases;
use super::files::leads_out;
use super::member::{Member, SITE};
use super::names::unfit;
use super::rows;
use super::workspace_file::WorkspaceFile;
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::model::FILES;
use crate::record::Text;
use crate::say;
use crate::source::{Files, Sources, Span, Unreadable};
use std::collections::{BTreeMap, HashMap};

/// Every ente, sorted by name; an ente with a mistake is left out and reported.
pub(super) fn list(
    root: &Files,
    settings: &WorkspaceFile,
    bases: &Bases,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Vec<Member>, Unreadable> {
    let mut list = Vec::new();
    for pattern in &settings.members.0 {
        if let Some(outside) = leads_out(pattern) {
            report.push(outside);
        } else if pattern.ends_with(".csv") {
            list.extend(rows::members(root, pattern, sources, report)?);
        } else {
            list.extend(folders(root, pattern, bases, report)?);
        }
    }
    let list = each_once(list, report);
    if list.is_empty() && report.is_empty() {
        let place = settings.members.0.first().map_or(settings.edition.span, |pattern| pattern.span);
        report.push(
            Diagnostic::new(Key::NoMembers, place, say!("qui non c'è nessun ente", "there is no ente here")).hint(
                say!(
                    "«members:» elenca le cartelle degli enti, come «enti/*», o una tabella, come «enti.csv»",
                    "“members:” lists the enti's folders, such as “enti/*”, or a table, such as “enti.csv”"
                ),
            ),
        );
    }
    Ok(list)
}

/// The folders of a pattern: `*` and `?` stand for letters of one name, not for `/`.
fn folders(root: &Files, pattern: &Text, bases: &Bases, report: &mut Report) -> Result<Vec<Member>, Unreadable> {
    let mut found = vec![String::new()];
    let is_open = |step: &str| step.contains(['*', '?', '[', '{']);
    for step in pattern.split('/') {
        let mut next = Vec::new();
        for folder in found {
            let below = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            if is_open(step) {
                // A folder that cannot be listed holds no ente. A folder that is itself an ente is opened below.
                let names = root.folders(&folder).unwrap_or_default();
                next.extend(
                    names.iter().filter(|name| fast_glob::glob_match(step, name.as_str())).map(|name| below(name)),
                );
            } else {
                next.push(below(step));
            }
        }
        found = next;
    }
    let mut members = Vec::new();
    for folder in found {
        if bases.folders().any(|base| base == folder || base.starts_with(&format!("{folder}/"))) {
            continue;
        }
        let files = root.below(&folder);
        if files.size(SITE)?.is_none() {
            // A folder that an open pattern happens to find, such as the published sites, is not meant to be an ente.
            let mut is_meant = !is_open(pattern);
            for file in FILES {
                is_meant = is_meant || files.size(file)?.is_some();
            }
            if is_meant {
                report.push(no_site(root, &folder, pattern));
            }
            continue;
        }
        let name = folder.rsplit('/').next().unwrap_or(&folder).to_owned();
        let values = BTreeMap::new();
        members.push(Member { key: name.to_lowercase(), name, folder: Some(folder), place: pattern.span, values });
    }
    Ok(members)
}

/// The finding that a folder is meant to be an ente, and is no site.
fn no_site(root: &Files, folder: &str, pattern: &Text) -> Diagnostic {
    let shown = root.shown(folder);
    Diagnostic::new(
        Key::UnreadableMember,
        pattern.span,
        say!(
            "la cartella «{shown}» non c'è, o non ha site.yaml",
            "the folder “{shown}” is not there, or has no site.yaml"
        ),
    )
    .hint(say!(
        "correggi il nome, o crea il sito: «limpido init {shown}»",
        "mend the name, or make the site: “limpido init {shown}”"
    ))
}

/// The folders with a site directly in a folder that has no `workspace.yaml`.
pub(super) fn sites_in(root: &Files, sources: &mut Sources) -> Result<Vec<Member>, Unreadable> {
    let place = Span::start_of(sources.add(root.shown(""), String::new()));
    let mut members = Vec::new();
    for name in root.folders("")? {
        if root.below(&name).size(SITE)?.is_some() {
            let (key, folder, values) = (name.to_lowercase(), Some(name.clone()), BTreeMap::new());
            members.push(Member { name, key, folder, place, values });
        }
    }
    Ok(members)
}

/// The members without those that cannot be called so, that are listed a second time, or that would be published into one folder.
pub(super) fn each_once(list: Vec<Member>, report: &mut Report) -> Vec<Member> {
    let mut by_folder: HashMap<String, Span> = HashMap::new();
    let mut by_name: HashMap<String, (Span, String)> = HashMap::new();
    let mut kept: Vec<Member> = Vec::new();
    for member in list {
        if let Some(unfit) = unfit(&member) {
            report.push(unfit);
            continue;
        }
        let what = member.folder.clone().unwrap_or_else(|| member.name.clone());
        if let Some(first) = member.folder.as_ref().and_then(|folder| by_folder.get(folder)) {
            report.push(
                Diagnostic::new(
                    Key::MemberTwice,
                    member.place,
                    say!("«{what}» è elencato due volte", "“{what}” is listed twice"),
                )
                .see(*first, say!("la prima volta è qui", "the first time is here"))
                .hint(say!("togline uno", "remove one of them")),
            );
            continue;
        }
        // Some disks take large and small letters for the same.
        if let Some((first, other)) = by_name.get(&member.name.to_lowercase()) {
            let name = &member.name;
            report.push(
                Diagnostic::new(
                    Key::SameOutput,
                    member.place,
                    say!(
                        "«{what}» e «{other}» uscirebbero nella stessa cartella, «{name}»",
                        "“{what}” and “{other}” would be published into the same folder, “{name}”"
                    ),
                )
                .see(*first, say!("l'altro è qui", "the other is here"))
                .hint(say!("dai un altro nome a una delle due cartelle", "give one of the two folders another name")),
            );
            continue;
        }
        if let Some(folder) = &member.folder {
            by_folder.insert(folder.clone(), member.place);
        }
        by_name.insert(member.name.to_lowercase(), (member.place, what));
        kept.push(member);
    }
    kept.sort_by(|one, other| one.name.cmp(&other.name));
    kept
}
