//! A sentence that says that the ente does not answer for accessibility.

use crate::check::passages::{Passage, says};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::ShiftedDuty, run };

/// How people say that they do not answer for something: a negation and, after it, the word.
const NEGATIONS: [&str; 3] = ["non", "nessuna", "not"];
const ANSWERING: [&str; 6] = ["responsabile", "responsabili", "responsabilita", "risponde", "responsible", "liable"];
const SUBJECT: [&str; 5] = ["accessibilita", "accessibile", "accessibili", "accessibility", "accessible"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it", "en"]) {
        return;
    }
    for passage in context.passages() {
        let is_disclaimer = passage.path.starts_with("site.accessibility.disclaimer");
        let is_page = passage.path.ends_with(".md");
        if !is_disclaimer && !is_page {
            continue;
        }
        inspection.at(passage);
        for span in refusals(passage, is_disclaimer) {
            let finding = Diagnostic::new(
                RULE.key,
                span,
                say!(
                    "dell'accessibilità di ciò che pubblica l'ente risponde sempre",
                    "a public body always answers for the accessibility of what it publishes"
                ),
            )
            .hint(say!(
                "di' che cosa non dipende da te (i programmi delle piattaforme) e come avere lo stesso contenuto in un'altra forma",
                "say what does not depend on you (the platforms' programs) and how to get the same content in another form"
            ));
            inspection.push_once(finding);
        }
    }
}

/// Where a sentence on accessibility refuses to answer for it; everything in the disclaimer is on accessibility.
fn refusals(passage: &Passage<'_>, is_disclaimer: bool) -> Vec<Span> {
    let plain = &passage.plain;
    let mut found = Vec::new();
    for range in ANSWERING.iter().flat_map(|word| passage.find_words(word)) {
        let sentence = passage.sentence(range.start);
        let is_subject = is_disclaimer || says(&plain[sentence.clone()], &SUBJECT);
        // The negation of this verb stands at most six words before it.
        let near = plain[sentence.start..range.start].split_whitespace().rev().take(6);
        let is_refused = near.into_iter().any(|word| NEGATIONS.contains(&word));
        if is_subject && is_refused {
            found.push(passage.place(&range));
        }
    }
    found
}
