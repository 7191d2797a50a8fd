//! The open data of the index of public bodies (IPA) into answers: the file `enti.csv` as the editor downloaded it.
//!
//! The file's encoding and separator vary with the program that saved it: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab.
//! Columns are found by their names (data set `enti`, indicepa.gov.it), in any order. What the columns' codes mean, and how names are
//! mended, is data: `ipa.yaml` of the catalogue.

use super::Answers;
use super::accounts::draft;
use super::answers::kind_of_name;
use super::names;
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Key, Level, Outcome, Report};
use crate::model::{OTHER, unknown_platform};
use crate::record::{Text, nearest, table_text, with_small_host};
use crate::say;
use crate::source::table::SheetRows;
use crate::source::{SourceId, Sources, Span, Spanned};

/// Columns that become answers as they are.
const SIMPLE: [(&str, &str); 3] =
    [("Codice_IPA", "code"), ("Codice_fiscale_ente", "tax-code"), ("Sito_istituzionale", "site")];
/// Columns with an account's address.
const ACCOUNTS: [&str; 4] = ["Url_facebook", "Url_twitter", "Url_youtube", "Url_linkedin"];
/// The column that a body is found by, and the one with its name.
const CODE: &str = "Codice_IPA";
const NAME: &str = "Denominazione_ente";
const MUNICIPALITY: &str = "Codice_comune_ISTAT";

/// The row of an ente, by its code. What the index holds and we cannot use is left out with a warning.
///
/// The answers are `None` when the file is not that data set, or holds no such code.
#[must_use]
pub fn answers(bytes: &[u8], path: &str, code: &str, catalog: &Catalog, sources: &mut Sources) -> Outcome<Answers> {
    let mut report = Report::default();
    let text = match table_text(bytes, path) {
        Ok(text) => text,
        Err(wrong) => {
            report.push(wrong.hint(say!(
                "da indicepa.gov.it il file «enti» si scarica anche già in CSV",
                "indicepa.gov.it offers the file “enti” as CSV too"
            )));
            return Outcome { value: None, report };
        }
    };
    let source = sources.add(path.to_owned(), text.clone());
    let header = text.lines().next().unwrap_or_default();
    let table = SheetRows::parse(&text, source);
    let index = Index { table, path, catalog };
    if let Some(missing) = [CODE, NAME].into_iter().find(|name| index.column(name).is_none()) {
        report.push(not_the_index(source, header, missing, &index.table.header));
        return Outcome { value: None, report };
    }
    let is_asked = |row: &&IpaRow| index.value(row, CODE).is_some_and(|found| found.eq_ignore_ascii_case(code));
    match index.table.rows.iter().find(is_asked) {
        Some(row) => Outcome { value: Some(index.answers(row, sources, &mut report)), report },
        None => {
            report.push(index.unknown_code(source, code));
            Outcome { value: None, report }
        }
    }
}

type IpaRow = Vec<Spanned<String>>;

/// The data set.
struct Index<'a> {
    table: SheetRows,
    path: &'a str,
    catalog: &'a Catalog,
}

