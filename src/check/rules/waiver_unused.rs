//! A waiver that covers nothing: here, of a rule that does not exist; `check/waivers.rs` knows which ones set nothing aside.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::nearest;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::WaiverUnused, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for waiver in &context.site.settings.waivers {
        inspection.at(waiver);
        let written = &waiver.rule.value;
        if context.rules.iter().any(|rule| rule.key.name() == written) {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.key,
            waiver.rule.span,
            say!(
                "non c'è una regola «{written}»: la deroga non serve",
                "there is no rule “{written}”: the waiver is of no use"
            ),
        );
        inspection.push(match nearest(written, context.rules.iter().map(|rule| rule.key.name())) {
            Some(near) => {
                finding.fix(say!("forse volevi «{near}»", "perhaps you meant “{near}”"), waiver.rule.span, near)
            }
            None => finding.hint(say!(
                "copia il nome che sta tra parentesi quadre nel rapporto",
                "copy the name in square brackets in the report"
            )),
        });
    }
}
