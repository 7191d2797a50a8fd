//! A notice that covers no account: its readers cannot know what it is for, or an account names another by mistake.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Account;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::NoticeWithoutAccount, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let accounts = &context.site.accounts.accounts;
    // Any of the accounts may be the one that a notice covers.
    let fields: Vec<_> = accounts.iter().map(|account| account.fields.informativa).collect();
    if inspection.is_unsure_of(&fields) || inspection.is_unsure_of(&[context.site.accounts.fields.accounts]) {
        return;
    }
    for (name, _) in &context.site.informative.informative.0 {
        // `social` is the one for accounts to come.
        if name.value == Account::USUAL_NOTICE || accounts.is_empty() {
            continue;
        }
        inspection.at(name);
        let is_its = |account: &Account| context.site.notice_of(account).is_some_and(|(key, _)| key == name.value);
        if accounts.iter().any(is_its) {
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
        inspection.push(found);
    }
}
