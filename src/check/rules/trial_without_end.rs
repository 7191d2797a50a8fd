//! A trial that does not say until when it lasts.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Status;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::TrialWithoutEnd, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for account in &context.site.accounts.accounts {
        let Some(status) = account.status.as_ref().filter(|status| status.value == Status::Trial) else { continue };
        inspection.at(account);
        if inspection.lacks(account.fields.until) {
            let message = say!(
                "questo account è in prova e non è scritto fino a quando",
                "this account is on trial, and until when is not written"
            );
            inspection.push(Diagnostic::new(RULE.key, status.span, message).hint(say!(
                "aggiungi «until:» con la fine della prova, o togli «status: trial»",
                "add “until:” with the end of the trial, or remove “status: trial”"
            )));
        }
    }
}
