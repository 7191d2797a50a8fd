//! A name into what there is to know of it, offline: a finding, a field of the authors' files, a kind of page, the making of a theme.

use crate::catalog::{Catalog, DocumentType};
use crate::check::rules;
use crate::diagnostic::{Key, Locale};
use crate::guide;
use crate::record::{Eye, Localized, nearest};
use crate::schema;
use std::fmt::Write as _;

/// The name under which the making of a theme is explained.
const THEMES: &str = "themes";

/// What there is to know of a name.
///
/// # Errors
/// The nearest known name, when nobody knows this one.
pub fn explain(name: &str, catalog: &Catalog, locale: Locale) -> Result<String, Option<String>> {
    if let Some(key) = Key::named(name) {
        return Ok(key.page(locale));
    }
    if let Some(kind) = catalog.documents.get(name.trim_end_matches(".md")) {
        return Ok(page(name.trim_end_matches(".md"), kind, catalog, locale));
    }
    if name == THEMES {
        return Ok(guide::THEMES.to_owned());
    }
    let fields = fields_called(name, locale);
    if fields.is_empty() { Err(near(name, catalog)) } else { Ok(fields.join("\n")) }
}

/// Every name that can be explained, by kind: rules, what else can be found, kinds of page, fields.
#[must_use]
pub fn list(catalog: &Catalog, locale: Locale) -> String {
    let titles = match locale {
        Locale::It => ["Regole", "Altri difetti", "Pagine", "Campi", "Un tema proprio"],
        Locale::En => ["Rules", "Other findings", "Pages", "Fields", "A theme of one's own"],
    };
    let (rules, others): (Vec<Key>, _) = Key::ALL.iter().partition(|key| rules::has(**key));
    let [rules, others] = [rules, others].map(|keys| keys.iter().map(Key::to_string).collect());
    let pages = catalog.documents_in_order().map(|(key, _)| key.clone()).collect();
    let fields = field_names();
    let mut text = String::new();
    for (title, names) in titles.iter().zip([rules, others, pages, fields, vec![THEMES.to_owned()]]) {
        let _ = writeln!(text, "{title}");
        names.iter().for_each(|name| {
            let _ = writeln!(text, "  {name}");
        });
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn field_names() -> Vec<String> {
    schema::records()
        .into_iter()
        .flat_map(|(path, record)| (record.fields)().into_iter().map(move |field| format!("{path}.{}", field.name)))
        .collect()
}

fn near(name: &str, catalog: &Catalog) -> Option<String> {
    let fields = field_names();
    // A name may be the end of a field's path, from any step on.
    let parts = fields
        .iter()
        .flat_map(|field| field.match_indices('.').map(move |(at, _)| &field[at + 1..]).chain([field.as_str()]));
    let keys = Key::ALL.iter().map(|key| key.name());
    let known = keys.chain(catalog.documents.keys().map(String::as_str)).chain([THEMES]).chain(parts);
    nearest(name, known).map(str::to_owned)
}

/// The fields of a name: by their whole path, with or without the file (`ente.rpd.email`), or by their last step.
fn fields_called(name: &str, locale: Locale) -> Vec<String> {
    let guide = guide::entries();
    let mut found = Vec::new();
    for (path, record) in schema::records() {
        for field in (record.fields)() {
            let whole = format!("{path}.{}", field.name);
            let is_meant = whole == name || whole.strip_suffix(name).is_some_and(|before| before.ends_with('.'));
            if !is_meant {
                continue;
            }
            let expected = field.shape.expected();
            let entry = guide.get(&whole);
            found.push(match locale {
                Locale::It => {
                    let meaning = entry.map_or(field.doc.trim(), |entry| entry.meaning.as_str());
                    let example = entry.map_or("", |entry| entry.example.as_str());
                    format!("{whole}\n  {meaning}\n  Si scrive: {}\n  Esempio: {example}\n", expected.it)
                }
                Locale::En => {
                    let example = entry.map_or("", |entry| entry.example.as_str());
                    format!("{whole}\n  {}\n  Write: {}\n  Example: {example}\n", field.doc.trim(), expected.en)
                }
            });
        }
    }
    found
}

fn page(key: &str, kind: &DocumentType, catalog: &Catalog, locale: Locale) -> String {
    let lang = match locale {
        Locale::It => "it",
        Locale::En => "en",
    };
    let read = |text: &Localized| text.read_by(Eye { lang, first: "it" }).0.value.clone();
    let mut text = format!("{key}.md\n  {}\n", read(&kind.purpose));
    if !kind.requires.is_empty() {
        text.push_str(match locale {
            Locale::It => "  Che cosa deve esserci:\n",
            Locale::En => "  What must be there:\n",
        });
    }
    for requirement in &kind.requires {
        let _ = writeln!(text, "  - {}: {}", requirement.field.value, read(&requirement.hint));
        let norma = requirement.norma.as_ref().and_then(|key| catalog.norme.get(key));
        if let Some(norma) = norma {
            let _ = writeln!(text, "    {} <{}>", read(&norma.title), norma.url.value.0);
        }
    }
    text
}
