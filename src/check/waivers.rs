//! The site's waivers, applied to what the rules have found: warnings and advice are set aside, errors never.
//!
//! A waiver that set nothing aside is a finding itself; one that is over is the rule `waiver-expired`'s.

use super::rule::{Context, message};
use crate::diagnostic::{Diagnostic, Key, Level, Place, Report};
use crate::model::Waiver;
use crate::say;
use crate::source::Span;

pub(super) fn apply(context: &Context<'_>, report: &mut Report) {
    for waiver in &context.site.settings.waivers {
        let is_over = waiver.until.value < context.today;
        let rule = context.rules.iter().map(|rule| rule.key).find(|key| key.name() == waiver.rule.value);
        let Some(rule) = rule.filter(|_| !is_over) else { continue };
        let before = report.waived().len();
        let place = waiver.place.as_ref().map(|place| Where::new(place, context));
        report.waive(&message(&waiver.because), &waiver.until.value.0.to_string(), |found| {
            found.level != Level::Error
                && found.key == rule
                && !matches!(rule, Key::WaiverExpired | Key::WaiverUnused)
                && place.as_ref().is_none_or(|place| place.holds(found, context))
        });
        if report.waived().len() == before {
            let unused = unused(waiver, rule, report);
            report.push(unused);
        }
    }
}

fn unused(waiver: &Waiver, rule: Key, report: &Report) -> Diagnostic {
    let finding = |message| Diagnostic::new(Key::WaiverUnused, waiver.rule.span, message);
    if report.iter().any(|found| found.key == rule && found.level == Level::Error) {
        return finding(say!("un errore non si può derogare: «{rule}»", "an error cannot be waived: “{rule}”"))
            .hint(say!("correggi l'errore e togli la deroga", "mend the error and remove the waiver"));
    }
    finding(say!(
        "questa deroga non serve: «{rule}» qui non trova nulla",
        "this waiver is of no use: “{rule}” finds nothing here"
    ))
    .hint(say!("togli la deroga, o controlla «place:»", "remove the waiver, or check “place:”"))
}

/// Where a waiver holds: a file, or a part of one.
struct Where {
    path: String,
    part: WaivedPart,
}

/// What of a file a waiver is for.
enum WaivedPart {
    Whole,
    /// A value of it.
    Value(Span),
    /// A value that is not there.
    Nothing,
}

impl Where {
    fn new(place: &str, context: &Context<'_>) -> Self {
        let (file, part) = place.split_once('#').map_or((place, None), |(file, part)| (file, Some(part)));
        let tree = context.site.trees.get(file.trim_end_matches(".yaml"));
        let part = match part {
            None => WaivedPart::Whole,
            Some(part) => {
                tree.and_then(|tree| tree.at(part)).map_or(WaivedPart::Nothing, |node| WaivedPart::Value(node.span))
            }
        };
        Self { path: context.path(file), part }
    }

    fn holds(&self, found: &Diagnostic, context: &Context<'_>) -> bool {
        if found.path(context.sources) != self.path {
            return false;
        }
        match (&self.part, &found.place) {
            (WaivedPart::Whole, _) => true,
            (WaivedPart::Value(part), Place::Span(span)) => part.start <= span.start && span.end <= part.end,
            (WaivedPart::Value(_) | WaivedPart::Nothing, _) => false,
        }
    }
}
