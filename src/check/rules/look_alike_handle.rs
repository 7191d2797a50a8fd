//! A handle with letters that look like others: somebody else may have the one that readers see.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Closed;
use crate::record::{deceit_of_name, in_latin};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::LookAlikeHandle, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let open = site.official().map(|official| (official.account.named_at(), official.identity));
    let closed = site.closed(context.catalog).map(|Closed { account, identity, .. }| {
        let text = account.handle.as_ref().or(account.url.as_ref());
        (text.map_or(account.span, |text| text.span), identity)
    });
    for (place, identity) in open.chain(closed) {
        // Where a platform has Latin letters only, the handle was refused when it was read.
        let Some(handle) = identity.map(|identity| identity.handle.as_str()) else { continue };
        inspection.at(handle);
        let Some(deceit) = deceit_of_name(handle) else { continue };
        let latin = in_latin(handle);
        let found = Diagnostic::new(RULE.key, place, deceit.message());
        inspection.push(if latin.is_ascii() {
            found.hint(say!(
                "se l'account si chiama «{latin}», riscrivilo a mano; se è proprio così, chiunque può averne uno uguale all'occhio",
                "if the account is called “{latin}”, type it again; if it is really so, anybody may have one that looks the same"
            ))
        } else {
            found.hint(deceit.remedy())
        });
    }
}
