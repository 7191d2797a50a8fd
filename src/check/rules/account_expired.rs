//! An account that still stands among the official ones after its last day.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Key, Message, Report};
use crate::say;

pub(super) const RULE: Rule =
    crate::rule!(Key::AccountExpired, run, |context| context.has("accounts.accounts.*.until"));

fn run(context: &Context<'_>, report: &mut Report) {
    for account in &context.site.accounts.accounts {
        let Some(until) = account.until.as_ref().filter(|_| account.is_over(context.today)) else { continue };
        // That is a contradiction, and reported as one.
        if account.opened.as_ref().is_some_and(|opened| opened.value > until.value) {
            continue;
        }
        let Message { it, en } = context.day(until.value);
        let day = until.value.0;
        report.push(
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
