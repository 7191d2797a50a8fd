//! A person named as a manager without the end of the term, or after it.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::{Manager, Person};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::PersonWithoutEnd, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let accounts = &context.site.accounts;
    let managers = accounts.accounts.iter().filter_map(|account| account.manager.as_ref());
    let managers = managers.chain(accounts.management.iter().map(|kind| &kind.manager));
    for person in managers.filter_map(|manager: &Manager| manager.person.as_ref()) {
        inspection.at(person);
        if let Some(found) = finding(person, context, inspection) {
            // A default's manager is looked at once for every account.
            inspection.push_once(found);
        }
    }
}

fn finding(person: &Person, context: &Context<'_>, inspection: &Inspection) -> Option<Diagnostic> {
    let name = &person.name.value;
    let warning = |span, message| Diagnostic::new(RULE.key, span, message);
    match &person.until {
        None if !inspection.lacks(person.fields.until) => None,
        None => Some(
            warning(
                person.name.span,
                say!(
                    "di «{name}» non è scritto fino a quando dura l'incarico",
                    "until when “{name}” is in office is not written"
                ),
            )
            .hint(say!(
                "aggiungi «until:» con la fine dell'incarico, o scrivi solo il ruolo in «role:»",
                "add “until:” with the end of the term, or write only the role in “role:”"
            )),
        ),
        Some(until) if until.value < context.today => Some(
            warning(until.span, say!("l'incarico di «{name}» è finito", "the term of “{name}” is over")).hint(say!(
                "scrivi chi c'è ora, o solo il ruolo in «role:»",
                "write who is there now, or only the role in “role:”"
            )),
        ),
        Some(_) => None,
    }
}
