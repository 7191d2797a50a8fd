//! An account's address without encryption: the published page corrects it, the ente's own list should too.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::InsecureAddress, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let accounts = &context.site.accounts;
    let urls = accounts.accounts.iter().filter_map(|account| account.url.as_ref());
    for url in urls {
        inspection.at(url);
        if !url.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://")) {
            continue;
        }
        let safe = format!("https://{}", &url[7..]);
        inspection.push(
            Diagnostic::new(
                RULE.key,
                url.span,
                say!(
                    "l'indirizzo dell'account comincia con http: chi è sulla stessa rete può portare altrove chi lo apre",
                    "the account's address begins with http: someone on the same network can lead visitors elsewhere"
                ),
            )
            .fix(
                say!("tutte le piattaforme hanno https: «{safe}»", "every platform has https: “{safe}”"),
                url.span,
                safe.clone(),
            ),
        );
    }
}
