//! A notice that rests on a public task and does not tell of the right to object.

use crate::check::rule::{Context, Rule};
use crate::content::{LegalBasis, Right};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::ObjectionMissing, run, |context| {
    ["informative.informative.*.purposes", "informative.informative.*.rights"].iter().all(|path| context.has(path))
});

fn run(context: &Context<'_>, report: &mut Report) {
    for (_, notice) in &context.site.informative.informative.0 {
        // A notice without any right is a missing requirement.
        let Some(first) = notice.rights.first() else { continue };
        let tells = notice.rights.iter().any(|right| right.value == Right::Objection) || notice.objection.is_some();
        let grounds = notice.purposes.iter().flat_map(|purpose| &purpose.basis.0);
        let rests_on = |basis: &&crate::source::Spanned<LegalBasis>| {
            matches!(basis.value, LegalBasis::PublicTask | LegalBasis::LegitimateInterests)
        };
        let Some(basis) = grounds.into_iter().find(rests_on).filter(|_| !tells) else { continue };
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
        report.push(context.citing(found, "gdpr-21"));
    }
}
