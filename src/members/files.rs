//! The files of a workspace beside those of its enti.

use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::{Field, Reader, Text, read_text};
use crate::say;
use crate::source::{FileEntry, Files, Sources, Unreadable, yaml};

/// A YAML file of the workspace.
pub(super) fn read<T: Field>(
    files: &Files,
    path: &str,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<T>, Unreadable> {
    let Some(bytes) = files.size(path)? else {
        report.push(Diagnostic::about_file(
            Key::MissingFile,
            files.shown(path),
            say!("manca il file «{path}»", "the file “{path}” is missing"),
        ));
        return Ok(None);
    };
    let (source, readable) = read_text(files, &FileEntry { path: path.to_owned(), bytes }, sources, report)?;
    if !readable {
        return Ok(None);
    }
    let (value, found) = Reader::read_root(yaml::parse(sources.get(source).map_or("", |text| &text.text), source));
    report.merge(found);
    Ok(value)
}

/// A path of the workspace that leads out of it, or is none at all.
pub(super) fn leads_out(path: &Text) -> Option<Diagnostic> {
    let is_inside = !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|step| !matches!(step, "" | "." | ".."));
    let shown = &path.value;
    (!is_inside).then(|| {
        Diagnostic::new(
            Key::PathOutside,
            path.span,
            say!("«{shown}» non è una cartella dentro questa", "“{shown}” is no folder inside this one"),
        )
        .hint(say!(
            "scrivi il percorso da dove sta workspace.yaml, con «/» tra le cartelle e senza «..»",
            "write the path from where workspace.yaml is, with “/” between folders and without “..”"
        ))
    })
}
