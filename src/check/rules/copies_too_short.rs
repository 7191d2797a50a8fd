//! Copies of removed content that are gone while a block still lasts.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::CopiesTooShort, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let moderation = &context.site.moderation;
    let Some(kept) = &moderation.copy_kept_days else { return };
    let longest = moderation.steps.iter().filter_map(|step| step.days.as_ref()).max_by_key(|days| days.value);
    let Some(longest) = longest else { return };
    inspection.at(kept);
    if longest.value <= kept.value {
        return;
    }
    let answer = moderation.appeal.as_ref().and_then(|appeal| appeal.answer_days.as_ref()).map_or(0, |days| days.value);
    let (days, enough) = (longest.value, longest.value.saturating_add(answer));
    inspection.push(
        Diagnostic::new(
            RULE.key,
            kept.span,
            say!(
                "la copia dei contenuti tolti si cancella prima che finisca un blocco di {days} giorni: poi nessuno può più esaminarlo",
                "the copy of removed content is erased before a block of {days} days is over: then nobody can examine it any more"
            ),
        )
        .see(longest.span, say!("il blocco dura fino a qui", "the block lasts as long as this"))
        .hint(say!(
            "tieni le copie quanto il blocco e il tempo per contestarlo, per esempio {enough} giorni, e dillo anche nell'informativa",
            "keep copies as long as the block and the time to contest it, such as {enough} days, and say so in the notice too"
        )),
    );
}
