//! An official account that nobody could find: no handle, no address, no number.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!("account-without-address", run);

fn run(context: &Context<'_>, report: &mut Report) {
    for account in &context.site.accounts.accounts {
        if account.handle.is_some() || account.url.is_some() || account.number.is_some() {
            continue;
        }
        let platform = context.catalog.platforms.get(&account.platform.value);
        let name = platform.map_or(account.platform.value.as_str(), |platform| platform.name.value.as_str());
        let diagnostic = Diagnostic::error(
            RULE.name,
            account.platform.span,
            say!(
                "questo account {name} non ha né nome né indirizzo",
                "this {name} account has neither a handle nor an address"
            ),
        );
        report.push(match platform {
            Some(platform) if platform.has_numbers() => diagnostic.hint(say!(
                "aggiungi «number:» con il numero, per esempio +39 333 1234567",
                "add “number:” with the number, such as +39 333 1234567"
            )),
            _ => diagnostic.hint(say!(
                "aggiungi «handle:» con il nome dell'account, oppure «url:» con il suo indirizzo",
                "add “handle:” with the account's handle, or “url:” with its address"
            )),
        });
    }
}
