//! CSV text (RFC 4180) into cells with places.
//!
//! Encoding and separator vary with the program that saved the file: UTF-8 with or without a byte-order mark, UTF-16, or Windows-1252;
//! comma, semicolon or tab.

use super::span::{SourceId, Span, Spanned};
use std::ops::Range;

/// A table with a line of titles.
pub struct SheetRows {
    /// The titles.
    pub header: Vec<Spanned<String>>,
    /// The rows, in the order of the file; a row may have more or fewer cells than there are titles.
    pub rows: Vec<Vec<Spanned<String>>>,
}

/// A file of a spreadsheet program: Excel's, old or new, or `LibreOffice`'s. Its cells are not text.
#[derive(Debug)]
pub struct Workbook;

/// Bytes as text, without a byte-order mark.
///
/// # Errors
/// When they are a workbook.
pub fn decoded(bytes: &[u8]) -> Result<String, Workbook> {
    // ZIP (since 2007) and OLE 2 (before).
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Workbook);
    }
    let text = match (bytes, std::str::from_utf8(bytes)) {
        ([0xff, 0xfe, rest @ ..], _) => utf_16(rest, u16::from_le_bytes),
        ([0xfe, 0xff, rest @ ..], _) => utf_16(rest, u16::from_be_bytes),
        // UTF-16 without its mark: no text of another encoding has a zero in it.
        ([first, 0, second, 0, ..], _) if *first > 0 && *second > 0 => utf_16(bytes, u16::from_le_bytes),
        (_, Ok(text)) => text.to_owned(),
        (_, Err(_)) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    };
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What Excel saves as "Unicode text"; half a sign at the end is dropped.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

impl SheetRows {
    /// Reads a text; every text is a table of some kind. Cells are trimmed; empty lines are no rows.
    #[must_use]
    pub fn parse(text: &str, source: SourceId) -> Self {
        let header = text.lines().next().unwrap_or_default();
        let many = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
        let separator = [b',', b';', b'\t'].into_iter().max_by_key(many).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut row = csv::StringRecord::new();
        // Rows may be of any length, and the text is UTF-8 and in memory: the parser has nothing to refuse.
        while reader.read_record(&mut row).unwrap_or(false) {
            let start = row.position().map_or(0, offset);
            let cells = cells(&text[start.min(text.len())..], separator);
            let at =
                |number: usize| cells.get(number).map_or(start..start, |cell| start + cell.start..start + cell.end);
            rows.push(
                row.iter()
                    .enumerate()
                    .map(|(number, cell)| Spanned::new(cell.to_owned(), Span::new(source, at(number))))
                    .collect::<Vec<_>>(),
            );
        }
        let mut rows = rows.into_iter();
        Self { header: rows.next().unwrap_or_default(), rows: rows.collect() }
    }
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Where the cells of the first row of a text stand, without quotes and white space around them. The crate csv says where a row begins, and
/// nothing of its cells.
fn cells(text: &str, separator: u8) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let skipped = text.len() - text.trim_start_matches(['\r', '\n']).len();
    // A quote that does not begin a cell is a letter of the cell, as it is for the crate csv: otherwise the row would seem to go on to the
    // end of the text.
    let (mut start, mut has_quotes, mut quoted) = (skipped, false, false);
    let tight = |start: usize, end: usize| {
        let cell = &text[start..end];
        let lead = cell.len() - cell.trim_start().len();
        let (mut from, mut to) = (start + lead, start + lead + cell.trim().len());
        if to - from > 1 && text[from..to].starts_with('"') && text[from..to].ends_with('"') {
            (from, to) = (from + 1, to - 1);
        }
        from..to
    };
    for (at, byte) in text.bytes().enumerate().skip(skipped) {
        match byte {
            b'"' if has_quotes || at == start => (has_quotes, quoted) = (true, !quoted),
            b'\n' if !quoted => {
                cells.push(tight(start, at));
                return cells;
            }
            _ if byte == separator && !quoted => {
                cells.push(tight(start, at));
                (start, has_quotes) = (at + 1, false);
            }
            _ => {}
        }
    }
    cells.push(tight(start, text.len()));
    cells
}

/// A byte of Windows-1252 (WHATWG Encoding, index windows-1252): Latin-1 but for 0x80 to 0x9F.
#[must_use]
pub fn windows_1252(byte: u8) -> char {
    const SPECIAL: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    SPECIAL.get(usize::from(byte).wrapping_sub(0x80)).copied().unwrap_or(char::from(byte))
}
