//! A site that cites the Italian privacy code and nowhere the GDPR.

use crate::check::passages::Passage;
use crate::check::phrases::PhraseFinder;
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

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let public: HashSet<&str> = context.pages().map(|(document, _)| document.path.as_str()).collect();
    let is_read = |path: &str| !path.ends_with(".md") || public.contains(path);
    let read = context.passages().iter().filter(|passage| is_read(&passage.path));
    let read: Vec<_> = read.collect();
    read.iter().for_each(|passage| inspection.at(passage));
    let (national, european) = (PhraseFinder::new(NATIONAL), PhraseFinder::new(EUROPEAN));
    if read.iter().any(|passage| !european.find(passage).is_empty()) {
        return;
    }
    let cites = |passage: &&Passage<'_>| national.find(passage).first().map(|found| passage.place(&found.range));
    if let Some(place) = read.iter().find_map(cites) {
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
