//! Files of `files/`: what they are by their bytes, against what they are by their names; what documents bring along.

use crate::harness::{Folder, findings};
use limpido::diagnostic::{Level, Report};
use limpido::media::look;
use limpido::source::{FileEntry, Files, Sources};
use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What is found in a file of a name with these bytes.
fn seen(name: &str, bytes: &[u8]) -> (Vec<String>, Report) {
    let files = Files::memory("", BTreeMap::from([(name.to_owned(), bytes.to_vec())]));
    let entry = FileEntry { path: name.to_owned(), bytes: bytes.len() as u64 };
    let (mut sources, mut report) = (Sources::default(), Report::default());
    look(&files, &entry, &mut sources, &mut report).unwrap();
    (findings(&report, &sources), report)
}

/// A ZIP archive of files that are not packed.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let (start, size) = (u32::try_from(bytes.len()).unwrap(), u32::try_from(text.len()).unwrap().to_le_bytes());
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let head = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &size, &size, &length, &[0, 0]].concat();
        bytes.extend([b"PK\x03\x04", head.as_slice(), name.as_bytes(), text.as_bytes()].concat());
        directory
            .extend([b"PK\x01\x02", &[20, 0][..], &head, &[0; 10], &start.to_le_bytes(), name.as_bytes()].concat());
    }
    let start = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let (size, count) =
        (u32::try_from(directory.len()).unwrap().to_le_bytes(), [u8::try_from(files.len()).unwrap(), 0]);
    bytes.extend(directory);
    bytes.extend([b"PK\x05\x06", &[0; 4][..], &count, &count, &size, &start, &[0, 0]].concat());
    bytes
}

