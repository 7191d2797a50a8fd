//! A closed account without the day on which it was closed.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::ClosedWithoutDate, run, |context| context.has("accounts.closed"));

fn run(context: &Context<'_>, report: &mut Report) {
    for account in context
        .site
        .accounts
        .closed
        .iter()
        .filter(|account| account.closed.is_none() && !context.is_written("accounts", account.span, "closed"))
    {
        report.push(
            Diagnostic::new(
                RULE.key,
                account.platform.span,
                say!("di questo account chiuso manca la data di chiusura", "this closed account has no closing date"),
            )
            .hint(say!(
                "aggiungi «closed:» con la data: chi trova un post sa se era ancora nostro",
                "add “closed:” with the date: who finds a post knows whether it was still ours"
            )),
        );
    }
}
