//! A notice that rests on a public task and does not tell of the right to object.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::{LegalBasis, Right};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::ObjectionMissing, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (_, notice) in &context.site.informative.informative.0 {
        let purposes = notice.purposes.iter().map(|purpose| purpose.fields.basis);
        let fields: Vec<_> =
            purposes.chain([notice.fields.rights, notice.fields.objection, notice.fields.purposes]).collect();
        if inspection.is_unsure_of(&fields) {
            continue;
        }
        // A notice without any right is a missing requirement.
        let Some(first) = notice.rights.first() else { continue };
        let tells = notice.rights.iter().any(|right| right.value == Right::Objection) || notice.objection.is_some();
        let grounds = notice.purposes.iter().flat_map(|purpose| &purpose.basis.0);
        let rests_on = |basis: &&crate::source::Spanned<LegalBasis>| {
            matches!(basis.value, LegalBasis::PublicTask | LegalBasis::LegitimateInterests)
        };
        let Some(basis) = grounds.into_iter().find(rests_on) else { continue };
        inspection.at(basis);
        if tells {
            continue;
        }
        let found = Diagnostic::new(
            RULE.key,
            first.span,
            say!(
                "tra i diritti manca l'opposizione, e questa informativa si basa su un compito di interesse pubblico",
                "objection is missing among the rights, and this notice rests on a task in the public interest"
            ),
        )
        .see(basis.span, say!("la base giuridica è questa", "this is the legal basis"))
        .hint(say!(
            "aggiungi «objection» a «rights:»: la pagina lo mostra in un riquadro a parte, come chiede la legge",
            "add “objection” to “rights:”: the page shows it in a box of its own, as the law demands"
        ));
        inspection.push(found);
    }
}
