//! What a file says that it is, by its name, and what it is, by its first bytes.

use crate::diagnostic::Message;
use crate::say;
use memchr::memmem;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Pdf,
    Signed,
    Svg,
    Png,
    Jpeg,
    Webp,
    Text,
    Odt,
    Ods,
    Odp,
    Docx,
    Xlsx,
    Zip,
    // The kinds from here on are recognised and never published.
    Pptx,
    Html,
    Xml,
    Gif,
    Heic,
    Tiff,
    OldOffice,
    Rtf,
    Packed,
    Program,
    Unknown,
}

/// The types of file that a site may publish from its folder `files/`, by the end of their names. Pages and programs of others are
/// not among them.
const PUBLISHABLE: [(&str, FileKind); 15] = [
    ("pdf", FileKind::Pdf),
    ("p7m", FileKind::Signed),
    ("svg", FileKind::Svg),
    ("png", FileKind::Png),
    ("jpg", FileKind::Jpeg),
    ("jpeg", FileKind::Jpeg),
    ("webp", FileKind::Webp),
    ("csv", FileKind::Text),
    ("txt", FileKind::Text),
    ("odt", FileKind::Odt),
    ("ods", FileKind::Ods),
    ("odp", FileKind::Odp),
    ("docx", FileKind::Docx),
    ("xlsx", FileKind::Xlsx),
    ("zip", FileKind::Zip),
];

/// How files begin. Short marks with which the words of a text could begin count only in a file that is no text.
const MARKS: [(&[u8], FileKind); 17] = [
    (b"%PDF-", FileKind::Pdf),
    (b"\x89PNG\r\n\x1a\n", FileKind::Png),
    (b"\xff\xd8\xff", FileKind::Jpeg),
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Zip),
    (b"{\\rtf", FileKind::Rtf),
    (b"\xd0\xcf\x11\xe0", FileKind::OldOffice),
    (b"GIF87a", FileKind::Gif),
    (b"GIF89a", FileKind::Gif),
    (b"II*\0", FileKind::Tiff),
    (b"MM\0*", FileKind::Tiff),
    (b"\x1f\x8b", FileKind::Packed),
    (b"7z\xbc\xaf", FileKind::Packed),
    (b"Rar!\x1a", FileKind::Packed),
    (b"\x7fELF", FileKind::Program),
    (b"#!/", FileKind::Program),
    (b"BZh", FileKind::Packed),
];

/// How a page begins, for browsers that look for themselves what they get (WHATWG MIME Sniffing, 7.1).
const PAGE_MARKS: [&[u8]; 18] = [
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<script",
    b"<iframe",
    b"<h1",
    b"<div",
    b"<font",
    b"<table",
    b"<a",
    b"<style",
    b"<title",
    b"<b",
    b"<body",
    b"<br",
    b"<p",
    b"<!--",
    b"<svg",
];

/// The object identifier of PKCS #7 and CMS, which every signed file names near its beginning.
const SIGNED: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07";

impl FileKind {
    /// The kind that a name promises. The error is the end of the name, in small letters, where files with that end are not published.
    pub(super) fn promised(path: &str) -> Result<Self, String> {
        let name = path.rsplit('/').next().unwrap_or_default();
        let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
        let known = PUBLISHABLE.iter().find(|(known, _)| *known == end);
        known.map(|(_, kind)| *kind).ok_or(end)
    }

    /// Every type that is published, as a list for people.
    pub(super) fn all() -> String {
        PUBLISHABLE.map(|(end, _)| end).join(", ")
    }

