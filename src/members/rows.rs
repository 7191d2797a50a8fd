//! A table with a row for each ente: a column is a field of the ente's files, or an account.
//!
//! `ente.name` is a field of `site.yaml`, `acts.in_force` one of `acts.yaml`; `account.facebook` is the ente's account there, by
//! handle or address; `folder` is the ente's folder, if it has one. An empty cell says nothing: the base's value holds.

use super::files::leads_out;
use super::member::{Member, SITE};
use crate::diagnostic::{Diagnostic, Key, Level, Report};
use crate::model::shape_of;
use crate::record::{Shape, Text, is_refused, nearest, plain_name, report_hidden, table_text};
use crate::say;
use crate::source::signs::found;
use crate::source::table::SheetRows;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Files, Sources, Span, Spanned, Unreadable};
use std::collections::BTreeMap;

/// The files of a site beside `site.yaml`; a column that begins with the name of one is a field of it.
const FILES: [&str; 4] = ["accounts", "moderation", "informative", "acts"];

/// The columns that every table has: whose row it is.
const NEEDED: [&str; 2] = ["ente.name", "ente.ipa"];

/// What a column is for.
enum RowColumn {
    /// A field: the file, and the path in it.
    Field(String, Vec<String>),
    /// An account on a platform.
    Account(String),
    /// The ente's folder.
    Folder,
}

/// The enti of a table, one for each row that can be read.
pub(super) fn members(
    root: &Files,
    path: &Text,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Vec<Member>, Unreadable> {
    let Some(bytes) = root.read(path)? else {
        report.push(no_table(&root.shown(path), path.span));
        return Ok(Vec::new());
    };
    let text = match table_text(&bytes, &root.shown(path)) {
        Ok(text) => text,
        Err(wrong) => {
            report.push(wrong);
            return Ok(Vec::new());
        }
    };
    let source = sources.add(root.shown(path), text.clone());
    report_hidden(&text, source, report);
    let table = SheetRows::parse(&text, source);
    let columns: Vec<Option<RowColumn>> = table.header.iter().map(|title| column(title, report)).collect();
    let first = table.header.first().map_or(Span::start_of(source), |title| title.span);
    let is_there = |needed: &&str| table.header.iter().any(|title| title.value == *needed);
    let missing: Vec<&str> = NEEDED.into_iter().filter(|needed| !is_there(needed)).collect();
    missing.iter().for_each(|needed| report.push(no_column(needed, first)));
    if !missing.is_empty() || columns.iter().any(Option::is_none) {
        return Ok(Vec::new());
    }
    let mut codes: BTreeMap<String, Span> = BTreeMap::new();
    let mut members = Vec::new();
    // A row with a sign that was refused above makes no ente.
    let is_refused = |cell: &Text| found(cell).any(|sign| is_refused(sign.harm));
    for row in table.rows.into_iter().filter(|row| !row.iter().any(is_refused)) {
        let Some(member) = member(&row, &columns, &table.header, report) else { continue };
        if let Some(first) = codes.get(&member.key) {
            let code = &member.key;
            report.push(
                Diagnostic::new(
                    Key::MemberTwice,
                    member.place,
                    say!("l'ente «{code}» è elencato due volte", "the ente “{code}” is listed twice"),
                )
                .see(*first, say!("la prima volta è qui", "the first time is here"))
                .hint(say!("togli una delle due righe", "remove one of the two rows")),
            );
            continue;
        }
        codes.insert(member.key.clone(), member.place);
        members.push(member);
    }
    Ok(members)
}

fn no_table(shown: &str, place: Span) -> Diagnostic {
    let message = say!("la tabella «{shown}» non c'è", "the table “{shown}” is not there");
    Diagnostic::new(Key::UnreadableMember, place, message).hint(say!("controlla il nome", "see that the name is right"))
}

fn no_column(needed: &str, place: Span) -> Diagnostic {
    let message = say!("manca la colonna «{needed}»", "the column “{needed}” is missing");
    Diagnostic::new(Key::MissingColumn, place, message)
        .hint(say!("aggiungila alla prima riga", "add it to the first line"))
}

fn column(title: &Text, report: &mut Report) -> Option<RowColumn> {
    if title.value == "folder" {
        return Some(RowColumn::Folder);
    }
    if let Some(platform) = title.strip_prefix("account.") {
        return Some(RowColumn::Account(platform.to_owned()));
    }
    let mut steps: Vec<&str> = title.split('.').collect();
    let file = if FILES.contains(&steps[0]) { steps.remove(0) } else { "site" };
    let mut shape = shape_of(file);
    for step in &steps {
        let names = names_of(shape.as_ref());
        shape = shape.as_ref().and_then(|shape| shape.under(step));
        if shape.is_none() {
            let written = &title.value;
            let found = Diagnostic::new(
                Key::UnknownField,
                title.span,
                say!("la colonna «{written}» non è un campo", "the column “{written}” is no field"),
            );
            report.push(match nearest(step, names.iter().copied()) {
                Some(near) => found.fix(
                    say!("forse volevi «{near}»", "perhaps you meant “{near}”"),
                    title.span,
                    written.replace(step, near),
                ),
                None => found.hint(say!(
                    "scrivi un campo di site.yaml, come «ente.name», o «account.» e una piattaforma",
                    "write a field of site.yaml, such as “ente.name”, or “account.” and a platform"
                )),
            });
            return None;
        }
    }
    Some(RowColumn::Field(format!("{file}.yaml"), steps.into_iter().map(str::to_owned).collect()))
}

fn names_of(shape: Option<&Shape>) -> Vec<&'static str> {
    match shape.map(Shape::inner) {
        Some(Shape::Record(record)) => (record.fields)().into_iter().map(|field| field.name).collect(),
        _ => Vec::new(),
    }
}

