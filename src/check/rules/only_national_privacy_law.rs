//! A site that cites the Italian privacy code and nowhere the GDPR.

use crate::catalog::{PhraseFinder, PhraseFound};
use crate::check::passages::Passage;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule { key: Key::OnlyNationalPrivacyLaw, run };

const NATIONAL: [&str; 4] = ["196/2003", "196 del 2003", "codice privacy", "codice della privacy"];
const EUROPEAN: [&str; 9] = [
    "gdpr",
    "rgpd",
    "dsgvo",
    "2016/679",
    "679/2016",
    "regolamento generale sulla protezione",
    "regolamento europeo",
    "regolamento ue",
    "regolamento dell'unione europea",
];

const GLOSSARY: &str = "glossario";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    // A glossary explains words, and says of no treatment by which law it goes.
    let told = context.pages().filter(|(document, _)| document.key != GLOSSARY);
    let public: HashSet<&str> = told.map(|(document, _)| document.path.as_str()).collect();
    let is_read = |path: &str| !path.ends_with(".md") || public.contains(path);
    let read = context.passages().iter().filter(|passage| is_read(&passage.path));
    let read: Vec<_> = read.collect();
    read.iter().for_each(|passage| inspection.at(passage));
    let laws = &context.catalog.finders.privacy_laws;
    let laws = laws.get_or_init(|| PhraseFinder::new(NATIONAL.iter().chain(&EUROPEAN)));
    let found: Vec<(&Passage<'_>, PhraseFound)> = read
        .into_iter()
        .flat_map(|passage| laws.find(&passage.plain).into_iter().map(move |law| (passage, law)))
        .collect();
    if found.iter().any(|(_, law)| law.number >= NATIONAL.len()) {
        return;
    }
    if let Some((passage, law)) = found.first() {
        let place = passage.place(&law.range);
        let found = Diagnostic::new(
            RULE.key,
            place,
            say!(
                "si cita solo la legge italiana sulla privacy: dal 2018 conta prima di tutto il GDPR",
                "only the Italian privacy law is cited: since 2018 the GDPR comes first"
            ),
        )
        .hint(say!(
            "cita anche il regolamento (UE) 2016/679 (GDPR), con l'articolo",
            "cite Regulation (EU) 2016/679 (GDPR) too, with the article"
        ));
        inspection.push(found);
    }
}
