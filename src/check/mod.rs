//! A site into a checked site: every rule looks at it and says what it finds. Nothing is changed. Rules know nothing of each other.
//!
//! What the site's waivers cover is then set aside: it is counted, and stops nothing.

pub mod framed;
mod looks;
mod lookup;
pub mod passages;
pub mod readability;
pub mod reading;
pub mod rule;
pub mod rules;
mod told_time;
mod waivers;

use crate::catalog::Catalog;
use crate::diagnostic::{Outcome, Report};
use crate::i18n::Languages;
use crate::model::Site;
use crate::record::Date;
use crate::source::Sources;
pub use looks::{Look, Shown};
use rayon::prelude::*;
use rule::{Context, Inspection};
use std::sync::OnceLock;

/// A site that the rules have seen: the only thing that pages are planned from.
pub struct Checked {
    /// The site, as it was.
    pub site: Site,
    /// What was looked for.
    pub looks: Vec<Look>,
    /// The day on which it was looked at.
    pub today: Date,
}

/// Runs every rule of [`rules::ALL`], in order.
#[must_use]
pub fn check(
    site: Site,
    catalog: &Catalog,
    languages: &Languages,
    sources: &Sources,
    today: Date,
    folder: &str,
) -> Outcome<Checked> {
    let mut report = Report::default();
    let rules = rules::ALL;
    let context = Context {
        site: &site,
        catalog,
        languages,
        sources,
        rules,
        today,
        folder,
        passages: OnceLock::new(),
        reading: OnceLock::new(),
    };
    // Before the rules, which would wait for each other here: several threads make it, and one of them might take up a rule meanwhile.
    let _ = (context.passages(), context.reading());
    let inspections: Vec<Inspection> = rules
        .par_iter()
        .map(|rule| {
            let mut inspection = Inspection::default();
            (rule.run)(&context, &mut inspection);
            framed::inspect(&context, rule.key, &mut inspection);
            inspection
        })
        .collect();
    let mut looks = Vec::new();
    for (rule, inspection) in rules.iter().zip(inspections) {
        let (found, seen, asked) = inspection.into_parts();
        report.merge(found);
        looks.extend(looks::looks(&context, rule.key, seen, asked));
    }
    // Requirements come first, by kind of page.
    looks.sort_by_key(|look| look.asked.is_none());
    report.iter_mut().for_each(|found| context.cite(found));
    waivers::apply(&context, &mut report);
    Outcome { value: Some(Checked { site, looks, today }), report }
}
