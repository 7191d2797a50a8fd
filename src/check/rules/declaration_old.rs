//! An accessibility declaration that was not confirmed by the last 23 September.
//!
//! A declaration made at any time of the deadline's year counts for it: who confirms early is not late.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::DeclarationOld, run };

/// The yearly deadline: month and day.
const DEADLINE: (i8, i8) = (9, 23);

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let accessibility = context.site.settings.accessibility.as_ref();
    let Some(declared) = accessibility.and_then(|accessibility| accessibility.declared_on.as_ref()) else { return };
    inspection.at(declared);
    let today = context.today.0;
    let year = if (today.month(), today.day()) > DEADLINE { today.year() } else { today.year() - 1 };
    if declared.value.0.year() >= year {
        return;
    }
    let finding = Diagnostic::new(
        RULE.key,
        declared.span,
        say!(
            "la dichiarazione andava confermata entro il 23 settembre {year}",
            "the declaration was to be confirmed by 23 September {year}"
        ),
    )
    .hint(say!(
        "confermala su form.agid.gov.it e aggiorna «declared_on:»",
        "confirm it at form.agid.gov.it and update “declared_on:”"
    ));
    inspection.push(finding);
}