    /// The end that a name of this kind should have; `None` for kinds that are not published.
    pub(super) fn end(self) -> Option<&'static str> {
        PUBLISHABLE.iter().find(|(_, kind)| *kind == self).map(|(end, _)| *end)
    }

    /// Whether the file is made of pixels: browsers show such a picture under the name of another kind, too.
    pub(super) fn is_photo(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp)
    }

    /// Whether the file is a package of files (ZIP) by its structure.
    pub(super) fn is_package(self) -> bool {
        matches!(self, Self::Odt | Self::Ods | Self::Odp | Self::Docx | Self::Xlsx | Self::Pptx | Self::Zip)
    }

    /// The kind that the first bytes show. A package is a [`FileKind::Zip`] unless its first bytes name its kind.
    pub(super) fn shown(start: &[u8]) -> Self {
        if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| start.starts_with(mark)) {
            return if *kind == Self::Zip { open_document(start) } else { *kind };
        }
        match start {
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Self::Webp,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => return Self::Heic,
            _ => {}
        }
        if is_signed(start) {
            return Self::Signed;
        }
        if let Some(page) = page(start) {
            return page;
        }
        // Some programs put a few bytes before a PDF, and readers look past them.
        if memmem::find(&start[..start.len().min(1024)], b"%PDF-").is_some() {
            return Self::Pdf;
        }
        let is_wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
        match memchr::memchr(0, start) {
            Some(_) if start.starts_with(b"MZ") => Self::Program,
            Some(_) if !is_wide => Self::Unknown,
            _ => Self::Text,
        }
    }

    /// The name of the kind, for people.
    pub(super) fn name(self) -> Message {
        match self {
            Self::Pdf => say!("un PDF", "a PDF"),
            Self::Signed => say!("un file firmato (p7m)", "a signed file (p7m)"),
            Self::Svg => say!("un'immagine SVG", "an SVG picture"),
            Self::Png => say!("un PNG", "a PNG"),
            Self::Jpeg => say!("un JPEG", "a JPEG"),
            Self::Webp => say!("un WebP", "a WebP"),
            Self::Text => say!("un testo", "a text"),
            Self::Odt => say!("un documento ODT", "an ODT document"),
            Self::Ods => say!("un foglio di calcolo ODS", "an ODS spreadsheet"),
            Self::Odp => say!("una presentazione ODP", "an ODP presentation"),
            Self::Docx => say!("un documento DOCX", "a DOCX document"),
            Self::Xlsx => say!("un foglio di calcolo XLSX", "an XLSX spreadsheet"),
            Self::Zip => say!("un archivio ZIP", "a ZIP archive"),
            Self::Pptx => say!("una presentazione PPTX", "a PPTX presentation"),
            Self::Html => say!("una pagina HTML", "an HTML page"),
            Self::Xml => say!("un file XML", "an XML file"),
            Self::Gif => say!("un GIF", "a GIF"),
            Self::Heic => say!("una foto HEIC o un video", "a HEIC photo or a video"),
            Self::Tiff => say!("un TIFF", "a TIFF"),
            Self::OldOffice => say!(
                "un documento di Office di un vecchio formato (doc, xls), o protetto da una password",
                "an Office document of an old format (doc, xls), or one under a password"
            ),
            Self::Rtf => say!("un documento RTF", "an RTF document"),
            Self::Packed => say!("un file compresso", "a compressed file"),
            Self::Program => say!("un programma", "a program"),
            Self::Unknown => say!("un file di un altro tipo, o rovinato", "a file of another type, or a damaged one"),
        }
    }
}

/// The kind of a package whose first file is `mimetype`, as in every `OpenDocument`.
fn open_document(start: &[u8]) -> FileKind {
    const NAME: usize = 30;
    let named = start.get(NAME..).and_then(|rest| rest.strip_prefix(b"mimetypeapplication/vnd.oasis.opendocument."));
    match named {
        Some(kind) if kind.starts_with(b"text") => FileKind::Odt,
        Some(kind) if kind.starts_with(b"spreadsheet") => FileKind::Ods,
        Some(kind) if kind.starts_with(b"presentation") => FileKind::Odp,
        _ => FileKind::Zip,
    }
}

/// Whether a file begins as a signed one: in DER, in base64, or in base64 between lines (PEM).
fn is_signed(start: &[u8]) -> bool {
    let head = &start[..start.len().min(64)];
    if head.first() == Some(&0x30) && memmem::find(head, SIGNED).is_some() {
        return true;
    }
    let body = match memmem::find(head, b"-----BEGIN ") {
        Some(0) => start.iter().position(|byte| *byte == b'\n').map_or(&start[..0], |at| &start[at..]),
        _ => start,
    }
    .trim_ascii_start();
    // In base64, every sequence in DER that is longer than 127 bytes begins so.
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=-\r\n ".contains(byte);
    body.starts_with(b"MI") && body.len() > 40 && body[..40].iter().all(is_base64) && !body[..40].contains(&b' ')
}

/// A page, or another text in angle brackets.
fn page(start: &[u8]) -> Option<FileKind> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    if start.starts_with(b"<?xml") {
        return Some(FileKind::Xml);
    }
    let begins = |mark: &[u8]| {
        let (Some(head), after) = (start.get(..mark.len()), start.get(mark.len())) else { return false };
        let ends = mark == b"<!--" || after.is_none_or(|byte| b" \t\r\n\x0c>/".contains(byte));
        head.eq_ignore_ascii_case(mark) && ends
    };
    PAGE_MARKS.iter().any(|mark| begins(mark)).then_some(FileKind::Html)
}
