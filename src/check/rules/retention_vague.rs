//! A time of retention that nobody can count: no figure and no rule to find it, or only a minimum.

use crate::check::passages::Passage;
use crate::check::rule::{Context, Inspection, Rule};
use crate::content::Retention;
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::record::Localized;
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::RetentionVague, run };

/// Words that say nothing by themselves.
const VAGUE: [&str; 10] = [
    "tempo necessario",
    "tempo strettamente necessario",
    "tempo indispensabile",
    "tempi necessari",
    "periodo necessario",
    "periodo strettamente necessario",
    "finche necessari",
    "finche sono necessari",
    "fino a quando necessari",
    "non oltre il necessario",
];
/// Words that leave the time to the platform: the ente decides what it leaves on its own pages.
const LEFT_TO_OTHERS: [&str; 8] = [
    "stabilita dalla piattaforma",
    "stabilita dalle piattaforme",
    "stabilita dal funzionamento della piattaforma",
    "stabilito dalla piattaforma",
    "stabilito dalle piattaforme",
    "deciso dalla piattaforma",
    "decide la piattaforma",
    "decidono le piattaforme",
];
/// Words of a rule by which somebody can find the time.
const COUNTED: [&str; 8] = ["giorno", "giorni", "mese", "mesi", "anno", "anni", "settiman", "trimestr"];
const KEPT_BY_RULE: [&str; 6] = [
    "piano di conservazione",
    "massimario",
    "piano di fascicolazione",
    "prescrizione",
    "manuale di gestione",
    "scarto",
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (_, notice) in &context.site.informative.informative.0 {
        for retention in &notice.retention {
            let fields = &retention.fields;
            if inspection.is_unsure_of(&[fields.days, fields.months, fields.at_least_months, fields.criterion]) {
                continue;
            }
            inspection.at(retention);
            if let Some(found) = look(context, retention) {
                inspection.push(found);
            }
        }
    }
}

fn look(context: &Context<'_>, retention: &Retention) -> Option<Diagnostic> {
    if retention.days.is_some() || retention.months.is_some() {
        return None;
    }
    let texts = retention.criterion.iter().flat_map(Localized::texts).map(|(_, text)| text);
    let criteria: Vec<_> = context.passages_of(texts).collect();
    if criteria.iter().any(|passage| passage.says(&KEPT_BY_RULE)) {
        return None;
    }
    if let Some(least) = &retention.at_least_months {
        let months = least.value;
        return Some(warning(
            least.span,
            say!(
                "qui c'è solo un minimo ({months} mesi): non si sa quando i dati si cancellano",
                "this is a minimum only ({months} months): nobody knows when the data are erased"
            ),
        ));
    }
    if retention.criterion.is_none() {
        let message = say!("per questi dati non c'è nessun tempo", "no time is given for these data");
        return Some(warning(retention.what.span, message));
    }
    if let Some(left) = criteria.iter().find(|passage| passage.says(&LEFT_TO_OTHERS) && !has_time(passage)) {
        let message = say!(
            "qui il tempo lo decide la piattaforma: di ciò che resta sulle sue pagine decide l'ente",
            "here the platform decides the time: of what stays on its own pages the body decides"
        );
        return Some(warning(left.span, message));
    }
    let vague = criteria.into_iter().find(|passage| passage.says(&VAGUE) && !has_time(passage))?;
    let message = say!(
        "«tempo necessario» non dice quando i dati si cancellano",
        "“as long as needed” does not say when the data are erased"
    );
    Some(warning(vague.span, message))
}

fn has_time(passage: &Passage<'_>) -> bool {
    passage.says(&COUNTED) || passage.plain.chars().any(|sign| sign.is_ascii_digit())
}

fn warning(place: Span, message: Message) -> Diagnostic {
    Diagnostic::new(RULE.key, place, message).hint(say!(
        "scrivi un massimo in «days:» o «months:»; se non si può, un criterio che dia una data: per esempio il piano di conservazione",
        "write a maximum in “days:” or “months:”; if that cannot be, a criterion that gives a date, such as the plan for keeping documents"
    ))
}
