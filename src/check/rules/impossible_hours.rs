//! Hours that end before they begin.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::{Hours, Opening};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::ImpossibleHours, run, |context| {
    ["site.ente.offices.*.hours", "accounts.defaults.hours", "accounts.accounts.*.hours", "moderation.hours"]
        .iter()
        .any(|path| context.has(path))
});

fn run(context: &Context<'_>, report: &mut Report) {
    let site = context.site;
    let offices = site.settings.ente.offices.0.iter().filter_map(|(_, office)| office.hours.as_ref());
    let defaults = site.accounts.defaults.iter().filter_map(|defaults| defaults.hours.as_ref());
    let accounts = site.accounts.accounts.iter().filter_map(|account| account.hours.as_ref());
    let all = offices.chain(defaults).chain(accounts).chain(&site.moderation.hours);
    for opening in
        all.flat_map(|Hours { 0: openings }| openings).filter(|opening| opening.to.value <= opening.from.value)
    {
        // A default's hours are looked at once for every account.
        report.push_once(backwards(opening));
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
