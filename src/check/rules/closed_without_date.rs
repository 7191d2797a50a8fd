//! A closed account without the day on which it was closed.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::ClosedWithoutDate, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for account in &context.site.accounts.closed {
        inspection.at(account);
        if !inspection.lacks(account.fields.closed) {
            continue;
        }
        inspection.push(
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
