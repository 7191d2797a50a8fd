//! A handle with letters that look like others: somebody else may have the one that readers see.

use crate::check::rule::{Context, Rule};
use crate::content::Closed;
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::{deceit_of_name, in_latin};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::LookAlikeHandle, run, |context| {
    let (site, catalog) = (context.site, context.catalog);
    site.official().any(|official| official.identity.is_some())
        || site.closed(catalog).any(|closed| closed.identity.is_some())
});

fn run(context: &Context<'_>, report: &mut Report) {
    let site = context.site;
    let open = site.official().map(|official| (official.account.named_at(), official.identity));
    let closed = site.closed(context.catalog).map(|Closed { account, identity, .. }| {
        let text = account.handle.as_ref().or(account.url.as_ref());
        (text.map_or(account.span, |text| text.span), identity)
    });
    for (place, identity) in open.chain(closed) {
        // Where a platform has Latin letters only, the handle was refused when it was read.
        let Some(handle) = identity.map(|identity| identity.handle.as_str()) else { continue };
        let Some(deceit) = deceit_of_name(handle) else { continue };
        let latin = in_latin(handle);
        let found = Diagnostic::new(RULE.key, place, deceit.message());
        report.push(if latin.is_ascii() {
            found.hint(say!(
                "se l'account si chiama «{latin}», riscrivilo a mano; se è proprio così, chiunque può averne uno uguale all'occhio",
                "if the account is called “{latin}”, type it again; if it is really so, anybody may have one that looks the same"
            ))
        } else {
            found.hint(deceit.remedy())
        });
    }
}
