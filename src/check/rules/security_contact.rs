//! A contact for weaknesses of the site that cannot be used: no address, or a date that is past or too far.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use jiff::Span as Time;

pub(super) const RULE: Rule = Rule { key: Key::SecurityContact, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Some(security) = &context.site.settings.security else { return };
    inspection.at(security);
    let warning = |span, message| Diagnostic::new(RULE.key, span, message);
    if inspection.lacks(security.fields.email) && inspection.lacks(security.fields.page) {
        inspection.push(
            warning(
                security.expires.span,
                say!(
                    "non c'è un indirizzo a cui segnalare un punto debole",
                    "there is no address to report a weakness to"
                ),
            )
            .hint(say!("aggiungi «email:» o «page:»", "add “email:” or “page:”")),
        );
    }
    if inspection.is_unsure_of(&[security.fields.expires]) {
        return;
    }
    let expires = security.expires.value.0;
    let in_a_year = context.today.0.checked_add(Time::new().years(1)).unwrap_or(expires);
    if expires < context.today.0 {
        inspection.push(
            warning(security.expires.span, say!("questi dati sono scaduti", "these data have expired"))
                .hint(say!("controllali e scrivi una nuova data", "check them and write a new date")),
        );
    } else if expires > in_a_year {
        inspection.push(
            warning(
                security.expires.span,
                say!(
                    "la scadenza è a più di un anno: nessuno la ricontrollerà",
                    "it expires in more than a year: nobody will check it again"
                ),
            )
            .hint(say!("scrivi una data entro un anno da oggi", "write a date within a year from today")),
        );
    }
}
