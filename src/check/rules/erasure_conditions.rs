//! Conditions that the law does not allow on a request of rights: a fee, more time than it gives, a document for everybody.

use crate::check::passages::Passage;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Level, Message};
use crate::record::Localized;
use crate::say;
use crate::source::{Span, Spanned};
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::ErasureConditions, run };

/// The longest month, and the two longest that follow each other (GDPR article 12, paragraph 3).
const MOST_DAYS: u32 = 31;
const MOST_EXTENSION: u32 = 62;

/// A copy of an identity document.
const DOCUMENT: [&str; 8] = [
    "copia del documento",
    "copia di un documento",
    "copia del tuo documento",
    "copia della carta d'identita",
    "copia di documento",
    "copia della tua carta d'identita",
    "fotocopia",
    "documento d'identita",
];
/// Words that ask for it only where there is a reason.
const ONLY_IF: [&str; 10] = [
    "dubbi",
    "solo se",
    "solo quando",
    "non serve",
    "non servono",
    "non occorre",
    "non mandar",
    "non chied",
    "non devi",
    "non allegare",
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let requests = context.site.informative.requests.as_ref();
    if let Some(requests) = requests {
        inspection.at(requests);
        if let Some(free) = requests.free.as_ref().filter(|free| !free.value) {
            let message = say!("chiedere i propri diritti è gratis", "asking for one's rights is free");
            inspection.push(Diagnostic::new(RULE.key, free.span, message).fix(
                say!("scrivi «true»", "write “true”"),
                free.span,
                "true",
            ));
        }
        let answer = requests.answer_days.as_ref().filter(|days| days.value > MOST_DAYS);
        if let Some(days) = answer {
            inspection.push(too_long(
                days,
                MOST_DAYS,
                say!("la risposta deve arrivare entro un mese", "the answer must come within a month"),
            ));
        }
        let extension = requests.extension_days.as_ref().filter(|days| days.value > MOST_EXTENSION);
        if let Some(days) = extension {
            inspection.push(too_long(
                days,
                MOST_EXTENSION,
                say!("il rinvio può durare al massimo due mesi", "two months is the longest extension"),
            ));
        }
        let identity = requests.identity.iter().flat_map(Localized::texts);
        let steps = requests.steps.iter().flat_map(Localized::texts);
        for passage in context.passages_of(identity.chain(steps).map(|(_, text)| text)) {
            if document_for_all(passage).is_some() {
                inspection.push(wants_document(passage.span));
            }
        }
    }
    for (_, page) in context.pages().filter(|(document, _)| document.key == "oblio") {
        inspection.at(page);
        if let Some(found) = document_for_all(page) {
            inspection.push(wants_document(page.place(&found)));
        }
    }
}

fn too_long(days: &Spanned<u32>, most: u32, message: Message) -> Diagnostic {
    let most = most.to_string();
    Diagnostic::new(RULE.key, days.span, message).fix(
        say!("scrivi {most}, o meno", "write {most}, or less"),
        days.span,
        most.clone(),
    )
}

fn document_for_all(passage: &Passage<'_>) -> Option<Range<usize>> {
    if passage.says(&ONLY_IF) {
        return None;
    }
    DOCUMENT.iter().flat_map(|stem| passage.find(stem)).find(|found| !passage.is_denied(found))
}

fn wants_document(place: Span) -> Diagnostic {
    let message = say!(
        "qui si chiede un documento a tutti: si può solo se c'è un dubbio fondato su chi scrive",
        "this asks everybody for a document: it is allowed only where there is reasonable doubt about who writes"
    );
    Diagnostic::new(RULE.key, place, message).weighing(Level::Warning).hint(say!(
        "scrivi che bastano nome e recapito, e che chiedete altro solo in caso di dubbio",
        "write that a name and a contact are enough, and that you ask for more only in doubt"
    ))
}
