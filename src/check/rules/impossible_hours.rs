//! Hours that end before they begin.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::{Hours, Opening};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::ImpossibleHours, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let offices = site.settings.ente.offices.0.iter().filter_map(|(_, office)| office.hours.as_ref());
    let defaults = site.accounts.defaults.iter().filter_map(|defaults| defaults.hours.as_ref());
    let accounts = site.accounts.accounts.iter().filter_map(|account| account.hours.as_ref());
    let all = offices.chain(defaults).chain(accounts).chain(&site.moderation.hours);
    for opening in all.flat_map(|Hours { 0: openings }| openings) {
        inspection.at(opening);
        // A default's hours are looked at once for every account.
        if opening.to.value <= opening.from.value {
            inspection.push_once(backwards(opening));
        }
    }
}

fn backwards(opening: &Opening) -> Diagnostic {
    let (from, to) = (opening.from.value, opening.to.value);
    Diagnostic::new(
        RULE.key,
        opening.to.span,
        say!("l'orario finisce prima di cominciare: dalle {from} alle {to}", "the hours end before they begin: from {from} to {to}"),
    )
    .see(opening.from.span, say!("comincia qui", "they begin here"))
    .hint(say!(
        "controlla le due ore; se passa la mezzanotte, scrivi due orari: fino alle «24:00», e dalle «00:00» del giorno dopo",
        "look at both times; if the hours go past midnight, write two: to “24:00”, and from “00:00” of the next day"
    ))
}