fn member(row: &[Text], columns: &[Option<RowColumn>], header: &[Text], report: &mut Report) -> Option<Member> {
    let first = row.first()?;
    let whole = Span { end: row.last().map_or(first.span.end, |cell| cell.span.end), ..first.span };
    if row.len() != columns.len() {
        let (has, needs) = (row.len(), columns.len());
        report.push_with(Level::Error, || other_length(whole, (has, needs), header));
        return None;
    }
    let mut values: BTreeMap<String, Node> = BTreeMap::new();
    let mut accounts = Vec::new();
    let mut folder = None;
    for (cell, column) in row.iter().zip(columns).filter(|(cell, _)| !cell.is_empty()) {
        match column {
            Some(RowColumn::Folder) => folder = Some(cell),
            Some(RowColumn::Account(platform)) => accounts.push(account(platform, cell)),
            Some(RowColumn::Field(file, steps)) => {
                let root = values.entry(file.clone()).or_insert_with(|| map(whole));
                set(root, steps, cell, whole);
            }
            None => {}
        }
    }
    if !accounts.is_empty() {
        let list = Node { kind: NodeKind::List(accounts), span: whole };
        let root = values.entry("accounts.yaml".to_owned()).or_insert_with(|| map(whole));
        if let NodeKind::Map(entries) = &mut root.kind {
            entries.push((Spanned::new("accounts".to_owned(), whole), list));
        }
    }
    let ente = |field: &str| match values.get(SITE).and_then(|site| site.at(field)).map(|node| &node.kind) {
        Some(NodeKind::Scalar { text, .. }) => Some(text.clone()),
        _ => None,
    };
    let Some(key) =
        ente("ente.ipa").map(|code| code.to_lowercase()).or_else(|| ente("ente.name").map(|name| plain_name(&name)))
    else {
        report.push(
            Diagnostic::new(
                Key::MissingColumn,
                whole,
                say!("questa riga non dice di quale ente è", "this row does not say whose it is"),
            )
            .hint(say!("scrivi il codice IPA o il nome", "write the IPA code or the name")),
        );
        return None;
    };
    // The key becomes the name of a folder.
    let is_plain = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
    let name = if is_plain { key.clone() } else { plain_name(&key) };
    if let Some(outside) = folder.and_then(leads_out) {
        report.push(outside);
        return None;
    }
    Some(Member { name, key, folder: folder.map(|folder| folder.value.clone()), place: first.span, values })
}

/// A row that has more or fewer cells than there are columns.
fn other_length(row: Span, (has, needs): (usize, usize), header: &[Text]) -> Diagnostic {
    let found = Diagnostic::new(
        Key::MissingColumn,
        row,
        say!(
            "questa riga ha {has} celle, le colonne sono {needs}",
            "this row has {has} cells, there are {needs} columns"
        ),
    );
    let missing = header.iter().skip(has).map(|title| title.value.as_str()).collect::<Vec<_>>().join(", ");
    found.hint(if has < needs {
        say!(
            "mancano: {missing}. Una cella vuota va lasciata, con il suo separatore",
            "missing: {missing}. An empty cell is left empty, with its separator"
        )
    } else {
        say!(
            "metti tra virgolette le celle che contengono il separatore",
            "put cells that hold the separator in quotes"
        )
    })
}

fn map(span: Span) -> Node {
    Node { kind: NodeKind::Map(Vec::new()), span }
}

fn text(cell: &Text) -> Node {
    Node { kind: NodeKind::Scalar { text: cell.value.clone(), quoted: false }, span: cell.span }
}

/// An account by its address or its handle.
fn account(platform: &str, cell: &Text) -> Node {
    let field = if cell.contains("://") { "url" } else { "handle" };
    let key = |name: &str| Spanned::new(name.to_owned(), cell.span);
    let platform = Node { kind: NodeKind::Scalar { text: platform.to_owned(), quoted: false }, span: cell.span };
    Node { kind: NodeKind::Map(vec![(key("platform"), platform), (key(field), text(cell))]), span: cell.span }
}

fn set(node: &mut Node, steps: &[String], cell: &Text, whole: Span) {
    let NodeKind::Map(entries) = &mut node.kind else { return };
    let Some((step, rest)) = steps.split_first() else { return };
    if rest.is_empty() {
        entries.push((Spanned::new(step.clone(), cell.span), text(cell)));
        return;
    }
    let at = entries.iter().position(|(name, _)| name.value == *step).unwrap_or_else(|| {
        entries.push((Spanned::new(step.clone(), cell.span), map(whole)));
        entries.len() - 1
    });
    set(&mut entries[at].1, rest, cell, whole);
}
