//! A notice that says nothing of platforms that take data out of the European Economic Area, or denies it.

use crate::catalog::{Operator, Platform};
use crate::check::passages::Passage;
use crate::check::rule::{Context, Rule};
use crate::content::Account;
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::record::Localized;
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule =
    crate::rule!("transfers-denied", run, |context| context.has("informative.informative.*.transfers"));

/// Members of the European Economic Area (ISO 3166-1 alpha-2).
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];
/// The country of an operator that nobody knows: whoever runs the server.
const UNKNOWN: &str = "ZZ";

const DENIES: [&str; 12] = [
    "non sono trasferiti",
    "non saranno trasferiti",
    "non vengono trasferiti",
    "non verranno trasferiti",
    "non trasferi",
    "non portano",
    "non escono",
    "non sono previsti trasferimenti",
    "non e previsto alcun trasferimento",
    "non avviene alcun trasferimento",
    "nessun trasferimento",
    "nessun dato e trasferito",
];
/// Words after a denial that leave room for transfers: «non sono trasferiti senza garanzie».
const SAVE: [&str; 6] = ["senza", "salvo", "se non", "tranne", "eccetto", "a meno"];

fn run(context: &Context<'_>, report: &mut Report) {
    for (name, notice) in &context.site.informative.informative.0 {
        // A notice without any word on transfers is a missing requirement.
        let Some(transfers) = &notice.transfers else { continue };
        let outside = context.covered_by(&name.value).find(|(account, platform)| is_outside(account, platform));
        let Some((account, platform)) = outside else { continue };
        let platform = &platform.name.value;
        let found = match &transfers.by_platforms {
            Some(words) => denial(context, words).map(|place| {
                let message = say!(
                    "qui si nega che i dati escano dall'Europa, ma {platform} o il suo gruppo sta fuori",
                    "this denies that data leave Europe, but {platform} or its group is outside"
                );
                (place, message)
            }),
            None => {
                let message = say!(
                    "si dice solo che cosa fa l'ente: {platform} o il suo gruppo sta fuori dallo Spazio economico europeo",
                    "this says only what the body itself does: {platform} or its group is outside the European Economic Area"
                );
                Some((denial(context, &transfers.by_ente).unwrap_or(transfers.by_ente.span), message))
            }
        };
        if let Some((place, message)) = found {
            let found = Diagnostic::new(Level::Warning, RULE.name, place, message)
                .see(account.platform.span, say!("l'account è questo", "this is the account"))
                .hint(say!(
                    "scrivi in «by_platforms:» che le piattaforme possono portare i dati fuori, e con quali garanzie",
                    "write in “by_platforms:” that the platforms may take data outside, and with which safeguards"
                ));
            report.push(context.citing(found, "gdpr-13"));
        }
    }
}

/// Whether an account's data may leave the European Economic Area; what is not known is no.
fn is_outside(account: &Account, platform: &Platform) -> bool {
    if let Some(own) = &account.operator {
        return own.eea.as_ref().is_some_and(|eea| !eea.value);
    }
    let Operator { country, eea, group_country, .. } = &platform.operator;
    let group_is_outside = group_country.as_ref().is_some_and(|country| !EEA.contains(&country.value.as_str()));
    country.value != UNKNOWN && (!eea.value || group_is_outside)
}

fn denial(context: &Context<'_>, words: &Localized) -> Option<Span> {
    let mut passages = context.passages_of(words.texts().map(|(_, text)| text));
    let denies = |passage: &&Passage<'_>| {
        DENIES.iter().flat_map(|stem| passage.find(stem)).any(|found| {
            let rest = &passage.plain[found.end..passage.sentence(found.start).end];
            !SAVE.iter().any(|save| rest.contains(save))
        })
    };
    passages.find(denies).map(|passage| passage.span)
}
