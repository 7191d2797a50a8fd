//! An official account that nobody could find: no handle, no address, no number.

use crate::catalog::AccountKind;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::Written;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::AccountWithoutAddress, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for account in &context.site.accounts.accounts {
        inspection.at(account);
        let fields = [account.fields.handle, account.fields.url, account.fields.number];
        if inspection.is_unsure_of(&fields) || !fields.into_iter().all(Written::is_absent) {
            continue;
        }
        let platform = context.site.platform(context.catalog, &account.platform.value);
        let name = platform.map_or(account.platform.value.as_str(), |platform| platform.name.value.as_str());
        let message = say!(
            "di questo account {name} non c'è né il nome utente né l'indirizzo: nessuno può trovarlo",
            "of this {name} account there is neither the handle nor the address: nobody can find it"
        );
        let diagnostic = Diagnostic::new(RULE.key, account.platform.span, message);
        let is_number =
            account.kind.as_ref().is_none_or(|kind| matches!(kind.value, AccountKind::Broadcast | AccountKind::Number));
        inspection.push(match platform {
            Some(platform) if platform.has_numbers() && is_number => diagnostic.hint(say!(
                "aggiungi «number:» con il numero, per esempio +39 333 1234567",
                "add “number:” with the number, such as +39 333 1234567"
            )),
            Some(platform) if platform.has_numbers() => diagnostic.hint(say!(
                "aggiungi «url:» con l'indirizzo del canale o del gruppo",
                "add “url:” with the address of the channel or group"
            )),
            _ => diagnostic.hint(say!(
                "aggiungi «handle:» con il nome utente, oppure «url:» con l'indirizzo",
                "add “handle:” with the handle, or “url:” with the address"
            )),
        });
    }
}
