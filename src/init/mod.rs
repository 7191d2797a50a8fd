//! Answers into a new site's folder: the starter's texts with the ente's own facts in them.
//!
//! 1. The starter is the demo, `content/`. Marks in its YAML say what is only the demo's, what goes with a platform, and what
//!    each ente fills in (`marks`).
//! 2. What is an ente's own is written from the answers (`data/*.yaml`, templates).
//! 3. What nobody answered is a place to fill in, which `check` finds.
//!
//! Nothing is written to the disk, and nothing is asked: that is for `publish` and the command line.

mod accounts;
mod answers;
pub mod ipa;
mod marks;
mod names;
mod one_language;
mod yaml_text;

pub use answers::{Answers, OfficeAnswer, QUESTIONS, Question};
pub use marks::TO_CONFIRM;

use crate::catalog::Catalog;
use crate::diagnostic::{Fault, Outcome, Report};
use crate::record::{Date, Eye, Field, map};
use crate::say;
use crate::source::BuiltIn;
use std::collections::BTreeMap;
use tera::{Context, Tera};

#[derive(rust_embed::Embed)]
#[folder = "content"]
struct Demo;

/// The starter's files, which are the demo's.
pub const STARTER: BuiltIn = BuiltIn {
    paths: || Demo::iter().map(std::borrow::Cow::into_owned).collect(),
    get: |path| Demo::get(path).map(|file| file.data),
};

#[derive(rust_embed::Embed)]
#[folder = "src/init/data"]
struct Templates;

/// The files of a new site.
pub type NewFolder = BTreeMap<String, Vec<u8>>;

/// What is wrong with the platforms of some answers, before anything else is asked.
#[must_use]
pub fn check_platforms(answers: &Answers, catalog: &Catalog) -> Report {
    let mut report = Report::default();
    let _ = accounts::drafts(answers, catalog, &mut report);
    report
}

/// Makes the folder of a new site. The report holds what is wrong with the answers.
///
/// # Errors
/// When the program's own templates are broken.
pub fn folder(answers: &Answers, catalog: &Catalog, today: Date) -> Result<Outcome<NewFolder>, Fault> {
    let mut report = Report::default();
    let accounts = accounts::drafts(answers, catalog, &mut report);
    let in_use: Vec<String> = accounts.iter().flat_map(accounts::Draft::marks).collect();
    let templates = compiled()?;
    let context = context(answers, &accounts, catalog, today);
    let write = |name: &str| {
        templates.render(name, &context).map_err(|error| broken(&error)).map(|text| format!("{}\n", text.trim_end()))
    };
    let mut files = NewFolder::new();
    for path in (STARTER.paths)() {
        let Some(text) = (STARTER.get)(&path).and_then(|bytes| String::from_utf8(bytes.into_owned()).ok()) else {
            continue;
        };
        let text = match path.as_str() {
            "site.yaml" => marks::with_top_level(
                &marks::apply(&text, &in_use),
                &["edition", "languages", "ente"],
                &write("ente.yaml")?,
            ),
            "accounts.yaml" => marks::with_top_level(
                &marks::apply(&text, &in_use),
                &["accounts", "closed", "not_official"],
                &write("accounts.yaml")?,
            ),
            "acts.yaml" => marks::with_top_level(
                &marks::apply(&text, &in_use),
                &["in_force", "review_due", "acts", "revisions"],
                &write("acts.yaml")?,
            ),
            "README.md" => text,
            _ if path.ends_with(".yaml") => first_version(&dated(&marks::apply(&text, &in_use), "date: ", today)),
            _ => match path.split_once('/') {
                Some((lang, _)) if path.ends_with(".md") && answers.speaks(lang) => dated(&text, "updated: ", today),
                _ => continue,
            },
        };
        let text = match answers.language_tags().as_slice() {
            [lang] if path.ends_with(".yaml") => one_language::only(&text, lang),
            _ => text,
        };
        files.insert(path, text.into_bytes());
    }
    Ok(Outcome { value: Some(files), report })
}

/// The texts of a new site are as old as the site.
fn dated(text: &str, key: &str, today: Date) -> String {
    let line = |line: &str| {
        let written = line.trim_start();
        let indent = &line[..line.len() - written.len()];
        if written.starts_with(key) { format!("{indent}{key}{}\n", today.0) } else { line.to_owned() }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// So are their versions.
fn first_version(text: &str) -> String {
    let line = |line: &str| match line.split_once("version: ") {
        Some((indent, _)) if indent.trim().is_empty() => format!("{indent}version: \"1.0\"\n"),
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

fn compiled() -> Result<Tera, Fault> {
    let mut tera = Tera::default();
    tera.autoescape_on(Vec::<&'static str>::new());
    yaml_text::register(&mut tera);
    for path in Templates::iter() {
        let bytes = Templates::get(&path).map(|file| file.data).unwrap_or_default();
        tera.add_raw_template(&path, &String::from_utf8_lossy(&bytes)).map_err(|error| broken(&error))?;
    }
    Ok(tera)
}

fn broken(error: &tera::Error) -> Fault {
    Fault::refused(
        say!(
            "i testi di partenza di limpido non sono in ordine: {error}",
            "limpido's own starter is not in order: {error}"
        ),
        say!("reinstalla limpido", "install limpido again"),
    )
}

fn context(answers: &Answers, accounts: &[accounts::Draft], catalog: &Catalog, today: Date) -> Context {
    let mut context = Context::new();
    let eye = Eye { lang: "it", first: "it" };
    for (key, value) in answers.view(eye).into_map().into_iter().flatten() {
        context.insert_value(key.to_string(), value);
    }
    let kind = answers.kind_or_guess(catalog);
    context.insert("kind", &kind);
    let facts = catalog.ente_kinds.get(kind);
    for lang in ["it", "en"] {
        let eye = Eye { lang, first: "it" };
        let view = facts
            .map(|facts| map([("organ", facts.organ.view(eye)), ("represented_by", facts.represented_by.view(eye))]));
        context.insert_value(format!("kind_{lang}"), view.into());
    }
    context.insert("languages", &answers.language_tags());
    context.insert("accounts", &accounts);
    context.insert("today", &today.0.to_string());
    let next_year = today.0.checked_add(jiff::Span::new().years(1)).unwrap_or(today.0);
    context.insert("next_year", &next_year.to_string());
    context
}
