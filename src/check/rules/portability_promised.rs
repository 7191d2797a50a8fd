//! The right to data portability in a notice of which no purpose gives it.

use crate::check::rule::{Context, Rule};
use crate::content::{LegalBasis, Right};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;

pub(super) const RULE: Rule =
    crate::rule!("portability-promised", run, |context| context.has("informative.informative.*.rights"));

fn run(context: &Context<'_>, report: &mut Report) {
    for (_, notice) in &context.site.informative.informative.0 {
        let gives = |basis: LegalBasis| matches!(basis, LegalBasis::Consent | LegalBasis::Contract);
        let mut bases = notice.purposes.iter().map(|purpose| &purpose.basis.0);
        // No purpose, or one whose basis could not be read: nothing is known.
        if notice.purposes.is_empty()
            || bases.any(|bases| bases.is_empty() || bases.iter().any(|basis| gives(basis.value)))
        {
            continue;
        }
        for right in notice.rights.iter().filter(|right| right.value == Right::Portability) {
            let found = Diagnostic::new(
                Level::Warning,
                RULE.name,
                right.span,
                say!(
                    "la portabilità non vale per questi scopi: nessuno si basa sul consenso o su un contratto",
                    "portability does not apply to these purposes: none rests on consent or a contract"
                ),
            )
            .hint(say!(
                "togli «portability» da «rights:»; puoi spiegarlo in «rights_limits:»",
                "remove “portability” from “rights:”; “rights_limits:” may explain it"
            ));
            report.push(context.citing(found, "gdpr-20"));
        }
    }
}
