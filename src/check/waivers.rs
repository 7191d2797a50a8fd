//! The site's waivers, applied to what the rules have found: warnings and advice are set aside, errors never.
//!
//! A waiver that set nothing aside is a finding itself; one that is over is the rule `waiver-expired`'s.

use super::rule::{Context, message};
use super::rules::ALL;
use crate::content::Waiver;
use crate::diagnostic::{Diagnostic, Level, Place, Report};
use crate::say;

/// The rule that an unused waiver breaks.
const UNUSED: &str = "waiver-unused";

pub(super) fn apply(context: &Context<'_>, report: &mut Report) {
    for waiver in &context.site.settings.waivers {
        let is_over = waiver.until.value < context.today;
        let is_known = ALL.iter().any(|rule| rule.name == waiver.rule.value);
        if is_over || !is_known {
            continue;
        }
        let before = report.waived().len();
        report.waive(&message(&waiver.because), &waiver.until.value.0.to_string(), |found| {
            found.level != Level::Error
                && found.rule == waiver.rule.value
                && !found.rule.starts_with("waiver-")
                && is_in_place(found, waiver, context)
        });
        if report.waived().len() == before {
            let unused = unused(waiver, report);
            report.push(unused);
        }
    }
}

fn unused(waiver: &Waiver, report: &Report) -> Diagnostic {
    let rule = &waiver.rule.value;
    let finding = |message| Diagnostic::new(Level::Warning, UNUSED, waiver.rule.span, message);
    if report.iter().any(|found| found.rule == rule && found.level == Level::Error) {
        return finding(say!("un errore non si può derogare: «{rule}»", "an error cannot be waived: “{rule}”"))
            .hint(say!("correggi l'errore e togli la deroga", "mend the error and remove the waiver"));
    }
    finding(say!(
        "questa deroga non serve: «{rule}» qui non trova nulla",
        "this waiver is of no use: “{rule}” finds nothing here"
    ))
    .hint(say!("togli la deroga, o controlla «place:»", "remove the waiver, or check “place:”"))
}

/// Whether a finding is where the waiver holds.
fn is_in_place(found: &Diagnostic, waiver: &Waiver, context: &Context<'_>) -> bool {
    let Some(place) = &waiver.place else { return true };
    let (file, part) = place.split_once('#').map_or((place.as_str(), None), |(file, part)| (file, Some(part)));
    if found.locate(context.sources).0 != context.path(file) {
        return false;
    }
    let Some(part) = part else { return true };
    let Place::Span(span) = &found.place else { return false };
    let tree = context.site.trees.get(file.trim_end_matches(".yaml"));
    tree.and_then(|tree| tree.at(part)).is_some_and(|part| part.span.start <= span.start && span.end <= part.span.end)
}
