//! The right to data portability in a notice of which no purpose gives it, or only some do and nobody is told.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::{Informativa, LegalBasis, Right};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::PortabilityPromised, run };

/// Whether the bases of a notice are known: there is a purpose, and every basis could be read.
fn is_known(notice: &Informativa, inspection: &Inspection) -> bool {
    let bases = notice.purposes.iter().map(|purpose| purpose.fields.basis);
    let fields: Vec<_> =
        bases.chain([notice.fields.purposes, notice.fields.rights, notice.fields.rights_limits]).collect();
    !inspection.is_unsure_of(&fields) && !notice.purposes.is_empty()
}

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (_, notice) in &context.site.informative.informative.0 {
        let gives = |basis: LegalBasis| matches!(basis, LegalBasis::Consent | LegalBasis::Contract);
        let mut bases = notice.purposes.iter().map(|purpose| &purpose.basis.0);
        if !is_known(notice, inspection) || notice.rights.is_empty() {
            continue;
        }
        inspection.at(&notice.rights);
        let some_give = bases.clone().flatten().any(|basis| gives(basis.value));
        let all_give = bases.all(|bases| bases.iter().any(|basis| gives(basis.value)));
        if all_give || some_give && notice.rights_limits.is_some() {
            continue;
        }
        let warning = |span, message| Diagnostic::new(RULE.key, span, message);
        for right in notice.rights.iter().filter(|right| right.value == Right::Portability) {
            let found = if some_give {
                warning(
                    right.span,
                    say!(
                        "la portabilità vale solo per gli scopi che si basano sul consenso o su un contratto, e qui non è detto",
                        "portability applies only to the purposes that rest on consent or a contract, and this is not said"
                    ),
                )
                .hint(say!(
                    "spiega in «rights_limits:» per quali dati vale, o togli «portability» da «rights:»",
                    "explain in “rights_limits:” for which data it holds, or remove “portability” from “rights:”"
                ))
            } else {
                warning(
                    right.span,
                    say!(
                        "la portabilità non vale per questi scopi: nessuno si basa sul consenso o su un contratto",
                        "portability does not apply to these purposes: none rests on consent or a contract"
                    ),
                )
                .hint(say!(
                    "togli «portability» da «rights:»; puoi spiegarlo in «rights_limits:»",
                    "remove “portability” from “rights:”; “rights_limits:” may explain it"
                ))
            };
            inspection.push(found);
        }
    }
}
