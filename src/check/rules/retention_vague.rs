//! A time of retention that nobody can count: no figure and no rule to find it, or only a minimum. What people write is read wherever
//! it stands; a field may have its number beside the words.

use crate::check::framed::finding;
use crate::check::reading::Found;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::model::Retention;
use crate::record::Localized;
use crate::say;
use crate::source::Span;
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule { key: Key::RetentionVague, run };

/// Frames that say what a sentence speaks of, and are no mistakes.
const SPEAKS_OF_RETENTION: [&str; 2] = ["si-conserva", "tempi-di-conservazione"];
/// Most words of a sentence that goes on with what the one beside it speaks of.
const SHORT: usize = 12;
const BY_THE_PLAN: &str = "secondo-il-piano";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.knows_words(RULE.key) {
        inspection.leave_open();
    }
    let reading = context.reading();
    let all = reading.found(RULE.key);
    let place = |found: &Found<'_>| (found.piece, found.sentence);
    let is_noted_as = |found: &&Found<'_>, names: &[&str]| names.contains(&found.ready.name.as_str());
    let of_retention: HashSet<_> =
        all.iter().filter(|found| is_noted_as(found, &SPEAKS_OF_RETENTION)).map(place).collect();
    let by_the_plan: HashSet<Span> = all
        .iter()
        .filter(|found| is_noted_as(found, &[BY_THE_PLAN]))
        .map(|found| reading.pieces[found.piece].span)
        .collect();
    // What the words of each field are worth: in a field they are about retention, and a number beside them makes them right.
    let mut counts: HashMap<Span, bool> = HashMap::new();
    for (_, notice) in &context.site.informative.informative.0 {
        for retention in &notice.retention {
            let fields = &retention.fields;
            let is_unsure =
                inspection.is_unsure_of(&[fields.days, fields.months, fields.at_least_months, fields.criterion]);
            let is_counted = is_unsure || retention.days.is_some() || retention.months.is_some();
            counts.extend(criteria(retention).map(|span| (span, !is_counted)));
            if is_unsure {
                continue;
            }
            inspection.at(retention);
            let is_by_the_plan = criteria(retention).any(|span| by_the_plan.contains(&span));
            if let Some(found) = look(retention).filter(|_| !is_counted && !is_by_the_plan) {
                inspection.push(found);
                counts.extend(criteria(retention).map(|span| (span, false)));
            }
        }
    }
    let is_mistake = |found: &&Found<'_>| {
        !is_noted_as(found, &SPEAKS_OF_RETENTION) && !is_noted_as(found, &[BY_THE_PLAN]) && {
            // «Quanto li conserviamo? Il tempo necessario.»
            let (piece, sentence) = place(found);
            let near = [Some(sentence), sentence.checked_sub(1), Some(sentence + 1)];
            let is_short = reading.pieces[piece].sentences[sentence].len() <= SHORT;
            let is_about = || {
                let near = near.into_iter().flatten().take(if is_short { 3 } else { 1 });
                near.into_iter().any(|near| of_retention.contains(&(piece, near)))
            };
            counts.get(&reading.pieces[found.piece].span).copied().unwrap_or_else(is_about)
        }
    };
    let mut seen = HashSet::new();
    for found in all.iter().filter(is_mistake).filter(|found| seen.insert(place(found))) {
        inspection.push_once(hinted(finding(context, RULE.key, found)));
    }
}

fn criteria(retention: &Retention) -> impl Iterator<Item = Span> {
    retention.criterion.iter().flat_map(Localized::texts).map(|(_, text)| text.span)
}

/// What the fields alone say.
fn look(retention: &Retention) -> Option<Diagnostic> {
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
    None
}

fn warning(place: Span, message: Message) -> Diagnostic {
    hinted(Diagnostic::new(RULE.key, place, message))
}

fn hinted(finding: Diagnostic) -> Diagnostic {
    finding.hint(say!(
        "scrivi un massimo in «days:» o «months:»; se non si può, un criterio che dia una data: per esempio il piano di conservazione",
        "write a maximum in “days:” or “months:”; if that cannot be, a criterion that gives a date, such as the plan for keeping documents"
    ))
}
