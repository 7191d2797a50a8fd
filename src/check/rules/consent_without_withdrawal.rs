//! A purpose that rests on consent, in a notice that does not say how to withdraw it.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::LegalBasis;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::ConsentWithoutWithdrawal, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (_, notice) in &context.site.informative.informative.0 {
        let bases: Vec<_> = notice.purposes.iter().map(|purpose| purpose.fields.basis).collect();
        if inspection.is_unsure_of(&bases) {
            continue;
        }
        let mut bases = notice.purposes.iter().flat_map(|purpose| &purpose.basis.0);
        let Some(consent) = bases.find(|basis| basis.value == LegalBasis::Consent) else { continue };
        inspection.at(consent);
        if !inspection.lacks(notice.fields.consent_withdrawal) {
            continue;
        }
        let found = Diagnostic::new(
            RULE.key,
            consent.span,
            say!(
                "questo scopo si basa sul consenso, ma non è scritto come si ritira",
                "this purpose rests on consent, but how to withdraw it is not written"
            ),
        )
        .hint(say!(
            "scrivilo sotto «consent_withdrawal:»: ritirarlo deve essere facile come darlo",
            "write it under “consent_withdrawal:”: to withdraw it must be as easy as to give it"
        ));
        inspection.push(found);
    }
}
