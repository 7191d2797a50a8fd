//! Bases of transfer that nobody has checked for a year: adequacy decisions come and go.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::Date;
use crate::say;
use jiff::ToSpan;

pub(super) const RULE: Rule = Rule { key: Key::TransfersOld, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Ok(year_ago) = context.today.0.checked_sub(12.months()) else { return };
    for (_, notice) in &context.site.informative.informative.0 {
        let checked = notice.transfers.as_ref().and_then(|transfers| transfers.checked_on.as_ref());
        let Some(checked) = checked else { continue };
        inspection.at(checked);
        if checked.value >= Date(year_ago) {
            continue;
        }
        let found = Diagnostic::new(
            RULE.key,
            checked.span,
            say!(
                "le garanzie per i trasferimenti non si controllano da più di un anno",
                "the safeguards of transfers have not been checked for more than a year"
            ),
        )
        .hint(say!(
            "rileggi che cosa dicono le piattaforme e se le decisioni di adeguatezza valgono ancora, poi scrivi la data di oggi",
            "read again what the platforms say and whether the adequacy decisions still hold, then write today's date"
        ));
        inspection.push(found);
    }
}
