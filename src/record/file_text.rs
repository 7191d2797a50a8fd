//! Files and tables into texts that can be read, with a report of why one cannot.

use super::hidden::report_hidden;
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;
use crate::source::{FileEntry, Files, MAX_TEXT_BYTES, SourceId, Sources, Span, TextTrouble, Unreadable, table};

/// Reads a file as text and keeps the text in `sources`; the flag says whether the text can be used. Where it cannot, the report says why.
///
/// # Errors
/// When the disk does not give what it lists.
pub fn read_text(
    files: &Files,
    entry: &FileEntry,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<(SourceId, bool), Unreadable> {
    let shown = files.shown(&entry.path);
    Ok(match files.text(entry)? {
        Ok(text) => {
            let source = sources.add(shown, text);
            report_hidden(sources.get(source).map_or("", |source| &source.text), source, report);
            (source, true)
        }
        Err(TextTrouble::TooLarge(bytes)) => {
            let most = MAX_TEXT_BYTES / 1024 / 1024;
            let megabytes = bytes / 1024 / 1024;
            report.push(
                Diagnostic::about_file(
                    Key::TooLarge,
                    shown.clone(),
                    say!(
                        "il file è di {megabytes} MB: un testo può arrivare a {most} MB",
                        "the file has {megabytes} MB: a text may have {most} MB"
                    ),
                )
                .hint(say!(
                    "dividilo, o metti i documenti nella cartella files/",
                    "split it, or put documents into the folder files/"
                )),
            );
            (sources.add(shown, String::new()), false)
        }
        Err(TextTrouble::NotUtf8 { lossy, at }) => {
            let source = sources.add(shown, lossy);
            report.push(
                Diagnostic::new(
                    Key::UnreadableText,
                    Span::new(source, at..at),
                    say!("da qui il file non è in UTF-8", "from here on the file is not UTF-8"),
                )
                .hint(say!(
                    "aprilo con il tuo editor e salvalo con la codifica UTF-8",
                    "open it in your editor and save it as UTF-8"
                )),
            );
            (source, false)
        }
    })
}

/// The bytes of a table as text.
///
/// # Errors
/// When the bytes are the file of a spreadsheet program.
pub fn table_text(bytes: &[u8], shown: &str) -> Result<String, Diagnostic> {
    table::decoded(bytes).map_err(|table::Workbook| {
        Diagnostic::about_file(
            Key::NotCsv,
            shown,
            say!(
                "questo è un foglio di calcolo (Excel o LibreOffice), non un CSV",
                "this is a spreadsheet (Excel or LibreOffice), not a CSV"
            ),
        )
        .hint(say!(
            "aprilo con il suo programma e salvalo con nome, scegliendo il tipo «CSV UTF-8»",
            "open it with its program and save it under another name as “CSV UTF-8”"
        ))
    })
}
