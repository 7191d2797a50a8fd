//! The overview as one accessible page: totals, what is found most, then every ente with every rule, the worst first.

use super::{Counts, Ending, EnteRow, Overview, about};
use crate::diagnostic::{Fault, Locale};
use crate::sheet;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Context;

#[derive(Serialize)]
struct RuleView<'a> {
    name: &'a str,
    about: Option<Vec<String>>,
    enti: usize,
    counts: Counts,
}

#[derive(Serialize)]
struct RowView<'a> {
    name: &'a str,
    ente: Option<&'a str>,
    outcome: Ending,
    /// Whether nothing stops publication, but something is left to confirm.
    is_to_confirm: bool,
    counts: Counts,
    trend: Option<Trend>,
    cells: Vec<Option<Counts>>,
}

/// How the errors and warnings of a run differ from those of the run before.
#[derive(Serialize)]
struct Trend {
    error: isize,
    warning: isize,
}

impl Trend {
    fn new(now: Counts, before: Counts) -> Self {
        let less = |now: usize, before: usize| isize::try_from(now).unwrap_or(0) - isize::try_from(before).unwrap_or(0);
        Self { error: less(now.error, before.error), warning: less(now.warning, before.warning) }
    }
}

/// The page.
///
/// # Errors
/// When its template is broken: then the program itself is at fault.
pub fn page(overview: &Overview, locale: Locale) -> Result<String, Fault> {
    let mut rules: BTreeMap<&str, (usize, Counts)> = BTreeMap::new();
    for (rule, counts) in overview.enti.iter().flat_map(|row| &row.rules) {
        let (enti, sum) = rules.entry(rule).or_default();
        *enti += 1;
        *sum = sum.and(*counts);
    }
    let mut rules: Vec<RuleView<'_>> = rules
        .into_iter()
        .map(|(name, (enti, counts))| RuleView { name, about: about(name, locale), enti, counts })
        .collect();
    rules.sort_by_key(|rule| (std::cmp::Reverse((rule.counts.error, rule.counts.warning, rule.enti)), rule.name));
    let mut rows: Vec<&EnteRow> = overview.enti.iter().collect();
    let weight = |row: &EnteRow| (row.outcome == Ending::Failed, row.counts);
    rows.sort_by(|one, other| weight(other).cmp(&weight(one)).then_with(|| one.name.cmp(&other.name)));
    let views: Vec<RowView<'_>> = rows
        .into_iter()
        .map(|row| RowView {
            name: &row.name,
            ente: row.ente.as_deref(),
            outcome: row.outcome,
            is_to_confirm: row.outcome == Ending::Clear && !row.is_settled(),
            counts: row.counts,
            trend: row.before.map(|before| Trend::new(row.counts, before)),
            cells: rules.iter().map(|rule| row.rules.get(rule.name).copied()).collect(),
        })
        .collect();
    let before: Vec<Counts> = overview.enti.iter().filter_map(|row| row.before).collect();
    let before = (!before.is_empty()).then(|| before.into_iter().fold(Counts::default(), Counts::and));
    let count = |wanted| overview.enti.iter().filter(|row| row.outcome == wanted).count();

    let mut context = Context::new();
    context.insert("date", &overview.date);
    context.insert("version", &overview.limpido);
    let settled = overview.enti.iter().filter(|row| row.is_settled()).count();
    context.insert("clear", &settled);
    context.insert("to_confirm", &(count(Ending::Clear) - settled));
    context.insert("unconfirmed", &overview.enti.iter().map(EnteRow::unconfirmed).sum::<usize>());
    context.insert("stopped", &count(Ending::Stopped));
    context.insert("failed", &count(Ending::Failed));
    // The counts of the enti alone: those of the run before are of enti alone, too.
    context.insert("counts", &overview.enti.iter().fold(Counts::default(), |sum, row| sum.and(row.counts)));
    context.insert("before", &before);
    context.insert("rules", &rules);
    context.insert("rows", &views);
    context.insert("workspace", &overview.workspace);
    sheet::page(include_str!("page.html"), context, locale)
}
