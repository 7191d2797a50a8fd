//! An office that people are sent to and that nobody can reach.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Office;
use crate::record::{Text, Written};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::OfficeWithoutContact, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let contacts = site.settings.contacts.iter();
    let named =
        contacts.flat_map(|contacts| [&contacts.policy, &contacts.accounts, &contacts.accessibility, &contacts.fakes]);
    let named = named.filter_map(Option::as_ref).chain(site.moderation.appeal.as_ref().map(|appeal| &appeal.office));
    let named = named.chain(site.informative.requests.as_ref().and_then(|requests| requests.office.as_ref()));
    let mut told: Vec<usize> = Vec::new();
    for reference in named {
        let (Some(office), Some(place)) = (site.named(reference), reference.place()) else { continue };
        inspection.at(office);
        if !told.contains(&place) && !is_reachable(office, inspection) {
            told.push(place);
            inspection.push(unreachable(office, &reference.name));
        }
    }
}

/// Whether people can reach the office, or nobody knows because something could not be read.
fn is_reachable(office: &Office, inspection: &Inspection) -> bool {
    let fields = &office.fields;
    let ways = [fields.address, fields.phone, fields.email, fields.pec, fields.page];
    inspection.is_unsure_of(&ways) || !ways.into_iter().all(Written::is_absent)
}

fn unreachable(office: &Office, name: &Text) -> Diagnostic {
    let id = &name.value;
    Diagnostic::new(
        RULE.key,
        office.name.span,
        say!(
            "qui si mandano le persone («{id}»), ma l'ufficio non ha nessun recapito",
            "people are sent here (“{id}”), but the office has no contact at all"
        ),
    )
    .see(name.span, say!("ci si arriva da qui", "they are sent from here"))
    .hint(say!(
        "scrivi almeno uno tra «email:», «pec:», «phone:» e «address:»; intanto le pagine danno i recapiti dell'ente",
        "write at least one of “email:”, “pec:”, “phone:” and “address:”; meanwhile pages give the body's own contacts"
    ))
}
