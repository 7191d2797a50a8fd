//! A waiver whose last day is past: what it covered is reported again.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::WaiverExpired, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for waiver in &context.site.settings.waivers {
        inspection.at(waiver);
        if waiver.until.value >= context.today {
            continue;
        }
        let rule = &waiver.rule.value;
        inspection.push(
            Diagnostic::new(
                RULE.key,
                waiver.until.span,
                say!("la deroga a «{rule}» è scaduta", "the waiver of “{rule}” has expired"),
            )
            .hint(say!(
                "correggi ciò che copriva e toglila, o decidi una nuova scadenza",
                "mend what it covered and remove it, or decide on a new date"
            )),
        );
    }
}
