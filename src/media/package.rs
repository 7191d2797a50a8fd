//! A package (ZIP) into the names of the files in it. Nothing is unpacked: names tell what an Office document is, and whether it
//! brings programs along.

use super::kind::FileKind;
use crate::source::{FileEntry, Files, Unreadable};
use memchr::memmem;

/// The directory of a package ends with this mark, 22 bytes and at most 65,535 of a comment.
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const TAIL_BYTES: usize = END_BYTES + 0xffff;
/// Each file in the directory begins with this mark; 46 bytes on, its name.
const FILE: &[u8] = b"PK\x01\x02";
const FILE_BYTES: usize = 46;
/// Longest directory that is read.
const MAX_DIRECTORY_BYTES: usize = 4 * 1024 * 1024;

/// What the directory of a package tells.
pub(super) struct Package {
    /// What it is.
    pub(super) kind: FileKind,
    /// Whether it holds macros.
    pub(super) has_macros: bool,
}

/// Reads the directory; `shown` is what the first bytes tell. `None` when the directory is not whole.
///
/// # Errors
/// When the disk has the file but does not give it.
pub(super) fn look(files: &Files, entry: &FileEntry, shown: FileKind) -> Result<Option<Package>, Unreadable> {
    let tail_start = entry.bytes.saturating_sub(TAIL_BYTES as u64);
    let tail = files.part(&entry.path, tail_start, TAIL_BYTES)?.unwrap_or_default();
    let Some((start, length)) = directory(&tail, tail_start) else { return Ok(None) };
    let directory = files.part(&entry.path, start, length)?.unwrap_or_default();
    let Some(names) = names(&directory) else { return Ok(None) };
    let has = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    let kind = match shown {
        FileKind::Zip if !names.contains(&"[Content_Types].xml") => FileKind::Zip,
        FileKind::Zip if has("word/") => FileKind::Docx,
        FileKind::Zip if has("xl/") => FileKind::Xlsx,
        FileKind::Zip if has("ppt/") => FileKind::Pptx,
        shown => shown,
    };
    Ok(Some(Package { kind, has_macros: names.iter().any(|name| is_macro(name)) }))
}

/// Where the directory begins, in bytes of the file, and how long it is.
fn directory(tail: &[u8], tail_start: u64) -> Option<(u64, usize)> {
    let end = memmem::rfind(tail, END)?;
    let length = tail.get(end + 12..end + 16)?;
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
    let start = (tail_start + end as u64).checked_sub(length as u64)?;
    (length <= MAX_DIRECTORY_BYTES).then_some((start, length))
}

/// The names in a directory; `None` when it breaks off.
fn names(directory: &[u8]) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = directory;
    while !rest.is_empty() {
        let length = |at: usize| rest.get(at..at + 2).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])));
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        if !rest.starts_with(FILE) {
            return None;
        }
        let written = rest.get(FILE_BYTES..FILE_BYTES + name)?;
        // A name of another alphabet is none of those that are looked for.
        names.push(str::from_utf8(written).unwrap_or_default());
        rest = rest.get(FILE_BYTES + name + extra + comment..)?;
    }
    Some(names)
}

/// Whether a file of an Office document is a program: Visual Basic of Microsoft Office, Basic or scripts of `LibreOffice`.
fn is_macro(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    let is_list = last.starts_with("script-l") || last.is_empty();
    last.eq_ignore_ascii_case("vbaProject.bin")
        || (name.starts_with("Basic/") || name.starts_with("Scripts/")) && !is_list
}
