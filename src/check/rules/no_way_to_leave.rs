//! A messaging service that people join with a word and cannot leave.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Report};
use crate::say;

pub(super) const RULE: Rule =
    crate::rule!("no-way-to-leave", run, |context| context.has("accounts.accounts.*.subscribe"));

fn run(context: &Context<'_>, report: &mut Report) {
    for subscribe in context.site.accounts.accounts.iter().filter_map(|account| account.subscribe.as_ref()) {
        let joined = subscribe.join.as_ref().or(subscribe.accept.as_ref());
        let (Some(joined), None) = (joined, &subscribe.leave) else { continue };
        if context.is_written("accounts", subscribe.span, "leave") {
            continue;
        }
        let word = &joined.value;
        let finding = Diagnostic::error(
            RULE.name,
            joined.span,
            say!(
                "ci si iscrive scrivendo «{word}», ma non è scritto come si esce",
                "people join by writing “{word}”, but how to leave is not written"
            ),
        )
        .hint(say!("aggiungi «leave:» con la parola per cancellarsi", "add “leave:” with the word to unsubscribe"));
        report.push(context.citing(finding, "gdpr-12"));
    }
}
