//! A sentence that takes the use of a page for consent to cookies or to the processing of data.

use crate::check::passages::{Passage, find, says};
use crate::check::phrases::Phrases;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::ConsentByUse, run };

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

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it", "en"]) {
        return;
    }
    let verbs = Phrases::new(CONSENT);
    for passage in context.passages() {
        inspection.at(passage);
        for found in taken(passage, &verbs) {
            let finding = Diagnostic::new(
                RULE.key,
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
            inspection.push_once(finding);
        }
    }
}

/// The words of each sentence that takes use for consent, from the use to the verb.
fn taken(passage: &Passage<'_>, verbs: &Phrases<'_>) -> Vec<Range<usize>> {
    let mut verbs = verbs.find(passage);
    verbs.retain(|verb| passage.is_whole(&verb.range));
    verbs.sort_by_key(|verb| verb.range.start);
    let mut found: Vec<Range<usize>> = Vec::new();
    for verb in verbs.into_iter().map(|verb| verb.range) {
        let sentence = passage.sentence(verb.start);
        // One finding a sentence.
        if found.last().is_some_and(|before| before.end > sentence.start) {
            continue;
        }
        let before = &passage.plain[sentence.start..verb.start];
        let use_of = USE.iter().filter_map(|stem| find(before, stem).next()).map(|place| place.start).min();
        let words = &passage.plain[sentence.clone()];
        if let Some(use_of) = use_of
            && says(words, &SUBJECT)
            && !says(words, &CHOICE)
            && !passage.is_denied(&verb)
        {
            found.push(sentence.start + use_of..verb.end);
        }
    }
    found
}
