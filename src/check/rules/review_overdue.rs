//! A policy whose review is due, or whose last day is past.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;

pub(super) const RULE: Rule =
    crate::rule!("review-overdue", run, |context| context.has("acts.review_due") || context.has("acts.until"));

fn run(context: &Context<'_>, report: &mut Report) {
    let acts = &context.site.acts;
    let warning = |span, message| Diagnostic::new(Level::Warning, RULE.name, span, message);
    if let Some(due) = acts.review_due.as_ref().filter(|due| due.value < context.today) {
        report.push(
            warning(
                due.span,
                say!("la policy doveva essere rivista entro questa data", "the policy was to be reviewed by this date"),
            )
            .hint(say!(
                "rileggila, scrivi che cosa cambia in «revisions:» e una nuova «review_due:»",
                "review it, write what changes in “revisions:” and a new “review_due:”"
            )),
        );
    }
    if let Some(until) = acts.until.as_ref().filter(|until| until.value < context.today) {
        report.push(
            warning(
                until.span,
                say!("la policy non è più in vigore da questa data", "the policy ceased to be in force on this date"),
            )
            .hint(say!("approva la nuova policy, o una proroga", "approve the new policy, or an extension")),
        );
    }
}
