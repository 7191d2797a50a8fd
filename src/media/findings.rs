//! What is wrong with a file of `files/`, in words.

use super::kind::FileKind;
use super::pdf::PdfContents;
use crate::diagnostic::{Diagnostic, Key, Level, Place, Report};
use crate::say;

/// A type of file that is not published; `end` is how its name ends.
pub(super) fn unknown_type(shown: String, end: &str) -> Diagnostic {
    let all = FileKind::all();
    let message = if end.is_empty() {
        say!("un file senza estensione non si può pubblicare", "a file whose name has no extension cannot be published")
    } else {
        say!("un file di tipo «{end}» non si può pubblicare", "a file of type “{end}” cannot be published")
    };
    Diagnostic::about_file(Key::UnsafeFile, shown, message)
        .hint(say!("i tipi ammessi sono: {all}", "these types may be published: {all}"))
}

pub(super) fn too_large(shown: String, most: u64, is_picture: bool) -> Diagnostic {
    let most = most / 1024 / 1024;
    let finding = Diagnostic::about_file(
        Key::TooLarge,
        shown,
        say!("il file supera {most} MB", "the file has more than {most} MB"),
    );
    if !is_picture {
        return finding;
    }
    finding.hint(say!(
        "esporta il disegno come PNG, o rimpicciolisci le foto che contiene",
        "export the drawing as PNG, or make the photos in it smaller"
    ))
}

pub(super) fn empty(shown: String) -> Diagnostic {
    Diagnostic::about_file(Key::EmptyFile, shown, say!("il file è vuoto", "the file is empty"))
        .hint(say!("copialo di nuovo dall'originale, o toglilo", "copy it again from the original, or remove it"))
}

pub(super) fn damaged(shown: String, promised: FileKind) -> Diagnostic {
    let (it, en) = (promised.name().it, promised.name().en);
    Diagnostic::about_file(
        Key::WrongFileType,
        shown,
        say!(
            "dal nome è {it}, ma il file è rovinato o incompleto",
            "by its name it is {en}, but the file is damaged or not whole"
        ),
    )
    .hint(say!("copialo di nuovo dall'originale", "copy it again from the original"))
}

/// A file that is not what its name says. Browsers show a photo under another photo's name, so that is only a warning.
pub(super) fn other_type(shown: String, promised: FileKind, is: FileKind) -> Diagnostic {
    let (name, other) = (is.name(), promised.name());
    let (it, en, other_it, other_en) = (name.it, name.en, other.it, other.en);
    let level = if is.is_photo() && promised.is_photo() { Level::Warning } else { Level::Error };
    let finding = Diagnostic::new(
        Key::WrongFileType,
        Place::File(shown),
        say!("questo è {it}, non {other_it} come dice il nome", "this is {en}, not {other_en} as its name says"),
    )
    .weighing(level);
    finding.hint(match is.end() {
        Some(end) => say!(
            "rinominalo perché finisca con «.{end}», o metti al suo posto il file giusto",
            "rename it so that it ends with “.{end}”, or put the right file in its place"
        ),
        None => say!(
            "apri l'originale ed esportalo come {other_it}: cambiare il nome non basta",
            "open the original and export it as {other_en}: another name is not enough"
        ),
    })
}

pub(super) fn active_pdf(shown: &str, seen: PdfContents, report: &mut Report) {
    let parts = [
        (seen.programs, "programmi (JavaScript)", "programs (JavaScript)"),
        (seen.commands, "comandi che avviano altri programmi", "commands that start other programs"),
        (seen.attachments, "file allegati", "attached files"),
    ];
    let held: Vec<_> = parts.into_iter().filter(|(is_held, ..)| *is_held).collect();
    if !held.is_empty() {
        let it = held.iter().map(|(_, it, _)| *it).collect::<Vec<_>>().join(", ");
        let en = held.iter().map(|(.., en)| *en).collect::<Vec<_>>().join(", ");
        let level = if seen.commands { Level::Warning } else { Level::Advice };
        let message = say!("questo PDF contiene {it}", "this PDF holds {en}");
        report.push(Diagnostic::new(Key::ActiveDocument, Place::File(shown.to_owned()), message).weighing(level).hint(
            say!(
                "se non servono, esportalo di nuovo come PDF/A: chi lo apre si fida dell'ente",
                "if they are not needed, export it again as PDF/A: whoever opens the file trusts the ente"
            ),
        ));
    }
    if seen.unread {
        let message = say!(
            "una parte di questo PDF è protetta o compressa in un modo che limpido non legge: non so se contiene programmi o allegati",
            "a part of this PDF is protected or compressed in a way that limpido does not read: whether it holds programs or attachments is not known"
        );
        report.push(Diagnostic::new(Key::UnreadDocument, Place::File(shown.to_owned()), message).hint(say!(
            "pubblicane uno senza protezione: può fermare anche i lettori di schermo",
            "publish one without protection, which can stop screen readers too"
        )));
    }
}

/// A PDF that is pictures of pages: nobody can search it, copy from it or hear it read.
pub(super) fn scanned_pdf(shown: &str, seen: PdfContents, report: &mut Report) {
    if !seen.pictures || seen.fonts || seen.unread {
        return;
    }
    let message = say!(
        "questo PDF è fatto di immagini, senza testo: chi non vede non lo può ascoltare",
        "this PDF is made of pictures, without text: who cannot see cannot listen to it"
    );
    report.push(Diagnostic::new(Key::ScannedDocument, Place::File(shown.to_owned()), message).hint(say!(
        "pubblica il PDF fatto dal programma in cui è nato il testo, o passa la scansione in un programma che riconosce il testo (OCR)",
        "publish the PDF made by the program in which the text was written, or pass the scan through a program that recognises text (OCR)"
    )));
}

pub(super) fn macros(shown: String) -> Diagnostic {
    let message =
        say!("questo documento contiene macro, cioè programmi", "this document holds macros, which are programs");
    Diagnostic::new(Key::ActiveDocument, Place::File(shown), message)
        .hint(say!("salvalo senza macro, o pubblicalo come PDF/A", "save it without macros, or publish it as PDF/A"))
}
