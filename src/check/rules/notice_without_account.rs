//! A notice that covers no account: its readers cannot know what it is for, or an account names another by mistake.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::NoticeWithoutAccount, run, |context| {
    context.has("informative.informative") && context.has("accounts.accounts")
});

fn run(context: &Context<'_>, report: &mut Report) {
    let accounts = &context.site.accounts.accounts;
    for (name, _) in &context.site.informative.informative.0 {
        // `social` is the one for accounts to come.
        if name.value == "social" || accounts.iter().any(|account| account.notice() == name.value) {
            continue;
        }
        let notice = &name.value;
        let found = Diagnostic::new(
            RULE.key,
            name.span,
            say!("nessun account usa l'informativa «{notice}»", "no account uses the notice “{notice}”"),
        )
        .hint(say!(
            "scrivi «informativa: {notice}» nell'account che copre, o togli l'informativa",
            "write “informativa: {notice}” in the account that it covers, or remove the notice"
        ));
        report.push(context.citing(found, "gdpr-13"));
    }
}