fn odt(more: &[(&str, &str)]) -> Vec<u8> {
    zip(&[&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")], more].concat())
}

fn docx(more: &[(&str, &str)]) -> Vec<u8> {
    zip(&[&[("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")], more].concat())
}

fn xlsx(more: &[(&str, &str)]) -> Vec<u8> {
    zip(&[&[("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")], more].concat())
}

/// A PDF whose objects stand in it as they are.
fn pdf(objects: &str) -> Vec<u8> {
    format!("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<</Type/Catalog{objects}>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
        .into_bytes()
}

/// A PDF whose objects stand in a stream.
fn packed_pdf(objects: &str) -> Vec<u8> {
    let stream = compress_to_vec_zlib(format!("1 0 <</Type/Catalog{objects}>>").as_bytes(), 6);
    let length = stream.len();
    let head = format!("%PDF-1.7\n2 0 obj\n<</Filter/FlateDecode/First 4/Length {length}/N 1/Type/ObjStm>>stream\r\n");
    [head.as_bytes(), &stream, b"\r\nendstream\nendobj\n%%EOF\n"].concat()
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0";
const WEBP: &[u8] = b"RIFF\x24\0\0\0WEBPVP8 ";
const GIF: &[u8] = b"GIF89a\x01\0\x01\0";
const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0";
const OLD: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0";
const P7M: &[u8] = b"\x30\x82\x0a\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82";
const P7M_TEXT: &[u8] = b"MIIKBgYJKoZIhvcNAQcCoIIJ9zCCCfMCAQExDzANBglghkgBZQMEAgEFADALBgkqhkiG\r\n9w0BBwGg";
const P7M_PEM: &[u8] =
    b"-----BEGIN PKCS7-----\nMIIKBgYJKoZIhvcNAQcCoIIJ9zCCCfMCAQExDzANBglghkgBZQMEAgEFADALBgkqhkiG\n-----END PKCS7-----\n";
const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0";

#[test]
fn files_that_are_what_they_say_are_published() {
    let utf16: Vec<u8> = "\u{feff}nome;città\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [(&str, &[u8]); 27] = [
        ("files/a.pdf", &pdf("")),
        ("files/a.PDF", &packed_pdf("")),
        ("files/anno.2025/a.pdf", &[b"\r\n", pdf("").as_slice()].concat()),
        ("files/apri.pdf", &pdf("/OpenAction[3 0 R/XYZ null null 0]/Names<</Dests 4 0 R>>")),
        ("files/a.png", PNG),
        ("files/a.jpg", JPEG),
        ("files/a.jpeg", JPEG),
        ("files/a.webp", WEBP),
        ("files/a.pdf.p7m", P7M),
        ("files/b.p7m", P7M_TEXT),
        ("files/c.p7m", P7M_PEM),
        ("files/a.odt", &odt(&[("Basic/script-lc.xml", "<x/>")])),
        ("files/a.ods", &zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")])),
        ("files/a.odp", &zip(&[("mimetype", "application/vnd.oasis.opendocument.presentation"), ("content.xml", "")])),
        ("files/a.docx", &docx(&[])),
        ("files/a.xlsx", &xlsx(&[])),
        ("files/a.zip", &zip(&[("leggimi.txt", "x")])),
        ("files/vuoto.zip", &zip(&[])),
        ("files/documento.zip", &docx(&[("word/vbaProject.bin", "x")])),
        ("files/a.csv", "nome;città\nBorgo;È\n".as_bytes()),
        ("files/b.csv", b"\xef\xbb\xbfa,b\n1,2\n"),
        ("files/c.csv", &utf16),
        ("files/bmw.csv", b"BMW,MZ;PK\n"),
        ("files/maggiore.txt", b"a < b\n<nome> & cognome\n"),
        ("files/latino.txt", b"citt\xe0\n"),
        ("files/a.txt", b"x"),
        ("files/mai.txt", "MAI PIÙ senza documento di riconoscimento e tessera sanitaria".as_bytes()),
    ];
    for (name, bytes) in files {
        assert_eq!(seen(name, bytes).0, [""; 0], "{name}");
    }
}

#[test]
fn files_that_are_something_else_are_refused_and_named() {
    let page = b" \n<!DOCTYPE html>\n<html><script>alert(1)</script></html>".as_slice();
    let files: [(&str, &[u8], &str); 35] = [
        ("files/a.pdf", PNG, "questo è un PNG, non un PDF come dice il nome"),
        ("files/a.pdf", page, "questo è una pagina HTML, non un PDF come dice il nome"),
        ("files/a.pdf", b"<html>%PDF-1.7", "questo è una pagina HTML, non un PDF come dice il nome"),
        (
            "files/a.pdf",
            b"<?xml version=\"1.0\"?><html xmlns=\"x\"/>",
            "questo è un file XML, non un PDF come dice il nome",
        ),
        ("files/a.pdf", &docx(&[]), "questo è un documento DOCX, non un PDF come dice il nome"),
        ("files/a.pdf", P7M, "questo è un file firmato (p7m), non un PDF come dice il nome"),
        ("files/a.pdf", b"testo", "questo è un testo, non un PDF come dice il nome"),
        ("files/a.pdf", b"\0\0\0\0", "questo è un file di un altro tipo, o rovinato, non un PDF come dice il nome"),
        ("files/a.p7m", &pdf(""), "questo è un PDF, non un file firmato (p7m) come dice il nome"),
        ("files/a.p7m", page, "questo è una pagina HTML, non un file firmato (p7m) come dice il nome"),
        ("files/a.svg", PNG, "questo è un PNG, non un'immagine SVG come dice il nome"),
        ("files/a.svg", b"\x1f\x8b\x08\0", "questo è un file compresso, non un'immagine SVG come dice il nome"),
        ("files/a.png", GIF, "questo è un GIF, non un PNG come dice il nome"),
        ("files/a.png", page, "questo è una pagina HTML, non un PNG come dice il nome"),
        (
            "files/a.png",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            "questo è una pagina HTML, non un PNG come dice il nome",
        ),
        ("files/a.jpg", HEIC, "questo è una foto HEIC o un video, non un JPEG come dice il nome"),
        (
            "files/a.webp",
            b"RIFF\x24\0\0\0WAVE",
            "questo è un file di un altro tipo, o rovinato, non un WebP come dice il nome",
        ),
        ("files/a.csv", page, "questo è una pagina HTML, non un testo come dice il nome"),
        (
            "files/a.csv",
            b"\xef\xbb\xbf <SCRIPT>alert(1)</SCRIPT>",
            "questo è una pagina HTML, non un testo come dice il nome",
        ),
        ("files/a.csv", &xlsx(&[]), "questo è un foglio di calcolo XLSX, non un testo come dice il nome"),
        (
            "files/a.csv",
            OLD,
            "questo è un documento di Office di un vecchio formato (doc, xls), o protetto da una password, non un testo come dice il nome",
        ),
        (
            "files/a.csv",
            b"a,b\n\0,1\n",
            "questo è un file di un altro tipo, o rovinato, non un testo come dice il nome",
        ),
        (
            "files/a.txt",
            b"<!-- x --><b onmouseover=alert(1)>",
            "questo è una pagina HTML, non un testo come dice il nome",
        ),
        ("files/a.txt", b"<a href=javascript:alert(1)>", "questo è una pagina HTML, non un testo come dice il nome"),
        ("files/a.txt", b"<br/>", "questo è una pagina HTML, non un testo come dice il nome"),
        ("files/a.txt", b"{\\rtf1\\ansi x}", "questo è un documento RTF, non un testo come dice il nome"),
        ("files/a.odt", &docx(&[]), "questo è un documento DOCX, non un documento ODT come dice il nome"),
        ("files/a.ods", &odt(&[]), "questo è un documento ODT, non un foglio di calcolo ODS come dice il nome"),
        (
            "files/a.docx",
            OLD,
            "questo è un documento di Office di un vecchio formato (doc, xls), o protetto da una password, non un documento DOCX come dice il nome",
        ),
        (
            "files/a.docx",
            &zip(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", "")]),
            "questo è una presentazione PPTX, non un documento DOCX come dice il nome",
        ),
        (
            "files/a.docx",
            &zip(&[("word/document.xml", "")]),
            "questo è un archivio ZIP, non un documento DOCX come dice il nome",
        ),
        ("files/a.docx", b"PK\x03\x04\0\0\0\0", "dal nome è un documento DOCX, ma il file è rovinato o incompleto"),
        ("files/a.docx", &docx(&[])[..90], "dal nome è un documento DOCX, ma il file è rovinato o incompleto"),
        ("files/a.zip", EXE, "questo è un programma, non un archivio ZIP come dice il nome"),
        ("files/a.zip", b"Rar!\x1a\x07", "questo è un file compresso, non un archivio ZIP come dice il nome"),
    ];
    for (name, bytes, message) in files {
        let (found, report) = seen(name, bytes);
        assert_eq!(found, [format!("wrong-file-type {name}")], "{message}");
        let finding = report.iter().next().unwrap();
        assert_eq!((finding.message.it.as_str(), finding.level), (message, Level::Error), "{name}");
        assert!(!finding.hints.is_empty(), "{name}");
    }
}

#[test]
fn a_photo_under_the_name_of_another_is_a_warning() {
    let (found, report) = seen("files/a.png", JPEG);
    assert_eq!(found, ["wrong-file-type files/a.png"]);
    assert_eq!((report.count(Level::Warning), report.count(Level::Error)), (1, 0));
    let run = Folder::minimal().file("files/a.png", JPEG).run();
    assert_eq!(run.findings(), ["wrong-file-type files/a.png"]);
    assert!(run.report().contains("rinominalo perché finisca con «.jpg»"), "{}", run.report());
}

#[test]
fn empty_files_and_files_without_a_type_are_refused() {
    for name in ["files/a.pdf", "files/a.svg", "files/a.csv", "files/a.zip"] {
        assert_eq!(seen(name, b"").0, [format!("empty-file {name}")]);
    }
    for name in ["files/LEGGIMI", "files/v1.2/LEGGIMI", "files/a.html", "files/a.docm", "files/a.", "files/a.pdf.exe"] {
        assert_eq!(seen(name, b"x").0, [format!("unsafe-file {name}")]);
    }
}

#[test]
fn a_refused_file_is_one_finding_wherever_it_is_named() {
    let folder = Folder::minimal()
        .file("files/x.pdf", PNG)
        .replace("site.yaml", "ente:\n", "ente:\n  logo: files/x.pdf\n")
        .file("it/contatti.md", "---\ntitle: Contatti\n---\n\n[Atto](../files/x.pdf)\n");
    let found = folder.run().findings();
    assert_eq!(
        found.iter().filter(|finding| finding.contains("x.pdf") || finding.contains("link")).count(),
        1,
        "{found:?}"
    );
}

#[test]
fn what_documents_bring_along_is_told() {
    let attached = "/Names<</EmbeddedFiles<</Names[(a)2 0 R]>>>>";
    let script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let launch = "/OpenAction << /S /Launch /F (calc.exe) >>";
    let written = "/OpenAction<</S/J#61vaScr#69pt/JS(x)>>";
    let broken = packed_pdf("");
    let files: [(&str, &[u8], &str, Level); 12] = [
        ("a.pdf", &pdf(script), "questo PDF contiene programmi (JavaScript)", Level::Advice),
        ("a.pdf", &pdf(written), "questo PDF contiene programmi (JavaScript)", Level::Advice),
        ("a.pdf", &packed_pdf(script), "questo PDF contiene programmi (JavaScript)", Level::Advice),
        ("a.pdf", &packed_pdf(written), "questo PDF contiene programmi (JavaScript)", Level::Advice),
        ("a.pdf", &pdf(attached), "questo PDF contiene file allegati", Level::Advice),
        ("a.pdf", &packed_pdf(attached), "questo PDF contiene file allegati", Level::Advice),
        ("a.pdf", &pdf(launch), "questo PDF contiene comandi che avviano altri programmi", Level::Warning),
        (
            "a.pdf",
            &pdf(&[attached, script].concat()),
            "questo PDF contiene programmi (JavaScript), file allegati",
            Level::Advice,
        ),
        (
            "a.docx",
            &docx(&[("word/vbaProject.bin", "x")]),
            "questo documento contiene macro, cioè programmi",
            Level::Advice,
        ),
        (
            "a.xlsx",
            &xlsx(&[("xl/vbaProject.bin", "x")]),
            "questo documento contiene macro, cioè programmi",
            Level::Advice,
        ),
        (
            "a.odt",
            &odt(&[("Basic/Standard/Module1.xml", "x")]),
            "questo documento contiene macro, cioè programmi",
            Level::Advice,
        ),
        (
            "a.odt",
            &odt(&[("Scripts/python/a.py", "x")]),
            "questo documento contiene macro, cioè programmi",
            Level::Advice,
        ),
    ];
    for (name, bytes, message, level) in files {
        let (found, report) = seen(name, bytes);
        assert_eq!(found, [format!("active-document {name}")], "{message}");
        let finding = report.iter().next().unwrap();
        assert_eq!((finding.message.it.as_str(), finding.level), (message, level));
    }
    let unread: [&[u8]; 3] = [&pdf("/Encrypt 5 0 R"), &broken[..broken.len() - 40], &bomb()];
    for bytes in unread {
        let (found, report) = seen("a.pdf", bytes);
        assert_eq!((found, report.count(Level::Advice)), (vec!["unread-document a.pdf".to_owned()], 1));
    }
}

#[test]
fn a_pdf_without_text_is_told() {
    let picture = "/XObject<</Im0<</Type/XObject/Subtype/Image>>>>";
    let font = "/Font<</F1<</Type/Font/Subtype/Type1>>>>";
    for bytes in [pdf(picture), packed_pdf(picture)] {
        let (found, report) = seen("a.pdf", &bytes);
        assert_eq!((found, report.count(Level::Warning)), (vec!["scanned-document a.pdf".to_owned()], 1));
    }
    // Text beside pictures, no pictures at all, and what cannot be known.
    let both = [picture, font].concat();
    for bytes in [pdf(&both), packed_pdf(&both), pdf(font), pdf(""), pdf("/ProcSet[/PDF/ImageB/ImageC]")] {
        assert_eq!(seen("a.pdf", &bytes).0, Vec::<String>::new());
    }
    assert_eq!(seen("a.pdf", &pdf(&[picture, "/Encrypt 5 0 R"].concat())).0, ["unread-document a.pdf"]);
}

/// A PDF whose streams inflate to gigabytes, and overlap.
fn bomb() -> Vec<u8> {
    let zeros = compress_to_vec_zlib(&vec![0; 16 * 1024 * 1024], 9);
    let stream = [b"<</Type/ObjStm>>stream\n", zeros.as_slice(), b"\nendstream\n"].concat();
    let empty = b"/ObjStm stream\n\x78\x9c".repeat(10_000);
    [b"%PDF-1.7\n", stream.repeat(20).as_slice(), &empty].concat()
}

#[test]
fn a_picture_is_published_as_it_was_read() {
    let svg =
        "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' xmlns:i='x' i:n='1'><path d='M0 0'/></svg>";
    let run = Folder::minimal().file("files/x.svg", svg).run().clean();
    assert_eq!(run.page("files/x.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>\n");
    let demo = Folder::demo();
    assert_eq!(demo.run().page("files/stemma.svg"), demo.text("files/stemma.svg"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_under_any_name(
        start in prop::sample::select(vec![
            Vec::new(), pdf(""), packed_pdf("/S/Launch"), docx(&[]), odt(&[]), P7M.to_vec(), b"<svg ".to_vec(), b"\xff\xfe<\0".to_vec(),
        ]),
        cut in any::<prop::sample::Index>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        end in prop::sample::select(vec!["pdf", "p7m", "svg", "png", "csv", "odt", "docx", "zip", ""]),
    ) {
        let at = cut.index(start.len() + 1);
        let whole = [&start[..at], &bytes, &start[at..]].concat();
        seen(&format!("files/a.{end}"), &whole);
    }
}
