//! Conditions that the law does not allow on a request of rights, in its fields: a fee, more time than it gives. Frames find those of
//! sentences.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::say;
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule { key: Key::ErasureConditions, run };

/// The longest month, and the two longest that follow each other (GDPR article 12, paragraph 3).
const MOST_DAYS: u32 = 31;
const MOST_EXTENSION: u32 = 62;

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
