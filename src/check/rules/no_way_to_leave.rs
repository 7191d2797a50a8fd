//! A messaging service that people can join and cannot leave.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::Localized;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::NoWayToLeave, run };

/// Words of a step that says how to leave.
const LEAVES: [&str; 10] =
    ["cancell", "disattiv", "disiscri", "uscire", "esci", "esce", "lasci", "leave", "unsubscribe", "stop"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for subscribe in context.site.accounts.accounts.iter().filter_map(|account| account.subscribe.as_ref()) {
        inspection.at(subscribe);
        if !inspection.lacks(subscribe.fields.leave) || inspection.is_unsure_of(&[subscribe.fields.steps]) {
            continue;
        }
        let error = |span, message| Diagnostic::new(RULE.key, span, message);
        let finding = if let Some(joined) = subscribe.join.as_ref().or(subscribe.accept.as_ref()) {
            let word = &joined.value;
            error(
                joined.span,
                say!(
                    "ci si iscrive scrivendo «{word}», ma non è scritto come si esce",
                    "people join by writing “{word}”, but how to leave is not written"
                ),
            )
            .hint(say!("aggiungi «leave:» con la parola per cancellarsi", "add “leave:” with the word to unsubscribe"))
        } else if let Some(step) = subscribe.steps.first() {
            let texts = subscribe.steps.iter().flat_map(Localized::texts).map(|(_, text)| text);
            if context.passages_of(texts).any(|passage| passage.says(&LEAVES)) {
                continue;
            }
            error(
                step.span,
                say!(
                    "questi passi dicono come ci si iscrive, ma non come si esce",
                    "these steps say how to join, but not how to leave"
                ),
            )
            .hint(say!("aggiungi un passo che dice come uscire", "add a step that says how to leave"))
        } else {
            continue;
        };
        inspection.push(finding);
    }
}
