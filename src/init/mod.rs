//! Answers into a new site's folder: the starter's texts with the ente's own facts in them.
//!
//! 1. The starter is the demo, `content/`. Marks in its YAML say what is only the demo's, what goes with a platform, and what
//!    each ente fills in (`marks`).
//! 2. What is an ente's own is written from the answers (`data/*.yaml`, templates).
//! 3. What nobody answered is a place to fill in, or is not there. What was chosen for the ente all the same is listed in `confirm.yaml`.
//!    `check` finds both.
//!
//! Nothing is written to the disk, and nothing is asked: that is for `publish` and the command line.

mod accounts;
mod answers;
pub mod ipa;
mod marks;
mod names;
mod one_language;
mod questions;
mod unconfirmed;
mod yaml_text;

pub use answers::{ActAnswer, Answers, OfficeAnswer};
pub use questions::{InitQuestion, QUESTIONS};

use crate::catalog::Catalog;
use crate::diagnostic::{Fault, Outcome, Report};
use crate::model::page_parts;
use crate::record::{Eye, TemplateValue as _, map};
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

/// Makes the folder of a new site. `of_index` are the questions that the index of public bodies has answered. The report holds what is
/// wrong with the answers.
///
/// # Errors
/// When the program's own templates are broken.
pub fn folder(answers: &Answers, of_index: &[&str], catalog: &Catalog) -> Result<Outcome<NewFolder>, Fault> {
    let mut report = Report::default();
    let accounts = accounts::drafts(answers, catalog, &mut report);
    let in_use: Vec<String> = accounts.iter().flat_map(accounts::Draft::marks).collect();
    let templates = compiled()?;
    let context = context(answers, of_index, &accounts, catalog);
    let write = |name: &str| {
        templates.render(name, &context).map_err(|error| broken(&error)).map(|text| format!("{}\n", text.trim_end()))
    };
    let mut files = NewFolder::new();
    let mut entries = Vec::new();
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
            _ if path.ends_with(".yaml") => marks::apply(&text, &in_use),
            _ => match path.split_once('/') {
                Some((lang, _)) if path.ends_with(".md") && answers.speaks(lang) => undated(&text),
                _ => continue,
            },
        };
        let text = match answers.language_tags().as_slice() {
            [lang] if path.ends_with(".yaml") => one_language::only(&text, lang),
            _ => text,
        };
        let text = if path == "README.md" { text } else { unconfirmed::take(&path, &text, &mut entries) };
        files.insert(path, text.into_bytes());
    }
    files.extend([unconfirmed::file(&entries)]);
    Ok(Outcome { value: Some(files), report })
}

/// A page without the day of its last change: that of the demo says nothing of the ente's own page.
fn undated(text: &str) -> String {
    let Some((front, _)) = page_parts(text) else { return text.to_owned() };
    let kept = text[front.clone()].split_inclusive('\n').filter(|line| !line.starts_with("updated:"));
    [&text[..front.start], &kept.collect::<String>(), &text[front.end..]].concat()
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

fn context(answers: &Answers, of_index: &[&str], accounts: &[accounts::Draft], catalog: &Catalog) -> Context {
    let mut context = Context::new();
    let eye = Eye { lang: "it", first: "it" };
    for (key, value) in answers.template_value(eye).into_map().into_iter().flatten() {
        context.insert_value(key.to_string(), value);
    }
    let kind = answers.kind_or_guess(catalog);
    context.insert("kind", &kind);
    let facts = catalog.ente_kinds.get(kind);
    for lang in ["it", "en"] {
        let eye = Eye { lang, first: "it" };
        let view = facts.map(|facts| map([("represented_by", facts.represented_by.template_value(eye))]));
        context.insert_value(format!("kind_{lang}"), view.into());
    }
    context.insert("languages", &answers.language_tags());
    context.insert("accounts", &accounts);
    context.insert("of_index", of_index);
    context.insert("is_kind_given", &answers.kind.is_some());
    context
}
