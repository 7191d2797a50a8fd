//! A policy whose review is due, or whose last day is past.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Level};
use crate::model::{ActRole, Acts};
use crate::record::Date;
use crate::say;
use crate::source::Spanned;
use jiff::ToSpan;

pub(super) const RULE: Rule = Rule { key: Key::ReviewOverdue, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let acts = &context.site.acts;
    let warning = |span, message| Diagnostic::new(RULE.key, span, message);
    // One that comes before the last revision is a contradiction, and no more to be done.
    let revised = acts.revisions.iter().map(|revision| revision.date.value).max();
    let is_due = |due: &&Spanned<Date>| due.value < context.today && revised.is_none_or(|revised| revised <= due.value);
    [&acts.review_due, &acts.until].into_iter().flatten().for_each(|day| inspection.at(day));
    if let Some(due) = acts.review_due.as_ref().filter(is_due) {
        inspection.push(
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
        inspection.push(
            warning(
                until.span,
                say!("la policy non è più in vigore da questa data", "the policy ceased to be in force on this date"),
            )
            .hint(say!("approva la nuova policy, o una proroga", "approve the new policy, or an extension")),
        );
    }
    // The end of its force is a day of review too.
    let lacks_day = inspection.lacks(acts.fields.review_due) && inspection.lacks(acts.fields.until);
    let of_acts = acts.acts.iter().flat_map(|act| [act.fields.role, act.fields.date]);
    let fields: Vec<_> = of_acts.chain([acts.fields.acts, acts.fields.revisions, acts.fields.in_force]).collect();
    let is_unsure = inspection.is_unsure_of(&fields);
    if let Some(newest) = newest_date(acts).filter(|_| lacks_day && !is_unsure) {
        inspection.at(newest);
        if let Some(found) = never_reviewed(context, newest) {
            inspection.push(found);
        }
    }
}

/// The newest date of a policy.
fn newest_date(acts: &Acts) -> Option<&Spanned<Date>> {
    let changes = acts
        .acts
        .iter()
        .filter(|act| act.role.0.iter().any(|role| matches!(role.value, ActRole::Approval | ActRole::Amendment)));
    let dates = changes.filter_map(|act| act.date.as_ref()).chain(acts.last_revision());
    dates.max_by_key(|date| date.value)
}

/// A policy without a day of review, a year after its newest date.
fn never_reviewed(context: &Context<'_>, newest: &Spanned<Date>) -> Option<Diagnostic> {
    let year_ago = context.today.0.checked_sub(1.year()).map(Date).ok()?;
    if newest.value >= year_ago {
        return None;
    }
    Some(
        Diagnostic::new(
            RULE.key,
            newest.span,
            say!(
                "da più di un anno la policy non cambia, e non è scritto quando va riletta",
                "the policy has not changed for more than a year, and when it is to be reviewed is not written"
            ),
        )
        .weighing(Level::Advice)
        .hint(say!(
            "rileggila, scrivi che cosa cambia in «revisions:» e quando va riletta in «review_due:»",
            "review it, write what changes in “revisions:” and the next review in “review_due:”"
        )),
    )
}
