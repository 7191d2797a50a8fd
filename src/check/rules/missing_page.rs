//! A page that every policy has, or a page that exists in one language and not in another.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Place, Report};
use crate::say;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = crate::rule!("missing-page", run);

fn run(context: &Context<'_>, report: &mut Report) {
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
    for key in keys {
        for lang in &site.languages {
            let path = format!("{lang}/{key}.md");
            if public.contains(&(key, lang.as_str())) || site.misnamed.contains(&path) {
                continue;
            }
            let path = context.path(&path);
            let other = site.languages.iter().find(|other| public.contains(&(key, other.as_str())));
            let diagnostic = match other {
                // A page of the ente's own may be urgent: its readers in other languages are led to it as it is.
                Some(other) => Diagnostic::new(
                    if is_required(key) { Level::Error } else { Level::Warning },
                    RULE.name,
                    Place::File(path),
                    say!(
                        "la pagina «{key}» c'è in «{other}» ma non in «{lang}»",
                        "the page “{key}” is there in “{other}” but not in “{lang}”"
                    ),
                )
                .hint(say!(
                    "traduci {other}/{key}.md in {lang}/{key}.md, o togli «{lang}» da «languages:»",
                    "translate {other}/{key}.md as {lang}/{key}.md, or remove “{lang}” from “languages:”"
                )),
                None if internal(key) => Diagnostic::about_file(
                    RULE.name,
                    path,
                    say!(
                        "la pagina «{key}» serve ai cittadini, ma è segnata come interna",
                        "citizens need the page “{key}”, but it is marked as internal"
                    ),
                )
                .hint(say!("togli «visibility: internal»", "remove “visibility: internal”")),
                None => {
                    let purpose = context.catalog.documents.get(key).map(|document| document.purpose.clone());
                    let (it, en) = purpose
                        .map(|purpose| {
                            let read = |lang| purpose.read_by(crate::record::Eye { lang, first: "it" }).0.value.clone();
                            (read("it"), read("en"))
                        })
                        .unwrap_or_default();
                    Diagnostic::about_file(
                        RULE.name,
                        path,
                        say!("manca la pagina «{key}»: {it}", "the page “{key}” is missing: {en}"),
                    )
                    .hint(say!(
                        "crea {lang}/{key}.md; content/ ne ha una da cui partire",
                        "create {lang}/{key}.md; content/ has one to begin with"
                    ))
                }
            };
            report.push(diagnostic);
        }
    }
}
