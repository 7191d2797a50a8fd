//! The open data of the index of public bodies (IPA) into answers: the file `enti.csv` as the editor downloaded it.
//!
//! The file's encoding and separator vary with the program that saved it: UTF-8 with or without a byte-order mark, or
//! Windows-1252; comma, semicolon or tab. Columns are found by their names (data set `enti`, indicepa.gov.it), in any order.

use super::Answers;
use super::accounts::draft;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Level, Outcome, Report};
use crate::record::{Text, nearest};
use crate::say;
use crate::source::table::{self, NoTable, Table};
use crate::source::{SourceId, Sources, Span};

/// Columns that become answers.
const SIMPLE: [(&str, &str); 4] = [
    ("Denominazione_ente", "name"),
    ("Codice_IPA", "code"),
    ("Codice_fiscale_ente", "tax-code"),
    ("Sito_istituzionale", "site"),
];
/// Columns with an account's address.
const ACCOUNTS: [&str; 4] = ["Url_facebook", "Url_twitter", "Url_youtube", "Url_linkedin"];
/// The column that a body is found by.
const CODE: &str = "Codice_IPA";

/// The row of an ente, by its code. What the index holds and we cannot use is left out with a warning.
///
/// The answers are `None` when the file is not that data set, or holds no such code.
#[must_use]
pub fn answers(bytes: &[u8], path: &str, code: &str, catalog: &Catalog, sources: &mut Sources) -> Outcome<Answers> {
    let text = table::decoded(bytes);
    let source = sources.add(path.to_owned(), text.clone());
    let mut report = Report::default();
    let header = text.lines().next().unwrap_or_default();
    let table = match Table::parse(&text, source) {
        Ok(table) => table,
        Err(NoTable { words, span }) => {
            report.push(
                Diagnostic::error(
                    "csv-syntax",
                    span,
                    say!("da qui il file non si legge come CSV: {words}", "from here on the file is not CSV: {words}"),
                )
                .hint(say!(
                    "scarica di nuovo il file da indicepa.gov.it, senza cambiarlo con altri programmi",
                    "download the file from indicepa.gov.it again, and do not change it with other programs"
                )),
            );
            return Outcome { value: None, report };
        }
    };
    let columns: Vec<String> = table.header.iter().map(|title| title.value.clone()).collect();
    let column = |name: &str| columns.iter().position(|column| column.eq_ignore_ascii_case(name));
    if let Some(missing) = [CODE, "Denominazione_ente"].into_iter().find(|name| column(name).is_none()) {
        report.push(not_the_index(source, header, missing, &columns));
        return Outcome { value: None, report };
    }
    let mut codes = Vec::new();
    for row in table.rows {
        let cell = |at: usize| row.get(at).map(|cell| cell.value.as_str());
        let value = |name: &str| column(name).and_then(cell).filter(|value| !value.is_empty());
        let Some(found) = value(CODE) else { continue };
        if !found.eq_ignore_ascii_case(code) {
            codes.push(found.to_lowercase());
            continue;
        }
        let said_as = |name: &str| format!("{path}, {name}");
        let mut answers = Answers::none(sources);
        for (name, key) in SIMPLE {
            if let Some(value) = value(name) {
                let value = if key == "name" { in_plain_case(value) } else { value.to_owned() };
                take(&mut answers, key, &value, &said_as(name), sources, &mut report);
            }
        }
        let by_category = |category: &str| {
            catalog
                .ente_kinds
                .0
                .iter()
                .find(|(_, facts)| facts.ipa_categories.iter().any(|known| known.value == category))
        };
        if let Some((kind, _)) = value("Codice_Categoria").and_then(by_category) {
            take(&mut answers, "kind", &kind.value, &said_as("Codice_Categoria"), sources, &mut report);
        }
        if let Some(street) = value("Indirizzo") {
            let address = [Some(in_plain_case(street)), value("CAP").map(str::to_owned)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>();
            take(&mut answers, "address", &address.join(", "), &said_as("Indirizzo"), sources, &mut report);
        }
        for number in 1..=5 {
            let (name, kind) = (format!("Mail{number}"), format!("Tipo_Mail{number}"));
            let Some(mail) = value(&name) else { continue };
            let key = if value(&kind).is_some_and(|kind| kind.eq_ignore_ascii_case("pec")) { "pec" } else { "email" };
            if !answers.has(key) {
                take(&mut answers, key, &mail.to_lowercase(), &said_as(&name), sources, &mut report);
            }
        }
        for name in ACCOUNTS {
            let Some(address) = value(name) else { continue };
            let mut found = Report::default();
            let text = Text::new(
                address.to_owned(),
                Span::new(sources.add(said_as(name), address.to_owned()), 0..address.len()),
            );
            if draft(&text, catalog, &mut found).is_some() {
                answers.platforms.push(text);
            }
            for wrong in found.iter() {
                report.push(Diagnostic { level: Level::Warning, ..wrong.clone() });
            }
        }
        return Outcome { value: Some(answers), report };
    }
    let rows = codes.len();
    let mut diagnostic = Diagnostic::error(
        "unknown-ipa-code",
        Span::start_of(source),
        say!(
            "tra i {rows} enti del file non c'è il codice «{code}»",
            "among the {rows} bodies of the file there is no code “{code}”"
        ),
    );
    diagnostic = match nearest(code, codes.iter().map(String::as_str)) {
        Some(near) => diagnostic.hint(say!("forse volevi «{near}»", "perhaps you meant “{near}”")),
        None => diagnostic.hint(say!(
            "cerca il codice su https://indicepa.gov.it con il nome dell'ente",
            "find the code at https://indicepa.gov.it by the body's name"
        )),
    };
    report.push(diagnostic);
    Outcome { value: None, report }
}

/// Takes a value of the index; one that does not fit is mended as its own message says, or left out with a warning.
fn take(answers: &mut Answers, key: &str, value: &str, said_as: &str, sources: &mut Sources, report: &mut Report) {
    let Err(wrong) = answers.set(key, value, said_as, sources) else { return };
    let mended = wrong.suggestion().map(str::to_owned);
    if mended.is_none_or(|mended| answers.set(key, &mended, said_as, sources).is_err()) {
        report.push(Diagnostic { level: Level::Warning, ..wrong });
    }
}

/// The index writes many names in capitals: `COMUNE DI BORGO CHIARO`.
fn in_plain_case(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let small = [
        "di", "del", "della", "dello", "dei", "degli", "delle", "e", "a", "in", "con", "da", "al", "sul", "sulla",
        "sull", "d", "dell",
    ];
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.to_lowercase().chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        let keeps_small = !out.is_empty() && small.contains(&word.as_str());
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !keeps_small => out.extend(first.to_uppercase().chain(letters)),
            _ => out.push_str(&word),
        }
        word.clear();
        out.push(c);
    }
    out.trim_end().to_owned()
}

fn not_the_index(source: SourceId, header: &str, missing: &str, columns: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "unknown-columns",
        Span::new(source, 0..header.len()),
        say!("nella prima riga manca la colonna «{missing}»", "the column “{missing}” is missing in the first line"),
    );
    match nearest(missing, columns.iter().map(String::as_str)) {
        Some(near) => diagnostic.hint(say!(
            "forse è «{near}»: il nome della colonna dev'essere quello di indicepa.gov.it",
            "perhaps it is “{near}”: the column must be called as at indicepa.gov.it"
        )),
        None => diagnostic.hint(say!(
            "serve il file «enti» dei dati aperti di indicepa.gov.it, in formato CSV, con la riga dei titoli",
            "the file “enti” of the open data of indicepa.gov.it is needed, as CSV, with its line of titles"
        )),
    }
}
