//! A sentence that takes the use of a page for consent to cookies or to the processing of data.

use crate::check::passages::{Passage, says};
use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;
use std::ops::Range;

pub(super) const RULE: Rule = crate::rule!("consent-by-use", run);

/// What people merely do.
const USE: [&str; 22] = [
    "con l'utilizzo",
    "con l'uso",
    "utilizzando",
    "usando",
    "continuando",
    "proseguendo",
    "navigando",
    "scorrendo",
    "interagendo",
    "seguendo",
    "iscrivendo",
    "chiudendo",
    "l'utilizzo d",
    "l'uso d",
    "la prosecuzione",
    "la navigazione",
    "by using",
    "by continuing",
    "by browsing",
    "by following",
    "by closing",
    "use of",
];
/// What it is taken for, whole words.
const CONSENT: [&str; 32] = [
    "autorizzi",
    "autorizza",
    "autorizzate",
    "autorizzano",
    "accetti",
    "accetta",
    "accettate",
    "accettano",
    "acconsenti",
    "acconsente",
    "acconsentite",
    "acconsentono",
    "dai il consenso",
    "dai il tuo consenso",
    "presti il consenso",
    "presti il tuo consenso",
    "presta il consenso",
    "presta il proprio consenso",
    "prestano il consenso",
    "esprimi il consenso",
    "implica l'accettazione",
    "implica il consenso",
    "comporta l'accettazione",
    "comporta il consenso",
    "equivale ad accettare",
    "vale come consenso",
    "vale come accettazione",
    "you agree",
    "you consent",
    "you accept",
    "implies consent",
    "constitutes consent",
];
/// What the consent is about: rules for comments may be accepted in this way.
const SUBJECT: [&str; 10] = [
    "cookie",
    "dati",
    "trattament",
    "informativa",
    "privacy",
    "tracciament",
    "profilazione",
    "personal data",
    "your data",
    "tracking",
];
/// Words of a choice that is really made.
const CHOICE: [&str; 8] = ["puoi", "potete", "si puo", "se vuoi", "may", "can", "modulo", "casella"];

fn run(context: &Context<'_>, report: &mut Report) {
    // Few texts are about data: the others are not looked through for every word.
    for passage in context.passages().iter().filter(|passage| passage.says(&SUBJECT)) {
        for found in taken(passage) {
            let finding = Diagnostic::new(
                Level::Warning,
                RULE.name,
                passage.place(&found),
                say!(
                    "usare una pagina o un servizio non è dare il consenso",
                    "to use a page or a service is not to give consent"
                ),
            )
            .hint(say!(
                "togli la frase; se un cookie o un trattamento vuole il consenso, chiedilo con una scelta libera, prima",
                "remove the sentence; where a cookie or a processing needs consent, ask for it first, with a free choice"
            ));
            report.push_once(context.citing(finding, "gdpr-4"));
        }
    }
}

/// The first words of each sentence that takes use for consent, up to the verb.
fn taken(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for use_of in USE.iter().flat_map(|stem| passage.find(stem)) {
        let sentence = passage.sentence(use_of.start);
        let words = &passage.plain[sentence.clone()];
        if !says(words, &SUBJECT) || says(words, &CHOICE) || found.iter().any(|before| before.end > use_of.start) {
            continue;
        }
        let verbs = CONSENT.iter().flat_map(|verb| passage.find_words(verb));
        let verb =
            verbs.filter(|verb| use_of.end <= verb.start && verb.end <= sentence.end).min_by_key(|verb| verb.start);
        if let Some(verb) = verb.filter(|verb| !passage.is_denied(verb)) {
            found.push(use_of.start..verb.end);
        }
    }
    found
}
