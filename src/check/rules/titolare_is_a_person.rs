//! A person named as controller: the controller is the ente.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::TitolareIsAPerson, run };

/// How the name of a person or of an office of one person begins. Schools and foundations bear titles further on.
const PEOPLE: [&str; 20] = [
    "sindaco",
    "sindaca pro",
    "sindaca di",
    "sindaca del",
    "vicesindac",
    "assessore",
    "segretario",
    "segretaria",
    "dirigente",
    "direttore",
    "dott.",
    "dott.ssa",
    "dr.",
    "avv.",
    "ing.",
    "arch.",
    "geom.",
    "rag.",
    "sig.",
    "prof.",
];
/// Words that put a person in the controller's place, wherever they stand.
const IN_PERSON: [&str; 3] = ["nella persona d", "in persona d", "nella figura d"];
/// The same in a sentence of a page.
const SENTENCES: [&str; 6] = [
    "titolare del trattamento e il sindaco",
    "titolare del trattamento e la sindaca p",
    "titolare del trattamento dei dati e il sindaco",
    "titolare del trattamento dei dati e la sindaca p",
    "titolare del trattamento dei dati personali e il sindaco",
    "titolare del trattamento dei dati personali e la sindaca p",
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it"]) {
        return;
    }
    let name = context.site.settings.ente.titolare.as_ref().and_then(|titolare| titolare.name.as_ref());
    for passage in context.passages_of(name.iter().flat_map(|name| name.0.texts()).map(|(_, text)| text)) {
        inspection.at(passage);
        let begins = ["il ", "la ", "lo ", "l'"].iter().find_map(|article| passage.plain.strip_prefix(article));
        let begins = begins.unwrap_or(&passage.plain);
        if passage.says(&IN_PERSON) || PEOPLE.iter().any(|person| begins.starts_with(person)) {
            inspection.push(finding(passage.span));
        }
    }
    for (_, page) in context.pages() {
        inspection.at(page);
        for found in SENTENCES.iter().flat_map(|sentence| page.find(sentence)) {
            inspection.push(finding(page.place(&found)));
        }
        let in_person = IN_PERSON.iter().flat_map(|words| page.find(words));
        for found in
            in_person.filter(|found| page.plain[page.sentence(found.start)].contains("titolare del trattamento"))
        {
            inspection.push(finding(page.place(&found)));
        }
    }
}

fn finding(place: Span) -> Diagnostic {
    Diagnostic::new(
        RULE.key,
        place,
        say!("il titolare è l'ente, non una persona", "the controller is the body, not a person"),
    )
    .hint(say!(
        "scrivi il nome dell'ente; chi lo rappresenta va in «represented_by:», come carica e senza nome",
        "write the body's name; who represents it goes into “represented_by:”, as an office and without a name"
    ))
}
