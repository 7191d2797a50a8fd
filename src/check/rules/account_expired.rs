//! An account that still stands among the official ones after its last day.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::AccountExpired, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for account in &context.site.accounts.accounts {
        let Some(until) = &account.until else { continue };
        inspection.at(until);
        // An account that ends before it begins is a contradiction, and reported as one.
        if !account.is_over(context.today) || account.opened.as_ref().is_some_and(|opened| opened.value > until.value) {
            continue;
        }
        let Message { it, en } = context.day(until.value);
        let day = until.value.0;
        inspection.push(
            Diagnostic::new(
                RULE.key,
                until.span,
                say!(
                    "questo account doveva finire il {it}: pagine e dati aperti lo danno per chiuso",
                    "this account was to end on {en}: pages and open data show it as closed"
                ),
            )
            .hint(say!(
                "se è chiuso spostalo in «closed:», con «closed: {day}»; se continua, cambia «until:»",
                "if it is closed move it to “closed:”, with “closed: {day}”; if it goes on, change “until:”"
            )),
        );
    }
}
