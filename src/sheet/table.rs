//! Rows into CSV (RFC 4180) that programs read and people open in a spreadsheet.
//!
//! - It begins with a byte-order mark: without one, Excel takes UTF-8 for the system's own encoding («opportunitÃ »).
//! - A cell that a spreadsheet would take for a formula, and so a telephone number (`+39…`) and a handle (`@name`) too, gets an
//!   apostrophe in front: it stays a text. A cell that begins with an apostrophe gets one more, so that a program may always take one
//!   away and has the cell as it was.
//! - A cell is one line. Where a formula follows a semicolon in it, an apostrophe stands between them: with a semicolon as separator,
//!   as in Italian settings, a spreadsheet begins a cell there.

use std::borrow::Cow;

/// The mark that tells a spreadsheet that a text is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table with a line of titles.
pub fn table<R>(titles: impl IntoIterator<Item = &'static str>, rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(titles.into_iter().map(str::as_bytes));
    for row in rows {
        let _ = writer.write_record(row.into_iter().map(|text| cell(text.as_ref()).into_owned()));
    }
    let rows = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{rows}")
}

/// The signs that begin a formula, those of full width too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text as a cell that is a text for every spreadsheet.
fn cell(text: &str) -> Cow<'_, str> {
    // Quotes before the sign are passed over, because some spreadsheets take them away.
    let is_formula = |text: &str| text.trim_start_matches('"').starts_with(FORMULA);
    let line: Cow<'_, str> = if text.contains(char::is_control) {
        Cow::Owned(text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    };
    let is_plain = !is_formula(&line) && !line.starts_with('\'');
    if is_plain && !line.contains(';') {
        return line;
    }
    let mut cell = String::with_capacity(line.len() + 1);
    if !is_plain {
        cell.push('\'');
    }
    for part in line.split_inclusive(';') {
        if cell.ends_with(';') && is_formula(part) {
            cell.push('\'');
        }
        cell.push_str(part);
    }
    Cow::Owned(cell)
}