impl Index<'_> {
    fn column(&self, name: &str) -> Option<usize> {
        self.table.header.iter().position(|column| column.value.eq_ignore_ascii_case(name))
    }

    /// A cell that says something.
    fn value<'r>(&self, row: &'r IpaRow, name: &str) -> Option<&'r str> {
        let cell = row.get(self.column(name)?)?;
        Some(cell.value.as_str()).filter(|value| !value.is_empty() && !value.eq_ignore_ascii_case("null"))
    }

    fn answers(&self, row: &IpaRow, sources: &mut Sources, report: &mut Report) -> Answers {
        let facts = &self.catalog.ipa;
        let value = |name: &str| self.value(row, name);
        let mut answers = Answers::none(sources);
        let said_as = |name: &str| format!("{}, {name}", self.path);
        let mut take = |answers: &mut Answers, key: &str, value: &str, name: &str, sources: &mut Sources| {
            take(answers, key, value, &said_as(name), sources, report);
        };
        if let Some(name) = value(NAME) {
            let own = value("Acronimo").filter(|words| !words.chars().any(char::is_lowercase)).unwrap_or_default();
            take(&mut answers, "name", &names::name(name, own, facts), NAME, sources);
        }
        for (name, key) in SIMPLE {
            if let Some(value) = value(name) {
                take(&mut answers, key, &with_small_host(value), name, sources);
            }
        }
        let name = answers.name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
        if let Some(kind) = value("Codice_Categoria").and_then(|code| kind_of(code, &name, self.catalog)) {
            take(&mut answers, "kind", kind, "Codice_Categoria", sources);
        }
        let municipality = value(MUNICIPALITY);
        if let Some(sigla) = municipality.and_then(|code| facts.province_of(code)) {
            take(&mut answers, "province", sigla, MUNICIPALITY, sources);
        }
        if let Some(street) = value("Indirizzo") {
            let town = municipality.and_then(|code| self.town(code));
            let place: Vec<_> = value("CAP").map(str::to_owned).into_iter().chain(town).collect();
            let parts = [names::street(street.trim_end_matches([',', ' ']), facts), place.join(" ")];
            let address: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            take(&mut answers, "address", &address.join(", "), "Indirizzo", sources);
        }
        for number in 1..=5 {
            let (name, kind) = (format!("Mail{number}"), format!("Tipo_Mail{number}"));
            let Some(mail) = value(&name) else { continue };
            let key = if value(&kind).is_some_and(|kind| kind.eq_ignore_ascii_case("pec")) { "pec" } else { "email" };
            if !answers.has(key) {
                take(&mut answers, key, &mail.to_lowercase(), &name, sources);
            }
        }
        for name in ACCOUNTS {
            let Some(address) = value(name).map(with_small_host) else { continue };
            let mut found = Report::default();
            let length = address.len();
            let span = Span::new(sources.add(said_as(name), address.clone()), 0..length);
            let text = Text::new(address, span);
            match draft(&text, self.catalog, &mut found) {
                // The index also has addresses of plain sites in these columns: an address on no platform that we know is not taken.
                Some(draft) if draft.platform == OTHER => {
                    found.push(unknown_platform(&text, self.catalog.platforms.keys().map(String::as_str)));
                }
                Some(_) => answers.platforms.push(text),
                None => {}
            }
            for wrong in found.iter() {
                report.push(wrong.clone().weighing(Level::Warning));
            }
        }
        answers
    }

    /// The name of a municipality, from the row that the index has of the municipality itself.
    fn town(&self, code: &str) -> Option<String> {
        let beginnings = self.catalog.ente_kinds.get("comune").map(|facts| &facts.beginnings)?;
        let town_of = |row: &IpaRow| {
            let is_there =
                self.value(row, MUNICIPALITY) == Some(code) && self.value(row, "Codice_Categoria") == Some("L6");
            let name = self.value(row, NAME).filter(|_| is_there)?;
            let name = names::name(name, "", &self.catalog.ipa);
            let lower = name.to_lowercase();
            // The name is what follows the first beginning that fits: that of "Comune di Città di Castello" is "Città di Castello".
            let begins = |beginning: &&Text| lower.starts_with(beginning.as_str()) && beginning.starts_with("comune d");
            let length = beginnings.iter().find(begins)?.len();
            name.get(length..).map(|town| town.trim().to_owned()).filter(|town| !town.is_empty())
        };
        self.table.rows.iter().find_map(town_of)
    }

    fn unknown_code(&self, source: SourceId, code: &str) -> Diagnostic {
        let codes: Vec<String> =
            self.table.rows.iter().filter_map(|row| self.value(row, CODE)).map(str::to_lowercase).collect();
        let rows = codes.len();
        let diagnostic = Diagnostic::new(
            Key::UnknownIpaCode,
            Span::start_of(source),
            say!(
                "tra i {rows} enti del file non c'è il codice «{code}»",
                "among the {rows} bodies of the file there is no code “{code}”"
            ),
        );
        match nearest(code, codes.iter().map(String::as_str)) {
            Some(near) => diagnostic.hint(say!("forse volevi «{near}»", "perhaps you meant “{near}”")),
            None => diagnostic.hint(say!(
                "cerca il codice su https://indicepa.gov.it con il nome dell'ente",
                "find the code at https://indicepa.gov.it by the body's name"
            )),
        }
    }
}

/// The kind of a body, by its category; by its name too where the category holds consortia and associations as well.
fn kind_of<'c>(code: &str, name: &str, catalog: &'c Catalog) -> Option<&'c str> {
    let category = catalog.ipa.category(code)?;
    let by_name = kind_of_name(name, catalog);
    let is_gathering = || {
        let lower = name.to_lowercase();
        lower
            .split(|c: char| !c.is_alphabetic())
            .any(|word| catalog.ipa.gatherings.iter().any(|known| known.value == word))
    };
    Some(match by_name {
        _ if !category.mixed.value => &category.kind,
        Some(kind) => kind,
        None if is_gathering() => "ente",
        None => &category.kind,
    })
}

/// Takes a value of the index; one that does not fit is mended as its own message says, or left out with a warning.
fn take(answers: &mut Answers, key: &str, value: &str, said_as: &str, sources: &mut Sources, report: &mut Report) {
    let Err(wrong) = answers.set(key, value, said_as, sources) else { return };
    let mended = wrong.suggestion().map(str::to_owned);
    if mended.is_none_or(|mended| answers.set(key, &mended, said_as, sources).is_err()) {
        report.push(wrong.weighing(Level::Warning));
    }
}

fn not_the_index(source: SourceId, header: &str, missing: &str, columns: &[Spanned<String>]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Key::UnknownColumns,
        Span::new(source, 0..header.len()),
        say!("nella prima riga manca la colonna «{missing}»", "the column “{missing}” is missing in the first line"),
    );
    match nearest(missing, columns.iter().map(|column| column.value.as_str())) {
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
