//! A waiver whose last day is past: what it covered is reported again.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!(Key::WaiverExpired, run, |context| context.has("site.waivers"));

fn run(context: &Context<'_>, report: &mut Report) {
    for waiver in context.site.settings.waivers.iter().filter(|waiver| waiver.until.value < context.today) {
        let rule = &waiver.rule.value;
        report.push(
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
