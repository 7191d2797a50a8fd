//! Bases of transfer that nobody has checked for a year: adequacy decisions come and go. The day stands in a field, or in a sentence.

use crate::check::framed::place_of;
use crate::check::rule::{Context, Inspection, Rule};
use crate::check::told_time::only_date;
use crate::diagnostic::{Diagnostic, Key};
use crate::record::Date;
use crate::say;
use crate::source::Span;
use jiff::ToSpan;

pub(super) const RULE: Rule = Rule { key: Key::TransfersOld, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Ok(year_ago) = context.today.0.checked_sub(12.months()) else { return };
    let fields = context.site.informative.informative.0.iter().filter_map(|(_, notice)| {
        let checked = notice.transfers.as_ref()?.checked_on.as_ref()?;
        Some((checked.value, checked.span))
    });
    let reading = context.reading();
    let told = reading.found(RULE.key).iter().filter(|found| found.ready.is_noted()).filter_map(|found| {
        let piece = &reading.pieces[found.piece];
        let date = only_date(&piece.text[piece.sentences[found.sentence].range()])?;
        Some((date, place_of(context, piece, &found.range)))
    });
    for (checked, place) in fields.chain(told) {
        inspection.at(checked);
        if checked < Date(year_ago) {
            inspection.push_once(old(place));
        }
    }
}

fn old(place: Span) -> Diagnostic {
    Diagnostic::new(
        RULE.key,
        place,
        say!(
            "le garanzie per i trasferimenti non si controllano da più di un anno",
            "the safeguards of transfers have not been checked for more than a year"
        ),
    )
    .hint(say!(
        "rileggi che cosa dicono le piattaforme e se le decisioni di adeguatezza valgono ancora, poi scrivi la data di oggi",
        "read again what the platforms say and whether the adequacy decisions still hold, then write today's date"
    ))
}
