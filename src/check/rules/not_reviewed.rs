//! An account's entry that nobody has looked at for a year.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Level};
use crate::model::Account;
use crate::record::Date;
use crate::say;
use jiff::Span as Time;

pub(super) const RULE: Rule = Rule { key: Key::NotReviewed, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Ok(year_ago) = context.today.0.checked_sub(Time::new().years(1)).map(Date) else { return };
    let accounts = &context.site.accounts.accounts;
    // Where the ente keeps the day of reviews, an entry without it was forgotten.
    let are_reviewed = accounts.iter().any(|account| account.reviewed_on.is_some());
    for account in accounts {
        if inspection.is_unsure_of(&[account.fields.reviewed_on]) {
            continue;
        }
        if are_reviewed || account.opened.is_some() {
            inspection.at(account);
        }
        if let Some(found) = finding(account, year_ago, are_reviewed) {
            inspection.push(found);
        }
    }
}

fn finding(account: &Account, year_ago: Date, are_reviewed: bool) -> Option<Diagnostic> {
    let hint = say!(
        "apri l'account, controlla nome, ufficio, orari e indirizzo, e scrivi «reviewed_on:» con la data di oggi",
        "open the account, check name, office, hours and address, and write “reviewed_on:” with today's date"
    );
    match &account.reviewed_on {
        Some(day) if day.value < year_ago => Some(
            Diagnostic::new(
                RULE.key,
                day.span,
                say!("questa voce non è riletta da più di un anno", "this entry has not been reviewed for over a year"),
            )
            .hint(hint),
        ),
        Some(_) => None,
        None => {
            let is_old = account.opened.as_ref().is_some_and(|opened| opened.value < year_ago);
            (is_old || are_reviewed).then(|| {
                Diagnostic::new(
                    RULE.key,
                    account.named_at(),
                    say!(
                        "non è scritto quando questa voce è stata riletta",
                        "when this entry was reviewed is not written"
                    ),
                )
                .weighing(Level::Advice)
                .hint(hint)
            })
        }
    }
}
