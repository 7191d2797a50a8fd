//! A page that every policy has, or a page that exists in one language and not in another.

use crate::check::rule::{Context, Inspection, Rule, message};
use crate::diagnostic::{Cause, Diagnostic, Key, Level, Message, Place};
use crate::say;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule { key: Key::MissingPage, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let public: BTreeSet<(&str, &str)> = site
        .documents
        .iter()
        .filter(|document| document.is_public())
        .map(|document| (document.key.as_str(), document.lang.as_str()))
        .collect();
    let internal = |key: &str| site.documents.iter().any(|document| document.key == key && !document.is_public());
    let is_required = |key: &str| context.catalog.documents.get(key).is_some_and(|document| document.required.value);
    let mut keys: Vec<&str> =
        context.catalog.documents_in_order().map(|(key, _)| key.as_str()).filter(|key| is_required(key)).collect();
    for (key, _) in &public {
        if !keys.contains(key) {
            keys.push(key);
        }
    }
    // A file whose name is not quite right was told already.
    let is_missing =
        |key: &str, lang: &str| !public.contains(&(key, lang)) && !site.misnamed.contains(&format!("{lang}/{key}.md"));
    for key in keys {
        inspection.at(key);
        let missing: Vec<&str> =
            site.languages.iter().map(String::as_str).filter(|lang| is_missing(key, lang)).collect();
        let Some(first) = missing.first() else { continue };
        let other = site.languages.iter().find(|other| public.contains(&(key, other.as_str())));
        // A page that no language has is one absence.
        if other.is_none() && !internal(key) {
            let thing = vec!["page".to_owned(), key.to_owned()];
            let finding = missing_everywhere(context, key, first, &missing);
            inspection.push(finding.because_of(Cause::Itself(vec![thing])));
            continue;
        }
        for lang in missing {
            let path = context.path(&format!("{lang}/{key}.md"));
            let thing = ["page", key, lang].map(str::to_owned).to_vec();
            let diagnostic = match other {
                // A page of the ente's own may be urgent: its readers in other languages are led to it as it is.
                Some(other) => Diagnostic::new(
                    RULE.key,
                    Place::File(path),
                    say!(
                        "la pagina «{key}» c'è in «{other}» ma non in «{lang}»",
                        "the page “{key}” is there in “{other}” but not in “{lang}”"
                    ),
                )
                .weighing(if is_required(key) { Level::Error } else { Level::Warning })
                .hint(say!(
                    "traduci {other}/{key}.md in {lang}/{key}.md, o togli «{lang}» da «languages:»",
                    "translate {other}/{key}.md as {lang}/{key}.md, or remove “{lang}” from “languages:”"
                )),
                None => Diagnostic::about_file(
                    RULE.key,
                    path,
                    say!(
                        "la pagina «{key}» serve ai cittadini, ma è segnata come interna",
                        "citizens need the page “{key}”, but it is marked as internal"
                    ),
                )
                .hint(say!("togli «visibility: internal»", "remove “visibility: internal”")),
            };
            inspection.push(diagnostic.because_of(Cause::Itself(vec![thing])));
        }
    }
}

/// A page that every policy has and that the site has in no language; the finding is about its file in the first.
fn missing_everywhere(context: &Context<'_>, key: &str, first: &str, missing: &[&str]) -> Diagnostic {
    let purpose = context.catalog.documents.get(key).map(|document| message(&document.purpose));
    let Message { it, en } = purpose.unwrap_or_else(|| Message { it: String::new(), en: String::new() });
    let files = missing.iter().map(|lang| format!("{lang}/{key}.md")).collect::<Vec<_>>().join(", ");
    Diagnostic::about_file(
        RULE.key,
        context.path(&format!("{first}/{key}.md")),
        say!("manca la pagina «{key}»: {it}", "the page “{key}” is missing: {en}"),
    )
    .hint(say!(
        "crea {files}; «limpido init», in una cartella nuova, ne scrive una da cui partire",
        "create {files}; “limpido init”, in a new folder, writes one to begin with"
    ))
}
