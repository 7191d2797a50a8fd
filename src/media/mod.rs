//! A file of `files/`, by its bytes: whether it is what its name says, and what may be published of it.
//!
//! 1. `kind`: what the name promises, and what the first bytes show.
//! 2. `svg`: a picture is written anew, so that it draws and does nothing else.
//! 3. `pdf`, `package`: documents that bring programs along are told, and PDFs without text.
//!
//! Of a large file only the beginning is read, and of a package its directory too; only a PDF is read whole.

mod findings;
mod kind;
mod package;
mod pdf;
pub(crate) mod svg;

use crate::diagnostic::{Diagnostic, Report};
use crate::source::{FileEntry, Files, Sources, Unreadable};
use kind::FileKind;

/// Largest file of `files/`, in bytes.
const MAX_FILE_BYTES: u64 = 50 * 1024 * 1024;
/// Largest SVG, in bytes: it is read whole, and visitors wait for it.
const MAX_PICTURE_BYTES: u64 = 10 * 1024 * 1024;
/// How much of a file is read to know what it is, in bytes.
const START_BYTES: usize = 64 * 1024;

/// What is published of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilePublication {
    /// Nothing: a finding says why.
    Nothing,
    /// The file as it is.
    AsItIs,
    /// These bytes in the file's place.
    Anew(Vec<u8>),
}

/// Looks at a file.
///
/// # Errors
/// When the disk has the file but does not give it.
pub fn look(
    files: &Files,
    entry: &FileEntry,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<FilePublication, Unreadable> {
    let shown = files.shown(&entry.path);
    let promised = match FileKind::promised(&entry.path) {
        Ok(promised) => promised,
        Err(end) => return Ok(refuse(report, findings::unknown_type(shown, &end))),
    };
    let most = if promised == FileKind::Svg { MAX_PICTURE_BYTES } else { MAX_FILE_BYTES };
    if entry.bytes > most {
        return Ok(refuse(report, findings::too_large(shown, most, promised == FileKind::Svg)));
    }
    let start = files.part(&entry.path, 0, START_BYTES)?.unwrap_or_default();
    if start.is_empty() {
        return Ok(refuse(report, findings::empty(shown)));
    }
    let mut is = FileKind::shown(&start);
    if promised == FileKind::Svg && matches!(is, FileKind::Text | FileKind::Html | FileKind::Xml) {
        let bytes = files.read(&entry.path)?.unwrap_or_default();
        return Ok(svg::look(&bytes, &shown, sources, report).map_or(FilePublication::Nothing, FilePublication::Anew));
    }
    let mut has_macros = false;
    if is.is_package() {
        match package::look(files, entry, is)? {
            Some(package) => (is, has_macros) = (package.kind, package.has_macros),
            None => return Ok(refuse(report, findings::damaged(shown, promised))),
        }
    }
    // Every package is a ZIP archive, whatever else it is.
    let fits = is == promised || promised == FileKind::Zip && is.is_package();
    if !fits {
        let finding = findings::other_type(shown, promised, is);
        if !(is.is_photo() && promised.is_photo()) {
            return Ok(refuse(report, finding));
        }
        report.push(finding);
        return Ok(FilePublication::AsItIs);
    }
    if promised == FileKind::Pdf {
        let seen = pdf::look(&files.read(&entry.path)?.unwrap_or_default());
        findings::active_pdf(&shown, seen, report);
        findings::scanned_pdf(&shown, seen, report);
    }
    if has_macros && promised != FileKind::Zip {
        report.push(findings::macros(shown));
    }
    Ok(FilePublication::AsItIs)
}

fn refuse(report: &mut Report, finding: Diagnostic) -> FilePublication {
    report.push(finding);
    FilePublication::Nothing
}
